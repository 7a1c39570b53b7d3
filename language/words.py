"""Words, sentence starts, grapheme borders and digits of five scripts, by offset.

Python's ``\\w`` breaks Bangla and Devanagari words at their vowel signs, so words are runs of letters,
marks and digits (``regex`` properties). Folding keeps every offset: one code point stays one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

WORD = regex.compile(r"[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_\u200c\u200d]|['’ʼ](?=\p{L})){0,63}+")
_GRAPHEME = regex.compile(r"\X")
_INDIC = re.compile("[\u0900-\u09ff]")
_KEPT = 4
"""So many stretches are kept read at once: every rule asks for the words of the same one."""
_SHORT, _KEPT_NAMES = 40, 512
"""What is no longer is the words of one finding; so many of these are kept."""
_D_BAR = "\u0111"
"""The Vietnamese d, which no normal form takes apart."""
_STARTS = frozenset(".!?\u0964\u0965:;|\n\t\r-–—•*([{\"“”‘'«»…>]/")
_DIGITS = {
    ord(ch): str(unicodedata.digit(ch))
    for block in (0x0966, 0x09E6, 0x0660, 0x06F0)
    for ch in map(chr, range(block, block + 10))
}


class Word(NamedTuple):
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
    return word[:-2] if word.endswith(_POSSESSIVE) else word


_POSSESSIVE = ("'s", "’s", "'S", "’S")


def words(text: str) -> list[Word]:
    """The words of ``text`` in order."""
    return list(_kept_words(text) if len(text) > _SHORT else _kept_names(text))


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(*m.span(), m.group(), _begins(text, m.start())) for m in WORD.finditer(text))


_kept_words = lru_cache(maxsize=_KEPT)(_words)
_kept_names = lru_cache(maxsize=_KEPT_NAMES)(_words)


def _begins(text: str, at: int) -> bool:
    """Whether the word at ``at`` is the first of a sentence, a line, a bracket or a quotation."""
    position = at - 1
    while position >= 0 and at - position < 8 and text[position] == " ":
        position -= 1
    if position < 0:
        return True
    mark = text[position]
    if mark.isalpha():
        return False
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


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """ASCII digits and lower case where that keeps the length; every offset stays.

    For patterns that run over a whole text: what they find is cut out of the original at the same place.
    What compares single words folds more, and says in its name what.
    """
    lowered = text if text.isascii() else fold_digits(text)
    low = lowered.lower()
    if len(low) == len(lowered):
        return low
    return "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in lowered)


def plain(word: str) -> str:
    """Lower case without diacritics (``Dũng`` → ``dung``, ``đ`` → ``d``); for Latin words only."""
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFD", word.casefold().replace(_D_BAR, "d"))
    return "".join(ch for ch in flat if not unicodedata.combining(ch))


def graphemes(text: str) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of every extended grapheme cluster (UAX 29)."""
    for match in _GRAPHEME.finditer(text):
        yield match.start(), match.end()


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """``start:end`` grown so that it cuts no grapheme cluster. Looks at most 32 code points around."""
    if not _plain_border(text, start):
        start = _cluster(text, start)[0]
    if not _plain_border(text, end):
        end = _cluster(text, end)[1]
    return start, end


def _plain_border(text: str, at: int) -> bool:
    """Whether no cluster can span ``at``: an edge of the text, or plain letters and points around.

    An Indic letter or blank ends the cluster before it, unless a virama among its marks joins the two.
    """
    if not 0 < at < len(text):
        return True
    if not _plain(text[at]):
        return False
    alone = at > 1 and _plain(text[at - 2])
    return _plain(text[at - 1]) or (alone and _is_vowel_sign(text[at - 1]))


@lru_cache(maxsize=2048)
def _plain(ch: str) -> bool:
    """Whether a character is a cluster by itself wherever it stands; Vietnamese letters are."""
    return (ch < "\u0e00" or "\u1e00" <= ch < "\u2000") and unicodedata.category(ch)[0] in "LNPZ"


@lru_cache(maxsize=2048)
def _is_vowel_sign(ch: str) -> bool:
    """Whether a character of the Devanagari or Bengali block is a mark that joins nothing after it."""
    return "\u0900" <= ch <= "\u09ff" and unicodedata.category(ch)[0] == "M" and ch not in "\u094d\u09cd"


def _cluster(text: str, at: int) -> tuple[int, int]:
    """The grapheme cluster that ``at`` stands inside of, or ``at`` twice."""
    low = max(0, at - 32)
    for a, b in graphemes(text[low : at + 32]):
        if low + a < at < low + b:
            return low + a, low + b
        if low + b > at:
            break
    return at, at


@lru_cache(maxsize=_KEPT)
def lower_cased(text: str) -> bool:
    """Whether the text carries no capitals to go by (speech recognition, chat)."""
    part = text[:20_000]
    upper = sum(map(str.isupper, part))
    if upper > 160:
        return False
    letters = sum(ch.islower() for ch in part) + upper
    return letters > 30 and upper < 0.008 * letters


def is_indic(word: str) -> bool:
    """Whether the word is written in Bengali or Devanagari letters."""
    return not word.isascii() and _INDIC.search(word) is not None


def wordset(block: str) -> frozenset[str]:
    """The words of a block of text, as data."""
    return frozenset(block.split())
