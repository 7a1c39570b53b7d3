"""Files made in memory, as programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from docx import Document

Docx = Callable[..., bytes]


@pytest.fixture
def docx() -> Docx:
    """A .docx of paragraphs, and of tables where an item is a list of rows; no author."""

    def make(*blocks: str | list[list[str]], author: str = "") -> bytes:
        document = Document()
        document.core_properties.author = author
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(block)
                continue
            table = document.add_table(len(block), len(block[0]))
            for row, cells in zip(table.rows, block, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return make


@pytest.fixture
def repack() -> Callable[[bytes, Mapping[str, bytes]], bytes]:
    """The container with members replaced or added."""

    def make(content: bytes, members: Mapping[str, bytes]) -> bytes:
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for info in old.infolist():
                if info.filename not in members:
                    new.writestr(info.filename, old.read(info))
            for name, data in members.items():
                new.writestr(name, data)
        return buffer.getvalue()

    return make
