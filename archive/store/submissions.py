"""Which rows of forms came before: keyed digests to look them up by, and sealed evidence to compare with.

A digest outlives the key of its testimony, as that of a file does: who withdrew is not taken in again by the
next export. It refuses to hold an id, a header or an answer in clear.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, insert, select

from archive.model import Submission
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import Sealer
from archive.store.tables import submission_keys, submissions

AT_ONCE = 500
"""Keys asked for in one query."""


class SqlSubmissions:
    """The part of the store that knows submissions again."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def put(self, project: str, owner: str, keys: Collection[str], evidence: str) -> None:
        """Keep what a row is known by. Raises ``KeyDestroyed`` if its owner's key is gone."""
        sealed = self._sealer.seal(evidence.encode(), _context(owner))
        lookups = {self._lookup(project, key) for key in keys}
        with self._database.connection() as connection:
            connection.execute(delete(submission_keys).where(submission_keys.c.owner == owner))
            connection.execute(delete(submissions).where(submissions.c.owner == owner))
            connection.execute(insert(submissions).values(owner=owner, project=project, sealed=sealed))
            if lookups:
                rows = [{"lookup": lookup, "owner": owner} for lookup in sorted(lookups)]
                connection.execute(insert(submission_keys), rows)

    def with_keys(self, project: str, keys: Collection[str]) -> list[Submission]:
        """The submissions that are known by any of these keys, by owner."""
        lookups = sorted({self._lookup(project, key) for key in keys})
        rows = {}
        with self._database.reading() as connection:
            for at in range(0, len(lookups), AT_ONCE):
                query = (
                    select(submissions.c.owner, submissions.c.sealed)
                    .join(submission_keys, submission_keys.c.owner == submissions.c.owner)
                    .where(submission_keys.c.lookup.in_(lookups[at : at + AT_ONCE]))
                )
                rows.update({row.owner: row.sealed for row in connection.execute(query)})
        owners = sorted(rows)
        opened = self._sealer.open_all([(rows[owner], _context(owner)) for owner in owners])
        return [
            Submission(owner, None if clear is None else clear.decode())
            for owner, clear in zip(owners, opened, strict=True)
        ]

    def _lookup(self, project: str, key: str) -> bytes:
        return self._sealer.lookup("submission", project, key)


def _context(owner: str) -> Context:
    return Context(owner, "submission", 1, owner)
