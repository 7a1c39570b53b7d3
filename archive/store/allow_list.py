"""What a project has learnt from rejected findings: words that are no identifiers there, sealed.

A lesson belongs to the finding that taught it and is sealed under the key of whoever said the words, so it
goes with them. Taking a rejection back takes its lesson back; what others taught stays.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, insert, select

from archive.errors import NotFound
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.review_tables import allowed_words
from archive.store.sealed_values import Sealer
from archive.store.tables import findings


class SqlAllowList:
    """The part of the store that keeps a project's allow list."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def teach(self, project: str, finding_id: str, word: str, by: str, at: datetime) -> None:
        """Keep what the rejection of a finding teaches, in place of what it taught. Raises ``NotFound``."""
        with self._database.connection() as connection:
            subject = connection.scalar(select(findings.c.subject).where(findings.c.id == finding_id))
            if subject is None:
                raise NotFound("There is no such finding.")
            connection.execute(delete(allowed_words).where(allowed_words.c.finding == finding_id))
            sealed = self._sealer.seal(word.encode(), _context(finding_id, subject))
            row = {"project": project, "finding": finding_id, "subject": subject, "by": by, "at": at}
            connection.execute(insert(allowed_words).values(**row, sealed=sealed))

    def revoke(self, findings: Collection[str]) -> None:
        """Take back what these findings taught."""
        with self._database.connection() as connection:
            connection.execute(delete(allowed_words).where(allowed_words.c.finding.in_(sorted(findings))))

    def allowed(self, project: str) -> dict[str, tuple[str, ...]]:
        """Every word the project allows, with the findings that taught it; none of a destroyed key."""
        query = (
            select(allowed_words).where(allowed_words.c.project == project).order_by(allowed_words.c.number)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        opened = self._sealer.open_all([(r.sealed, _context(r.finding, r.subject)) for r in rows])
        by_word: dict[str, tuple[str, ...]] = {}
        for row, word in zip(rows, opened, strict=True):
            if word is not None:
                by_word[word.decode()] = (*by_word.get(word.decode(), ()), row.finding)
        return by_word


def _context(finding: str, subject: str) -> Context:
    return Context(finding, "lesson", 1, subject)
