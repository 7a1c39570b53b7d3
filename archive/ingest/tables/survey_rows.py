"""The rows of a survey before they are told: which table they stand in, what belongs to them, which they are.

Rows of repeated groups are joined to their submission by the ids that survey tools write. A row that belongs
to none, and rows that share an id and say other things, are named by their number: nobody guesses here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.ingest.tables import identity, survey_forms
from archive.ingest.tables.column_readings import ColumnReading, read_columns
from archive.ingest.tables.grids import rows_named
from archive.ingest.tables.identity import Identity
from archive.ingest.tables.survey_columns import ColumnMap, ColumnRole
from archive.ingest.tables.table_layout import Book, Sheet
from archive.ingest.text import flat

PARENTS = ("_parent_index", "PARENT_KEY", "_submission__id", "_parent_id")
"""Columns by which a row of a repeated group names its submission."""
_JOINS = {"_parent_index": "_index", "PARENT_KEY": "KEY", "_submission__id": "_id", "_parent_id": "_id"}
_KEPT = (ColumnRole.STORY, ColumnRole.QUASI, ColumnRole.CHOICE, ColumnRole.CONSENT, ColumnRole.DIRECT)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet and what each of its columns is taken for."""

    sheet: Sheet
    columns: Mapping[str, ColumnReading]

    def of(self, *roles: ColumnRole) -> list[str]:
        """The headers of these roles, in their order."""
        return [h for h in self.sheet.headers if self.columns[h].role in roles]

    def label(self, header: str) -> str:
        """The question as people read it, where no other column is called the same."""
        label = self.columns[header].label or header
        alike = sum((c.label or h) == label for h, c in self.columns.items())
        return label if alike == 1 or label == self.sheet.labels.get(header) else header

    def words(self, header: str, cell: str) -> str:
        """A cell with the labels of its codes."""
        return survey_forms.answers_in_words(cell, self.columns[header].choices)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by header, its number in the file, and why its cells do not fit, if so."""

    table: Table
    cells: Mapping[str, str]
    number: int = 0
    misfit: str = ""


def tables_of(book: Book, chosen: ColumnMap) -> list[Table]:
    """Every sheet with what its columns are taken for."""
    readings = iter(read_columns(book, chosen).columns)
    return [Table(s, {h: next(readings) for h in s.headers}) for s in book.sheets]


def rows_of(table: Table) -> list[Row]:
    """The rows of a table with their numbers in the file."""
    sheet = table.sheet
    numbers = sheet.numbers or range(2, len(sheet.rows) + 2)
    return [
        Row(table, cells, number, sheet.misfits.get(place, ""))
        for place, (cells, number) in enumerate(zip(sheet.rows, numbers, strict=True))
    ]


def part_of(row: Row, ordinal: int, within: str) -> str:
    """How a row is called: by its id, else by its place, which no consent may name."""
    ids = () if row.misfit else (row.cells.get(h, "") for h in ("_id", "KEY", "_uuid"))
    called = next((cell for cell in ids if identity.is_id(cell)), "")
    if not called and not row.misfit:
        own = identity.ids_of(row.cells, row.table.of(ColumnRole.ID))
        called = own[0].partition(":")[2] if own else ""
    part = called or str(ordinal)
    return flat(f"{within}/{part}" if within else part)


def children_of(repeats: Sequence[Table], row: Mapping[str, str]) -> list[Row]:
    """Rows of the repeat sheets that belong to this row."""
    children = []
    for table in repeats:
        parent = next(p for p in PARENTS if p in table.sheet.headers)
        key = row.get(_JOINS[parent], "")
        children += [Row(table, r) for r in table.sheet.rows if key and r[parent] == key]
    return children


def orphans(mains: Sequence[Table], repeats: Sequence[Table]) -> Iterable[str]:
    """Sentences on rows of repeated groups that belong to no submission."""
    for table in repeats:
        parent = next(p for p in PARENTS if p in table.sheet.headers)
        keys = {row.get(_JOINS[parent], "") for main in mains for row in main.sheet.rows} - {""}
        numbers = table.sheet.numbers or range(2, len(table.sheet.rows) + 2)
        lost = [n for n, row in zip(numbers, table.sheet.rows, strict=True) if row[parent] not in keys]
        if lost:
            yield f"No submission is there for {rows_named(lost)} of a repeated group, so they were left out."


def identities_of(table: Table, joined: Sequence[Sequence[Row]], within: str) -> list[Identity]:
    """Which submission each row is."""
    columns = tuple(identity.mark(table.label(h)) for h in table.of(*_KEPT))
    contents = [tuple(sorted(_content(parts, _KEPT))) for parts in joined]
    twins = identity.counted_twins(contents)
    own = table.of(ColumnRole.ID)
    identities = []
    for parts, twin in zip(joined, twins, strict=True):
        ids = () if parts[0].misfit else identity.ids_of(parts[0].cells, own, within)
        answers = () if ids else tuple(map(identity.mark, _longest(parts)))
        identities.append(Identity(ids, answers, columns, 1 if ids else twin))
    return identities


def _content(parts: Sequence[Row], roles: Sequence[ColumnRole]) -> list[str]:
    return [
        identity.canonical_cell(row.cells[h]) for row in parts for h in row.table.of(*roles) if row.cells[h]
    ]


def _longest(parts: Sequence[Row], most: int = 2) -> list[str]:
    """The longest answers of a row, by which it is looked up where it has no id."""
    return sorted(set(_content(parts, (ColumnRole.STORY,))), key=lambda a: (-len(a), a))[:most]


def repeated_ids(rows: Sequence[Row], identities: Sequence[Identity]) -> dict[int, str]:
    """Rows that share an id with another, by their place from 1: an empty sentence for one that says the
    very same as the first, else why nobody can tell which of them is the submission."""
    times = Counter(key for one in identities for key in one.ids)
    first: dict[str, int] = {}
    repeated: dict[int, str] = {}
    for place, one in enumerate(identities, 1):
        for key in (k for k in one.ids if times[k] > 1):
            before = first.setdefault(key, place)
            if before == place:
                continue
            row, earlier = rows[place - 1], rows[before - 1]
            if _content([row], _KEPT) == _content([earlier], _KEPT):
                repeated.setdefault(place, "")
                continue
            numbers = rows_named([earlier.number, row.number])
            for each in (before, place):
                repeated[each] = f"The same id stands over other answers in {numbers}."
    return repeated
