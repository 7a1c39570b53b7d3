"""Which turns can still be read, and what else must go when one cannot be any more.

Quotes of findings, codings and released excerpts hold a turn's words too; this is the one list of the
columns that do.
"""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from archive.errors import NotFound
from archive.model import TurnState
from archive.store.sealing import Sealer
from archive.store.tables import codings, decisions, findings, quotes, turns

_READABLE = (TurnState.OPEN.value, TurnState.UNDER_REVIEW.value)
_DERIVED = (findings, decisions, codings, quotes)


def forget_turn(connection: Connection, testimony_id: str, turn: int) -> None:
    """Remove every sealed byte of a turn's words, in every version and in all that came of it."""
    connection.execute(
        update(turns)
        .where(turns.c.testimony == testimony_id, turns.c.number == turn)
        .values(sealed_words=None)
    )
    for table in _DERIVED:
        connection.execute(
            update(table).where(table.c.testimony == testimony_id, table.c.turn == turn).values(sealed=None)
        )


def owner_of(connection: Connection, testimony_id: str, version: int, turn: int) -> str:
    """Whose key seals a turn. Raises ``NotFound`` if the testimony has no such turn in this version."""
    subject: str | None = connection.scalar(
        select(turns.c.subject).where(
            turns.c.testimony == testimony_id, turns.c.version == version, turns.c.number == turn
        )
    )
    if subject is None:
        raise NotFound("There is no such turn in this version of the testimony.")
    return subject


def readable_turns(connection: Connection, sealer: Sealer, testimony_id: str) -> set[tuple[int, int]]:
    """``(version, turn)`` of every turn whose words are still there and whose key lives."""
    query = select(turns.c.version, turns.c.number, turns.c.subject).where(
        turns.c.testimony == testimony_id, turns.c.state.in_(_READABLE), turns.c.sealed_words.is_not(None)
    )
    rows = connection.execute(query).all()
    living = sealer.living({row.subject for row in rows})
    return {(row.version, row.number) for row in rows if row.subject in living}
