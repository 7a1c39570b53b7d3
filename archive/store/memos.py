"""Researchers' notes, each sealed with the words it may repeat, so that it goes where they go.

A memo on a coding is sealed under the speaker's key. One on a whole testimony is sealed under the key of
its only participant; where several speak nobody can say whose words it repeats, so it is sealed under the
testimony's key and is forgotten as soon as any of them is shredded. Earlier versions stay.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import Row

from archive.errors import NotFound, UsageError
from archive.model import Memo, MemoOn
from archive.store.coding_tables import memos
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.forgetting import owner_of, readable_turns
from archive.store.sealed_values import ARCHIVE, Sealer
from archive.store.tables import testimonies, turns


class SqlMemos:
    """The part of the store that keeps memos."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def write(self, memo: Memo) -> None:
        """Keep a memo. Raises ``NotFound`` or ``UsageError`` where there is nothing it could be on."""
        with self._database.connection() as connection:
            subject = self._subject(connection, memo)
            sealed = self._sealer.seal(memo.text.encode(), _context(memo.id, subject))
            row = {
                "id": memo.id, "project": memo.project, "on": memo.on.value, "object": memo.object,
                "author": memo.author, "at": memo.at, "testimony": memo.testimony, "version": memo.version,
                "turn": memo.turn, "subject": subject, "sealed": sealed,
            }  # fmt: skip
            connection.execute(insert(memos).values(**row))

    def all(self, project: str) -> list[Memo]:
        """The newest of each author on each thing, empty ones left out, oldest first."""
        query = select(memos).where(memos.c.project == project).order_by(memos.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        newest = {(row.on, row.object, row.author): row for row in rows}
        kept = sorted(newest.values(), key=lambda row: row.number)
        opened = self._sealer.open_all([(row.sealed, _context(row.id, row.subject)) for row in kept])
        return [_memo(row, text.decode()) for row, text in zip(kept, opened, strict=True) if text]

    def on_codes(self, project: str) -> list[Memo]:
        """Every memo on a code that holds words, those that were replaced among them, oldest first."""
        query = select(memos).where(
            memos.c.project == project, memos.c.on == MemoOn.CODE.value, memos.c.sealed.is_not(None)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(memos.c.number)).all()
        opened = self._sealer.open_all([(row.sealed, _context(row.id, row.subject)) for row in rows])
        return [_memo(row, text.decode()) for row, text in zip(rows, opened, strict=True) if text]

    def forget(self, ids: Collection[str]) -> None:
        """Remove the words of these memos."""
        if ids:
            with self._database.connection() as connection:
                connection.execute(update(memos).where(memos.c.id.in_(list(ids))).values(sealed=None))

    def _subject(self, connection: Connection, memo: Memo) -> str:
        """Whose key seals the memo."""
        if memo.on is MemoOn.CODE:
            return ARCHIVE
        if memo.testimony is None:
            raise UsageError("Say in which testimony the memo stands.")
        if memo.on is MemoOn.CODING:
            place = (memo.version or 0, -1 if memo.turn is None else memo.turn)
            if place not in readable_turns(connection, self._sealer, memo.testimony):
                raise UsageError("This turn holds no words; no memo can be written on them.")
            return owner_of(connection, memo.testimony, *place)
        return _only_speaker(connection, memo.testimony) or memo.testimony


def _only_speaker(connection: Connection, testimony_id: str) -> str | None:
    """The one participant of a testimony. Raises ``NotFound`` if there is no such testimony."""
    if connection.scalar(select(testimonies.c.id).where(testimonies.c.id == testimony_id)) is None:
        raise NotFound("There is no such testimony.")
    speakers = select(turns.c.participant).distinct().where(
        turns.c.testimony == testimony_id, turns.c.participant.is_not(None)
    )  # fmt: skip
    participants = connection.scalars(speakers).all()
    return participants[0] if len(participants) == 1 else None


def _context(memo_id: str, subject: str) -> Context:
    return Context(memo_id, "memo", 1, subject)


def _memo(row: Row[Any], text: str) -> Memo:
    values = {
        name: value for name, value in row._mapping.items() if name not in ("number", "subject", "sealed")
    }
    return Memo(**{**values, "on": MemoOn(row.on)}, text=text)
