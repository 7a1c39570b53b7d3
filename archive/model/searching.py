"""What goes to a search engine, what comes back, and what a viewer is shown of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.model.events import ConsentRef


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """What the search engine gets: keyed tokens and codes. Neither a word nor a name.

    ``exposure`` is ``turn`` (research) or ``quote`` (released). ``tokens`` stand in the order of the
    words, so that phrases work.
    """

    id: str
    testimony: str
    turn: int
    exposure: str
    project: str
    country: str
    language: str
    participant: str
    codes: tuple[str, ...]
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer of the engine: an id and its score, to be checked again before anything is unsealed."""

    id: str
    testimony: str
    turn: int
    exposure: str
    score: float


@dataclass(frozen=True, slots=True)
class Passage:
    """What a reader sees of one hit: the rendering cut to their grant, and where to mark it.

    ``marks`` are ``(start, end)`` in ``text``; ``codes`` are accepted codings on the passage.
    """

    testimony: str
    turn: int
    exposure: str
    score: float
    project: str
    country: str
    language: str
    participant: str = ""
    speaker: str = ""
    quote_id: str = ""
    codes: tuple[str, ...] = ()
    consents: tuple[ConsentRef, ...] = ()
    text: str = field(default="", repr=False)
    marks: tuple[tuple[int, int], ...] = field(default=(), repr=False)
