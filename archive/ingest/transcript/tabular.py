"""Tables of turns inside of documents: their rows become declared turns before any layout is looked for.

Only where most of the document's words stand in such tables. What stands before the first is header; what
stands between them or behind is a note, or nobody's words: it is never joined to the last row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.ingest.tables.column_kinds import Row, is_sentence
from archive.ingest.tables.turn_columns import TurnColumns, columns_of
from archive.ingest.tables.turn_tables import flat_rows, lines_of
from archive.ingest.text import Declared, Line, Page, Region, assemble
from archive.ingest.transcript.opening import is_field_line
from archive.model import TurnKind

_MOST = 0.5
_OUTSIDE = "Text stands between or behind the tables of turns and names nobody: say who speaks there."


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring lines: of one table, or of none."""

    table: int | None
    lines: tuple[Line, ...] = field(repr=False)
    columns: TurnColumns | None = None

    @property
    def rows(self) -> list[list[str]]:
        return flat_rows([line.text.split("\t") for line in self.lines])


def with_turns_of_tables(page: Page) -> Page:
    """The page with each row of its tables of turns declared a turn; the same page where there are none."""
    lines = page.hints.lines
    if not any(line.table is not None for line in lines) or any(line.declared for line in lines):
        return page
    blocks = _judged(list(_blocks(lines)))
    if not _are_the_document(blocks):
        return page
    built: list[Line] = []
    notices: list[str] = []
    doubts: list[str] = []
    begun = False
    for block in blocks:
        if block.columns is not None:
            turns = lines_of(block.rows, block.columns, block.lines)
            built += turns.lines
            notices += turns.notices
            doubts += turns.doubts
            begun = True
        elif begun:
            outside = [_outside(line) for line in block.lines]
            doubts += [_OUTSIDE] * any(_is_speech(line) for line in outside)
            built += outside
        else:
            built += block.lines
    text, hints = assemble(built)
    return replace(
        page,
        text=text,
        hints=hints,
        notices=tuple(dict.fromkeys((*page.notices, *notices))),
        doubts=tuple(dict.fromkeys((*page.doubts, *doubts))),
    )


def _blocks(lines: Sequence[Line]) -> Iterator[_Block]:
    start = 0
    for n in range(1, len(lines) + 1):
        if n == len(lines) or lines[n].table != lines[start].table:
            yield _Block(lines[start].table, tuple(lines[start:n]))
            start = n


def _judged(blocks: Sequence[_Block]) -> list[_Block]:
    """Each table with its columns. A table of the same width goes on with the one before it."""
    judged: list[_Block] = []
    last: TurnColumns | None = None
    width = 0
    for block in blocks:
        if block.table is None:
            judged.append(block)
            continue
        rows = block.rows
        columns = columns_of(rows)
        if columns is None and last is not None and _width(rows) == width:
            columns = replace(last, heads=None)
        if columns is not None:
            last, width = columns, _width(rows)
        judged.append(replace(block, columns=columns))
    return judged


def _width(rows: Sequence[Row]) -> int:
    return max(map(len, rows), default=0)


def _are_the_document(blocks: Sequence[_Block]) -> bool:
    """Whether tables of turns hold most of the words of the body."""
    inside = sum(_words(block) for block in blocks if block.columns is not None)
    every = sum(map(_words, blocks))
    return inside > 0 and inside >= _MOST * every


def _words(block: _Block) -> int:
    return sum(len(line.text.split()) for line in block.lines if line.region is Region.BODY)


def _outside(line: Line) -> Line:
    """A line that no table holds: a remark, or words of nobody."""
    speech = (
        line.region is Region.BODY
        and line.table is None
        and not is_field_line(line)
        and is_sentence(line.text)
    )
    return replace(line, declared=Declared(TurnKind.SPEECH if speech else TurnKind.NOTE))


def _is_speech(line: Line) -> bool:
    return line.declared is not None and line.declared.kind is TurnKind.SPEECH
