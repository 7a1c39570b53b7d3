"""A testimony's rendering as the text of one source, a turn a line, and the way back to its turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from archive.study.coding_acts import Selection
from archive.study.workspace import CodingSheet


@dataclass(frozen=True, slots=True)
class Line:
    """A turn's rendering in the text of a source: it begins at ``start``, its words at ``body``."""

    turn: int
    start: int
    body: int
    end: int


def composed(sheet: CodingSheet) -> tuple[str, list[Line]]:
    """A testimony as the text of one source, a turn a line, and where each turn stands in it."""
    parts = [(t.index, f"{t.speaker}: ", t.text.rstrip("\n") + "\n") for t in sheet.turns]
    starts = accumulate((len(label) + len(words) for _, label, words in parts), initial=0)
    lines = [
        Line(turn, at, at + len(label), at + len(label) + len(words) - 1)
        for at, (turn, label, words) in zip(starts, parts, strict=False)
    ]
    return "".join(label + words for _, label, words in parts), lines


def selection(lines: Sequence[Line], start: int, end: int) -> Selection | None:
    """A span of a source's text as words of its turns; labels and line ends belong to none."""
    touched = [line for line in lines if line.body < end and start < line.end]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    begin, stop = max(0, start - first.body), min(end, last.end) - last.body
    return Selection(first.turn, begin, stop, last.turn)
