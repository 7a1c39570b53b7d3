"""Words of five scripts, by offset, and the one spelling under which they are compared.

Python's ``\\w`` cuts Bangla and Devanagari words at their vowel signs, so a word here is a letter or a
digit with every letter, mark and digit that follows (Unicode categories L, M, N). Offsets always point
into the text as given; folding changes what is compared, never where it stands.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import lru_cache

import regex

from language.digits import ascii_digits
from language.words import plain

_INSIDE = r"\p{L}\p{M}\p{N}\u200c\u200d\u00ad"
WORD = regex.compile(rf"[\p{{L}}\p{{N}}][{_INSIDE}]*+(?:['’ʼ]\p{{L}}[{_INSIDE}]*+)*+")
"""One word. A joiner or a soft hyphen inside is part of it; so is an apostrophe between letters."""

_UNSEEN = {0x200C: None, 0x200D: None, 0x00AD: None, ord("’"): "'", ord("ʼ"): "'"}
_D_BAR = "\u0111"
"""The Vietnamese d, which no normal form takes apart."""
_TONES = frozenset("\u0309\u0323\u031b\u0306")
_INDIC_SAME = {
    0x093C: None,  # Hindi nukta, left out by half of those who type
    0x0901: "\u0902",  # candrabindu is written as anusvara by many
    0x09C0: "\u09bf",  # Bangla long and short i and u sound alike and are written alike
    0x09C2: "\u09c1",
    0x0981: None,
}


class Script(StrEnum):
    """The writing of a word, which says whose grammar its ending follows."""

    BENGALI = "bengali"
    DEVANAGARI = "devanagari"
    LATIN = "latin"
    OTHER = "other"


@lru_cache(maxsize=100_000)
def fold_search_term(word: str) -> str:
    """The term that a word is found under: without case, joiners and spelling variants, digits in ASCII, NFC.

    Spellings that people exchange in Bangla and Hindi (long and short vowels, nukta, candrabindu) are one
    here, so that whoever searches need not spell as the typist did.
    """
    cased = unicodedata.normalize("NFC", word.translate(_UNSEEN)).casefold()
    return unicodedata.normalize("NFC", ascii_digits(cased).translate(_INDIC_SAME))


def script(word: str) -> Script:
    """The script of the word's first letter; a number alone is Latin."""
    for ch in word:
        code = ord(ch)
        if 0x0980 <= code <= 0x09FF:
            return Script.BENGALI
        if 0x0900 <= code <= 0x097F:
            return Script.DEVANAGARI
        if ch.isalpha():
            return Script.LATIN if "LATIN" in unicodedata.name(ch, "") else Script.OTHER
    return Script.LATIN


def sounds_vietnamese(word: str) -> bool:
    """Whether a folded word bears a mark that, among the archive's languages, Vietnamese alone has."""
    return _D_BAR in word or any(ch in _TONES for ch in unicodedata.normalize("NFD", word))


def has_marks(word: str) -> bool:
    """Whether a folded Latin word bears any diacritic at all."""
    return script(word) is Script.LATIN and plain(word) != word
