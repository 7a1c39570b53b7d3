"""A grid becomes a table: its columns by header, its rows, and which rows do not fit under the header.

A row that has more or fewer cells than its header is kept apart with a sentence: nobody can say which of its
cells answers which question, so nothing of it may become an answer or an id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.ingest.tables.grids import Grid, NumberedRow
from archive.ingest.tables.headings import Heading, heading_of
from archive.ingest.text import canonical
from archive.model import Known

_SHORT_WORDS = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its headers in order, and each row as header to cell (canonical, no final line feed).

    ``labels`` are the questions as people read them, by header, where they are another text; ``groups`` what
    stands over a header. ``numbers`` are the rows' numbers in the file; ``misfits`` say of a row, by its
    place in ``rows``, why its cells cannot be told apart.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...] = field(repr=False)
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)
    groups: Mapping[str, str] = field(default_factory=dict, repr=False)
    numbers: tuple[int, ...] = ()
    misfits: Mapping[int, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def label(self, header: str) -> str:
        """The question of a column as people read it."""
        return self.labels.get(header, header)


@dataclass(frozen=True, slots=True)
class Book:
    """All tables of a file. ``grids`` are their cells by row as they stand, before any row is a header."""

    sheets: tuple[Sheet, ...]
    known: tuple[Known, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()
    grids: tuple[Sequence[Sequence[str]], ...] = field(default=(), repr=False)


def sheet_of(grid: Grid) -> Sheet | None:
    """The table in a grid, ``None`` where it has no header or no row under it."""
    whole = _spread(grid)
    rows = [NumberedRow(at, cells) for at, cells in enumerate(whole) if any(c.strip() for c in cells)]
    if len(rows) < 2:
        return None
    heading = heading_of(grid, rows)
    kept = rows[heading.first_row :]
    if not kept or not heading.columns:
        return None
    records = [_record(row, heading.columns) for row in kept]
    misfits = _misfits(grid, heading, kept)
    used = [i for i, record in enumerate(records) if any(record.values()) or i in misfits]
    return Sheet(
        name=grid.name,
        headers=tuple(heading.columns),
        rows=tuple(records[i] for i in used),
        labels=heading.labels,
        groups=heading.groups,
        numbers=tuple(grid.first + kept[i].at for i in used),
        misfits={place: misfits[i] for place, i in enumerate(used) if i in misfits},
        notices=heading.notices,
    )


def _record(row: NumberedRow, columns: Mapping[str, int]) -> dict[str, str]:
    return {
        header: canonical(row.cells[column]).rstrip("\n") if column < len(row.cells) else ""
        for header, column in columns.items()
    }


def _spread(grid: Grid) -> Sequence[Sequence[str]]:
    """The rows, with a short value that was merged over several rows written in each of them."""
    tall = [a for a in grid.merged if a.bottom > a.top]
    if not tall:
        return grid.rows
    rows = [list(row) for row in grid.rows]
    for area in tall:
        value = _at(rows, area.top, area.left)
        if not value.strip() or len(value.split()) > _SHORT_WORDS:
            continue
        for row in rows[area.top + 1 : area.bottom + 1]:
            row.extend([""] * (area.left + 1 - len(row)))
            row[area.left] = value
    return rows


def _at(rows: Sequence[Sequence[str]], row: int, column: int) -> str:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _misfits(grid: Grid, heading: Heading, rows: Sequence[NumberedRow]) -> dict[int, str]:
    """Rows with cells outside of every column, or with fewer cells than nearly all others."""
    columns = set(heading.columns.values())
    width = max(columns) + 1
    lengths = Counter(len(row.cells) for row in rows)
    even = grid.exact and lengths[width] * 2 > len(rows)
    misfits: dict[int, str] = {}
    for place, row in enumerate(rows):
        number = grid.first + row.at
        outside = [c for c, cell in enumerate(row.cells) if cell.strip() and c not in columns]
        if outside:
            misfits[place] = f"Row {number} has {_cells(len(outside))} more than the header."
        elif even and len(row.cells) < width:
            misfits[place] = f"Row {number} has {_cells(width - len(row.cells))} fewer than the header."
    return misfits


def _cells(count: int) -> str:
    return "one cell" if count == 1 else f"{count} cells"
