"""What an exchange file says, as plain data: the parts of REFI-QDA that carry coding of text.

Positions are code points of ``Source.text``; how a tool counted is settled while reading (``units``). Audio,
pictures, graphs and links between objects are counted as left out, never guessed at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who coded, as their tool names them."""

    guid: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code; ``codable`` is false for a mere heading. ``colour`` is #rrggbb or empty."""

    guid: str
    name: str
    parent: str | None = None
    description: str = field(default="", repr=False)
    colour: str = ""
    codable: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """One person's code on a selection; ``notes`` are guids of memos."""

    guid: str
    code: str
    user: str = ""
    at: datetime | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A selection: ``start`` to ``end`` in code points of its source, and what the tool calls it."""

    guid: str
    start: int
    end: int
    codes: tuple[Coded, ...] = ()
    name: str = field(default="", repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A coding for which there is no place: its code's GUID, its position as the file has it, and a part of a
    sentence that says why."""

    code: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its selections. ``codes`` stand on the whole of it; ``unplaced`` nowhere in it."""

    guid: str
    name: str = field(repr=False)
    text: str = field(repr=False)
    passages: tuple[Passage, ...] = ()
    codes: tuple[Coded, ...] = ()
    notes: tuple[str, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A memo."""

    guid: str
    name: str = field(repr=False)
    text: str = field(repr=False)
    user: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A person or place that is compared: values by the name of a variable, and the sources about it."""

    guid: str
    name: str = field(repr=False)
    values: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A whole exchange file. ``without_text`` are sources of which only the codings can be told; ``notices``
    are sentences on what was found and could not be taken over."""

    name: str
    users: tuple[User, ...] = ()
    codes: tuple[CodeEntry, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    cases: tuple[Case, ...] = ()
    description: str = field(default="", repr=False)
    origin: str = ""
    notices: tuple[str, ...] = ()
    without_text: tuple[Source, ...] = ()
