"""A PDF that may be read: opened in bounds, drawn page after page, and what it says beside its pages.

Nothing of an encrypted file is read, not even one that opens without a password: its streams cannot be
measured before they unfold.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from archive.errors import Unreadable
from archive.ingest.documents.pdf_bounds import refuse_unfolding
from archive.ingest.documents.pdf_glyphs import Collector, Drawn

MAX_PAGES = 2_000
_LOCKED = "The PDF is protected by a password: save it without one and import that."


@dataclass(slots=True)
class Properties:
    """What a PDF says of itself beside its pages."""

    authors: list[str] = field(default_factory=list, repr=False)
    attachments: bool = False
    form: bool = False
    comments: bool = False


@dataclass(slots=True)
class Document:
    """A PDF that may be read: its pages one after the other, and its properties."""

    document: PDFDocument = field(repr=False)

    def pages(self) -> Iterator[Drawn]:
        """Every page with its letters.

        Raises:
            Unreadable: more than 2,000 pages, three million letters or 50,000 pictures.
        """
        manager = PDFResourceManager()
        collector = Collector(manager)
        interpreter = PDFPageInterpreter(manager, collector)
        for number, page in enumerate(PDFPage.create_pages(self.document)):
            if number >= MAX_PAGES:
                raise Unreadable("The PDF has more than 2,000 pages: split it in parts.")
            interpreter.process_page(page)
            yield collector.finish()

    def properties(self) -> Properties:
        """Authors, and what was attached to it or typed into it."""
        authors = [info.get("Author") for info in self.document.info]
        catalog = self.document.catalog
        names = resolve1(catalog.get("Names"))
        form = resolve1(catalog.get("AcroForm"))
        return Properties(
            authors=[decode_text(author) for author in map(resolve1, authors) if isinstance(author, bytes)],
            attachments=isinstance(names, dict) and "EmbeddedFiles" in names,
            form=isinstance(form, dict) and bool(resolve1(form.get("Fields"))),
            comments=any(_has_comments(page) for page in PDFPage.create_pages(self.document)),
        )


def opened(content: bytes) -> Document:
    """A PDF, refused before anything of it is drawn if it cannot be read in bounds.

    Raises:
        Unreadable: it is encrypted, or a stream of it unfolds beyond 100 MiB.
    """
    # Its warnings quote what is in the file.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    refuse_unfolding(content)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise Unreadable(_LOCKED) from None
    if document.encryption is not None:
        raise Unreadable(_LOCKED)
    return Document(document)


def _has_comments(page: PDFPage) -> bool:
    notes = resolve1(page.annots) if page.annots else None
    for note in notes if isinstance(notes, list) else ():
        held = resolve1(note)
        if isinstance(held, dict) and getattr(held.get("Subtype"), "name", "") in {"FreeText", "Text"}:
            return True
    return False
