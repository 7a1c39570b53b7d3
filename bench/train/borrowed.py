"""Texts of other languages that a model learns from besides its own; nothing is ever judged on them.

Romanised Bangla, Hindi and Nepali have few texts, and their scripts have many: those are spelt in Latin
letters. Who types mixes in English and Swahili too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bench.train.corpora import Document, spoken
from bench.train.interviews import LOWERED, PLAIN
from bench.train.romanised import romanised

COPIES = {PLAIN: 1, LOWERED: 1}
_FROM = {"xx": ("en", "sw")}
_ROMANISED = {"xx": ("bn", "hi", "ne")}


def borrowed(lang: str) -> Iterator[Document]:
    """The borrowed texts, under ``lang``."""
    for other in _ROMANISED.get(lang, ()):
        yield from map(romanised, spoken(other, COPIES))
    for other in _FROM.get(lang, ()):
        yield from (replace(document, lang=lang) for document in spoken(other, COPIES))
