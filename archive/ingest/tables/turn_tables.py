"""Tables of turns: a row for each thing that somebody said, with its time and who said it.

Transcription programs and teams write them as .csv, .tsv and .xlsx, and as tables in documents. Rows become
turns with their times; remarks stay as notes; nothing of a cell is cut. A row that names nobody is nobody's,
unless the file shows by its own habit that such rows go on with the row above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.errors import Unreadable
from archive.ingest.tables.column_kinds import LABEL_LENGTH, Row
from archive.ingest.tables.spreadsheets import Book
from archive.ingest.tables.turn_columns import TurnColumns, columns_of
from archive.ingest.tables.turn_rows import TurnRow, read_rows
from archive.ingest.text import Declared, Line, Page, assemble, flat
from archive.ingest.transcript.labels import kind_of, seat
from archive.model import TurnKind

_REGULAR = 2
_ROWS_TOLD = 20
_SAMPLE = 300
"""Rows by which a sheet is judged before all of it is read: a survey may have a hundred thousand."""


@dataclass(frozen=True, slots=True)
class TurnLines:
    """Declared lines of a table, and what is told of it."""

    lines: tuple[Line, ...] = field(repr=False)
    notices: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def page_of(book: Book) -> Page | None:
    """The page that a file of turns makes; ``None`` where no sheet is a table of turns.

    Raises:
        Unreadable: several sheets are tables of turns, so that one label may stand for several people.
    """
    likely = [grid for grid in book.grids if columns_of(flat_rows(grid[:_SAMPLE]))]
    tables = [(rows, columns) for rows in map(flat_rows, likely) if (columns := columns_of(rows))]
    if not tables:
        return None
    if len(tables) > 1:
        raise Unreadable(
            "Several sheets of the workbook are transcripts, and a label may stand for somebody else in "
            "each: save every sheet as a file of its own."
        )
    rows, columns = tables[0]
    turns = lines_of(rows, columns)
    text, hints = assemble(turns.lines)
    left = len(book.grids) - 1
    notices = (f"{left} sheets that are no transcripts were left out.",) if left else ()
    return Page(text, hints, book.known, (*book.notices, *turns.notices, *notices), doubts=turns.doubts)


def flat_rows(grid: Sequence[Row]) -> list[list[str]]:
    """The rows that hold anything, each cell on one line."""
    return [[flat(cell) for cell in row] for row in grid if any(cell.strip() for cell in row)]


def lines_of(rows: Sequence[Row], columns: TurnColumns, written: Sequence[Line] = ()) -> TurnLines:
    """Lines with their turns declared, in the order of the rows.

    Args:
        written: the rows as lines of a document, where it has any. They are kept as they stand wherever the
            words are the last thing in them.
    """
    read = read_rows(rows, columns)
    first: list[Line] = []
    if columns.heads is not None:
        first = [_heading(rows[n], written[n : n + 1]) for n in range(columns.heads + 1)]
    joined = _joined(read, columns)
    voices = {row.voice for row in joined}
    seats = frozenset(seat(voice) for voice in voices if voice)
    kinds = {voice: kind_of(voice, seats) for voice in voices}
    lines = [line for row in joined for line in _lines(row, kinds, written[row.number - 1 : row.number])]
    return TurnLines(
        (*first, *lines), tuple(_notices(rows, read, columns)), (*columns.doubts, *_doubts(read, columns))
    )


def _goes_on(row: TurnRow, columns: TurnColumns) -> bool:
    """Whether a row has words and nothing that begins a turn, in a table whose rows have both."""
    timed = columns.start is not None and columns.speaker is not None
    return timed and row.voice is None and not row.time and bool(row.words) and row.kind is None


def _has_habit(rows: Sequence[TurnRow], columns: TurnColumns) -> bool:
    """Whether rows without a time and a label go on with the row above: several do, and no row has a time
    and no label."""
    loose = [row for row in rows if _goes_on(row, columns)]
    unnamed = any(row.voice is None and row.words and row.time and not row.kind for row in rows)
    return len(loose) >= _REGULAR and not unnamed


def _joined(rows: Sequence[TurnRow], columns: TurnColumns) -> list[TurnRow]:
    """The rows, those that go on with the row above joined to it where that is the habit of the file."""
    habit = _has_habit(rows, columns)
    kept: list[TurnRow] = []
    for row in rows:
        if habit and _goes_on(row, columns) and kept and kept[-1].words:
            last = kept[-1]
            kept[-1] = replace(
                last,
                words=f"{last.words} {row.words}",
                translation=f"{last.translation} {row.translation}".strip(),
                notes=(*last.notes, *row.notes),
            )
        elif row.words or row.notes or row.voice:
            kept.append(row)
    return kept


def _heading(row: Row, written: Sequence[Line]) -> Line:
    """A row of heads or a title above them; a line of a document keeps its tabs."""
    text = written[0].text if written else flat(" | ".join(cell for cell in row if cell.strip()))
    return Line(text, declared=Declared(TurnKind.HEADER))


def _lines(row: TurnRow, kinds: Mapping[str | None, TurnKind], written: Sequence[Line]) -> Iterator[Line]:
    if row.words:
        kind = row.kind or kinds[row.voice]
        before = f"{row.voice}: " if row.voice else ""
        if written and not row.translation and written[0].text.endswith(row.words):
            before = written[0].text[: -len(row.words)]
        spoken = Declared(kind, row.voice, len(before), row.seconds)
        yield Line(before + row.words, declared=spoken)
        if row.translation:
            yield Line(before + row.translation, declared=replace(spoken, translation=True))
    for note in row.notes:
        yield Line(note, declared=Declared(TurnKind.NOTE, None, 0, row.seconds))


def _notices(rows: Sequence[Row], read: Sequence[TurnRow], columns: TurnColumns) -> Iterator[str]:
    left = [n for n in columns.left_out if any(n < len(row) and row[n].strip() for row in rows)]
    if left:
        yield f"{len(left)} columns that hold neither words, times nor labels were left out."
    unnamed = sum(row.voice is None and bool(row.words) and row.kind is not TurnKind.NOTE for row in read)
    if unnamed and any(row.voice for row in read) and not _has_habit(read, columns):
        yield f"{unnamed} rows name no voice: their words are nobody's."
    silent = sum(row.voice is not None and not row.words for row in read)
    if silent:
        yield f"{silent} rows name a voice and hold no words."
    if columns.translation is not None:
        yield "The table holds two languages: one is kept as the words, the other as their translation."


def _doubts(rows: Sequence[TurnRow], columns: TurnColumns) -> Iterator[str]:
    """Rows that could go on with the row above, and cells of labels that hold more than one."""
    loose = [row.number for row in rows if _goes_on(row, columns)]
    if columns.start is None and columns.speaker is not None:
        loose = [row.number for row in rows if row.voice is None and row.words and row.kind is None]
    if loose and not _has_habit(rows, columns):
        yield f"{_numbered(loose)} may go on with the row above: say who speaks there."
    astray = [row.number for row in rows if row.astray]
    if astray:
        yield f"{_numbered(astray)} hold words where none should stand: say who speaks there."
    long = [row.number for row in rows if row.voice and len(row.voice) > LABEL_LENGTH]
    if long:
        yield f"{_numbered(long)} hold more than a label where the speaker stands: say who speaks there."


def _numbered(numbers: Sequence[int]) -> str:
    first = ", ".join(map(str, numbers[:_ROWS_TOLD]))
    return f"Rows {first}" + (f" and {len(numbers) - _ROWS_TOLD} others" if len(numbers) > _ROWS_TOLD else "")
