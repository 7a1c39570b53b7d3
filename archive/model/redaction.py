"""What was found in a testimony, what a steward decided of it, and what may still point at somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Mode(StrEnum):
    """Who has looked at a rendering: a steward at every doubt, or a machine alone, on the safe side.

    Recall-first masks every word that is not known to be ordinary; advocacy never sees it.
    """

    REVIEWED = "reviewed"
    RECALL_FIRST = "recall-first"


class IdentifierType(StrEnum):
    """What a finding is. The first seven identify a person directly, the rest by combination."""

    PERSON = "PERSON"
    KIN = "KIN"
    NICKNAME = "NICKNAME"
    PHONE = "PHONE"
    ID = "ID"
    HANDLE = "HANDLE"
    EMAIL = "EMAIL"
    LOC = "LOC"
    ORG = "ORG"
    DATETIME = "DATETIME"
    AGE = "AGE"
    DEM = "DEM"
    ROLE = "ROLE"
    OTHER = "OTHER"

    @property
    def direct(self) -> bool:
        """Whether one such mention alone points at a person."""
        return self in _DIRECT


_DIRECT = frozenset(
    {
        IdentifierType.PERSON,
        IdentifierType.KIN,
        IdentifierType.NICKNAME,
        IdentifierType.PHONE,
        IdentifierType.ID,
        IdentifierType.HANDLE,
        IdentifierType.EMAIL,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A detected identifier: where it stands, what it is, and what each audience reads instead.

    ``entity`` groups mentions of one person or place within a project. ``quote`` is the exact text at
    ``start:end``. ``score`` is the detector's confidence, 0 to 1.
    """

    id: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    type: IdentifierType
    score: float
    detector: str
    entity: str = ""
    quote: str = field(default="", repr=False)
    research: str = field(default="", repr=False)
    public: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)


class Verdict(StrEnum):
    """What a steward says of a finding. ``undo`` takes back the decision that stands, and is one itself."""

    ACCEPT = "accept"
    REJECT = "reject"
    CHANGE = "change"
    ADD = "add"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """A steward's word on one finding: the latest one that was not undone counts, all of them stay.

    A change may give other words (``research``, ``public``), another ``type``, or another span:
    ``start``, ``end`` and the exact ``quote`` there. What it leaves out stays as the finding has it.
    """

    finding: str
    testimony: str
    verdict: Verdict
    by: str
    at: datetime
    why: str = field(default="", repr=False)
    research: str | None = field(default=None, repr=False)
    public: str | None = field(default=None, repr=False)
    type: IdentifierType | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Risk:
    """A stretch of the original that may still single somebody out, and why, as a sentence.

    It changes no text: it asks a steward to look. ``weight`` orders what is looked at first.
    """

    testimony: str
    version: int
    turn: int
    start: int
    end: int
    kind: str
    reason: str
    weight: int = 1
