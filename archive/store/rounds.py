"""Blind rounds and settlements: who codes what unseen by the others, and what was made of disagreements.

Nothing here repeats anybody's words: ids, codes, offsets and moments alone. It refuses two open rounds
over one testimony, because a coding could then be blind in one and seen in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Row

from archive.errors import NotFound, UsageError
from archive.model import Round, Settlement
from archive.store.coding_tables import round_parts, rounds, settlements
from archive.store.database import Database

_PARTS = ("testimonies", "coders", "codes")


class SqlRounds:
    """The part of the store that keeps blind rounds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, made: Round) -> None:
        """Keep a new round. Raises ``UsageError`` if a testimony of it is in another open one."""
        row = asdict(made)
        parts = {kind: row.pop(kind) for kind in _PARTS}
        with self._database.connection() as connection:
            busy = (
                select(round_parts.c.round)
                .join(rounds, rounds.c.id == round_parts.c.round)
                .where(rounds.c.closed_at.is_(None), round_parts.c.kind == "testimonies")
                .where(round_parts.c.value.in_(parts["testimonies"]))
            )
            if connection.scalar(busy.limit(1)) is not None:
                raise UsageError(
                    "A testimony of this round is in another one that is open; close that first."
                )
            connection.execute(insert(rounds).values(**row))
            values = [
                {"round": made.id, "kind": kind, "place": place, "value": value}
                for kind, listed in parts.items()
                for place, value in enumerate(listed)
            ]
            connection.execute(insert(round_parts), values)

    def close(self, round_id: str, at: datetime) -> None:
        """End the round. Raises ``NotFound``; closing twice is no error."""
        with self._database.connection() as connection:
            if connection.scalar(select(rounds.c.id).where(rounds.c.id == round_id)) is None:
                raise NotFound("There is no such round.")
            here = (rounds.c.id == round_id) & rounds.c.closed_at.is_(None)
            connection.execute(update(rounds).where(here).values(closed_at=at))

    def get(self, round_id: str) -> Round | None:
        """One round."""
        found = self._read(rounds.c.id == round_id)
        return found[0] if found else None

    def all(self, projects: Collection[str]) -> list[Round]:
        """The rounds of these projects, oldest first."""
        return self._read(rounds.c.project.in_(sorted(projects)))

    def settle(self, settlement: Settlement) -> None:
        """Keep what became of a passage; the latest on one place and code counts."""
        with self._database.connection() as connection:
            connection.execute(insert(settlements).values(**asdict(settlement)))

    def settled(self, round_id: str) -> list[Settlement]:
        """Every settlement, oldest first."""
        query = select(settlements).where(settlements.c.round == round_id).order_by(settlements.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [_settlement(row) for row in rows]

    def _read(self, *where: Any) -> list[Round]:
        with self._database.reading() as connection:
            rows = connection.execute(select(rounds).where(*where).order_by(rounds.c.number)).all()
            query = select(round_parts).where(round_parts.c.round.in_([row.id for row in rows]))
            listed: dict[tuple[str, str], list[str]] = defaultdict(list)
            for part in connection.execute(query.order_by(round_parts.c.place)).all():
                listed[part.round, part.kind].append(part.value)
        return [_round(row, {kind: tuple(listed[row.id, kind]) for kind in _PARTS}) for row in rows]


def _round(row: Row[Any], parts: dict[str, tuple[str, ...]]) -> Round:
    return Round(
        id=row.id,
        project=row.project,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        **parts,
    )


def _settlement(row: Row[Any]) -> Settlement:
    return Settlement(
        round=row.round,
        testimony=row.testimony,
        version=row.version,
        turn=row.turn,
        start=row.start,
        end=row.end,
        code=row.code,
        kept=row.kept,
        by=row.by,
        at=row.at,
    )
