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

    ``None`` where no selection quotes its words, or where no way fits any: then the caller believes code
    points and compares the words afterwards.
    """
    told = [(start, end, _plain(name)[:QUOTED]) for start, end, name in quoted]
    told = [(start, end, name) for start, end, name in told if len(name) > 3]
    best, most = None, 0
    for way in WAYS:
        ruler = Ruler(text, way)
        fits = sum(
            _plain(text[ruler.to_code_points(start) : ruler.to_code_points(end)]).startswith(
                name.rstrip(".…")
            )
            for start, end, name in told
        )
        if fits > most:
            best, most = way, fits
    return best


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
