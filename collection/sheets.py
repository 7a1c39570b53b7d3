"""Surveys and scorecards as the sheets that field tools export."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from openpyxl import Workbook

from collection.packing import DAY, repacked
from collection.tables import Cell, Column, Row, Table

_NUMBERS = frozenset({"_id", "_index", "indicator_no", "score"})
_SUBMISSION = (
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_submitted_by",
    "__version__",
)


def sheet_file(table: Table) -> bytes:
    """The file in the table's own format."""
    return _csv(table) if table.format == "csv" else _workbook(table)


def _headings(table: Table) -> list[str]:
    found = []
    for column in table.columns:
        found.append(column.heading)
        found += [f"{column.heading}/{option}" for option in column.options]
    return found


def _cells(table: Table, row: Row) -> list[Cell]:
    found: list[Cell] = []
    for column in table.columns:
        words = row.cells[column.name].text if column.name in row.cells else ""
        found.append(_cell(column.name, words))
        found += _ticks(column, words)
    return found


def _ticks(column: Column, words: str) -> list[Cell]:
    """One 0/1 cell for each option of a select-multiple; empty where nothing was asked."""
    chosen = words.split()
    return [int(option in chosen) if chosen else None for option in column.options]


def _cell(name: str, words: str) -> Cell:
    return int(words) if name in _NUMBERS and words.isdigit() else words or None


def _csv(table: Table) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=table.delimiter, lineterminator="\r\n")
    writer.writerow(_headings(table))
    for row in table.rows:
        writer.writerow(["" if cell is None else cell for cell in _cells(table, row)])
    return out.getvalue().encode("utf-8-sig")


def _workbook(table: Table) -> bytes:
    book = Workbook()
    book.properties.creator = ""
    book.properties.created = DAY
    book.remove(book.worksheets[0])
    main = book.create_sheet()
    main.title = "Scorecard" if table.format == "scorecard" else "LNOB household survey"
    main.append(_headings(table))
    for row in table.rows:
        main.append(_cells(table, row))
    for name, columns in table.repeats:
        _repeat(book, table, name, columns)
    out = BytesIO()
    book.save(out)
    return repacked(out.getvalue())


def _repeat(book: Workbook, table: Table, name: str, columns: tuple[Column, ...]) -> None:
    """A repeat group on a sheet of its own, each line pointing at the row it belongs to."""
    main = book.worksheets[0].title
    sheet = book.create_sheet(name)
    sheet.append(
        [c.heading for c in columns]
        + ["_index", "_parent_table_name", "_parent_index"]
        + [f"_submission_{key}" for key in _SUBMISSION]
    )
    index = 0
    for row in table.rows:
        for group in row.repeats.get(name, ()):
            index += 1
            above = row.cells["_index"].text if "_index" in row.cells else str(row.number)
            submission = [_cell(k, row.cells[k].text if k in row.cells else "") for k in _SUBMISSION]
            own: list[Cell] = [str(group.get(c.name) or "") or None for c in columns]
            sheet.append([*own, index, main, int(above), *submission])
