"""WebAuthn exchanges that were begun, each found by the digest of what one browser holds, and taken once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from archive.model import Ceremony
from archive.store.credential_tables import ceremonies
from archive.store.database import Database

MOST = 10_000
"""Exchanges kept at once. Anybody may begin one, so their number has an end; the oldest go first."""


class SqlCeremonies:
    """The part of the store that keeps challenges."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, digest: str, ceremony: Ceremony, at: datetime, expires_at: datetime) -> None:
        """Keep one. Those that expired before ``at`` go, and so do the oldest beyond a limit."""
        row = {
            "digest": digest, "kind": ceremony.kind, "user": ceremony.user, "challenge": ceremony.challenge,
            "expires_at": expires_at,
        }  # fmt: skip
        with self._database.connection() as connection:
            connection.execute(delete(ceremonies).where(ceremonies.c.expires_at <= at))
            over = (connection.scalar(select(func.count()).select_from(ceremonies)) or 0) - MOST + 1
            if over > 0:
                oldest = select(ceremonies.c.digest).order_by(ceremonies.c.expires_at).limit(over)
                connection.execute(delete(ceremonies).where(ceremonies.c.digest.in_(oldest)))
            connection.execute(insert(ceremonies).values(row))

    def take(self, digest: str, kind: str, at: datetime) -> Ceremony | None:
        """The one that was begun, once: nobody gets it again. ``None`` for another kind or an expired one."""
        one = ceremonies.c.digest == digest
        with self._database.connection() as connection:
            row = connection.execute(select(ceremonies).where(one)).one_or_none()
            taken = connection.execute(delete(ceremonies).where(one)).rowcount > 0
        if row is None or not taken or row.kind != kind or row.expires_at <= at:
            return None
        return Ceremony(row.kind, row.user, row.challenge)
