"""Figures: how many PEOPLE a code, a country or a language stands for, never how many quotes.

The true counts do not leave this file: a ``Table`` holds what may be shown and ``None`` where a number
is withheld, and the page, the CSV and the API are all written from that one table. Where a person can
stand in several rows (one person, several codes), rows do not add up to people, so no total is given
over them. What two tables give together is asked in ``archive.statistics.differencing``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.errors import UsageError
from archive.model.json_object import JsonObject
from archive.statistics.group_sizes import PEOPLE
from archive.statistics.suppression import (
    TOTAL,
    Cell,
    Counts,
    withheld,
)

SCREEN_K = 5
EXPORT_K = 10
"""The smallest group that a reader may see on a page, and in anything that leaves the archive."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One person counted under one row and one column (a code and a country, say)."""

    participant: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Table:
    """What may be shown. ``cells`` by (row, column), row by row; ``None`` is withheld.

    ``row_totals`` and ``column_totals`` are empty where rows or columns do not add up to people.
    ``people`` is everybody counted, each once. ``note`` is a sentence for the reader, if there is one to say.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    people: int | None
    k: int
    note: str = ""

    @property
    def withheld(self) -> int:
        """How many of the cells are withheld, totals left aside."""
        return sum(value is None for line in self.cells for value in line)

    @property
    def exact(self) -> frozenset[Cell]:
        """Where a number is shown, that of all people (``PEOPLE``) included."""
        lines = [(*line, *self.row_totals[at : at + 1]) for at, line in enumerate(self.cells)]
        width = len(self.columns)
        shown = {
            (row, TOTAL if at == width else at)
            for row, line in enumerate(lines)
            for at, value in enumerate(line)
            if value is not None
        }
        shown |= {(TOTAL, at) for at, value in enumerate(self.column_totals) if value is not None}
        return frozenset(shown | ({PEOPLE} if self.people is not None else set()))

    def without(self, cells: Collection[Cell]) -> Table:
        """The same table with these numbers withheld as well."""

        def line(row: int, values: tuple[int | None, ...]) -> tuple[int | None, ...]:
            return tuple(None if (row, at) in cells else value for at, value in enumerate(values))

        return replace(
            self,
            cells=tuple(line(row, values) for row, values in enumerate(self.cells)),
            row_totals=tuple(None if (at, TOTAL) in cells else n for at, n in enumerate(self.row_totals)),
            column_totals=line(TOTAL, self.column_totals),
            people=None if PEOPLE in cells else self.people,
        )


def table(
    observations: Iterable[Observation],
    *,
    k: int = SCREEN_K,
    rows: Sequence[str] = (),
    columns: Sequence[str] = (),
    sums_across: bool = True,
    sums_down: bool = True,
) -> Table:
    """Count people by row and column, with small counts and what gives them away withheld.

    ``rows`` and ``columns`` set the order and add lines that nobody stands in; what is observed beside
    them follows in alphabetical order. ``k`` is at least 2. Without ``sums_across`` or ``sums_down`` there
    are no totals of rows or of columns, even where nobody stands in two.
    """
    if k < 2:
        raise UsageError("A group that may be shown has at least 2 people.")
    seen = set(observations)
    by_row = _ordered(rows, {one.row for one in seen})
    by_column = _ordered(columns, {one.column for one in seen})
    at = {name: place for place, name in enumerate(by_row)}, {name: i for i, name in enumerate(by_column)}
    groups: dict[Cell, set[str]] = {(r, c): set() for r in at[0].values() for c in at[1].values()}
    for one in seen:
        groups[at[0][one.row], at[1][one.column]].add(one.participant)
    return _table(by_row, by_column, groups, k, (sums_across, sums_down))


def _ordered(given: Sequence[str], seen: set[str]) -> tuple[str, ...]:
    first = tuple(dict.fromkeys(given))
    return first + tuple(sorted(seen - set(first)))


def _table(
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    groups: Mapping[Cell, set[str]],
    k: int,
    sums: tuple[bool, bool],
) -> Table:
    across = sums[0] and len(columns) > 1 and _adds_up(groups, 1)
    down = sums[1] and len(rows) > 1 and _adds_up(groups, 0)
    values = {cell: len(people) for cell, people in groups.items()}
    for row in range(len(rows) if across else 0):
        values[row, TOTAL] = sum(values[row, column] for column in range(len(columns)))
    for column in range(len(columns) if down else 0):
        values[TOTAL, column] = sum(values[row, column] for row in range(len(rows)))
    everybody = len(set().union(*groups.values())) if groups else 0
    if across and down:
        values[TOTAL, TOTAL] = everybody
    hidden = withheld(Counts(values, across, down), k)
    visible = {cell: None if cell in hidden else value for cell, value in values.items()}
    return Table(
        rows,
        columns,
        tuple(tuple(visible[row, column] for column in range(len(columns))) for row in range(len(rows))),
        tuple(visible[row, TOTAL] for row in range(len(rows))) if across else (),
        tuple(visible[TOTAL, column] for column in range(len(columns))) if down else (),
        _people(visible, everybody, k, (len(rows), len(columns))),
        k,
    )


def _adds_up(groups: Mapping[Cell, set[str]], axis: int) -> bool:
    """Whether nobody stands under two different values of one axis (0 rows, 1 columns)."""
    place: dict[str, int] = {}
    for cell, people in groups.items():
        for person in people:
            if place.setdefault(person, cell[axis]) != cell[axis]:
                return False
    return True


def _people(visible: Mapping[Cell, int | None], everybody: int, k: int, shape: tuple[int, int]) -> int | None:
    """The number of people in all, unless it says more than the table does.

    Where it is one of the table's own numbers it is shown as that one is. Elsewhere it bounds the
    totals, so it is shown only while none of them is withheld.
    """
    for cell in (
        (TOTAL, TOTAL),
        *(((TOTAL, 0),) if shape[1] == 1 else ()),
        *(((0, TOTAL),) if shape[0] == 1 else ()),
    ):
        if cell in visible:
            return visible[cell]
    if shape == (1, 1):
        return visible[0, 0]
    if everybody < k or any(value is None for cell, value in visible.items() if TOTAL in cell):
        return None
    return everybody


def as_data(figures: Table) -> JsonObject:
    """The table as plain data for the API; a withheld number is ``null``."""
    return {
        "rows": list(figures.rows),
        "columns": list(figures.columns),
        "cells": [list(line) for line in figures.cells],
        "row_totals": list(figures.row_totals),
        "column_totals": list(figures.column_totals),
        "people": figures.people,
        "smallest_group": figures.k,
        "note": figures.note,
    }


def from_data(data: Mapping[str, Any]) -> Table:
    """The table from its plain data."""

    def line(values: list[int | None]) -> tuple[int | None, ...]:
        return tuple(values)

    return Table(
        tuple(data["rows"]),
        tuple(data["columns"]),
        tuple(map(line, data["cells"])),
        line(data["row_totals"]),
        line(data["column_totals"]),
        data["people"],
        data["smallest_group"],
        data["note"],
    )
