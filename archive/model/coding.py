"""A researcher's marks: suggestions, codings, acts that can be undone, memos, rounds, released quotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from archive.model.redaction import Verdict


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that the machine proposes for a span. It counts nowhere until a person accepts it."""

    id: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    code: str
    score: float
    made_by: str
    verdict: Verdict | None = None
    decided_by: str | None = None


class Fit(StrEnum):
    """How a coding stands on the present version of the text."""

    WORDS = "words"
    CHANGED = "changed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Coding:
    """A span of the original with a code: position and quote, so that it can prove it still fits.

    ``before`` and ``after`` are up to 32 code points around the quote, of the same turn alone. ``fit`` is
    ``changed`` where words within it were corrected (somebody should look) and ``lost`` where none of its
    words is left (``start`` equals ``end``; the quote is what it stood on). ``source`` is the suggestion or
    import it came from; ``round`` the blind round in which it was made, empty outside one.
    """

    id: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    code: str
    coder: str
    at: datetime
    quote: str = field(default="", repr=False)
    memo: str = field(default="", repr=False)
    removed_at: datetime | None = None
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    fit: Fit = Fit.WORDS
    source: str = ""
    round: str = ""


class ActKind(StrEnum):
    """What a coder did to a coding."""

    ADD = "add"
    REMOVE = "remove"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Act:
    """One step of a coder's work. Steps are never taken out: an undo is a step of its own that names,
    in ``undoes``, the step it takes back; a redo names the undo."""

    number: int
    coding: str
    testimony: str
    kind: ActKind
    by: str
    at: datetime
    undoes: int | None = None


class MemoOn(StrEnum):
    """What a memo is written on."""

    CODE = "code"
    CODING = "coding"
    TESTIMONY = "testimony"


@dataclass(frozen=True, slots=True)
class Memo:
    """A researcher's note. ``object`` is the id of what it is on; the newest of one author on one thing
    counts, and an empty one takes it away. ``testimony``, ``version`` and ``turn`` say whose words it may
    repeat; a memo on a code stands outside any testimony."""

    id: str
    project: str
    on: MemoOn
    object: str
    author: str
    at: datetime
    text: str = field(default="", repr=False)
    testimony: str | None = None
    version: int | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A blind round: these coders code these testimonies, and none sees another's codings until it is
    closed. ``codes`` is empty where every code is compared."""

    id: str
    project: str
    testimonies: tuple[str, ...]
    coders: tuple[str, ...]
    opened_by: str
    opened_at: datetime
    codes: tuple[str, ...] = ()
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a passage on which the coders of a round disagreed: the code is ``kept`` on
    ``start:end``, or dropped."""

    round: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    code: str
    kept: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Quote:
    """A released excerpt: the span it came from, and the ``public`` text that a second person approved."""

    id: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    released_by: str
    at: datetime
    text: str = field(default="", repr=False)
    withdrawn_at: datetime | None = None
