"""Which column of a table is whose: times, who speaks, what is said, what it means in another language.

Asked before a table is taken for a survey. A table of turns is a conversation: its rows follow each other in
time, or the same few labels come again. A survey's rows are people, and its heads ask about them; a list of
participants has no words in it. Neither may be taken for the other, so where a head asks for an age, a
village, a phone or a consent, the table is no table of turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.ingest.tables.column_kinds import (
    BESIDE,
    INSIDE,
    LABEL_LENGTH,
    MOST,
    Row,
    are_labels,
    asks_about_people,
    column,
    has_remarks,
    is_label,
    is_system,
    original_of,
    share,
)
from archive.ingest.tables.turn_cells import Head, head, language_of_head, seconds, unit_of
from archive.ingest.tables.turn_column_guesses import guessed, row_of_unknown_heads, with_times
from archive.ingest.transcript.labels import is_known, kind_of, seat
from archive.model import TurnKind

_HEADS_WITHIN = 6
_WIDEST = 12
"""Columns beyond which a table without known heads is no table of turns."""
_BACK = 0.1
_SPOKEN = frozenset({Head.WORDS, Head.TRANSLATION, Head.LANGUAGE})
_WHICH = "Two columns hold words in two languages, and nothing says which is the original: say which it is."
_BESIDE_WORDS = (
    "A column beside the words is kept as notes, and nothing says that it holds notes: look at it."
)


@dataclass(frozen=True, slots=True)
class TurnColumns:
    """The columns of a table of turns, by number from 0, and the row of its heads (``None``: it has none).

    ``inside`` says that labels stand in the cells of words, with a colon. ``unit`` is how many units of plain
    numbers make a second. ``notes`` are columns of remarks, ``left_out`` those that a program added.
    ``people`` says that the head of the speakers is one that a list of people could have as well.
    """

    words: int
    heads: int | None = None
    start: int | None = None
    speaker: int | None = None
    translation: int | None = None
    notes: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    unit: float = 1.0
    inside: bool = False
    people: bool = False
    doubts: tuple[str, ...] = field(default=())


def columns_of(rows: Sequence[Row]) -> TurnColumns | None:
    """The columns of a table of turns; ``None`` for any other table.

    Args:
        rows: cells on one line each, in the order of the file; rows of different lengths are allowed.
    """
    width = max(map(len, rows), default=0)
    whole = [[*row, *[""] * (width - len(row))] for row in rows]
    if len(whole) < 2 or width < 2:
        return None
    at = _heads_at(whole)
    if at is None and width > _WIDEST:
        return None
    known = [head(cell) for cell in whole[at]] if at is not None else []
    roles = with_times(whole, known) if known else guessed(whole)
    at = row_of_unknown_heads(whole, roles) if at is None else at
    if at is not None and any(map(_is_of_a_survey, whole[at])):
        return None
    columns = _columns(whole, at, roles)
    if columns and at is None and not _explains(whole, columns):
        return None
    return columns if columns and _are_turns(whole, columns) else None


def _is_of_a_survey(cell: str) -> bool:
    return is_system(cell) or (head(cell) is None and asks_about_people(cell))


def _heads_at(rows: Sequence[Row]) -> int | None:
    """The row of heads: the first in which most cells are heads that are known, one of them of words."""
    for at, row in enumerate(rows[:_HEADS_WITHIN]):
        filled = [cell for cell in row if cell.strip()]
        named = [one for cell in filled if (one := head(cell))]
        if len(filled) > 1 and _SPOKEN & set(named) and len(named) * 2 >= len(filled) == len(set(filled)):
            return at
    return None


def _columns(rows: Sequence[Row], at: int | None, roles: Sequence[Head | None]) -> TurnColumns | None:
    """The columns by what each holds; nothing where no column holds words."""
    below = rows[at + 1 :] if at is not None else rows
    heads = rows[at] if at is not None else [""] * len(roles)
    spoken = _spoken(below, heads, roles)
    if spoken is None or not below:
        return None
    start, end = _first(roles, Head.START), _first(roles, Head.END)
    speaker = _first(roles, Head.SPEAKER)
    people = speaker is None and _first(roles, Head.PERSON) is not None
    speaker = _first(roles, Head.PERSON) if speaker is None else speaker
    open_columns = [n for n, role in enumerate(roles) if role is None]
    if speaker is None:
        speaker = next((n for n in open_columns if are_labels(column(below, n))), None)
    used = {spoken.words, spoken.translation, start, end, speaker, _first(roles, Head.NUMBER)}
    notes = [n for n, role in enumerate(roles) if role is Head.NOTES]
    remarks = [
        n
        for n, role in enumerate(roles)
        if n not in {*used, *notes} and (role is None or role in _SPOKEN) and has_remarks(column(below, n))
    ]
    every = {*used, *notes, *remarks}
    return replace(
        spoken,
        heads=at,
        start=start,
        speaker=speaker,
        notes=tuple(sorted({*notes, *remarks})),
        left_out=tuple(n for n in range(len(roles)) if n not in every and column(below, n)),
        unit=_unit(below, heads, start, end),
        inside=speaker is None and _labels_inside(below, spoken),
        people=people,
        doubts=(*spoken.doubts, *[_BESIDE_WORDS] * any(_fills(below, n, spoken.words) for n in remarks)),
    )


def _first(roles: Sequence[Head | None], which: Head) -> int | None:
    return next((n for n, role in enumerate(roles) if role is which), None)


def _spoken(rows: Sequence[Row], heads: Row, roles: Sequence[Head | None]) -> TurnColumns | None:
    """The column of words and that of translations: by the heads, else by the languages of the cells."""
    tongues = [n for n, role in enumerate(roles) if role is Head.LANGUAGE]
    english = [n for n in tongues if language_of_head(heads[n]) == "en"]
    originals = [
        n for n, role in enumerate(roles) if role is Head.WORDS or (n in tongues and n not in english)
    ]
    others = [n for n, role in enumerate(roles) if role is Head.TRANSLATION or n in english]
    if originals and others:
        return TurnColumns(originals[0], translation=others[0])
    listed = [*originals, *others]
    if len(listed) > 1 and _fills(rows, listed[1], listed[0]):
        two = original_of(rows, listed[0], listed[1])
        if two:
            return TurnColumns(two.original, translation=two.translation, doubts=(_WHICH,) * two.doubtful)
    return TurnColumns(listed[0]) if listed else None


def _fills(rows: Sequence[Row], n: int, words: int) -> bool:
    """Whether a column is filled beside most words, as a translation is and remarks are not."""
    spoken = [row for row in rows if row[words].strip()]
    return bool(spoken) and sum(bool(row[n].strip()) for row in spoken) >= BESIDE * len(spoken)


def _unit(rows: Sequence[Row], heads: Row, start: int | None, end: int | None) -> float:
    if start is None:
        return 1.0
    ends = column(rows, end, keep=True) if end is not None else []
    return unit_of(heads[start], column(rows, start, keep=True), ends)


def _labels_inside(rows: Sequence[Row], columns: TurnColumns) -> bool:
    """Whether the words begin with labels that come again, as in ``I: …`` in every cell."""
    cells = column(rows, columns.words)
    labels = [m["label"] for cell in cells if (m := INSIDE.match(cell)) and is_label(m["label"])]
    return len(labels) >= BESIDE * len(cells) and are_labels(labels)


# --- the judgement --------------------------------------------------------------------------------


def _explains(rows: Sequence[Row], columns: TurnColumns) -> bool:
    """Whether a table without heads is nothing but turns: hardly a column is left open, and the first row is
    spoken as the others are. A survey's first row holds questions."""
    if len(columns.notes) + len(columns.left_out) > 1:
        return False
    spoken = {columns.words, columns.translation, columns.speaker}
    if any(_is_of_a_survey(cell) for n, cell in enumerate(rows[0]) if n not in spoken):
        return False
    if columns.start is not None or columns.speaker is None:
        return True
    label = rows[0][columns.speaker]
    again = [seat(row[columns.speaker]) for row in rows[1:] if row[columns.speaker].strip()]
    return not label.strip() or seat(label) in again or (is_known(label) and head(label) is None)


