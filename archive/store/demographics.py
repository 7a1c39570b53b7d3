"""What forms say of the people who speak (age, gender, district…), sealed by testimony.

Answers of one person go under that person's key and die with it; where several speak they are the
testimony's. Nothing of it stands in clear, not even which question was asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Row

from archive.errors import NotFound
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import Sealer, Shape
from archive.store.tables import attributes, testimonies, turns

AT_ONCE = 500
"""Ids asked for in one query."""
_ANSWERS: Shape[dict[str, str]] = Shape(dict[str, str])


class SqlAttributes:
    """The part of the store that keeps answers of forms."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def put(self, testimony_id: str, answers: Mapping[str, str]) -> None:
        """Keep the answers in place of those before. Raises ``NotFound``, ``KeyDestroyed``."""
        with self._database.connection() as connection:
            here = testimonies.c.id == testimony_id
            version = connection.scalar(select(testimonies.c.version).where(here))
            if version is None:
                raise NotFound("There is no such testimony.")
            theirs = (turns.c.testimony == testimony_id) & (turns.c.version == version)
            speakers = connection.scalars(
                select(turns.c.participant).distinct().where(theirs, turns.c.participant.is_not(None))
            ).all()
            subject = speakers[0] if len(speakers) == 1 else testimony_id
            connection.execute(delete(attributes).where(attributes.c.testimony == testimony_id))
            if answers:
                sealed = self._sealer.seal(
                    _ANSWERS.packed(dict(answers)), _context(testimony_id, version, subject)
                )
                row = {"testimony": testimony_id, "version": version, "subject": subject, "sealed": sealed}
                connection.execute(insert(attributes).values(**row))

    def of(self, testimonies: Collection[str]) -> dict[str, dict[str, str]]:
        """Field → answer by testimony; none where there are none or the key is destroyed."""
        wanted = sorted(set(testimonies))
        rows: list[Row[Any]] = []
        with self._database.reading() as connection:
            for at in range(0, len(wanted), AT_ONCE):
                query = select(attributes).where(attributes.c.testimony.in_(wanted[at : at + AT_ONCE]))
                rows.extend(connection.execute(query).all())
        opened = self._sealer.open_all(
            [(r.sealed, _context(r.testimony, r.version, r.subject)) for r in rows]
        )
        return {
            row.testimony: _ANSWERS.unpacked(clear)
            for row, clear in zip(rows, opened, strict=True)
            if clear is not None
        }


def _context(testimony: str, version: int, subject: str) -> Context:
    return Context(testimony, "attributes", version, subject)
