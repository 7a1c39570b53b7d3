"""Apps that show codes, and recovery codes: secrets sealed, codes as keyed digests, each code for one use.

A step and a recovery code are used up by one statement that changes a row or does not. So of two uses at the
same moment one succeeds, in however many processes they are tried.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from archive.model import Authenticator, Tries
from archive.store.credential_tables import authenticators, recovery_codes, second_tries
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import ARCHIVE, Sealer


class SqlSecondFactors:
    """The part of the store that keeps second factors other than passkeys."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def authenticator(self, user: str) -> Authenticator | None:
        """The app of an account, its secrets opened."""
        query = select(authenticators).where(authenticators.c.user == user)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        context = _context(user)
        secret, pending = self._sealer.open_all([(row.sealed_secret, context), (row.sealed_pending, context)])
        return Authenticator(user, _text(secret), _text(pending), row.last_step)

    def has_app(self, user: str) -> bool:
        """Whether an app is in use, without opening its secret."""
        query = select(authenticators.c.sealed_secret.is_not(None)).where(authenticators.c.user == user)
        with self._database.reading() as connection:
            return connection.scalar(query) is True

    def begin(self, user: str, secret: str) -> None:
        """Keep a secret that is not confirmed yet, in place of the one before; one in use stays."""
        sealed = self._sealer.seal(secret.encode(), _context(user))
        with self._database.connection() as connection:
            here = update(authenticators).where(authenticators.c.user == user)
            if not connection.execute(here.values(sealed_pending=sealed)).rowcount:
                row = {"user": user, "sealed_pending": sealed, "last_step": 0}
                connection.execute(insert(authenticators).values(row))

    def confirm(self, user: str, step: int) -> bool:
        """Use the pending secret from now on, the code of ``step`` used up; no, if none is pending."""
        pending = (authenticators.c.user == user) & authenticators.c.sealed_pending.is_not(None)
        new = {"sealed_secret": authenticators.c.sealed_pending, "sealed_pending": None, "last_step": step}
        with self._database.connection() as connection:
            return connection.execute(update(authenticators).where(pending).values(new)).rowcount > 0

    def take_step(self, user: str, step: int) -> bool:
        """Use up the code of a time step and of all before it; no, if it was used up."""
        fresh = (authenticators.c.user == user) & (authenticators.c.last_step < step)
        with self._database.connection() as connection:
            return connection.execute(update(authenticators).where(fresh).values(last_step=step)).rowcount > 0

    def put_codes(self, user: str, codes: list[str]) -> None:
        """Keep recovery codes by keyed digests, in place of all before."""
        rows = [{"user": user, "lookup": self._lookup(user, code)} for code in codes]
        with self._database.connection() as connection:
            connection.execute(delete(recovery_codes).where(recovery_codes.c.user == user))
            connection.execute(insert(recovery_codes), rows)

    def take_code(self, user: str, code: str, at: datetime) -> bool:
        """Use up a recovery code; no, if there is none or it was used up."""
        with self._database.connection() as connection:
            here = update(recovery_codes).where(self._unused(user, code))
            return connection.execute(here.values(used_at=at)).rowcount > 0

    def has_code(self, user: str, code: str) -> bool:
        """Whether this is a recovery code that is not used up."""
        with self._database.reading() as connection:
            return _counted(connection, recovery_codes, self._unused(user, code)) > 0

    def codes_left(self, user: str) -> int:
        """How many recovery codes are not used up."""
        unused = (recovery_codes.c.user == user) & recovery_codes.c.used_at.is_(None)
        with self._database.reading() as connection:
            return _counted(connection, recovery_codes, unused)

    def tries(self, user: str) -> Tries | None:
        """Second proofs that failed since the last good one."""
        query = select(second_tries).where(second_tries.c.user == user)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Tries(row.failures, row.last_at)

    def count_try(self, user: str, before: Tries | None, at: datetime) -> bool:
        """Count one more, before it is tried; no, if another was counted since ``before`` was read."""
        failures = before.failures if before else 0
        with self._database.connection() as connection:
            if before is None:
                first = _inserting(connection)(second_tries).values(user=user, failures=1, last_at=at)
                kept = first.on_conflict_do_nothing().returning(second_tries.c.user)
                return connection.execute(kept).first() is not None
            as_read = (second_tries.c.user == user) & (second_tries.c.failures == failures)
            more = {"failures": failures + 1, "last_at": at}
            return connection.execute(update(second_tries).where(as_read).values(more)).rowcount > 0

    def forgive(self, user: str) -> None:
        """Forget the tries that failed."""
        with self._database.connection() as connection:
            connection.execute(delete(second_tries).where(second_tries.c.user == user))

    def remove_app(self, user: str) -> None:
        """Forget the app."""
        with self._database.connection() as connection:
            connection.execute(delete(authenticators).where(authenticators.c.user == user))

    def remove_codes(self, user: str) -> None:
        """Forget the recovery codes."""
        with self._database.connection() as connection:
            connection.execute(delete(recovery_codes).where(recovery_codes.c.user == user))

    def _unused(self, user: str, code: str) -> ColumnElement[bool]:
        mine = (recovery_codes.c.user == user) & (recovery_codes.c.lookup == self._lookup(user, code))
        return mine & recovery_codes.c.used_at.is_(None)

    def _lookup(self, user: str, code: str) -> bytes:
        return self._sealer.lookup("recovery code", user, code)


def _inserting(connection: Connection) -> Any:
    """The INSERT of this database that can do nothing where there is a row already."""
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert


def _counted(connection: Connection, table: Any, where: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(where)) or 0


def _context(user: str) -> Context:
    return Context(user, "authenticator", 1, ARCHIVE)


def _text(clear: bytes | None) -> str | None:
    return None if clear is None else clear.decode()
