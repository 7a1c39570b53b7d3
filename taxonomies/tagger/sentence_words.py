"""Words and sentences of a text in any of the project's scripts, with code point offsets.

A word in Bangla or Devanagari holds vowel signs and a virama, which ``\\w`` of the standard library cuts
at; here a word is a letter or digit followed by letters, marks, digits and joiners (Unicode categories).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import regex

from language.lists import language_words

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*(?:['’][\p{L}][\p{L}\p{M}]*)*")
_BREAK = regex.compile(r"(?<=[.?!\u0964\u0965])[\"'”’)\]]*\s+|\n+")
_FUNCTION_WORDS = frozenset(language_words("en").entries("function_words"))
_NUKTA, _CANDRABINDU, _ANUSVARA = "\u093c", "\u0901", "\u0902"


class Word(NamedTuple):
    """A folded word and where it stands."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def fold_lexicon_word(word: str) -> str:
    """The form in which a word meets the lexicon: case, joiners, apostrophes, nukta and candrabindu levelled.

    Latin accents and long vowels stay: the lexicon is written with them.
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word).replace("’", "'").replace("\u200c", "").replace("\u200d", "")
    plain = plain.replace(_NUKTA, "").replace(_CANDRABINDU, _ANUSVARA)
    return unicodedata.normalize("NFC", plain).casefold()


def words(text: str) -> list[Word]:
    """Every word of the text in order. Hyphens part words: ``mother-in-law`` is three."""
    return [
        Word(fold_lexicon_word(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)
    ]


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of sentences, trimmed, empty ones left out."""
    spans, start = [], 0
    cuts = [found.span() for found in _BREAK.finditer(text)]
    for left, right in [*cuts, (len(text), len(text))]:
        piece = text[start:left]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append((start + lead, start + len(piece.rstrip())))
        start = right
    return spans


def reads_like_english(text: str) -> bool:
    """Whether at least an eighth of the words are English function words (romanised Hindi is not)."""
    found = [word.form for word in words(text)]
    return bool(found) and sum(form in _FUNCTION_WORDS for form in found) * 8 >= len(found)
