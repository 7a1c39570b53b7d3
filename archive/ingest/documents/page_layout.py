"""Letters on a page become lines in the order in which people read them.

Letters are gathered to words, words to rows, and rows are parted where columns stand side by side: columns
of running text are read one after the other, a narrow column of labels or times beside a text row by row.
Nothing is decided by the order in which a program drew the letters, except inside of a word.
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
_SEGMENT_GAP = 1.2
_ALIGNED = 4.0
_FEWEST_ROWS = 3
_NARROW = 0.35
_WORDS_OF_PROSE = 3.0
_FEWER = 0.25
_TWICE = 0.2
_TOUCHING = 0.08
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank between them, and where they stand, in points."""

    x0: float
    x1: float
    y: float
    size: float
    text: str = field(repr=False)
    font: str = ""


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


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as it is read: its text, and where it stands in its column.

    ``start`` and ``end`` are its edges, ``body`` is where its last cell begins, ``right`` is where the text
    of its column ends. ``column`` numbers the stretches that are read in one go.
    """

    text: str = field(repr=False)
    start: float
    body: float
    end: float
    right: float
    y: float
    size: float
    bold: bool
    column: int = 0


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """The rows of a page from top to bottom; letters that stand across most others come last."""
    if not glyphs:
        return []
    most = Counter(glyph.turn for glyph in glyphs).most_common(1)[0][0]
    turns = sorted({glyph.turn for glyph in glyphs}, key=lambda turn: turn != most)
    return [row for turn in turns for row in _rows(_words([g for g in glyphs if g.turn == turn]))]


def printed(rows: Sequence[Row]) -> list[Printed]:
    """The lines of a page in reading order."""
    lines: list[Printed] = []
    for column, stretch in enumerate(_stretches(rows)):
        right = max((row.x1 for row in stretch.rows), default=0.0)
        for row in stretch.rows:
            cells = _cells(row, stretch.tabs)
            text = "\t".join(" ".join(word.text for word in cell) for cell in cells)
            lines.append(
                Printed(text, row.x0, cells[-1][0].x0, row.x1, right, row.y, row.size, row.bold, column)
            )
    return lines


def _words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Letters that were drawn one after the other without a gap, as words."""
    words: list[Word] = []
    letters: list[Glyph] = []
    for glyph in glyphs:
        blank = not glyph.text.strip()
        if letters and (blank or not _follows(letters[-1], glyph)):
            words.append(_word(letters))
            letters = []
        if not blank:
            letters.append(glyph)
    return [*words, _word(letters)] if letters else words


def _follows(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.x0 - before.x1
    size = max(before.size, glyph.size)
    return abs(glyph.y - before.y) <= _ROW * size and -_BACKWARDS * size <= gap <= _WORD_GAP * size


def _word(letters: Sequence[Glyph]) -> Word:
    text = "".join(glyph.text for glyph in letters).translate(_LIGATURES)
    first = letters[0]
    return Word(
        min(g.x0 for g in letters), max(g.x1 for g in letters), first.y, first.size, text.strip(), first.font
    )


def _rows(words: Sequence[Word]) -> list[Row]:
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
        if last and abs(word.x0 - last.x1) < _TOUCHING * word.size:
            kept[-1] = replace(last, x1=max(last.x1, word.x1), text=last.text + word.text)
        else:
            kept.append(word)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows that are read in one go; at ``tabs`` a narrow column ends and the next begins."""

    rows: tuple[Row, ...]
    tabs: tuple[float, ...] = ()


def _stretches(rows: Sequence[Row]) -> list[_Stretch]:
    """Rows in reading order: parted where columns of running text stand side by side."""
    start = _best_start(rows)
    if start is None:
        return [_Stretch(tuple(rows))] if rows else []
    stretches: list[_Stretch] = []
    for band in _bands(rows, start):
        if _crosses(band[0], start):
            stretches += _stretches(band) if len(band) < len(rows) else [_Stretch(tuple(band))]
            continue
        left = [part for row in band if (part := _part(row, start, after=False))]
        right = [part for row in band if (part := _part(row, start, after=True))]
        if _are_columns(left, right):
            stretches += _stretches(left) + _stretches(right)
        elif left and right and _width(left) < _NARROW * _width(right):
            inner = _best_start(right)
            stretches.append(_Stretch(tuple(band), (start, *([inner] if inner else []))))
        else:
            stretches.append(_Stretch(tuple(band)))
    return stretches


def _best_start(rows: Sequence[Row]) -> float | None:
    """Where most rows begin again after a wide gap, if three or more do."""
    starts = sorted(segment[0].x0 for row in rows for segment in _segments(row)[1:])
    best, most = None, _FEWEST_ROWS - 1
    for at, start in enumerate(starts):
        count = sum(1 for other in starts[at:] if other - start <= _ALIGNED)
        if count > most:
            best, most = start, count
    return best


def _segments(row: Row) -> list[list[Word]]:
    """The words of a row, parted at wide gaps."""
    segments = [[row.words[0]]]
    for word in row.words[1:]:
        if word.x0 - segments[-1][-1].x1 > _SEGMENT_GAP * word.size:
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def _bands(rows: Sequence[Row], start: float) -> list[list[Row]]:
    """Rows that follow each other and all cross the place, or all do not."""
    bands: list[list[Row]] = []
    for row in rows:
        if bands and _crosses(bands[-1][-1], start) == _crosses(row, start):
            bands[-1].append(row)
        else:
            bands.append([row])
    return bands


def _crosses(row: Row, start: float) -> bool:
    """Whether text of a row runs over the place where the next column begins."""
    return any(s[0].x0 < start - 1 and max(w.x1 for w in s) > start - 1 for s in _segments(row))


def _part(row: Row, start: float, *, after: bool) -> Row | None:
    words = tuple(word for word in row.words if (word.x0 >= start - 1) == after)
    return Row(row.y, words) if words else None


def _are_columns(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether two stretches side by side are running text of about the same width."""
    few, many = sorted((len(left), len(right)))
    if few < _FEWEST_ROWS or few < many * _FEWER:
        return False
    narrow, wide = sorted((_width(left), _width(right)))
    prose = all(sum(len(r.words) for r in side) / len(side) >= _WORDS_OF_PROSE for side in (left, right))
    return prose and narrow >= wide * _NARROW


def _width(rows: Sequence[Row]) -> float:
    return max(row.x1 for row in rows) - min(row.x0 for row in rows)


def _cells(row: Row, tabs: Sequence[float]) -> list[list[Word]]:
    """The words of a row, parted where a column of a table begins."""
    cells: list[list[Word]] = [[]]
    borders = sorted(tabs)
    for word in row.words:
        while borders and word.x0 >= borders[0] - 1:
            borders.pop(0)
            if cells[-1]:
                cells.append([])
        cells[-1].append(word)
    return cells
