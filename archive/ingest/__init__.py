"""Files become drafts: text normalised once, turns, speakers, and what the file says of itself.

``read`` parses in this process; ``sandbox.Sandbox`` does the same in a child that may hold only so much
memory and time, and is what anything from outside must go through.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from archive.errors import Unreadable
from archive.ingest.documents.legacy_fonts import legacy_notice
from archive.ingest.formats import SUPPORTED, format_of, guarded
from archive.ingest.kinds import kind_of
from archive.ingest.names import header_known
from archive.ingest.sources import source_name
from archive.ingest.tables.column_readings import TableReading, read_columns
from archive.ingest.tables.spreadsheets import Book
from archive.ingest.tables.survey_columns import ColumnMap, ColumnRole
from archive.ingest.tables.surveys import drafts
from archive.ingest.tables.turn_tables import page_of
from archive.ingest.text import Page
from archive.ingest.transcript.layouts import DECLARED, ONE_VOICE
from archive.ingest.transcript.tabular import with_turns_of_tables
from archive.ingest.transcript.translations import paired
from archive.ingest.transcript.turns import parse_turns, read_transcript, seat
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
        name: the file's name; folders are cut off, and signs that nobody sees become U+FFFD.
        content: its bytes.
        columns: roles of a table's columns that a person chose over the guess.
        layout: the way in which the document marks who speaks, where a person chose it.

    Raises:
        Unreadable: with a sentence that says what to do.
    """
    source = source_name(name)
    document = guarded(format_of(source, content), content)
    if isinstance(document, Book):
        chosen = columns is not None and bool(columns.roles or columns.kinds)
        page = None if chosen else page_of(document)
        if page is not None:
            return [_draft(source, content, page, layout)]
        return drafts(source, content, document, columns)
    return [_draft(source, content, document, layout)]


def columns_in(name: str, content: bytes, chosen: ColumnMap) -> TableReading:
    """What each column of a table is taken for, before anything of it is read.

    A document has none, and a table of turns has none that a person would have to say.

    Raises:
        Unreadable: with a sentence that says what to do.
    """
    book = guarded(format_of(name, content), content)
    if not isinstance(book, Book) or not (chosen.roles or chosen.files or page_of(book) is None):
        return TableReading(())
    return read_columns(book, chosen)


def _draft(source: str, content: bytes, page: Page, layout: str | None) -> Draft:
    page = with_turns_of_tables(page) if layout in {None, DECLARED} else page
    transcript = read_transcript(page.text, page.hints, layout)
    if not any(c.isalnum() for c in transcript.text):
        raise Unreadable(
            "The file holds no words: check that it was saved with its text, and import it again."
        )
    doubts = (*page.doubts, *transcript.doubts) if layout is None else ()
    draft = Draft(
        source=source,
        part="",
        digest=hashlib.sha256(content).hexdigest(),
        kind=kind_of(source, transcript.text, transcript.turns),
        text=transcript.text,
        turns=paired(transcript.turns, page.hints),
        notices=(*page.notices, *legacy_notice(transcript.text)),
        encoding=page.encoding,
        layout=transcript.layout,
        doubts=doubts,
        rivals=(transcript.rivals or (transcript.layout, ONE_VOICE)) if doubts else (),
    )
    return replace(draft, known=tuple(dict.fromkeys((*page.known, *header_known(draft)))))
