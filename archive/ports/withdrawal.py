"""The parts that a withdrawal writes: how far it has come, and the ledger that outlives a backup."""

from __future__ import annotations

from typing import Protocol

from archive.model.outcomes import (
    LedgerEntry,
    Step,
    Withdrawal,
)


class Withdrawals(Protocol):
    """Withdrawals on their way or done, sealed under a secret of the archive: they outlive the key."""

    def keep(self, withdrawal: Withdrawal) -> None:
        """Keep it, or how far it has come, in place of what stood there."""
        ...

    def advance(self, withdrawal_id: str, step: Step) -> None:
        """Note that a step was taken."""
        ...

    def get(self, withdrawal_id: str) -> Withdrawal | None:
        """One of them, with all that it found."""
        ...

    def all(self, participant: str | None = None, *, unfinished: bool = False) -> list[Withdrawal]:
        """Every withdrawal, or one participant's, oldest first, without what they found."""
        ...


class Ledger(Protocol):
    """Withdrawals, written a second time where neither the rows nor the keys stand.

    Whoever restores an older archive finds here what must be carried out again before it serves.
    """

    def lines(self) -> list[LedgerEntry]:
        """Every line, oldest first. Raises ``LogBroken`` if one was altered or taken out."""
        ...

    def append(self, line: LedgerEntry) -> None:
        """Keep durably; a line whose id is there already changes nothing."""
        ...
