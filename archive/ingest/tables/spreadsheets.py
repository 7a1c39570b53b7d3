"""Tables as rows of strings, whatever file they came in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl import load_workbook

from archive.errors import Unreadable
from archive.ingest.bounds import Tally
from archive.ingest.confinement.container import inspect
from archive.ingest.documents.plain import decode
from archive.ingest.text import canonical_for_many, flat, people
from archive.model import Known

_MAX_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its headers in order, and each row as header to cell (canonical, no final line feed)."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Book:
    """All tables of a file. ``grids`` are their cells by row as they stand, before any row is a header."""

    sheets: tuple[Sheet, ...]
    known: tuple[Known, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()
    grids: tuple[Sequence[Sequence[str]], ...] = field(default=(), repr=False)


def read_csv(content: bytes) -> Book:
    """A delimited text file; the delimiter is the one that splits its first row best.

    Raises:
        Unreadable: no text, no rows, or a quote that never closes.
    """
    text, notices = decode(content)
    text = text.replace("\x00", "")
    csv.field_size_limit(_MAX_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        rows = list(Tally().counted(reader))
    except csv.Error as broken:
        raise Unreadable(
            "The table is broken: open it in a spreadsheet and save it again as .csv."
        ) from broken
    return Book(tuple(_sheets([("", rows)])), notices=notices, grids=(rows,))


def _delimiter(text: str) -> str:
    """Of ``; , tab |`` the one that gives the most rows the width of the first, wider first."""
    sample = text[:200_000]
    best, score = ",", (0, 0)
    for mark in ",;\t|":
        try:
            rows = [r for r in csv.reader(io.StringIO(sample, newline=""), delimiter=mark) if any(r)][:200]
        except csv.Error:
            continue
        width = len(rows[0]) if rows else 0
        alike = sum(len(r) == width for r in rows) if width > 1 else 0
        if (alike, width) > score:
            best, score = mark, (alike, width)
    return best


def read_xlsx(content: bytes) -> Book:
    """A workbook: every sheet that has a header and a row. Formulas give their last value.

    Raises:
        Unreadable: refused container, or no rows.
    """
    container = inspect(content)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        tables = []
        tally = Tally()
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = [[_cell(c) for c in row] for row in tally.counted(sheet.iter_rows(values_only=True))]
            tables.append((sheet.title, rows))
        names = people([book.properties.creator, book.properties.lastModifiedBy])
    finally:
        book.close()
    notices = list(container.notices)
    if names:
        notices.append("Names in the workbook's properties were not kept; they are masked in the text.")
    if any("comments" in name for name in container.members):
        notices.append("Cell comments were left out.")
    return Book(tuple(_sheets(tables)), names, tuple(notices), tuple(rows for _, rows in tables))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value)


def _sheets(tables: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> list[Sheet]:
    sheets = [s for name, rows in tables if (s := _sheet(name, rows))]
    if not sheets:
        raise Unreadable("The table holds no rows under a header row: put the questions in the first row.")
    return sheets


def _sheet(name: str, rows: Sequence[Sequence[str]]) -> Sheet | None:
    filled = [row for row in rows if any(c.strip() for c in row)]
    if len(filled) < 2:
        return None
    headers: dict[str, int] = {}
    for column, cell in enumerate(filled[0]):
        header = flat(cell)
        if header:
            while header in headers:
                header = f"{header}~"
            headers[header] = column
    canonised = canonical_for_many()
    records = [
        {h: canonised(row[c]).rstrip("\n") if c < len(row) else "" for h, c in headers.items()}
        for row in filled[1:]
    ]
    return Sheet(name, tuple(headers), tuple(r for r in records if any(r.values())))
