"""Tables as grids of strings, whatever file they came in; ``table_layout`` says which row is the header.

Numbers, days and truth values are written one way, so that a table says the same as a workbook and as text.
It refuses a quotation mark that never closes, because everything behind it would become one person's answer.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

import regex
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from archive.errors import Unreadable
from archive.ingest.bounds import Tally
from archive.ingest.confinement.container import inspect
from archive.ingest.documents.plain import decode
from archive.ingest.tables.grids import Area, Grid
from archive.ingest.tables.table_layout import Book, Sheet, sheet_of
from archive.ingest.text import people

__all__ = ["Book", "Sheet", "read_csv", "read_xlsx"]

_MAX_CELL = 1_000_000
_SAMPLE = 200_000
_SAMPLE_ROWS = 200
_SEPARATOR = regex.compile(r'^"?sep=(.)"?\r?\n', regex.IGNORECASE)
_CLOSED = "\x01closed"
"""A last row that is put behind the file: where a quotation mark stays open, it swallows this too."""
_MERGED = regex.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]+[0-9]+:[A-Z]+[0-9]+)\"")
_FORMULA = regex.compile(rb"<(?:\w+:)?f[ >/]")


def read_csv(content: bytes) -> Book:
    """A delimited text file; the delimiter is the one it declares, or that splits its rows most alike.

    Raises:
        Unreadable: no text, no rows, or a quotation mark that never closes.
    """
    text, notices = decode(content)
    text = text.replace("\x00", "")
    csv.field_size_limit(_MAX_CELL)
    declared = _SEPARATOR.match(text)
    mark = declared[1] if declared else _delimiter(text)
    body = text[declared.end() :] if declared else text
    try:
        rows = _parsed(body, mark)
    except csv.Error as broken:
        raise Unreadable(
            "The table is broken: open it in a spreadsheet and save it again as .csv."
        ) from broken
    return _book([Grid("", rows, first=2 if declared else 1, exact=True)], notices=notices)


def _parsed(text: str, mark: str) -> list[list[str]]:
    ended = text if text.endswith(("\n", "\r")) else text + "\n"
    rows = list(Tally().counted(csv.reader(io.StringIO(ended + _CLOSED, newline=""), delimiter=mark)))
    if rows[-1] != [_CLOSED]:
        raise Unreadable(
            f"A quotation mark opens in row {len(rows)} or before it and never closes, so the rows cannot be "
            "told apart: close it, or save the table again from a spreadsheet."
        )
    return [list(row) for row in rows[:-1]]


def _delimiter(text: str) -> str:
    """Of ``; , tab |`` the one that gives the most rows one width of two or more, wider first."""
    sample = text[:_SAMPLE]
    best, score = ",", (0, 0)
    for mark in ",;\t|":
        try:
            rows = csv.reader(io.StringIO(sample, newline=""), delimiter=mark)
            widths = Counter(
                len(row) for row, _ in zip(rows, range(_SAMPLE_ROWS), strict=False) if len(row) > 1
            )
        except csv.Error:
            continue
        width, alike = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        if (alike, width) > score:
            best, score = mark, (alike, width)
    return best


def read_xlsx(content: bytes) -> Book:
    """A workbook: every visible sheet that has a header and a row. Formulas give their last value.

    Raises:
        Unreadable: refused container, or no rows.
    """
    container = inspect(content)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    notices = list(container.notices)
    grids = []
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        tally = Tally()
        for sheet in visible:
            sheet.reset_dimensions()
            part = _part(content, sheet)
            rows = [[_cell(c) for c in row] for row in tally.counted(sheet.iter_rows(values_only=True))]
            grids.append(Grid(sheet.title, rows, merged=tuple(_areas(part))))
            if _FORMULA.search(part):
                notices += _without_value(content, sheet.title, rows)
        hidden = len(book.worksheets) - len(visible)
        names = people([book.properties.creator, book.properties.lastModifiedBy])
    finally:
        book.close()
    if hidden:
        notices.append(f"{hidden} hidden sheet(s) were left out: show them in the file if they hold answers.")
    if names:
        notices.append("Names in the workbook's properties were not kept; they are masked in the text.")
    if any("comments" in name for name in container.members):
        notices.append("Cell comments were left out.")
    return _book(grids, names, notices)


def _book(grids: Iterable[Grid], known: Iterable[Any] = (), notices: Iterable[str] = ()) -> Book:
    tables = list(grids)
    sheets = tuple(sheet for grid in tables if (sheet := sheet_of(grid)))
    if not sheets:
        raise Unreadable("The table holds no rows under a header row: put the questions in the first row.")
    said = dict.fromkeys((*notices, *(notice for sheet in sheets for notice in sheet.notices)))
    return Book(sheets, tuple(known), tuple(said), tuple(grid.rows for grid in tables))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value)


def _part(content: bytes, sheet: Any) -> bytes:
    """The XML of a sheet, which says what is merged and calculated; the reader of rows keeps it to itself."""
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(path) if path in file.namelist() else b""


def _areas(part: bytes) -> Iterator[Area]:
    """What is merged, as rows and columns from 0."""
    for reference in _MERGED.findall(part):
        left, top, right, bottom = (int(edge or 1) for edge in range_boundaries(reference.decode()))
        yield Area(top - 1, left - 1, bottom - 1, right - 1)


def _without_value(content: bytes, title: str, rows: Sequence[Sequence[str]]) -> list[str]:
    """A sentence on cells whose formula was never calculated: they read as empty."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book[title]
        sheet.reset_dimensions()
        empty = [
            f"{cell.coordinate}"
            for row, values in zip(sheet.iter_rows(), rows, strict=False)
            for cell, value in zip(row, values, strict=False)
            if not value and isinstance(cell.value, str) and cell.value.startswith("=")
        ]
    finally:
        book.close()
    if not empty:
        return []
    named = ", ".join(empty[:5]) + (" and others" if len(empty) > 5 else "")
    return [
        f"{len(empty)} cell(s) hold a formula without a value ({named}): open the table in a spreadsheet, "
        "save it again and import that."
    ]
