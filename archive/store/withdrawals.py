"""Withdrawals on their way or done: where each stands, what it found, and the receipt that was signed.

A row holds ids and days alone and is sealed under a secret of the archive, because it has to outlive the
key of the person it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Row

from archive.model.outcomes import (
    LedgerEntry,
    OutcomeLine,
    Step,
    Withdrawal,
)
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import (
    ARCHIVE,
    Sealer,
    Shape,
)
from archive.store.tables import withdrawals


@dataclass(frozen=True, slots=True)
class Begun:
    """What stands from the beginning on."""

    line: LedgerEntry
    asked_by: str
    entry: int


_BEGUN: Shape[Begun] = Shape(Begun)
_OUTCOMES: Shape[tuple[OutcomeLine, ...]] = Shape(tuple[OutcomeLine, ...])


class SqlWithdrawals:
    """The part of the store that keeps withdrawals."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def keep(self, withdrawal: Withdrawal) -> None:
        """Keep it, or how far it has come. What stood there of the same id is replaced."""
        key = withdrawal.line.id
        begun = _BEGUN.packed(Begun(withdrawal.line, withdrawal.asked_by, withdrawal.entry))
        values: dict[str, Any] = {
            "participant": withdrawal.line.participant,
            "step": int(withdrawal.step),
            "sealed_line": self._sealer.seal(begun, _context(key, "line")),
            "sealed_ends": self._sealer.seal(_OUTCOMES.packed(withdrawal.outcomes), _context(key, "ends")),
            "receipt": withdrawal.receipt,
        }
        with self._database.connection() as connection:
            done = connection.execute(update(withdrawals).where(withdrawals.c.id == key).values(**values))
            if not done.rowcount:
                connection.execute(insert(withdrawals).values(id=key, **values))

    def advance(self, withdrawal_id: str, step: Step) -> None:
        """Note that a step was taken, and nothing else of it."""
        with self._database.connection() as connection:
            here = withdrawals.c.id == withdrawal_id
            connection.execute(update(withdrawals).where(here).values(step=int(step)))

    def get(self, withdrawal_id: str) -> Withdrawal | None:
        """One of them, with all that it found."""
        here = withdrawals.c.id == withdrawal_id
        with self._database.reading() as connection:
            row = connection.execute(select(withdrawals).where(here)).one_or_none()
        if row is None:
            return None
        outcomes = self._sealer.open(row.sealed_ends, _context(row.id, "ends"))
        bare = self._bare([row])[0]
        return replace(bare, outcomes=_OUTCOMES.unpacked(outcomes) if outcomes else ())

    def all(self, participant: str | None = None, *, unfinished: bool = False) -> list[Withdrawal]:
        """Every withdrawal, or one participant's, oldest first, without what they found."""
        where = [withdrawals.c.participant == participant] if participant is not None else []
        if unfinished:
            where.append(withdrawals.c.step < int(Step.SIGNED))
        columns = [c for c in withdrawals.c if c.name != "sealed_ends"]
        with self._database.reading() as connection:
            query = select(*columns).where(*where).order_by(withdrawals.c.number)
            rows = connection.execute(query).all()
        return self._bare(rows)

    def _bare(self, rows: Sequence[Row[Any]]) -> list[Withdrawal]:
        lines = self._sealer.open_all([(row.sealed_line, _context(row.id, "line")) for row in rows])
        begun = [_BEGUN.unpacked(line or b"") for line in lines]
        return [
            Withdrawal(b.line, Step(row.step), b.asked_by, b.entry, (), row.receipt)
            for row, b in zip(rows, begun, strict=True)
        ]


def _context(withdrawal_id: str, field: str) -> Context:
    return Context(withdrawal_id, f"withdrawal {field}", 1, ARCHIVE)
