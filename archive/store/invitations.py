"""Invitations to an account, by keyed digests: whoever reads the database can open none."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select

from archive.store.credential_tables import invitations
from archive.store.database import Database
from archive.store.sealed_values import Sealer
from archive.store.tables import accounts


class SqlInvitations:
    """The part of the store that keeps invitations."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def put(self, user: str, code: str, expires_at: datetime) -> None:
        """Keep one in place of the one before."""
        row = {"user": user, "lookup": self._lookup(code), "expires_at": expires_at}
        with self._database.connection() as connection:
            connection.execute(delete(invitations).where(invitations.c.user == user))
            connection.execute(insert(invitations).values(row))

    def user_of(self, code: str, at: datetime) -> str | None:
        """Whom a code invites, if it has not expired."""
        with self._database.reading() as connection:
            return connection.scalar(select(invitations.c.user).where(self._open(code, at)))

    def take(self, code: str, at: datetime) -> bool:
        """Use it up; no, if there is none or it has expired."""
        with self._database.connection() as connection:
            return connection.execute(delete(invitations).where(self._open(code, at))).rowcount > 0

    def waiting(self, organisation: str) -> dict[str, datetime]:
        """Accounts of an organisation whose invitation nobody has opened yet, each with when it expires."""
        query = (
            select(invitations.c.user, invitations.c.expires_at)
            .join(accounts, accounts.c.user == invitations.c.user)
            .where(accounts.c.organisation == organisation)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.user: row.expires_at for row in rows}

    def remove(self, user: str) -> None:
        """Forget the one of an account."""
        with self._database.connection() as connection:
            connection.execute(delete(invitations).where(invitations.c.user == user))

    def _open(self, code: str, at: datetime) -> ColumnElement[bool]:
        return (invitations.c.lookup == self._lookup(code)) & (invitations.c.expires_at > at)

    def _lookup(self, code: str) -> bytes:
        return self._sealer.lookup("invitation", code)
