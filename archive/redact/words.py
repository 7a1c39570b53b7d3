"""Words, sentence starts, grapheme borders and digits of five scripts, by offset.

Python's ``\\w`` breaks Bangla and Devanagari words at their vowel signs, so words are runs of letters,
marks and digits (``regex`` properties). Folding keeps every offset: one code point stays one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import regex

WORD = regex.compile(r"[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_\u200c\u200d]|['’ʼ](?=\p{L})){0,63}+")
_GRAPHEME = regex.compile(r"\X")
_STARTS = frozenset(".!?।॥:;|\n\t\r-–—•*([{\"“”‘'«»…>]/")
_DIGITS = {
    ord(ch): str(unicodedata.digit(ch))
    for block in (0x0966, 0x09E6, 0x0660, 0x06F0)
    for ch in map(chr, range(block, block + 10))
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it stands, its text, and whether a sentence, line or quotation starts with it."""

    start: int
    end: int
    text: str
    initial: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[:1].isupper()

    @property
    def stem(self) -> str:
        """The word without an English possessive, case-folded."""
        return bare(self.text).casefold()


def bare(word: str) -> str:
    """The word without a trailing ``'s``, ``’s`` or Bangla ``'r``."""
    for tail in ("'s", "’s", "'S", "’S"):
        if word.endswith(tail):
            return word[:-2]
    return word


def words(text: str) -> list[Word]:
    """The words of ``text`` in order."""
    found: list[Word] = []
    for match in WORD.finditer(text):
        found.append(Word(match.start(), match.end(), match.group(), _begins(text, match.start())))
    return found


def _begins(text: str, at: int) -> bool:
    """Whether the word at ``at`` is the first of a sentence, a line, a bracket or a quotation."""
    position = at - 1
    while position >= 0 and at - position < 8 and text[position] == " ":
        position -= 1
    if position < 0:
        return True
    mark = text[position]
    if mark == "." and position >= 1 and _abbreviation(text, position):
        return False
    if mark in "-–'’/" and position == at - 1:
        return False
    return mark in _STARTS


def _abbreviation(text: str, dot: int) -> bool:
    """Whether the full stop at ``dot`` ends an initial or a title (``A.``, ``Md.``, ``Dr.``)."""
    begin = dot
    while begin > 0 and dot - begin < 5 and text[begin - 1].isalpha():
        begin -= 1
    part = text[begin:dot]
    return (len(part) == 1 and part.isupper()) or part.casefold() in {
        "mr", "mrs", "ms", "dr", "md", "mst", "smt", "shri", "prof", "no", "st", "adv", "rev",
    }  # fmt: skip


def fold_digits(text: str) -> str:
    """Bengali, Devanagari and Arabic digits as ASCII ones; every offset stays."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """ASCII digits and lower case where that keeps the length; every offset stays."""
    lowered = fold_digits(text)
    low = lowered.lower()
    if len(low) == len(lowered):
        return low
    return "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in lowered)


def plain(word: str) -> str:
    """Lower case without diacritics (``Dũng`` → ``dung``, ``đ`` → ``d``); for Latin words only."""
    flat = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    return "".join(ch for ch in flat if not unicodedata.combining(ch))


def graphemes(text: str) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of every extended grapheme cluster (UAX 29)."""
    for match in _GRAPHEME.finditer(text):
        yield match.start(), match.end()


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """``start:end`` grown so that it cuts no grapheme cluster. Looks at most 32 code points around."""
    low = max(0, start - 32)
    high = min(len(text), end + 32)
    for a, b in graphemes(text[low : min(high, start + 32)]):
        if low + a < start < low + b:
            start = low + a
            break
    base = max(low, min(start, end - 32) if end - 32 > start else start)
    for a, b in graphemes(text[base:high]):
        if base + a < end < base + b:
            end = base + b
            break
    return start, end


def lower_cased(text: str) -> bool:
    """Whether the text carries no capitals to go by (speech recognition, chat)."""
    letters = [ch for ch in text[:20_000] if ch.isalpha() and ch.lower() != ch.upper()]
    return len(letters) > 30 and sum(ch.isupper() for ch in letters) < 0.008 * len(letters)


def is_indic(word: str) -> bool:
    """Whether the word is written in Bengali or Devanagari letters."""
    return any("\u0900" <= ch <= "\u09ff" for ch in word)


def wordset(block: str) -> frozenset[str]:
    """The words of a block of text, as data."""
    return frozenset(block.split())
