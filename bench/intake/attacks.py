"""Files that once cost gigabytes or minutes, or lost words, as they are sent.

Each must be refused within two seconds and 256 MiB, of the confined child and of the process that holds the
keys alike. ``bench.intake`` reads them; nothing here is read.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from bench.intake.files import docx_around

SECONDS = 2.0
MEMORY_MIB = 256


@dataclass(frozen=True, slots=True)
class Attack:
    """What is tried, with which reader (``bench.intake.reading``), and the file."""

    what: str
    kind: str
    path: Path = field(repr=False)


def written(folder: Path) -> list[Attack]:
    """Every attack, its file made in ``folder``."""
    declared = docx_around(
        "<w:p><w:r><w:t>R: &x;</w:t></w:r></w:p>", "document.dat", '<!DOCTYPE w [<!ENTITY x "words">]>'
    )
    bomb = docx_around(f"<w:p><w:r><w:t>{'a ' * 22_500_000}</w:t></w:r></w:p>")
    paragraphs = docx_around("<w:p/>" * 8_000_000)
    sparse = _kept(folder, "sparse.txt", b"R: words\n")
    with sparse.open("r+b") as file:
        file.truncate(3 * 1024**3)
    attacks = [
        Attack("sparse text of 3 GB", "document", sparse),
        Attack("docx of 45 million characters", "document", _kept(folder, "bomb.docx", bomb)),
        Attack("docx of 8 million paragraphs", "document", _kept(folder, "many.docx", paragraphs)),
        Attack("docx with a DOCTYPE in document.dat", "document", _kept(folder, "dat.docx", declared)),
    ]
    for cell in ("A1048576", "XFD1048576"):
        table = _kept(folder, f"{cell}.xlsx", _far(cell))
        attacks += [Attack(f"{kind}, one cell at {cell}", kind, table) for kind in ("consents", "document")]
    return attacks


def _kept(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _far(cell: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.append(["participant", "research_project"])
    sheet.append(["p1", "yes"])
    sheet[cell] = "x"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
