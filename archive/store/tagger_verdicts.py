"""What a project's verdicts taught the tagger, sealed under the archive's key. It is never exported.

It is learnt from what people said, so it counts only as long as no consent changed since: one that is older
is not given out, and goes.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from archive.store.coding_tables import learnt
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import ARCHIVE, Sealer


class SqlTaggerVerdicts:
    """The part of the store that keeps what was learnt."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def put(self, project: str, content: bytes, consents: int, at: datetime) -> None:
        """Keep what was learnt under so many versions of consents, in place of what was there."""
        with self._database.connection() as connection:
            connection.execute(delete(learnt).where(learnt.c.project == project))
            sealed = self._sealer.seal(content, _context(project, consents))
            row = {"project": project, "consents": consents, "at": at, "sealed": sealed}
            connection.execute(insert(learnt).values(**row))

    def get(self, project: str, consents: int) -> bytes | None:
        """What was learnt, if the archive has as many versions of consents as then; else ``None``."""
        with self._database.reading() as connection:
            row = connection.execute(select(learnt).where(learnt.c.project == project)).one_or_none()
        if row is None or row.consents != consents:
            return None
        return self._sealer.open(row.sealed, _context(project, consents))

    def drop(self, project: str) -> bool:
        """Forget it; whether there was any."""
        with self._database.connection() as connection:
            return connection.execute(delete(learnt).where(learnt.c.project == project)).rowcount > 0


def _context(project: str, consents: int) -> Context:
    return Context(project, "learnt", consents, ARCHIVE)
