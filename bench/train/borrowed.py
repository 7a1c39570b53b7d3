"""Texts of other languages that a model learns from besides its own; nothing is ever judged on them.

Romanised Bangla, Hindi and Nepali have few texts, and their scripts have many: those are spelt in Latin
letters. Who types mixes in English and Swahili too. The three also lend to each other: they share names, kin
terms and the order of a sentence, and Bengali letters stand in Unicode a block behind those of Devanagari, so
that a text is carried over sign by sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bench.train.corpora import PRINTED, Document, spoken
from bench.train.interviews import LOWERED, PLAIN
from bench.train.romanised import romanised

COPIES = {PLAIN: 1, LOWERED: 1}
_FROM = {"xx": ("en", "sw")}
_ROMANISED = {"xx": ("bn", "hi", "ne")}
_CARRIED = {"bn": ("hi", "ne"), "hi": ("bn", "ne"), "ne": ("bn", "hi")}
_BLOCK = 0x80
_SHARED = frozenset("।॥")


def borrowed(lang: str) -> Iterator[Document]:
    """The borrowed texts, under ``lang``."""
    for other in _ROMANISED.get(lang, ()):
        yield from map(romanised, spoken(other, COPIES))
    for other in (*_FROM.get(lang, ()), *_CARRIED.get(lang, ())):
        for document in spoken(other, COPIES):
            if f"/{PRINTED}" not in document.id:
                yield carried(document, lang)


def carried(document: Document, lang: str) -> Document:
    """The document as one of ``lang``, in Bengali or Devanagari letters where it has any; offsets stay."""
    if lang == "bn":
        text = "".join(chr(ord(ch) + _BLOCK) if _in(ch, 0x0900) else ch for ch in document.text)
    elif lang in {"hi", "ne"}:
        text = "".join(chr(ord(ch) - _BLOCK) if _in(ch, 0x0980) else ch for ch in document.text)
    else:
        text = document.text
    return replace(document, lang=lang, text=text)


def _in(ch: str, block: int) -> bool:
    return block <= ord(ch) < block + _BLOCK and ch not in _SHARED
