"""Which row of a grid is its header, what each column is called, and what was left out above.

Titles stand above headers, groups stand over them, tools write names and labels in two rows. What is left
out is told by its row number, and a column without a header is called by its letter: nothing is passed over.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import regex
from openpyxl.utils import get_column_letter

from archive.ingest.tables.grids import Grid, NumberedRow, cell_at, rows_named
from archive.ingest.text import flat

_NAME = regex.compile(r"[A-Za-z_][\w./:\-]*")
_SYSTEM = regex.compile(
    r"(?i)_\w+|start|end|today|key|instanceid|deviceid|username|(?:\w+/)?meta/\w+|submissiondate|formdef_version"
)
_FEW = 0.4
"""A row filled to less than this share of a usual row is a title, not a header."""
_MOST_TITLES = 15


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns of a table by header, what they are called, and where the rows begin."""

    columns: Mapping[str, int]
    labels: Mapping[str, str]
    groups: Mapping[str, str]
    first_row: int
    notices: tuple[str, ...]


def heading_of(grid: Grid, rows: Sequence[NumberedRow]) -> Heading:
    """The header of a table from its rows that hold something, of which there are two at least."""
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
        name = flat(cell_at(names, column)) or flat(cell_at(labels, column))
        label = flat(cell_at(labels, column)) or name
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
    return Heading(columns, read_as, groups, first_row, notices)


def _letter(column: int) -> str:
    return f"column {get_column_letter(column + 1)}"


def _unused(columns: Mapping[str, int], header: str) -> str:
    """The header, with a number where it stands over several columns."""
    number, unused = 1, header
    while unused in columns:
        number += 1
        unused = f"{header} ({number})"
    return unused


def _header_row(grid: Grid, rows: Sequence[NumberedRow]) -> int:
    """The first row that is no title and no group row."""
    usual = median(row.filled for row in rows[:200])
    for at, row in enumerate(rows[: min(_MOST_TITLES, len(rows) - 1)]):
        alone = row.filled == 1 and usual >= 2
        few = row.filled <= math.floor(usual * _FEW)
        if not (alone or few or _is_group_row(grid, row, rows[at + 1])):
            return at
    return 0


def _is_group_row(grid: Grid, row: NumberedRow, below: NumberedRow) -> bool:
    """Whether what stands in a row spans several columns of the row below."""
    if below.filled <= row.filled:
        return False
    wide = [a for a in grid.merged if a.top <= row.at <= a.bottom and a.right > a.left]
    gaps = any(
        not cell.strip() and cell_at(below.cells, column).strip() for column, cell in enumerate(row.cells)
    )
    spelt = (flat(cell).casefold() for cell in below.cells if any(map(str.isalpha, cell)))
    return bool(wide) or (gaps and any(times > 1 for times in Counter(spelt).values()))


def _are_two_headers(upper: NumberedRow, lower: NumberedRow) -> bool:
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


def _over(grid: Grid, rows: Sequence[NumberedRow], at: int) -> dict[int, str]:
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


def _titles(grid: Grid, above: Sequence[NumberedRow], over: Mapping[int, str]) -> tuple[str, ...]:
    left_out = [grid.first + row.at for row in (above[:-1] if over else above)]
    if not left_out:
        return ()
    return (f"What stands above the header was left out ({rows_named(left_out)}).",)


def _in_use(rows: Sequence[NumberedRow], column: int) -> bool:
    """Whether a column without a header is filled in more than half of the rows."""
    return sum(bool(cell_at(row.cells, column).strip()) for row in rows) * 2 > len(rows) > 0


def _nameless(rows: Sequence[NumberedRow], columns: Mapping[str, int]) -> dict[str, int]:
    """Columns behind the last header that most rows fill."""
    last = max(columns.values(), default=-1)
    widest = max((len(row.cells) for row in rows), default=0)
    return {_letter(c): c for c in range(last + 1, widest) if _in_use(rows, c)}


def _told_nameless(columns: Mapping[str, int], names: Sequence[str]) -> tuple[str, ...]:
    nameless = [
        h for h, column in columns.items() if h == _letter(column) and not cell_at(names, column).strip()
    ]
    if not nameless:
        return ()
    return (f"{len(nameless)} column(s) have no header; they are called {', '.join(nameless)}.",)
