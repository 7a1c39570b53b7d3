"""Tables for a spreadsheet: CSV and XLSX in which no cell can run as a formula.

A label can come from a form or a codebook, so from anybody. In CSV it goes through ``safe_cell``; in XLSX
every label is written as text and marked as such.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from archive.statistics.cross_tables import Table
from taxonomies.cells import safe_cell

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), "\ufffd")
_SHEET_NAME = 31


def rows_of(figures: Table, *, corner: str, total: str = "all", withheld: str = "withheld") -> Rows:
    """A table of people as rows: labels, numbers, and a word where a number is withheld."""
    across, down = bool(figures.row_totals), bool(figures.column_totals)
    rows: list[list[Cell]] = [[corner, *figures.columns, *([total] if across else [])]]
    for place, (row, line) in enumerate(zip(figures.rows, figures.cells, strict=True)):
        values = [*line, *figures.row_totals[place : place + 1]]
        rows.append([row, *(withheld if v is None else v for v in values)])
    if down:
        last = [*figures.column_totals, *([figures.people] if across else [])]
        rows.append([total, *(withheld if v is None else v for v in last)])
    if figures.note:
        rows.append([figures.note])
    return rows


def csv_rows(rows: Rows) -> str:
    """Rows as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return safe_cell(cell)
    return "" if cell is None else cell


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """Sheets by name as one XLSX file, with nothing in its properties but the program."""
    book = Workbook()
    book.properties.creator = "Heard"
    for name in list(book.sheetnames):
        del book[name]
    for name, rows in sheets.items():
        sheet = book.create_sheet(_sheet_name(name))
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column)
                if isinstance(value, str):
                    cell.value = value.translate(_NOT_IN_XML)
                    cell.data_type = "s"
                    cell.quotePrefix = True
                else:
                    cell.value = value
        sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(name: str) -> str:
    return "".join(" " if c in "[]:*?/\\" else c for c in name)[:_SHEET_NAME].strip("'") or "Sheet"
