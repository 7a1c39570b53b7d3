"""Which row of a grid is the header, which rows belong to it, and which rows do not fit under it.

Titles stand above headers, groups stand over them, tools write names and labels in two rows. What is left out
is told by its row number. A row that has more or fewer cells than its header is kept apart with a sentence:
nobody can say which of its cells answers which question, so nothing of it may become an answer or an id.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import regex
from openpyxl.utils import get_column_letter

from archive.ingest.text import canonical, flat
from archive.model import Known

_NAME = regex.compile(r"[A-Za-z_][\w./:\-]*")
_SYSTEM = regex.compile(
    r"(?i)_\w+|start|end|today|key|instanceid|deviceid|username|(?:\w+/)?meta/\w+|submissiondate|formdef_version"
)
_FEW = 0.4
"""A row filled to less than this share of a usual row is a title, not a header."""
_MOST_TITLES = 15
_SHORT_WORDS = 6
_NAMED_ROWS = 8


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells: first and last row, first and last column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands: cells by row. ``first`` is the number of its first row in the file, ``exact``
    whether a row's number of cells was written by who made it (text files) or by the reader."""

    name: str
    rows: Sequence[Sequence[str]] = field(repr=False)
    first: int = 1
    exact: bool = False
    merged: tuple[Area, ...] = ()


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
    """All tables of a file."""

    sheets: tuple[Sheet, ...]
    known: tuple[Known, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A row that holds something, and its place in the grid."""

    at: int
    cells: Sequence[str] = field(repr=False)

    @property
    def filled(self) -> int:
        return sum(bool(cell.strip()) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Heading:
    """The columns of a table by header, what they are called, and where the rows begin."""

    columns: Mapping[str, int]
    labels: Mapping[str, str]
    groups: Mapping[str, str]
    first_row: int
    notices: tuple[str, ...]


def sheet_of(grid: Grid) -> Sheet | None:
    """The table in a grid, ``None`` where it has no header or no row under it."""
    whole = _spread(grid)
    rows = [_Numbered(at, cells) for at, cells in enumerate(whole) if any(c.strip() for c in cells)]
    if len(rows) < 2:
        return None
    heading = _heading(grid, rows)
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


def _record(row: _Numbered, columns: Mapping[str, int]) -> dict[str, str]:
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


# --- the header ------------------------------------------------------------------------------------


def _heading(grid: Grid, rows: Sequence[_Numbered]) -> _Heading:
    at = _header_row(grid, rows)
    names, labels, first_row = rows[at].cells, rows[at].cells, at + 1
    if at + 2 < len(rows) and _are_two_headers(rows[at], rows[at + 1]):
        upper, lower = rows[at].cells, rows[at + 1].cells
        names, labels = (lower, upper) if _named(lower) >= _named(upper) else (upper, lower)
        first_row = at + 2
    over = _over(grid, rows, at)
    columns: dict[str, int] = {}
    read_as: dict[str, str] = {}
    groups: dict[str, str] = {}
    repeated = Counter(flat(name).casefold() for name in names)
    for column in range(max(len(names), len(labels))):
        name = flat(_cell(names, column)) or flat(_cell(labels, column))
        label = flat(_cell(labels, column)) or name
        if not name and not _in_use(rows[first_row:], column):
            continue
        group = over.get(column, "")
        several = repeated[name.casefold()] > 1 and bool(group)
        header = _unused(columns, f"{group}: {name}" if several else name or _letter(column))
        columns[header] = column
        read_as |= {header: f"{group}: {label}" if several else label} if label and label != header else {}
        groups |= {header: group} if group else {}
    nameless = {} if grid.exact else _nameless(rows[first_row:], columns)
    columns |= nameless
    notices = (*_titles(grid, rows[:at], over), *_told_nameless(columns, names))
    return _Heading(columns, read_as, groups, first_row, notices)


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _letter(column: int) -> str:
    return f"column {get_column_letter(column + 1)}"


def _unused(columns: Mapping[str, int], header: str) -> str:
    """The header, with a number where it stands over several columns."""
    number, unused = 1, header
    while unused in columns:
        number += 1
        unused = f"{header} ({number})"
    return unused


def _header_row(grid: Grid, rows: Sequence[_Numbered]) -> int:
    """The first row that is no title and no group row."""
    usual = median(row.filled for row in rows[:200])
    for at, row in enumerate(rows[: min(_MOST_TITLES, len(rows) - 1)]):
        alone = row.filled == 1 and usual >= 2
        few = row.filled <= math.floor(usual * _FEW)
        if not (alone or few or _is_group_row(grid, row, rows[at + 1])):
            return at
    return 0


def _is_group_row(grid: Grid, row: _Numbered, below: _Numbered) -> bool:
    """Whether what stands in a row spans several columns of the row below."""
    if below.filled <= row.filled:
        return False
    wide = [a for a in grid.merged if a.top <= row.at <= a.bottom and a.right > a.left]
    leaves = Counter(flat(cell).casefold() for cell in below.cells if cell.strip())
    return bool(wide) or any(times > 1 for times in leaves.values())


def _are_two_headers(upper: _Numbered, lower: _Numbered) -> bool:
    """Whether two rows head the columns: one with questions, one with the names that a tool gives them."""
    pairs = [
        (flat(a), flat(b)) for a, b in zip(upper.cells, lower.cells, strict=False) if a.strip() and b.strip()
    ]
    if any(a.casefold() == b.casefold() and _SYSTEM.fullmatch(a) for a, b in pairs):
        return True
    cells = [flat(cell) for cell in lower.cells if cell.strip()]
    marked = sum("_" in cell or "/" in cell or bool(_SYSTEM.fullmatch(cell)) for cell in cells)
    return (
        len(cells) > 1
        and len(set(cells)) == len(cells)
        and all(_NAME.fullmatch(cell) for cell in cells)
        and marked * 2 >= len(cells)
        and _named(upper.cells) < _named(lower.cells)
    )


def _named(cells: Sequence[str]) -> int:
    return sum(bool(_NAME.fullmatch(flat(cell))) for cell in cells)


def _over(grid: Grid, rows: Sequence[_Numbered], at: int) -> dict[int, str]:
    """What the row above the header says over each column, as far as it reaches."""
    if at == 0 or rows[at - 1].at != rows[at].at - 1 or not _is_group_row(grid, rows[at - 1], rows[at]):
        return {}
    above, over = rows[at - 1], dict[int, str]()
    wide = {a.left: a.right for a in grid.merged if a.top <= above.at <= a.bottom}
    starts = [column for column, cell in enumerate(above.cells) if cell.strip()]
    for start, following in zip(starts, [*starts[1:], len(rows[at].cells)], strict=True):
        last = wide.get(start, following - 1 if not wide else start)
        over |= {column: flat(above.cells[start]) for column in range(start, last + 1)}
    return over


def _titles(grid: Grid, above: Sequence[_Numbered], over: Mapping[int, str]) -> tuple[str, ...]:
    left_out = [grid.first + row.at for row in (above[:-1] if over else above)]
    if not left_out:
        return ()
    return (f"What stands above the header was left out ({rows_named(left_out)}).",)


# --- columns without a header, and rows that do not fit ---------------------------------------------


def _in_use(rows: Sequence[_Numbered], column: int) -> bool:
    """Whether a column without a header is filled in more than half of the rows."""
    return sum(bool(_cell(row.cells, column).strip()) for row in rows) * 2 > len(rows) > 0


def _nameless(rows: Sequence[_Numbered], columns: Mapping[str, int]) -> dict[str, int]:
    """Columns behind the last header that most rows fill."""
    last = max(columns.values(), default=-1)
    widest = max((len(row.cells) for row in rows), default=0)
    return {_letter(c): c for c in range(last + 1, widest) if _in_use(rows, c)}


def _told_nameless(columns: Mapping[str, int], names: Sequence[str]) -> tuple[str, ...]:
    nameless = [
        h for h, column in columns.items() if h == _letter(column) and not _cell(names, column).strip()
    ]
    if not nameless:
        return ()
    return (f"{len(nameless)} column(s) have no header; they are called {', '.join(nameless)}.",)


def _misfits(grid: Grid, heading: _Heading, rows: Sequence[_Numbered]) -> dict[int, str]:
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


def rows_named(numbers: Sequence[int]) -> str:
    """``row 4``, ``rows 4, 7 and 9``; of many rows the first ones."""
    listed = [str(number) for number in numbers[:_NAMED_ROWS]]
    if len(numbers) > _NAMED_ROWS:
        return f"rows {', '.join(listed)} and {len(numbers) - _NAMED_ROWS} others"
    if len(listed) == 1:
        return f"row {listed[0]}"
    return f"rows {', '.join(listed[:-1])} and {listed[-1]}"
