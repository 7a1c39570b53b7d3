"""Files become drafts: text normalised once, turns, speakers, and what the file says of itself.

``read`` parses in this process; ``sandbox.Sandbox`` does the same in a child that may hold only so much
memory and time, and is what anything from outside must go through.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace

from archive.errors import Unreadable
from archive.ingest.documents.plain import legacy_notice
from archive.ingest.formats import SUPPORTED, format_of, guarded
from archive.ingest.kinds import kind_of
from archive.ingest.names import header_known
from archive.ingest.tables.column_readings import TableReading, read_columns
from archive.ingest.tables.spreadsheets import Book
from archive.ingest.tables.survey_columns import ColumnMap, ColumnRole
from archive.ingest.tables.surveys import drafts
from archive.ingest.text import Page
from archive.ingest.transcript.turns import parse_turns, seat
from archive.ingest.voices import attribute
from archive.model import Draft

__all__ = [
    "SUPPORTED",
    "ColumnMap",
    "ColumnRole",
    "attribute",
    "columns_in",
    "header_known",
    "parse_turns",
    "read",
    "seat",
]


def read(
    name: str, content: bytes, *, columns: ColumnMap | None = None, layout: str | None = None
) -> list[Draft]:
    """The testimonies in a file: one for a document, one for each row of a table that tells something.

    Args:
        name: the file's name; folders are cut off.
        content: its bytes.
        columns: roles of a table's columns that a person chose over the guess.
        layout: the way in which the document marks who speaks, where a person chose it.

    Raises:
        Unreadable: with a sentence that says what to do.
    """
    source = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    document = guarded(format_of(source, content), content)
    if isinstance(document, Book):
        return drafts(source, content, document, columns)
    return [_draft(source, content, document, layout)]


def columns_in(name: str, content: bytes, chosen: ColumnMap) -> TableReading:
    """What each column of a table is taken for, before anything of it is read; no columns in a document.

    Raises:
        Unreadable: with a sentence that says what to do.
    """
    book = guarded(format_of(name, content), content)
    return read_columns(book, chosen) if isinstance(book, Book) else TableReading(())


def _draft(source: str, content: bytes, page: Page, layout: str | None) -> Draft:
    if not any(c.isalnum() for c in page.text):
        raise Unreadable(
            "The file holds no words: check that it was saved with its text, and import it again."
        )
    turns = parse_turns(page.text, page.hints, layout)
    draft = Draft(
        source=source,
        part="",
        digest=hashlib.sha256(content).hexdigest(),
        kind=kind_of(source, page.text, turns),
        text=page.text,
        turns=turns,
        notices=(*page.notices, *legacy_notice(page.text)),
        encoding=page.encoding,
    )
    return replace(draft, known=tuple(dict.fromkeys((*page.known, *header_known(draft)))))
