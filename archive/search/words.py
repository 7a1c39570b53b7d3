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
from language.tones import settled_tone
from language.words import plain

_INSIDE = r"\p{L}\p{M}\p{N}\p{Default_Ignorable_Code_Point}"
WORD = regex.compile(rf"[\p{{L}}\p{{N}}][{_INSIDE}]*+(?:['’ʼ]\p{{L}}[{_INSIDE}]*+)*+")
"""One word. What nobody sees (a joiner, a zero-width blank, a soft hyphen) is part of it where it stands
inside; so is an apostrophe between letters."""

_UNSEEN = regex.compile(r"(?V1)[\p{Default_Ignorable_Code_Point}--\p{L}]+")
_HYPHEN = regex.compile(
    r"\p{Default_Ignorable_Code_Point}*[-\u2010\u2011]\p{Default_Ignorable_Code_Point}*(?:[ \t]*\n[ \t]*)?"
)
_LINE_END = regex.compile(r"[ \t]*\n[ \t]*")
_SOFT_HYPHEN = "\u00ad"
_APOSTROPHES = {ord("’"): "'", ord("ʼ"): "'"}
_D_BAR = "\u0111"
"""The Vietnamese d, which no normal form takes apart."""
_TONES = frozenset("\u0309\u0323\u031b\u0306")
_INDIC_SAME = {
    0x093C: None,  # Hindi nukta, left out by half of those who type
    0x0929: "\u0928",  # letters that hold one
    0x0931: "\u0930",
    0x0934: "\u0933",
    0x0901: "\u0902",  # candrabindu is written as anusvara by many
    0x09C0: "\u09bf",  # Bangla long and short i and u sound alike and are written alike
    0x09C2: "\u09c1",
    0x0981: None,
    0x09CE: "".join(("\u09a4", "\u09cd")),  # khanda ta, once written as a letter, a virama and a joiner
}


class Script(StrEnum):
    """The writing of a word, which says whose grammar its ending follows."""

    BENGALI = "bengali"
    DEVANAGARI = "devanagari"
    LATIN = "latin"
    OTHER = "other"


@lru_cache(maxsize=100_000)
def fold_search_term(word: str) -> str:
    """The term that a word is found under: without case, unseen signs and spelling variants, digits in ASCII,
    NFC.

    Spellings that people exchange in Bangla and Hindi (long and short vowels, nukta, candrabindu) are one
    here, so that whoever searches need not spell as the typist did; so are the places of a Vietnamese tone.
    """
    if word.isascii():
        return word.casefold()
    seen = _UNSEEN.sub("", word).translate(_APOSTROPHES)
    cased = unicodedata.normalize("NFC", seen).casefold()
    return settled_tone(unicodedata.normalize("NFC", ascii_digits(cased).translate(_INDIC_SAME)))


def hyphenated(text: str, end: int, start: int) -> bool:
    """Whether nothing but a hyphen, and perhaps a line end after it, stands between a word that ends at
    ``end`` and one that begins at ``start``."""
    gap = text[end:start]
    soft = text[end - 1] == _SOFT_HYPHEN and _LINE_END.fullmatch(gap) is not None
    return soft or _HYPHEN.fullmatch(gap) is not None


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


@lru_cache(maxsize=100_000)
def sounds_vietnamese(word: str) -> bool:
    """Whether a folded word bears a mark that, among the archive's languages, Vietnamese alone has."""
    return not word.isascii() and (
        _D_BAR in word or any(ch in _TONES for ch in unicodedata.normalize("NFD", word))
    )


def has_marks(word: str) -> bool:
    """Whether a folded Latin word bears any diacritic at all."""
    return script(word) is Script.LATIN and plain(word) != word
