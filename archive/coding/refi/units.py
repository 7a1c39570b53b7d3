"""How a tool counts positions, and code points of the text that Heard holds: the border, in one place.

REFI-QDA says "characters". Programs on .NET, Java or JavaScript count UTF-16 units, some count bytes, and a
line end of CR LF may count one or two. So a unit is not believed: it is tried on what the file quotes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

import regex

QUOTED = 24
"""Code points of a selection's name that are compared; tools cut names at different lengths."""
NAMED = 80
"""Code points of a selection's words that Heard writes as its name, blanks at the edges among them."""
_BLANKS = regex.compile(r"\s+")


class Unit(StrEnum):
    """What one position counts."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    BYTES = "bytes of UTF-8"


@dataclass(frozen=True, slots=True)
class Count:
    """A way to count: the unit, and whether a line end counts for two."""

    unit: Unit = Unit.CODE_POINTS
    two_for_line_end: bool = False


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How a selection's words compare with its name: they begin with it, Heard would write it for them, they
    are all of it. Each holds only if the first does."""

    begins: bool
    written: bool
    whole: bool


WAYS = tuple(Count(unit, two) for two in (False, True) for unit in Unit)


def widths(text: str, way: Count) -> list[int]:
    """How much each code point of a text counts."""
    sizes: dict[Unit, Callable[[str], int]] = {
        Unit.CODE_POINTS: lambda c: 1,
        Unit.UTF16: lambda c: 2 if ord(c) > 0xFFFF else 1,
        Unit.BYTES: lambda c: len(c.encode("utf-8", "surrogatepass")),
    }
    size = sizes[way.unit]
    return [size(c) + (way.two_for_line_end and c == "\n") for c in text]


class Ruler:
    """Positions of one text, counted one way, turned to code points and back."""

    def __init__(self, text: str, way: Count) -> None:
        self._at = [0, *accumulate(widths(text, way))]

    def to_code_points(self, position: int) -> int:
        """The code point at a position; one within a code point goes to its end. Past the end: the end."""
        return min(bisect_left(self._at, position), len(self._at) - 1)

    def from_code_points(self, offset: int) -> int:
        """The position of a code point offset."""
        return self._at[offset]


def way_of(text: str, quoted: Iterable[tuple[int, int, str]]) -> Count | None:
    """The way of counting under which most selections ``(start, end, name)`` begin with their name.

    Where several ways do that, the one under which most selections are their name to the last blank, then
    the one under which most are their name but for blanks. A selection between two blanks reads the same one
    code point further on, so a file whose names have lost their blanks may not tell the ways apart; then the
    first of ``WAYS`` counts. ``None`` where no selection quotes its words, or where no way fits any: then the
    caller believes code points and compares the words afterwards.
    """
    named = [(start, end, name) for start, end, name in quoted if len(_plain(name)) > 3]
    best, most = None, (0, 0, 0)
    for way in WAYS:
        ruler = Ruler(text, way)
        evidence = [
            _evidence(text[ruler.to_code_points(start) : ruler.to_code_points(end)], name)
            for start, end, name in named
        ]
        fits = (
            sum(e.begins for e in evidence), sum(e.written for e in evidence), sum(e.whole for e in evidence)
        )  # fmt: skip
        if fits[0] and fits > most:
            best, most = way, fits
    return best


def _evidence(words: str, name: str) -> _Evidence:
    plain = _plain(words)
    begins = plain.startswith(_plain(name)[:QUOTED].rstrip(".…"))
    cut = len(name) >= NAMED  # a name that was cut says nothing of where its selection ends
    return _Evidence(begins, begins and name_of(words) == name, begins and not cut and plain == _plain(name))


def name_of(words: str) -> str:
    """The name of a selection: its words on one line, cut, with the blanks that it begins and ends with."""
    return _BLANKS.sub(" ", words)[:NAMED]


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
