"""What becomes of a person's words when they withdraw: the words of the receipt, of the ledger, of the rows.

Ids and days alone, no I/O: nothing that anybody said stands here, so that it can outlive the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum

from consent.record import Purpose


class WithdrawalOutcome(StrEnum):
    """How one thing ended."""

    SHREDDED = "shredded"
    SEALED_UNTIL = "sealed_until"
    REMOVED = "removed"
    REDERIVED = "re-derived"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One thing that the words had become, and its end. ``reason`` is a sentence where it was kept."""

    what: str
    id: str
    end: WithdrawalOutcome
    reason: str = ""


class Step(IntEnum):
    """How far a withdrawal has come: each step can be taken twice, and none is left out."""

    CLOSED = 0
    NOTED = 1
    WALKED = 2
    UNINDEXED = 3
    UNKEYED = 4
    EMPTIED = 5
    SIGNED = 6


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger: enough to carry a withdrawal out again on an older archive.

    ``purposes`` is empty where everything was withdrawn. ``until`` is the day up to which the law keeps
    the words sealed; without one they are shredded.
    """

    id: str
    participant: str
    purposes: tuple[Purpose, ...]
    at: datetime
    until: date | None = None

    @property
    def whole(self) -> bool:
        """Whether everything was withdrawn, so that the key goes."""
        return not self.purposes


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawal on its way, or done: its line, its step, and what it has found and ended.

    ``outcomes`` are there from ``Step.WALKED`` on, ``receipt`` (a signed note) from ``Step.SIGNED`` on.
    """

    line: LedgerEntry
    step: Step
    asked_by: str
    entry: int
    outcomes: tuple[OutcomeLine, ...] = ()
    receipt: str = field(default="", repr=False)
