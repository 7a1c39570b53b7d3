"""Which turns can still be read, and what else must go when one cannot be any more.

Quotes of findings, codings and released excerpts hold a turn's words too; this is the one list of the
columns that do.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, ScalarSelect, delete, func, select, update

from archive.errors import NotFound
from archive.model import TurnState
from archive.store.coding_tables import memos
from archive.store.sealing import Sealer
from archive.store.tables import attributes, codings, decisions, findings, quotes, turns

_READABLE = (TurnState.OPEN.value, TurnState.UNDER_REVIEW.value)


def traces_of(connection: Connection, testimony_id: str, turn: int) -> set[tuple[int, int]]:
    """``(version, turn)`` of a turn of the newest version, and of all that its speaker said in older ones.

    A correction may have moved the borders of turns, so an older version gives up the speaker's turns
    whole: losing history is better than keeping what was to go.
    """
    here = turns.c.testimony == testimony_id
    newest = connection.scalar(select(func.max(turns.c.version)).where(here))
    now = (turns.c.version == newest) & (turns.c.number == turn)
    speaker = select(turns.c.subject).where(here, now).scalar_subquery()
    before = (turns.c.version < newest) & (turns.c.subject == speaker)
    rows = connection.execute(select(turns.c.version, turns.c.number).where(here, now | before)).all()
    return {(row.version, row.number) for row in rows}


def forget(connection: Connection, testimony_id: str, gone: Collection[tuple[int, int]]) -> None:
    """Remove every sealed byte of these turns' words, and of all that came of them."""
    for version, turn in gone:
        connection.execute(
            update(turns)
            .where(turns.c.testimony == testimony_id, turns.c.version == version, turns.c.number == turn)
            .values(sealed_words=None)
        )
        for table in (findings, codings, quotes, memos):
            here = (table.c.testimony == testimony_id) & (table.c.version == version) & (table.c.turn == turn)
            connection.execute(update(table).where(here).values(sealed=None))
    about_all = (memos.c.testimony == testimony_id) & memos.c.turn.is_(None)
    connection.execute(update(memos).where(about_all).values(sealed=None))
    for version, turn in gone:
        connection.execute(
            delete(attributes).where(
                attributes.c.testimony == testimony_id,
                attributes.c.subject != testimony_id,
                attributes.c.subject == _speaker(testimony_id, version, turn),
            )
        )
    lost = select(findings.c.id).where(findings.c.testimony == testimony_id, findings.c.sealed.is_(None))
    connection.execute(update(decisions).where(decisions.c.finding.in_(lost)).values(sealed=None))


def _speaker(testimony_id: str, version: int, turn: int) -> ScalarSelect[str]:
    here = (turns.c.testimony == testimony_id) & (turns.c.version == version) & (turns.c.number == turn)
    return select(turns.c.subject).where(here).scalar_subquery()


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
