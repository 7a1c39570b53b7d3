"""The words that the rules of this package look for, by language, as ``archive/redact/data`` holds them.

Testimonies mix languages, so most rules ask for the words of all of them at once; a rule that knows its
language names it. ``xx`` is Bangla, Hindi and Nepali as they are typed in Latin letters: speakers mix their
typed forms too. No rule writes a word of its own: a list that no file has is an error, not an empty rule.
"""

from __future__ import annotations

from functools import cache

import regex

from language.across import frames_of_all, in_order, words_of_all
from language.lists import Frame, Words, alternation, read_words

_PACKAGE = "archive.redact"
CODES = ("en", "bn", "hi", "ne", "sw", "vi", "xx")
"""The files, in the order in which their patterns are tried."""
NATIVE = ("bn", "hi", "ne")
"""The languages that have scripts of their own, and typed forms in ``xx``."""


def words_of(code: str) -> Words:
    """The words of one language, read on first use."""
    return read_words(_PACKAGE, code)


def entries(name: str, *codes: str) -> frozenset[str]:
    """The words of the lists of this name in the files of ``codes``, or in all files.

    Raises ``KeyError`` where none of the files has such a list.
    """
    return words_of_all(name, _PACKAGE, codes or CODES)


def ordered(name: str, *codes: str) -> tuple[str, ...]:
    """The same words, each file's in its own order, one file after the other."""
    return in_order(name, _PACKAGE, codes or CODES)


@cache
def values(name: str, *codes: str) -> dict[str, str]:
    """What the words of the lists of this name stand for; no word stands for two things."""
    meanings: dict[str, str] = {}
    for code in codes or CODES:
        for word, value in words_of(code).values(name).items():
            meaning = str(value)
            if meanings.setdefault(word, meaning) != meaning:
                raise ValueError(f"{code}: {name} has a word that another language's list has otherwise.")
    return meanings


@cache
def endings(name: str, *codes: str) -> tuple[str, ...]:
    """The words as endings, for ``str.endswith``: the longest first."""
    return tuple(sorted(ordered(name, *codes), key=len, reverse=True))


@cache
def any_of(name: str, *codes: str) -> str:
    """A regular expression for any of the words, the longest first, as one group that captures nothing."""
    return f"(?:{alternation(entries(name, *codes))})"


def frames(role: str, *codes: str) -> tuple[Frame, ...]:
    """The frames of this role in the files of ``codes``, or in all files. Raises ``KeyError`` for none."""
    return frames_of_all(role, _PACKAGE, codes or CODES)


def any_frame(role: str, *codes: str) -> str:
    """A regular expression for any of the frames of a role, as one group that captures nothing itself."""
    return f"(?:{'|'.join(frame.pattern for frame in frames(role, *codes))})"


def pattern(role: str, *codes: str, flags: int = 0) -> regex.Pattern[str]:
    """The frames of a role as one pattern that begins and ends at a word's border."""
    return regex.compile(f"{BEGIN}{any_frame(role, *codes)}{END}", flags)


BEGIN, END = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
"""Where a word begins and ends, in every script."""
