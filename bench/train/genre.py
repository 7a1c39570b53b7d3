"""The words that tell speech from print in a language, from the texts that its model is fitted to.

A word weighs the logarithm of its share in speech over its share in print, cut at ``MOST``. Only words of
many texts count, so that no name and no subject decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from archive.redact.crf.tokens import tokens
from bench.train.corpora import Document, text_of

TEXTS, WORDS, MOST = 8, 200, 2.0
"""A word counts that stands in so many texts; so many words are kept; no word weighs more."""


def weights(found: Sequence[Document]) -> dict[str, float]:
    """Word and weight, above nothing for speech; none where there is one genre only."""
    counts = {"spoken": Counter[str](), "written": Counter[str]()}
    texts: set[tuple[str, str]] = set()
    for document in found:
        words = [token.text.casefold() for token in tokens(document.text)]
        counts[document.genre].update(words)
        texts.update((text_of(document), word) for word in words)
    if not all(counts.values()):
        return {}
    spread = Counter(word for _, word in texts)
    total = {genre: sum(words.values()) for genre, words in counts.items()}
    share = {
        word: [(words[word] + 1) / total[genre] for genre, words in counts.items()]
        for word, texts_ in spread.items()
        if texts_ >= TEXTS
    }
    told = {word: log(said / printed) for word, (said, printed) in share.items()}
    best = sorted(told, key=lambda word: (-abs(told[word]) * sum(share[word]), word))[:WORDS]
    return {word: round(max(-MOST, min(MOST, told[word])), 2) for word in sorted(best)}
