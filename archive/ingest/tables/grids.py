"""A table as it stands in a file: cells by row and column, before anybody knows which of them is the
header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
class NumberedRow:
    """A row that holds something, and its place in the grid."""

    at: int
    cells: Sequence[str] = field(repr=False)

    @property
    def filled(self) -> int:
        """How many of its cells hold something."""
        return sum(bool(cell.strip()) for cell in self.cells)


def rows_named(numbers: Sequence[int]) -> str:
    """``row 4``, ``rows 4, 7 and 9``; of many rows the first ones."""
    listed = [str(number) for number in numbers[:_NAMED_ROWS]]
    if len(numbers) > _NAMED_ROWS:
        return f"rows {', '.join(listed)} and {len(numbers) - _NAMED_ROWS} others"
    if len(listed) == 1:
        return f"row {listed[0]}"
    return f"rows {', '.join(listed[:-1])} and {listed[-1]}"


def cell_at(cells: Sequence[str], column: int) -> str:
    """A cell of a row, empty where the row is shorter."""
    return cells[column] if column < len(cells) else ""
