"""Bytes of a consent file as text or as rows, with limits; no word of it is understood here.

Sizes are counted while reading, since a spreadsheet is a zip file and may come from anywhere. Whatever
cannot be read is one sentence for the person who imports, without anything of the content.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from openpyxl import load_workbook

MAX_BYTES = 50 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_LINES = 100_000
MAX_COLUMNS = 2_000
MAX_CELLS = 2_000_000
TOO_LONG = "This file has more than 100,000 lines; split it. Nothing of it was read."
Table = Iterator[tuple[int, list[str]]]
"""Rows with their line numbers, from 1, every cell as text."""


class Problem(NamedTuple):
    """Something to mend, told without a name: the line (from 1; 0 for the file) and a sentence."""

    line: int
    sentence: str


class NotReadable(ValueError):
    """The file as a whole cannot be read; the message is the sentence for the person who imports."""


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. Raises ``NotReadable``."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise NotReadable("The letters of this file cannot be read; save it as UTF-8.") from None


def csv_table(content: bytes) -> Table:
    """The rows of a CSV file, parted by whichever of ``, ; tab`` its first line has most of."""
    text = text_of(content)
    first = text.split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, [_cell(c) for c in row]
    except csv.Error:
        raise NotReadable("A quotation mark in this CSV is never closed; save it again.") from None


def xlsx_table(content: bytes, fits: Callable[[Sequence[str]], bool]) -> Table:
    """The rows of the first sheet whose header ``fits``. Raises ``NotReadable``."""
    _check_zip(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a sheet's own word on its size would pad every row to it
            rows = enumerate(_bounded(sheet.iter_rows(values_only=True)), start=1)
            number, head = next(rows, (1, ()))
            cells = [_cell(c) for c in head]
            if fits(cells):
                yield number, cells
                for number, row in rows:
                    yield number, [_cell(c) for c in row]
                return
    except NotReadable:
        raise
    except Exception:
        # The library answers a damaged file with whatever comes up on the way.
        raise NotReadable("This spreadsheet is damaged; open it and save it again.") from None
    raise NotReadable("No sheet of this file has a column for a purpose; see the list of columns.")


def _bounded(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows as they come, until they are too many or too wide: one far cell stands for all before it."""
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if number > MAX_LINES:
            raise NotReadable(TOO_LONG)
        if len(row) > MAX_COLUMNS or cells > MAX_CELLS:
            raise NotReadable(
                "A cell of this spreadsheet stands far from the rest; delete it, or split the file."
            )
        yield row


def _check_zip(content: bytes) -> None:
    """Count what really inflates, not what the headers claim; refuse what no spreadsheet needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise NotReadable("This spreadsheet has too many parts; save its table alone.")
            left = MAX_BYTES
            for member in members:
                left = _check_part(archive, member, left)
    except NotReadable:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise NotReadable("This is no spreadsheet, or it has a password; save it without.") from None


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Inflate one part in blocks; how many bytes the other parts may still have."""
    tail = b""
    with archive.open(member) as part:
        while block := part.read(1 << 16):
            left -= len(block)
            if left < 0:
                raise NotReadable("This spreadsheet is larger than 50 MB inside; split it.")
            seen = (tail + block).replace(b"\0", b"").upper()
            if b"<!DOCTYPE" in seen:
                raise NotReadable("This spreadsheet holds a document type, which none needs; save it again.")
            tail = block[-32:]
    return left


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
