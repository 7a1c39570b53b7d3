"""The letters of a PDF with their places on the page, as ``pdfminer.six`` draws them.

Words in the margin that the file itself marks as page furniture are kept apart, and the text that a file
gives for letters that are drawn otherwise (``ActualText``) is taken instead of them. This module refuses
what would take too long or too much memory: too many letters, or too many pictures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, decode_text

from archive.errors import Unreadable

MAX_GLYPHS = 3_000_000
MAX_FIGURES = 50_000
MAX_STROKES = 20_000
UNKNOWN = "\ufffd"
_MOST_FURNITURE = 0.3
_BLANKS = frozenset({9, 10, 13, 32, 160})
"""Codes of blanks, for which fonts have no letter."""


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


@dataclass(slots=True)
class Tag:
    """What a file says of the letters that follow: page furniture, or words that the first holds."""

    furniture: bool
    words: str = field(default="", repr=False)
    glyph: Glyph | None = field(default=None, repr=False)


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


class Collector(PDFTextDevice):
    """Takes down every letter that a page draws."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.drawn = Drawn(1, 1)
        self.left, self.figures = MAX_GLYPHS, MAX_FIGURES
        self.tags: list[Tag] = []
        self.letters: dict[Any, dict[int, Letter]] = {}
        self.slant = Slant()

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """A page begins: nothing is drawn on it yet."""
        x0, y0, x1, y1 = page.mediabox
        (a, b), (c, d) = apply_matrix_pt(ctm, (x0, y0)), apply_matrix_pt(ctm, (x1, y1))
        self.drawn = Drawn(max(abs(c - a), 1.0), max(abs(d - b), 1.0))
        self.tags = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """The file says something of the letters that follow."""
        held = props if isinstance(props, dict) else {}
        placed = "Pagination" in str(held.get("Type")) or "Attached" in held
        furniture = placed and getattr(tag, "name", "") == "Artifact"
        actual = held.get("ActualText")
        words = decode_text(actual) if isinstance(actual, bytes) else ""
        self.tags.append(Tag(furniture, words))

    def end_tag(self) -> None:
        """What was said last holds no longer."""
        if self.tags:
            self.tags.pop()

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """A picture or a part that is drawn again and again; each counts."""
        self.figures -= 1
        if self.figures < 0:
            raise Unreadable("The PDF draws more than 50,000 pictures: save it again without its drawings.")

    def paint_path(self, state: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Take down the straight lines of a path, as many as a page of tables may have."""
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
        """Measure how much of the page a picture covers."""
        if self.ctm is not None:
            a, b, c, d = self.ctm[:4]
            self.drawn.pictures += abs(a * d - b * c) / (self.drawn.width * self.drawn.height)

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, *_: Any
    ) -> float:
        """Take down one letter; how far the next one is from it, in the units of the line."""
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
        tag = next((tag for tag in reversed(self.tags) if tag.words), None)
        if tag and tag.glyph:
            tag.glyph.x1 = max(tag.glyph.x1, glyph.x1)
            return advance
        if tag:
            glyph.text, tag.glyph = tag.words, glyph
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
