"""What one row of a table of turns says: a turn, a remark, a heading, or words that stand where none should.

A row is read by its columns alone. Whether it goes on with the row above is decided over all rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.ingest.tables.column_kinds import INSIDE, LABEL_LENGTH, Row, is_sentence
from archive.ingest.tables.turn_cells import head, is_clock, is_number, seconds
from archive.ingest.tables.turn_columns import TurnColumns
from archive.ingest.transcript.labels import bare, is_known, is_note, is_remark, seat
from archive.model import TurnKind

_BRACKETS = ("[", "(", "{")


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One row as it is understood. ``number`` counts the rows from 1; ``heading`` is a row of heads.

    ``kind`` is set where the row is no turn of the voice that it names. ``astray`` says that its words stand
    in a column that is none of words.
    """

    number: int
    voice: str | None = field(repr=False)
    words: str = field(repr=False)
    translation: str = field(default="", repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)
    time: str = field(default="", repr=False)
    seconds: float | None = None
    kind: TurnKind | None = None
    heading: bool = False
    astray: bool = False


def read_rows(rows: Sequence[Row], columns: TurnColumns) -> list[TurnRow]:
    """The rows under the heads, in their order, without heads that come again."""
    below = columns.heads + 1 if columns.heads is not None else 0
    read = [_row(number, row, columns) for number, row in enumerate(rows[below:], below + 1)]
    kept = [row for row in read if not row.heading]
    speaking = {seat(row.voice) for row in kept if row.voice and row.words}
    return [_titled(row, speaking) for row in kept]


def _row(number: int, row: Row, columns: TurnColumns) -> TurnRow:
    def cell(n: int | None) -> str:
        return row[n].strip() if n is not None and n < len(row) else ""

    words, translation, voice = cell(columns.words), cell(columns.translation), cell(columns.speaker)
    if columns.inside:
        match = INSIDE.match(words)
        voice, words = (match["label"], match["words"]) if match else ("", words)
        other = INSIDE.match(translation)
        if other and seat(other["label"]) == seat(voice):
            translation = other["words"]
    if not words:
        words, translation = translation, ""
    known = TurnRow(
        number,
        _voice(voice),
        words,
        translation,
        tuple(note for n in columns.notes if (note := cell(n))),
        cell(columns.start),
        seconds(cell(columns.start), columns.unit),
        heading=columns.heads is not None and _is_heading(row),
    )
    if not words:
        return _astray(known, row, columns)
    return replace(known, kind=_remark(words) if known.voice is None else None)


def _is_heading(row: Row) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 and all(map(head, filled))


def _voice(cell: str) -> str | None:
    """The label in a cell that holds nothing else; a number alone counts speakers."""
    words = cell.rstrip(":\uff1a ").strip()
    if not words:
        return None
    return f"Speaker {words}" if words.isdigit() else words


def _remark(words: str) -> TurnKind | None:
    """A note where words are a remark in brackets, or stand behind a label of notes."""
    match = INSIDE.match(words)
    bracketed = words.startswith(_BRACKETS) and (is_remark(bare(words)) or words.rstrip(" .")[-1:] in ")]}")
    return TurnKind.NOTE if bracketed or (match and is_note(match["label"])) else None


def _astray(row: TurnRow, cells: Row, columns: TurnColumns) -> TurnRow:
    """A row without words in their column. What stands elsewhere is kept: merged cells hold remarks."""
    words = " ".join(
        cell.strip()
        for n, cell in enumerate(cells)
        if n not in columns.notes and cell.strip() and not (is_clock(cell) or is_number(cell))
    )
    if not words or _voice(words) == row.voice and len(words) <= LABEL_LENGTH and not is_sentence(words):
        return row
    kind = _remark(words) or (TurnKind.SPEECH if is_sentence(words) else TurnKind.NOTE)
    return replace(row, voice=None, words=words, kind=kind, astray=kind is TurnKind.SPEECH)


def _titled(row: TurnRow, speaking: set[str]) -> TurnRow:
    """A row with nothing but a label that never speaks is a heading between the turns."""
    if row.voice is None or row.words or row.notes or seat(row.voice) in speaking or is_known(row.voice):
        return row
    return replace(row, words=row.voice, voice=None, kind=TurnKind.NOTE)
