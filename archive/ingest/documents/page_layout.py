"""Rows of a page become lines in the order in which people read them.

Where columns stand side by side, rows are parted: columns of running text are read one after the other, a
narrow column of labels or times beside a text row by row, with a tab between. What is neither is read as it
stands, from left to right: this module refuses to move words that it cannot place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.ingest.documents.page_rows import Row, Word
from archive.ingest.documents.page_tables import Parted

_SEGMENT_GAP = 1.2
_ALIGNED = 4.0
_FEWEST_ROWS = 3
_NARROW = 0.35
_WORDS_OF_PROSE = 3.0
_FEWER = 0.25


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as it is read: its text, and where it stands in its column.

    ``start`` and ``end`` are its edges, ``body`` is where its last cell begins, ``right`` is where the text
    of its column ends. ``column`` numbers the stretches that are read in one go.
    """

    text: str = field(repr=False)
    start: float
    body: float
    end: float
    right: float
    y: float
    size: float
    bold: bool
    column: int = 0
    table: int | None = None


def printed(page: Parted) -> list[Printed]:
    """The lines of a page in reading order, tables where they stand between the rows of text."""
    lines: list[Printed] = []
    rows = list(page.rows)
    table = 0
    for at, one in enumerate(page.table_rows):
        above = [row for row in rows if row.y > one.y]
        rows = rows[len(above) :]
        lines += _shifted(_columns(above), lines)
        table += bool(at) and (bool(above) or page.table_rows[at - 1].borders != one.borders)
        left, right = one.borders[0], one.borders[-1]
        text = "\t".join(one.cells)
        lines += _shifted([Printed(text, left, left, right, right, one.y, 0, False, table=table)], lines)
    return lines + _shifted(_columns(rows), lines)


def _shifted(lines: Sequence[Printed], before: Sequence[Printed]) -> list[Printed]:
    """Lines whose columns are none of those before."""
    first = before[-1].column + 1 if before else 0
    return [replace(line, column=line.column + first) for line in lines]


def _columns(rows: Sequence[Row]) -> list[Printed]:
    """The lines of rows without tables, in reading order."""
    lines: list[Printed] = []
    for column, stretch in enumerate(_stretches(rows)):
        right = max((row.x1 for row in stretch.rows), default=0.0)
        for row in stretch.rows:
            cells = _cells(row, stretch.tabs)
            text = "\t".join(" ".join(word.text for word in cell) for cell in cells)
            lines.append(
                Printed(text, row.x0, cells[-1][0].x0, row.x1, right, row.y, row.size, row.bold, column)
            )
    return lines


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows that are read in one go; at ``tabs`` a narrow column ends and the next begins."""

    rows: tuple[Row, ...]
    tabs: tuple[float, ...] = ()


def _stretches(rows: Sequence[Row]) -> list[_Stretch]:
    """Rows in reading order: parted where columns of running text stand side by side."""
    start = _best_start(rows)
    if start is None:
        return [_Stretch(tuple(rows))] if rows else []
    stretches: list[_Stretch] = []
    for band in _bands(rows, start):
        if _crosses(band[0], start):
            stretches += _stretches(band) if len(band) < len(rows) else [_Stretch(tuple(band))]
            continue
        left = [part for row in band if (part := _part(row, start, after=False))]
        right = [part for row in band if (part := _part(row, start, after=True))]
        if _are_columns(left, right):
            stretches += _stretches(left) + _stretches(right)
        elif left and right and _width(left) < _NARROW * _width(right):
            inner = _best_start(right)
            stretches.append(_Stretch(tuple(band), (start, *([inner] if inner else []))))
        else:
            stretches.append(_Stretch(tuple(band)))
    return stretches


def _best_start(rows: Sequence[Row]) -> float | None:
    """Where most rows begin again after a wide gap, if three or more do."""
    starts = sorted(segment[0].x0 for row in rows for segment in _segments(row)[1:])
    best, most = None, _FEWEST_ROWS - 1
    for at, start in enumerate(starts):
        count = sum(1 for other in starts[at:] if other - start <= _ALIGNED)
        if count > most:
            best, most = start, count
    return best


def _segments(row: Row) -> list[list[Word]]:
    """The words of a row, parted at wide gaps."""
    segments = [[row.words[0]]]
    for word in row.words[1:]:
        if word.x0 - segments[-1][-1].x1 > _SEGMENT_GAP * word.size:
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def _bands(rows: Sequence[Row], start: float) -> list[list[Row]]:
    """Rows that follow each other and all cross the place, or all do not."""
    bands: list[list[Row]] = []
    for row in rows:
        if bands and _crosses(bands[-1][-1], start) == _crosses(row, start):
            bands[-1].append(row)
        else:
            bands.append([row])
    return bands


def _crosses(row: Row, start: float) -> bool:
    """Whether text of a row runs over the place where the next column begins."""
    return any(s[0].x0 < start - 1 and max(w.x1 for w in s) > start - 1 for s in _segments(row))


def _part(row: Row, start: float, *, after: bool) -> Row | None:
    words = tuple(word for word in row.words if (word.x0 >= start - 1) == after)
    return Row(row.y, words) if words else None


def _are_columns(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether two stretches side by side are running text of about the same width."""
    few, many = sorted((len(left), len(right)))
    if few < _FEWEST_ROWS or few < many * _FEWER:
        return False
    narrow, wide = sorted((_width(left), _width(right)))
    prose = all(sum(len(r.words) for r in side) / len(side) >= _WORDS_OF_PROSE for side in (left, right))
    return prose and narrow >= wide * _NARROW


def _width(rows: Sequence[Row]) -> float:
    return max(row.x1 for row in rows) - min(row.x0 for row in rows)


def _cells(row: Row, tabs: Sequence[float]) -> list[list[Word]]:
    """The words of a row, parted where a column of a table begins."""
    cells: list[list[Word]] = [[]]
    borders = sorted(tabs)
    for word in row.words:
        while borders and word.x0 >= borders[0] - 1:
            borders.pop(0)
            if cells[-1]:
                cells.append([])
        cells[-1].append(word)
    return cells
