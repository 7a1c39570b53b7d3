"""What readers were answered when more matched than they may see, so that two answers tell nothing together.

A row holds keyed digests: of the reader, of project and purpose, of the query. The people behind it are
digests too, under a key of that reader's, and sealed, so that not even their number stands in the table. No
query, no name and no id is kept in any form that can be read back.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import insert, select

from archive.model import PastAnswer
from archive.store.access_tables import hints
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import ARCHIVE, Sealer
from consent.record import Purpose

_SIZE = 12
"""Bytes of a person's digest: two of a reader's people are one by chance once in 2^48 of them."""


class SqlHints:
    """The part of the store that remembers what readers were told of."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def digests(self, user: str, people: Collection[str]) -> frozenset[bytes]:
        """People as this reader's memory knows them; another reader's digests are others."""
        return frozenset(self._sealer.lookup("hint person", user, each)[:_SIZE] for each in people)

    def answers(self, user: str, project: str, purpose: Purpose, query: str) -> list[PastAnswer]:
        """Everything the reader was answered before, in any project and for any purpose, oldest first."""
        here, context = self._query(user, project, purpose, query), self._context(user)
        asked = select(hints).where(hints.c.reader == self._reader(user)).order_by(hints.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(asked).all()
        opened = self._sealer.open_all([(row.sealed_people, context) for row in rows])
        return [
            PastAnswer(_parted(people or b""), row.query == here, row.given)
            for row, people in zip(rows, opened, strict=True)
        ]

    def put(
        self, user: str, project: str, purpose: Purpose, query: str, people: frozenset[bytes],
        *, given: bool, at: datetime,
    ) -> None:  # fmt: skip
        """Remember one answer."""
        row = {
            "reader": self._reader(user),
            "place": self._place(user, project, purpose),
            "query": self._query(user, project, purpose, query),
            "given": given,
            "at": at,
            "sealed_people": self._sealer.seal(b"".join(sorted(people)), self._context(user)),
        }
        with self._database.connection() as connection:
            connection.execute(insert(hints).values(row))

    def told(self, user: str, project: str, purpose: Purpose) -> bool:
        """Whether the reader was ever given a hint in this project for this purpose."""
        here = (hints.c.place == self._place(user, project, purpose)) & hints.c.given.is_(True)
        with self._database.reading() as connection:
            return connection.scalar(select(hints.c.number).where(here).limit(1)) is not None

    def _reader(self, user: str) -> bytes:
        return self._sealer.lookup("hint reader", user)

    def _place(self, user: str, project: str, purpose: Purpose) -> bytes:
        return self._sealer.lookup("hint place", user, project, purpose.value)

    def _query(self, user: str, project: str, purpose: Purpose, query: str) -> bytes:
        return self._sealer.lookup("hint query", user, project, purpose.value, query)

    def _context(self, user: str) -> Context:
        return Context(self._reader(user).hex(), "hint", 1, ARCHIVE)


def _parted(joined: bytes) -> frozenset[bytes]:
    return frozenset(joined[at : at + _SIZE] for at in range(0, len(joined), _SIZE))
