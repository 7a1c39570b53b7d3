"""Figures that were shown, each sealed under a secret of the archive; who saw them stands beside as a keyed
digest. Nothing is changed or deleted here: what somebody has seen they have seen."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, func, insert, select

from archive.model import new_id
from archive.model.disclosures import Disclosure, Place
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import ARCHIVE, Sealer
from archive.store.tables import disclosures


class SqlDisclosures:
    """The part of the store that remembers figures."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def add(self, disclosure: Disclosure) -> None:
        """Remember one answer."""
        one = new_id("d")
        kept = {
            "user": disclosure.user,
            "question": disclosure.question,
            "answer": disclosure.answer,
            "edition": dict(disclosure.edition),
        }
        sealed = self._sealer.seal(json.dumps(kept).encode(), _context(one))
        with self._database.connection() as connection:
            connection.execute(
                insert(disclosures).values(
                    id=one,
                    project=disclosure.project,
                    place=disclosure.place.value,
                    viewer=self._viewer(disclosure.project, disclosure.user),
                    disclosed_at=disclosure.at,
                    sealed=sealed,
                )
            )

    def exports(self, project: str) -> list[Disclosure]:
        """What left the archive of a project's figures, whoever took it, oldest first."""
        return self._where(project, disclosures.c.place == Place.EXPORT.value)

    def seen_by(self, project: str, user: str) -> list[Disclosure]:
        """What one person saw on screens and everything that left, oldest first."""
        own = disclosures.c.viewer == self._viewer(project, user)
        return self._where(project, own | (disclosures.c.place == Place.EXPORT.value))

    def count(self, project: str) -> int:
        """How many answers are remembered of a project."""
        query = select(func.count()).select_from(disclosures).where(disclosures.c.project == project)
        with self._database.reading() as connection:
            return connection.scalar(query) or 0

    def _where(self, project: str, which: ColumnElement[bool]) -> list[Disclosure]:
        query = select(disclosures).where((disclosures.c.project == project) & which)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(disclosures.c.disclosed_at, disclosures.c.id)).all()
        return self._opened(rows)

    def _opened(self, rows: Sequence[Row[tuple[object, ...]]]) -> list[Disclosure]:
        opened = self._sealer.open_all([(row.sealed, _context(row.id)) for row in rows])
        return [
            Disclosure(row.project, Place(row.place), at=row.disclosed_at, **json.loads(content))
            for row, content in zip(rows, opened, strict=True)
            if content is not None
        ]

    def _viewer(self, project: str, user: str) -> bytes:
        return self._sealer.lookup("viewer of figures", project, user)


def _context(one: str) -> Context:
    return Context(one, "disclosure", 1, ARCHIVE)
