"""The ways in which transcripts mark who speaks: each with its id and what finds its candidate marks.

An id is plain English and stable: people choose by it, and it is kept with a file. It holds no word of any
file. Which layout a file follows is decided in ``readings``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from archive.ingest.text import Line
from archive.ingest.transcript.conventions import Mark, tabbed
from archive.ingest.transcript.own_line import (
    bold_lines,
    headings,
    names_after_time,
    own_lines,
    plain_lines,
    timed_lines,
)
from archive.ingest.transcript.same_line import (
    Reader,
    barred,
    bold,
    bracketed,
    colon,
    columns,
    dot,
    parenthesis,
)
from archive.ingest.transcript.signs import signed
from archive.ingest.transcript.views import View

ONE_VOICE = "one voice"
DASHES = "dash for each turn"
BOLD_QUESTIONS = "questions in bold"
DECLARED = "told by the format"
STAMPED = "time for each turn"
UNLABELLED_QUESTIONS = "questions without label"
LINE_ALONE = "label on its own line"
TIME_AND_NAME = "time, label and words"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole file as the layouts are tried on it: its lines, their views, the lines that may be labels."""

    lines: Sequence[Line] = field(repr=False)
    views: Sequence[View] = field(repr=False)
    own: Sequence[Mark] = field(repr=False)

    @classmethod
    def of(cls, lines: Sequence[Line], views: Sequence[View]) -> Sheet:
        """The sheet of a file's lines."""
        return cls(lines, views, own_lines(views))


Find = Callable[[Sheet], list[Mark]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way of marking voices.

    ``marked`` says that its sign is rare in ordinary sentences, so that it proves a label by itself;
    ``recurring`` that nothing but recurrence tells its labels from words, ``counting`` that lists are marked
    alike (``A. B. C.``), so that two voices must take turns before it is believed.
    """

    id: str
    find: Find
    marked: bool = False
    recurring: bool = False
    counting: bool = False


def _each(read: Reader) -> Find:
    """The marks that one reader of single views finds."""

    def find(sheet: Sheet) -> list[Mark]:
        return [mark for n, view in enumerate(sheet.views) if view.open and (mark := read(n, view))]

    return find


def _own(choose: Callable[[Sequence[Mark], Sequence[View]], list[Mark]]) -> Find:
    return lambda sheet: choose(sheet.own, sheet.views)


LABELLED: tuple[Layout, ...] = (
    Layout("label and colon", _each(colon)),
    Layout("label and tab", _each(columns), marked=True),
    Layout("table of turns", lambda sheet: tabbed(sheet.lines), marked=True),
    Layout("label in square brackets", _each(bracketed("[")), marked=True),
    Layout("label in curly brackets", _each(bracketed("{")), marked=True),
    Layout("label in angle brackets", _each(bracketed("<")), marked=True),
    Layout("label in round brackets", _each(bracketed("(")), marked=True, counting=True),
    Layout("label in bold", _each(bold), marked=True),
    Layout("label as heading", _own(headings), marked=True),
    Layout("label and time on their own line", _own(timed_lines)),
    Layout("label in bold on its own line", _own(bold_lines), marked=True, recurring=True),
    Layout("label and full stop", _each(dot), counting=True),
    Layout("label and closing bracket", _each(parenthesis), counting=True),
    Layout("label and dash", _each(barred)),
    Layout("label and sign", lambda sheet: signed(sheet.views)),
    Layout(TIME_AND_NAME, lambda sheet: names_after_time(sheet.views)),
    Layout(LINE_ALONE, _own(plain_lines), recurring=True),
)
"""Layouts that name voices, in the order in which equals are preferred."""

IDS: tuple[str, ...] = (
    *(one.id for one in LABELLED),
    UNLABELLED_QUESTIONS,
    STAMPED,
    DASHES,
    BOLD_QUESTIONS,
    ONE_VOICE,
)
"""Every id that a person may choose."""
