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
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, decode_text

from archive.errors import Unreadable
from archive.ingest.documents.pdf_bounds import refuse_unfolding

MAX_PAGES = 2_000
MAX_GLYPHS = 3_000_000
MAX_FIGURES = 50_000
MAX_STROKES = 20_000
UNKNOWN = "\ufffd"
_MOST_FURNITURE = 0.3
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


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line that is drawn on a page, from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Drawn:
    """One page: its size, its letters as they are drawn, and the share of it that pictures cover."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list, repr=False)
    furniture: list[Glyph] = field(default_factory=list, repr=False)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: float = 0.0


@dataclass(frozen=True, slots=True)
class Tag:
    """What a file says of the letters that follow: page furniture, or words that stand for them."""

    furniture: bool
    words: str | None = field(default=None, repr=False)


@dataclass(slots=True)
class Properties:
    """What a PDF says of itself beside its pages."""

    authors: list[str] = field(default_factory=list, repr=False)
    attachments: bool = False
    form: bool = False
    comments: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """What a code of a font stands for, and how wide it is in parts of the font's size."""

    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Slant:
    """How letters are stretched and turned: four numbers of a matrix, and what follows from them."""

    matrix: Any = None
    length: float = 1.0
    height: float = 1.0
    turn: int = 0


class _Collector(PDFTextDevice):
    """Takes down every letter that a page draws."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.drawn = Drawn(1, 1)
        self.left, self.figures = MAX_GLYPHS, MAX_FIGURES
        self.tags: list[Tag] = []
        self.letters: dict[Any, dict[int, Letter]] = {}
        self.slant = Slant()
        self.actual: Glyph | None = None

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        x0, y0, x1, y1 = page.mediabox
        (a, b), (c, d) = apply_matrix_pt(ctm, (x0, y0)), apply_matrix_pt(ctm, (x1, y1))
        self.drawn = Drawn(max(abs(c - a), 1.0), max(abs(d - b), 1.0))
        self.tags, self.actual = [], None

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        held = props if isinstance(props, dict) else {}
        placed = "Pagination" in str(held.get("Type")) or "Attached" in held
        furniture = placed and getattr(tag, "name", "") == "Artifact"
        actual = held.get("ActualText")
        words = decode_text(actual) if isinstance(actual, bytes) else None
        self.tags.append(Tag(furniture, words))
        self.actual = None

    def end_tag(self) -> None:
        if self.tags:
            self.tags.pop()
        self.actual = None

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self.figures -= 1
        if self.figures < 0:
            raise Unreadable("The PDF draws more than 50,000 pictures: save it again without its drawings.")

    def paint_path(self, state: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        points: list[tuple[float, float]] = []
        ctm = self.ctm or MATRIX_IDENTITY
        for step, *numbers in path:
            if len(self.drawn.strokes) >= MAX_STROKES:
                return
            if step == "m":
                points = [apply_matrix_pt(ctm, numbers[:2])]
            elif step in {"l", "h"} and points:
                points.append(points[0] if step == "h" else apply_matrix_pt(ctm, numbers[:2]))
                self.drawn.strokes.append(Stroke(*points[-2], *points[-1]))

    def render_image(self, name: str, stream: Any) -> None:
        if self.ctm is not None:
            a, b, c, d = self.ctm[:4]
            self.drawn.pictures += abs(a * d - b * c) / (self.drawn.width * self.drawn.height)

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, *_: Any
    ) -> float:
        held = self.letters.setdefault(font, {})
        letter = held.get(cid)
        if letter is None:
            letter = held[cid] = Letter(_letter(font, cid), font.char_width(cid))
        advance = letter.width * fontsize * scaling
        self.left -= 1
        if self.left < 0:
            raise Unreadable("The PDF holds more than three million letters: split it in parts.")
        if matrix[:4] != self.slant.matrix:
            self.slant = _slant(matrix[:4])
        glyph = _placed(self.slant, matrix, fontsize, advance, letter.text)
        glyph.font = str(getattr(font, "basefont", "") or "")
        aside = any(tag.furniture for tag in self.tags)
        words = next((tag.words for tag in reversed(self.tags) if tag.words), None)
        if words and self.actual:
            self.actual.x1 = max(self.actual.x1, glyph.x1)
            return advance
        if words:
            glyph.text, self.actual = words, glyph
        (self.drawn.furniture if aside else self.drawn.glyphs).append(glyph)
        return advance

    def finish(self) -> Drawn:
        """The page that was drawn. What is marked as furniture but is much of the page is text."""
        drawn = self.drawn
        if len(drawn.furniture) > _MOST_FURNITURE * (len(drawn.glyphs) + len(drawn.furniture)):
            drawn.glyphs += drawn.furniture
            drawn.furniture = []
        return drawn


def _slant(matrix: Any) -> Slant:
    a, b, c, d = matrix
    turn = round(math.atan2(b, a) / (math.pi / 2)) % 4
    return Slant(matrix, math.hypot(a, b), math.hypot(c, d), turn)


def _placed(slant: Slant, matrix: Any, fontsize: float, advance: float, text: str) -> Glyph:
    e, f = matrix[4], matrix[5]
    across, up = ((e, f), (f, -e), (-e, -f), (-f, e))[slant.turn]
    size = abs(fontsize) * slant.height or 1.0
    return Glyph(across, across + advance * slant.length, up, size, text, "", slant.turn)


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
            Unreadable: more than 2,000 pages, three million letters or 50,000 pictures.
        """
        manager = PDFResourceManager()
        collector = _Collector(manager)
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
