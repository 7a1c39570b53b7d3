"""Letters on a page become words, and words become rows, by where they stand.

Nothing is decided by the order in which a program drew the letters, except inside of a word. What was drawn
twice to look bold is taken once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from archive.ingest.documents.pdf_glyphs import Glyph

_WORD_GAP = 0.18
_BACKWARDS = 0.6
_ROW = 0.5
_TWICE = 0.2
_TOUCHING = 0.08
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank between them, and where they stand, in points.

    ``apart`` says that a blank was drawn after them.
    """

    x0: float
    x1: float
    y: float
    size: float
    text: str = field(repr=False)
    font: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one height of the page, from left to right."""

    y: float
    words: tuple[Word, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """Its words with one blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @property
    def size(self) -> float:
        """The height of its letters."""
        return median(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of its words are bold."""
        return all(any(mark in word.font.lower() for mark in _BOLD) for word in self.words)


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """The rows of a page from top to bottom; letters that stand across most others come last."""
    if not glyphs:
        return []
    most = Counter(glyph.turn for glyph in glyphs).most_common(1)[0][0]
    turns = sorted({glyph.turn for glyph in glyphs}, key=lambda turn: turn != most)
    return [row for turn in turns for row in rows_of_words(_words([g for g in glyphs if g.turn == turn]))]


def _words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Letters that were drawn one after the other without a gap, as words."""
    words: list[Word] = []
    letters: list[Glyph] = []
    for glyph in glyphs:
        blank = not glyph.text.strip()
        if letters and (blank or not _follows(letters[-1], glyph)):
            words.append(_word(letters, apart=blank))
            letters = []
        if not blank:
            letters.append(glyph)
    return [*words, _word(letters)] if letters else words


def _follows(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.x0 - before.x1
    size = max(before.size, glyph.size)
    return abs(glyph.y - before.y) <= _ROW * size and -_BACKWARDS * size <= gap <= _WORD_GAP * size


def _word(letters: Sequence[Glyph], *, apart: bool = False) -> Word:
    text = "".join(glyph.text for glyph in letters).translate(_LIGATURES)
    first = letters[0]
    return Word(
        min(g.x0 for g in letters),
        max(g.x1 for g in letters),
        first.y,
        first.size,
        text.strip(),
        first.font,
        apart,
    )


def rows_of_words(words: Sequence[Word]) -> list[Row]:
    """The rows that words make, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.y):
        if rows and abs(rows[-1][0].y - word.y) <= _ROW * max(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(row[0].y, _joined(row)) for row in rows]


def _joined(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words of a row from left to right: parts put together, what was drawn twice taken once."""
    kept: list[Word] = []
    for word in sorted(words, key=lambda word: word.x0):
        last = kept[-1] if kept else None
        if last and last.text == word.text and abs(last.x0 - word.x0) < _TWICE * word.size:
            continue
        if last and not last.apart and abs(word.x0 - last.x1) < _TOUCHING * word.size:
            text = last.text + word.text
            kept[-1] = replace(last, x1=max(last.x1, word.x1), text=text, apart=word.apart)
        else:
            kept.append(word)
    return tuple(kept)
