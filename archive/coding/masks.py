"""Stretches of a text in which anything may have stood: what de-identification wrote over a name.

Somebody who coded a text before it was redacted quotes what stood there. Whether that is the name that was
masked is never asked: any words fit, so that nobody learns a name by trying.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Masks:
    """Stretches ``(start, end)`` of one text, in code points."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        ready = sorted(stretches)
        self._starts = [start for start, _ in ready]
        self._ends = [end for _, end in ready]

    def __bool__(self) -> bool:
        return bool(self._starts)

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]

    def cover(self, text: str, start: int, end: int) -> bool:
        """Whether every letter and digit of a span is masked, and there is one."""
        telling = [place for place in range(start, end) if text[place].isalnum()]
        return bool(telling) and all(place in self for place in telling)
