"""Tables of our own as bytes: workbooks, text files, and the same rows in another guise."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]
CLINIC = "The nurse told us to come back next week because the medicine was finished again and again."
QUEUE = "We waited from the morning until the evening and nobody called our number at all, so we left."
CARD = "They asked for a card that I never had and then they closed the window on me."


def workbook(*, hidden: tuple[str, ...] = (), merged: tuple[str, ...] = (), **sheets: Rows) -> bytes:
    """A workbook with these sheets; ``merged`` are ranges of the first one."""
    book = Workbook()
    book.properties.creator = ""
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    for area in merged:
        book.worksheets[0].merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def text(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a text file."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)
