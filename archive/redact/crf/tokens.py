"""Text cut into tokens and sentences for the small models: words, and every other sign by itself.

Training and running cut by this one file. A blank more or less ("Rahima ," and "Rahima,") changes no
token, because news sets come with blanks around their commas and speech does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from language.words import WORD

LONGEST = 150
"""At most so many tokens in one sentence; a longer one is cut."""
_TOKEN = regex.compile(rf"{WORD.pattern}|\S")
_ENDS = frozenset(".?!।॥")


class Token(NamedTuple):
    """One word or sign: code points ``start`` to ``end`` of the text it was cut from, and itself."""

    start: int
    end: int
    text: str


def tokens(text: str) -> list[Token]:
    """All tokens of ``text`` in order; what stands between them is white space."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]


def sentences(text: str, cut: list[Token]) -> Iterator[tuple[int, int]]:
    """``(first, last)`` of every sentence in the list of tokens, end excluded; they tile the list.

    A line break ends a sentence; so does a full stop before a blank, except after an initial or a title.
    """
    first = 0
    for at in range(1, len(cut)):
        before = cut[at - 1]
        gap = text[before.end : cut[at].start]
        if at - first >= LONGEST or "\n" in gap or (gap and _stops(cut, at - 1)):
            yield first, at
            first = at
    if first < len(cut):
        yield first, len(cut)


def _stops(cut: list[Token], at: int) -> bool:
    """Whether the token ends a sentence; the stop of ``A.``, ``Md.``, ``Dr.`` does not."""
    if cut[at].text not in _ENDS:
        return False
    if cut[at].text != "." or not at:
        return True
    word = cut[at - 1].text
    return not (len(word) < 3 and word[0].isalpha()) and not (len(word) == 3 and word[0].isupper())
