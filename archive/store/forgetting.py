"""Which turns can still be read, and what else must go when one cannot be any more.

Quotes of findings, codings, memos and released excerpts hold a turn's words too. No list of them is kept
here that could be forgotten: whatever table has a testimony, a version and a turn is walked.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from archive.errors import NotFound
from archive.model import TurnState
from archive.store.review_tables import allowed_words
from archive.store.sealed_values import Sealer
from archive.store.tables import attributes, decisions, findings, metadata, turns

_READABLE = (TurnState.OPEN.value, TurnState.UNDER_REVIEW.value)


def traces_of(connection: Connection, testimony_id: str, gone: Collection[int]) -> set[tuple[int, int]]:
    """``(version, turn)`` of turns of the newest version, and of all that their speakers said in older ones.

    A correction may have moved the borders of turns, so an older version gives up a speaker's turns
    whole: losing history is better than keeping what was to go.
    """
    columns = (turns.c.version, turns.c.number, turns.c.subject)
    rows = connection.execute(select(*columns).where(turns.c.testimony == testimony_id)).all()
    newest = max((row.version for row in rows), default=0)
    now = {row.number: row.subject for row in rows if row.version == newest and row.number in set(gone)}
    speakers = set(now.values())
    before = {(r.version, r.number) for r in rows if r.version < newest and r.subject in speakers}
    return before | {(newest, number) for number in now}


def forget(
    connection: Connection, testimony_id: str, gone: Collection[tuple[int, int]], *, notes: bool = True
) -> None:
    """Remove every sealed byte of these turns' words, and of all that came of them.

    ``notes`` on the testimony as a whole go too: nobody can say whose words they repeat.
    """
    places = [{"v": version, "n": number} for version, number in gone]
    if not places:
        return
    here = (turns.c.testimony == testimony_id) & (turns.c.version == bindparam("v"))
    connection.execute(
        update(turns).where(here & (turns.c.number == bindparam("n"))).values(sealed_words=None), places
    )
    for table in _derived():
        _forget_in(connection, table, testimony_id, set(gone), notes)
    _forget_answers(connection, testimony_id, set(gone))
    lost = select(findings.c.id).where(findings.c.testimony == testimony_id, findings.c.sealed.is_(None))
    connection.execute(update(decisions).where(decisions.c.finding.in_(lost)).values(sealed=None))
    connection.execute(delete(allowed_words).where(allowed_words.c.finding.in_(lost)))


def _derived() -> list[Table]:
    """Every table whose rows stand in a turn, such as findings, risks, codings, suggestions, quotes."""
    return [t for t in metadata.sorted_tables if {"testimony", "version", "turn"} <= set(t.c.keys())]


def _forget_in(
    connection: Connection, table: Table, testimony_id: str, gone: set[tuple[int, int]], notes: bool
) -> None:
    """Take the sealed words out of the rows; a row that cannot be without them goes."""
    here = table.c.testimony == testimony_id
    there = connection.execute(select(table.c.version, table.c.turn).where(here).distinct()).all()
    # A note on the testimony as a whole stands in no turn: it may tell of anybody who speaks there.
    places = [
        {"v": r.version, "n": r.turn}
        for r in there
        if (r.turn is None and notes) or (r.version, r.turn) in gone
    ]
    at = here & table.c.version.is_not_distinct_from(bindparam("v"))
    at &= table.c.turn.is_not_distinct_from(bindparam("n"))
    if places and "sealed" in table.c and table.c.sealed.nullable:
        connection.execute(update(table).where(at).values(sealed=None), places)
    elif places:
        connection.execute(delete(table).where(at), places)


def _forget_answers(connection: Connection, testimony_id: str, gone: set[tuple[int, int]]) -> None:
    """The answers of a form go with whoever gave them; the testimony's own stay."""
    columns = (turns.c.version, turns.c.number, turns.c.subject)
    rows = connection.execute(select(*columns).where(turns.c.testimony == testimony_id)).all()
    speakers = {r.subject for r in rows if (r.version, r.number) in gone} - {testimony_id}
    here = (attributes.c.testimony == testimony_id) & attributes.c.subject.in_(speakers)
    connection.execute(delete(attributes).where(here))


def owners_of(connection: Connection, testimony_id: str) -> dict[tuple[int, int], str]:
    """Whose key seals each ``(version, turn)`` of a testimony."""
    columns = (turns.c.version, turns.c.number, turns.c.subject)
    rows = connection.execute(select(*columns).where(turns.c.testimony == testimony_id)).all()
    return {(row.version, row.number): row.subject for row in rows}


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
