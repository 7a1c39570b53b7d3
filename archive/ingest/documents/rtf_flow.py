"""One stream of words in an RTF file: the body, a page header, a note or a text box, as lines.

Letters come in with the font that draws them; paragraphs and rows of tables go out. Fonts of symbols and
fonts from before Unicode become Unicode here. Nothing here knows control words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from archive.ingest.documents import symbols
from archive.ingest.documents.legacy_fonts import converted_run
from archive.ingest.documents.rtf_tokens import joined_surrogates
from archive.ingest.text import Line


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one look."""

    text: str = field(repr=False)
    font: str = ""
    bold: bool = False


@dataclass(slots=True)
class Flow:
    """Words on their way to lines. ``converted`` are the codes from before Unicode that fonts stood for."""

    lines: list[Line] = field(default_factory=list, repr=False)
    pieces: list[Piece] = field(default_factory=list, repr=False)
    cells: list[str] = field(default_factory=list, repr=False)
    nested: list[str] = field(default_factory=list, repr=False)
    merged: list[bool] = field(default_factory=list)
    boxes: list[Flow] = field(default_factory=list)
    converted: set[str] = field(default_factory=set)
    tables: int = 0
    in_table: bool = False

    def add(self, text: str, font: str, bold: bool) -> None:
        """Letters, or a blank of any kind."""
        self.pieces.append(Piece(text, font, bold))

    def end_paragraph(self, *, in_cell: bool) -> None:
        """The end of a paragraph: a line, or a blank inside of a cell."""
        if in_cell or self.cells or self.nested:
            self.pieces.append(Piece("\n"))
            return
        line = self._line()
        if line.text.strip():
            self._leave_table()
        self.lines.append(line)
        self._empty_boxes()

    def end_cell(self, *, nested: bool = False) -> None:
        """The end of a cell, of the table or of one inside of its cells."""
        words = " ".join(self._line().text.split())
        if nested:
            self.nested.append(words)
            return
        self.cells.append(" ".join(part for part in (*self.nested, words) if part))
        self.nested.clear()

    def end_row(self) -> None:
        """The end of a row: one line, cells joined by tabs; the rest of a merged cell is none."""
        words = self._line().text.strip()
        cells = [*self.cells, words] if words else self.cells
        kept = [
            cell for at, cell in enumerate(cells) if cell or at >= len(self.merged) or not self.merged[at]
        ]
        self.cells = []
        if kept:
            self.in_table = True
            self.lines.append(Line("\t".join(kept), table=self.tables))
        self._empty_boxes()

    def finish(self) -> list[Line]:
        """All lines, with what a file that was cut off had begun."""
        if self.cells or self.nested:
            self.end_cell()
            self.end_row()
        self.end_paragraph(in_cell=False)
        return self.lines

    def words(self) -> str:
        """All of it on one line."""
        return " ".join(" ".join(line.text.split()) for line in self.finish() if line.text.strip())

    def _leave_table(self) -> None:
        if self.in_table:
            self.in_table = False
            self.tables += 1

    def _empty_boxes(self) -> None:
        for box in self.boxes:
            self.lines += [Line(line.text, bold=line.bold) for line in box.finish()]
            self.converted |= box.converted
        self.boxes = []

    def _line(self) -> Line:
        texts = []
        for font, run in groupby(self.pieces, key=lambda piece: piece.font):
            unfolded = symbols.unfolded(joined_surrogates("".join(piece.text for piece in run)), font)
            unicode = converted_run(unfolded, font)
            if unicode.encoding:
                self.converted.add(unicode.encoding)
            texts.append(unicode.text)
        worded: Sequence[Piece] = [piece for piece in self.pieces if piece.text.strip()]
        bold = bool(worded) and all(piece.bold for piece in worded)
        self.pieces = []
        return Line("".join(texts), bold=bold)
