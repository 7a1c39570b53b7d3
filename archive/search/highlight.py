"""Where the query's words stand in a rendering that was unsealed for this viewer.

The text is analysed as it was for the index and its terms are compared with the query's, so that what
is marked is what was found. Marks never cut a grapheme cluster. Nothing is marked for a filter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from archive.search.analysers import BLANK, Token, analyse
from archive.search.query_terms import Sought, Terms

Mark = tuple[int, int]

_CLUSTER = regex.compile(r"\X")
_ENDS = regex.compile(r"[।॥]|[.!?…][”’\"')\]]*(?=\s|\Z)|\n")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text: it begins at ``start`` there; ``marks`` are offsets in the part itself."""

    start: int
    text: str = field(repr=False)
    marks: tuple[Mark, ...] = ()


def marks(text: str, language: str | None, sought: Sought) -> tuple[Mark, ...]:
    """``(start, end)`` of everything in ``text`` that the query looked for, in order, not overlapping."""
    phrases = sought.phrases()
    if not phrases:
        return ()
    at: dict[int, list[Token]] = {}
    for token in analyse(text, language):
        at.setdefault(token.position, []).append(token)
    spans = [
        (at[first][0].start, last.end)
        for phrase in phrases
        for first in at
        for last in _ends(phrase, first, at)
    ]
    return _merged(_whole(text, spans))


def _ends(phrase: Terms, first: int, at: dict[int, list[Token]]) -> list[Token]:
    """The tokens with which a phrase that begins at position ``first`` can end there."""
    places: set[int] = {first}
    last: list[Token] = []
    for term in phrase:
        if term == BLANK:
            places, last = {place + 1 for place in places if place not in at}, []
        else:
            last = [token for place in places for token in at.get(place, ()) if token.term == term]
            places = {token.position + token.width for token in last}
    return last


def _whole(text: str, spans: Iterable[Mark]) -> list[Mark]:
    """Each span widened to the borders of the grapheme clusters it touches."""
    every = list(spans)
    if not every:
        return []
    borders = [0, *(cluster.end() for cluster in _CLUSTER.finditer(text))]
    return [
        (borders[bisect_right(borders, start) - 1], borders[bisect_left(borders, end)])
        for start, end in every
    ]


def _merged(spans: Iterable[Mark]) -> tuple[Mark, ...]:
    out: list[Mark] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def sentences(text: str) -> list[Mark]:
    """The sentences of ``text``, without the white space around them; danda and line breaks end one."""
    out: list[Mark] = []
    start = 0
    for end in [*(match.end() for match in _ENDS.finditer(text)), len(text)]:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = end - (len(piece) - len(piece.rstrip()))
        if left < right:
            out.append((left, right))
        start = end
    return out


def snippet(text: str, highlights: tuple[Mark, ...]) -> Snippet:
    """The sentence with the most marks and one on each side; the first three where nothing is marked."""
    parts = sentences(text)
    if not parts:
        return Snippet(0, "")
    counts = [sum(start < right and end > left for start, end in highlights) for left, right in parts]
    best = counts.index(max(counts))
    first, last = (best - 1, best + 1) if max(counts) else (0, 2)
    start = parts[max(first, 0)][0]
    end = parts[min(last, len(parts) - 1)][1]
    inside = tuple(
        (max(a, start) - start, min(b, end) - start) for a, b in highlights if a < end and b > start
    )
    return Snippet(start, text[start:end], inside)
