"""Case endings that Bangla, Hindi and Nepali glue to a noun, in their scripts and romanised.

The endings themselves, and what each is taken off for, stand in ``language/data``.
"""

from __future__ import annotations

from functools import lru_cache

from language.across import endings
from language.words import is_indic

CASE_ENDINGS = endings("name", "bn", "hi", "ne")
"""Glued case endings of all three, longest first."""
ROMAN_ENDINGS = endings("name", "xx")
"""The same in Latin letters."""

_CASES = {lang: endings("noun", lang) for lang in ("bn", "hi", "ne")}


@lru_cache(maxsize=16384)
def stem(word: str, lang: str) -> str:
    """A word of Bangla, Hindi or Nepali without its glued case ending, if enough is left."""
    if not word.endswith(_CASES.get(lang, ())):
        return word
    for case in _CASES.get(lang, ()):
        if word.endswith(case) and len(word) - len(case) >= 2:
            return word[: -len(case)]
    return word


@lru_cache(maxsize=16384)
def indic(word: str) -> bool:
    """``is_indic`` of one word, which every rule asks of every word."""
    return is_indic(word)
