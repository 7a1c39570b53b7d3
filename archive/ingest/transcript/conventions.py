"""A mark: where a line says who speaks. And the marks that need no view: rows of tables, dashes, bold type.

A convention only reports what has its shape; which one the document follows, and which candidates
are believed, is decided over the whole document in ``readings``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from archive.ingest.text import Line, Region
from archive.ingest.transcript.labels import is_known, is_plausible, seat
from archive.ingest.transcript.stamps import TIME, is_time, seconds_of

_LABELLED = re.compile(
    rf"^\s*(?:(?P<time>{TIME})\s+)?(?P<label>[#@*]{{0,2}}[^\s:：\t][^:：\t\n]{{0,59}}?)"
    rf"(?:[ ]+(?P<after>{TIME}))?\s*[*]{{0,2}}[:：][*]{{0,2}}(?P<close>[-–]?)(?P<gap>\s*)(?P<rest>.*)$"
)
_DASHED = re.compile(r"^\s*[-–—•]\s*(?P<rest>\S.*)$")
_UNCLOSED = re.compile(r"^[#@*]*[\[({<][^\])}>]*$")
_MAX_CELLS = 4


class Where(StrEnum):
    """Where the time of a turn stands, seen from its label."""

    NOWHERE = "nowhere"
    BEFORE = "before"
    AFTER = "after"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate start of a turn: which line, from which column the words begin, and who.

    ``first`` is the line with which the turn begins, where a time stands above the label. ``gap`` is what
    parts label and words, ``alone`` says that the words begin on a later line, ``where`` and ``front`` say
    how the time stands. A time behind the label that may be a word ends in the column ``late``.
    """

    line: int
    body: int
    label: str | None = field(default=None, repr=False)
    seconds: float | None = None
    rest: str = field(default="", repr=False)
    first: int | None = None
    gap: str = ""
    alone: bool = False
    where: Where = Where.NOWHERE
    front: str = ""
    late: int = 0

    @property
    def begin(self) -> int:
        """The line with which the turn begins."""
        return self.line if self.first is None else self.first


def labelled(lines: Sequence[Line]) -> list[Mark]:
    """``R: text``, ``Q1: text``, ``#Name: text``, ``Speaker 1 00:13: text``, one line by itself."""
    marks = []
    for number, line in enumerate(lines):
        match = _LABELLED.match(line.text) if line.table is None and line.region is Region.BODY else None
        if not match or _UNCLOSED.match(match["label"]):
            continue
        glued = not match["gap"] and bool(match["rest"])
        if glued and (not is_known(match["label"]) or match["rest"][0] in "/0123456789"):
            continue
        stamp = seconds_of(match["time"] or match["after"])
        marks.append(Mark(number, match.start("rest"), match["label"].strip(" *"), stamp, match["rest"]))
    return marks


def tabbed(lines: Sequence[Line]) -> list[Mark]:
    """Rows of a two- or three-column table of turns."""
    marks: list[Mark | None] = []
    by_table: dict[int, list[Mark | None]] = {}
    for number, line in enumerate(lines):
        if line.table is not None:
            by_table.setdefault(line.table, []).append(_row(number, line))
    for rows in by_table.values():
        if _tells_turns(rows):
            marks.extend(rows)
    return sorted((m for m in marks if m), key=lambda m: m.line)


def _row(number: int, line: Line) -> Mark | None:
    cells = line.text.split("\t")
    if len(cells) < 2 or (line.table is not None and len(cells) > _MAX_CELLS):
        return None
    column, time, at = 0, None, 0
    while at < len(cells) - 2 and (
        is_time(cells[at]) or cells[at].strip().isdigit() or not cells[at].strip()
    ):
        time = seconds_of(cells[at]) if is_time(cells[at]) else time
        column += len(cells[at]) + 1
        at += 1
    label = cells[at].strip().rstrip(":： ")
    body = column + len(cells[at]) + 1
    if at + 2 < len(cells) and is_time(cells[at + 1]):
        time = seconds_of(cells[at + 1])
        body += len(cells[at + 1]) + 1
    while body < len(line.text) and line.text[body] in "\t ":
        body += 1
    rest = line.text[body:]
    return Mark(number, body, label, time, rest) if label and rest and not is_time(label) else None


def _tells_turns(rows: Sequence[Mark | None]) -> bool:
    """Whether a table holds speech: somebody speaks twice in it. A table of participants repeats nobody."""
    seats = Counter(seat(m.label) for m in rows if m and m.label and is_plausible(m.label))
    return bool(seats) and seats.most_common(1)[0][1] > 1 and sum(m is not None for m in rows) * 2 > len(rows)


def dashed(lines: Sequence[Line]) -> list[Mark]:
    """``- text``: a dash for each change of speaker, nobody named."""
    marks = []
    for number, line in enumerate(lines):
        match = _DASHED.match(line.text) if line.table is None else None
        if match:
            marks.append(Mark(number, match.start("rest"), None, None, match["rest"]))
    return marks


def emphasised(lines: Sequence[Line]) -> list[Mark]:
    """The interviewer in bold, the participant in plain type, no labels: ``I`` and ``R`` are ours."""
    marks: list[Mark] = []
    last: bool | None = None
    for number, line in enumerate(lines):
        if line.region is not Region.BODY or line.table is not None or not line.text.strip():
            continue
        if line.bold != last:
            marks.append(Mark(number, 0, "I" if line.bold else "R", None, line.text))
            last = line.bold
    return marks
