"""What the columns of a table without known heads hold, by the cells alone.

Times, numbers, labels that come again, and sentences are told apart; a column that is none of these is left
open.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest.tables.column_kinds import MOST, Row, are_labels, column, is_speech, share
from archive.ingest.tables.turn_cells import Head, is_clock, is_number, seconds
from archive.ingest.transcript.labels import is_field

_SHORT_HEAD = 4
_HEADS = 6


def guessed(rows: Sequence[Row]) -> list[Head | None]:
    """What each column holds, as a head would say it."""
    width = len(rows[0])
    cells = [column(rows, n) for n in range(width)]
    roles: list[Head | None] = [None] * width
    clocks = [n for n in range(width) if share(cells[n], is_clock) >= MOST]
    numbers = [n for n in range(width) if n not in clocks and share(cells[n], is_number) >= MOST]
    for n in numbers:
        roles[n] = Head.NUMBER
    for n, which in zip(clocks or _rising(cells, numbers), (Head.START, Head.END), strict=False):
        roles[n] = which
    for n in clocks[2:]:
        roles[n] = Head.OTHER
    for n in range(width):
        if n not in {*clocks, *numbers} and is_speech(cells[n]):
            roles[n] = Head.WORDS
    return _with_speaker(roles, cells)


def _with_speaker(roles: list[Head | None], cells: Sequence[Sequence[str]]) -> list[Head | None]:
    """The roles with the speakers: the first open column of labels, where there are words beside it."""
    speaker = next((n for n, role in enumerate(roles) if role is None and are_labels(cells[n])), None)
    if speaker is not None and Head.WORDS in roles:
        roles[speaker] = Head.SPEAKER
    return roles


def with_times(rows: Sequence[Row], roles: Sequence[Head | None]) -> list[Head | None]:
    """The roles that heads tell, and the first open columns of times where none tells when a turn begins."""
    told = list(roles)
    if Head.START not in told:
        clocks = [n for n, one in enumerate(told) if one is None and share(column(rows, n), is_clock) >= MOST]
        for n, which in zip(clocks, (Head.START, Head.END), strict=False):
            told[n] = which
    return told


def row_of_unknown_heads(rows: Sequence[Row], roles: Sequence[Head | None]) -> int | None:
    """The last row of heads, where the first rows are none of turns: a word where times stand, or a field."""
    if Head.START in roles:
        start = roles.index(Head.START)
        first = next((n for n, row in enumerate(rows) if seconds(row[start]) is not None), 0)
        above = rows[:first]
        headed = 0 < first <= _HEADS and bool(above[-1][start].strip()) and all(map(_is_short, above))
        return first - 1 if headed else None
    if Head.SPEAKER in roles and is_field(rows[0][roles.index(Head.SPEAKER)]) and _is_short(rows[0]):
        return 0
    return None


def _is_short(row: Row) -> bool:
    return all(len(cell.split()) <= _SHORT_HEAD for cell in row)


def _rising(cells: Sequence[Sequence[str]], numbers: Sequence[int]) -> list[int]:
    """Columns of numbers that are times: two that rise together. One alone counts the rows."""
    times = []
    for n in numbers:
        values = [value for cell in cells[n] if (value := seconds(cell)) is not None]
        steps = [b - a for a, b in zip(values, values[1:], strict=False)]
        if any(step != 1 for step in steps) and all(step >= 0 for step in steps):
            times.append(n)
    return times if len(times) > 1 else []
