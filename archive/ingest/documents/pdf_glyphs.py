"""The letters of a PDF with their places on the page, as ``pdfminer.six`` draws them.

Words in the margin that the file itself marks as page furniture are kept apart, and the text that a file
gives for letters that are drawn otherwise (``ActualText``) is taken instead of them. This module refuses
what would take too long or too much memory: too many pages, too many letters, streams that unfold without
end.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import apply_matrix_pt, decode_text

from archive.errors import Unreadable
from archive.ingest.documents.pdf_bounds import refuse_unfolding

MAX_PAGES = 2_000
MAX_GLYPHS = 3_000_000
UNKNOWN = "\ufffd"
_FURNITURE = "\x00"
_BLANKS = frozenset({9, 10, 13, 32, 160})
"""Codes of blanks, for which fonts have no letter."""
_LOCKED = "The PDF is protected by a password: save it without one and import that."


@dataclass(slots=True)
class Glyph:
    """One letter: its extent along the line, the height of the line and of the letter, in points.

    ``turn`` is the direction of the line in quarter turns against the page.
    """

    x0: float
    x1: float
    y: float
    size: float
    text: str = field(repr=False)
    font: str = ""
    turn: int = 0


@dataclass(slots=True)
class Drawn:
    """One page: its size, its letters as they are drawn, and the share of it that pictures cover."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list, repr=False)
    pictures: float = 0.0
    furniture: bool = False


@dataclass(slots=True)
class Properties:
    """What a PDF says of itself beside its pages."""

    authors: list[str] = field(default_factory=list, repr=False)
    attachments: bool = False
    form: bool = False
    comments: bool = False


class _Collector(PDFTextDevice):
    """Takes down every letter that a page draws."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.drawn = Drawn(1, 1)
        self.left = MAX_GLYPHS
        self.tags: list[str | None] = []
        self.artifacts = 0
        self.actual: Glyph | None = None

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        x0, y0, x1, y1 = page.mediabox
        (a, b), (c, d) = apply_matrix_pt(ctm, (x0, y0)), apply_matrix_pt(ctm, (x1, y1))
        self.drawn = Drawn(max(abs(c - a), 1.0), max(abs(d - b), 1.0))
        self.tags, self.artifacts, self.actual = [], 0, None

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        held = props if isinstance(props, dict) else {}
        furniture = getattr(tag, "name", "") == "Artifact" and (
            "Pagination" in str(held.get("Type")) or "Attached" in held
        )
        actual = held.get("ActualText")
        self.artifacts += furniture
        self.tags.append(
            "furniture" if furniture else decode_text(actual) if isinstance(actual, bytes) else None
        )
        self.actual = None

    def end_tag(self) -> None:
        if self.tags:
            self.artifacts -= self.tags.pop() == _FURNITURE
        self.actual = None

    def render_image(self, name: str, stream: Any) -> None:
        if self.ctm is not None:
            a, b, c, d = self.ctm[:4]
            self.drawn.pictures += abs(a * d - b * c) / (self.drawn.width * self.drawn.height)

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, *_: Any
    ) -> float:
        advance: float = font.char_width(cid) * fontsize * scaling
        if self.artifacts:
            self.drawn.furniture = True
            return advance
        self.left -= 1
        if self.left < 0:
            raise Unreadable("The PDF holds more than three million letters: split it in parts.")
        glyph = _placed(
            matrix, fontsize, advance, _letter(font, cid), str(getattr(font, "basefont", "") or "")
        )
        words = next((tag for tag in reversed(self.tags) if tag), None)
        if words is None:
            self.drawn.glyphs.append(glyph)
        elif self.actual is None:
            glyph.text, self.actual = words, glyph
            self.drawn.glyphs.append(glyph)
        else:
            self.actual.x1 = max(self.actual.x1, glyph.x1)
        return advance


def _placed(matrix: Any, fontsize: float, advance: float, text: str, font: str) -> Glyph:
    a, b, c, d, e, f = matrix
    length, height = math.hypot(a, b), math.hypot(c, d)
    turn = round(math.atan2(b, a) / (math.pi / 2)) % 4
    across, up = ((e, f), (f, -e), (-e, -f), (-f, e))[turn]
    size = abs(fontsize) * height or 1.0
    return Glyph(across, across + advance * length, up, size, text, font, turn)


def _letter(font: Any, cid: int) -> str:
    try:
        text: str = font.to_unichr(cid)
    except (PDFUnicodeNotDefined, KeyError, ValueError):
        return " " if cid in _BLANKS and not font.is_multibyte() else UNKNOWN
    return UNKNOWN if not text or text < "\x09" or text.startswith("(cid:") else text


@dataclass(slots=True)
class Document:
    """A PDF that may be read: its pages one after the other, and its properties."""

    document: PDFDocument = field(repr=False)

    def pages(self) -> Iterator[Drawn]:
        """Every page with its letters.

        Raises:
            Unreadable: more than 2,000 pages or three million letters.
        """
        manager = PDFResourceManager()
        collector = _Collector(manager)
        interpreter = PDFPageInterpreter(manager, collector)
        for number, page in enumerate(PDFPage.create_pages(self.document)):
            if number >= MAX_PAGES:
                raise Unreadable("The PDF has more than 2,000 pages: split it in parts.")
            interpreter.process_page(page)
            yield collector.drawn

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
