"""Tables on a printed page, by the lines that are drawn round their cells.

Words between two horizontal rules that vertical ones part into cells are one row, wherever in its cell each
word stands. A table without rules is none here; it is read by its columns (``page_layout``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.documents.page_rows import Row, Word, rows_of_words

_SAME = 3.0
_FEWEST_BORDERS = 3
_LOWEST = 6.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that is drawn along the page or up it: where it stands, and from where to where, in points."""

    at: float
    begin: float
    end: float
    upright: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """One row of a table: its height on the page, and the borders of its cells from left to right."""

    top: float
    bottom: float
    borders: tuple[float, ...]

    def holds(self, word: Word) -> bool:
        """Whether a word stands in one of the cells."""
        inside = self.borders[0] - _SAME <= word.x0 <= self.borders[-1]
        return inside and self.bottom <= word.y + word.size / 4 < self.top

    def cells(self, words: Sequence[Word]) -> tuple[str, ...]:
        """The words of each cell on one line."""
        kept: list[list[Word]] = [[] for _ in self.borders[1:]]
        for word in words:
            place = sum(border <= (word.x0 + word.x1) / 2 for border in self.borders[1:-1])
            kept[place].append(word)
        return tuple(" ".join(row.text for row in rows_of_words(cell)) for cell in kept)


@dataclass(frozen=True, slots=True)
class Parted:
    """A page with its tables apart: the rows of each table, and the rows of text that are in none."""

    rows: tuple[Row, ...]
    table_rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, where it stands, and the borders that the rows of one table share."""

    y: float
    cells: tuple[str, ...] = field(repr=False)
    borders: tuple[float, ...] = ()


def parted(rows: Sequence[Row], rules: Sequence[Rule]) -> Parted:
    """The rows of a page, those of tables apart."""
    grids = grids_of(rules)
    if not grids:
        return Parted(tuple(rows))
    held: dict[Grid, list[Word]] = {grid: [] for grid in grids}
    outside: list[Row] = []
    for row in rows:
        free: list[Word] = []
        for word in row.words:
            grid = next((grid for grid in grids if grid.holds(word)), None)
            (free if grid is None else held[grid]).append(word)
        if free:
            outside.append(Row(row.y, tuple(free)))
    table_rows = (
        TableRow(grid.top, grid.cells(words), grid.borders) for grid, words in held.items() if words
    )
    return Parted(tuple(outside), tuple(table_rows))


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The rows of tables that rules make, from the top of the page."""
    levels = _merged([rule for rule in rules if not rule.upright])
    uprights = [rule for rule in rules if rule.upright]
    grids = []
    for upper, lower in zip(levels, levels[1:], strict=False):
        middle = (upper.at + lower.at) / 2
        left, right = max(upper.begin, lower.begin), min(upper.end, lower.end)
        crossing = sorted(
            rule.at
            for rule in uprights
            if rule.begin <= middle <= rule.end and left - _SAME <= rule.at <= right + _SAME
        )
        borders = [at for place, at in enumerate(crossing) if not place or at - crossing[place - 1] > _SAME]
        if upper.at - lower.at > _LOWEST and len(borders) >= _FEWEST_BORDERS:
            grids.append(Grid(upper.at, lower.at, tuple(borders)))
    return grids


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one height as one, from the top of the page."""
    levels: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: -rule.at):
        last = levels[-1] if levels else None
        if last and last.at - rule.at <= _SAME:
            levels[-1] = Rule(last.at, min(last.begin, rule.begin), max(last.end, rule.end), upright=False)
        else:
            levels.append(rule)
    return levels
