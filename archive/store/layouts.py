"""Layouts that people chose for files: under a keyed digest of the file, without its name.

A layout is a word of the program's own and says nothing of what stands in the file.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from archive.store.database import Database
from archive.store.sealed_values import Sealer
from archive.store.tables import layouts


class SqlLayouts:
    """The part of the store that keeps chosen layouts."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def put(self, project: str, digest: str, layout: str, at: datetime) -> None:
        """Keep the layout of a file in place of the one before."""
        key = self._key(project, digest)
        with self._database.connection() as connection:
            connection.execute(delete(layouts).where(layouts.c.digest_key == key))
            row = {"digest_key": key, "project": project, "layout": layout, "at": at}
            connection.execute(insert(layouts).values(**row))

    def of(self, project: str, digest: str) -> str | None:
        """The layout chosen for a file of a project, if one was."""
        query = select(layouts.c.layout).where(layouts.c.digest_key == self._key(project, digest))
        with self._database.reading() as connection:
            return connection.scalar(query)

    def _key(self, project: str, digest: str) -> bytes:
        return self._sealer.lookup("layout", project, digest)