def _are_turns(rows: Sequence[Row], columns: TurnColumns) -> bool:
    """Whether the rows are a conversation: they follow each other in time, or voices come again."""
    below = rows[columns.heads + 1 if columns.heads is not None else 0 :]
    labels = column(below, columns.speaker) if columns.speaker is not None else []
    if not column(below, columns.words):
        return False
    if columns.start is not None and _in_time(column(below, columns.start), columns.unit):
        return not columns.people or len(set(map(seat, set(labels)))) < len(labels)
    if columns.inside:
        return True
    named = columns.heads is not None and columns.speaker is not None
    if named and head(rows[columns.heads or 0][columns.speaker or 0]) is Head.SPEAKER:
        return bool(labels) and share(labels, lambda cell: len(cell) <= LABEL_LENGTH) >= MOST
    return _talk_to_each_other(labels, people=columns.people)


def _in_time(cells: Sequence[str], unit: float) -> bool:
    """Whether most cells are times in a recording that hardly ever go back."""
    times = [seconds(cell, unit) for cell in cells]
    known = [time for time in times if time is not None]
    if not known or len(known) < MOST * len(times):
        return False
    back = sum(a > b for a, b in zip(known, known[1:], strict=False))
    return back <= _BACK * len(known)


def _talk_to_each_other(labels: Sequence[str], *, people: bool) -> bool:
    """Whether labels are voices and not people in a list: somebody asks, or names that come again take turns.

    ``people`` says that the head of the column names people, so that taking turns proves nothing.
    """
    seat_of = {label: seat(label) for label in labels}
    seats = [seat_of[label] for label in labels]
    present = frozenset(seats)
    if len(present) == len(seats):
        return False
    if any(kind_of(label, present) is TurnKind.QUESTION for label in seat_of):
        return True
    blocks = sum(a != b for a, b in zip(seats, seats[1:], strict=False)) + 1
    return not people and len(present) > 1 and blocks > len(present)
