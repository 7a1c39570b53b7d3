"""People who may sign in, and their sessions: a password only as a hash, a session only as a digest."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from archive.errors import NotFound, UsageError
from archive.model import Account, Role, Session, Way
from archive.store.database import Database
from archive.store.tables import account_projects, accounts, sessions


class SqlAccounts:
    """The part of the store that keeps accounts and sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, account: Account) -> None:
        """Keep a new account. Raises ``UsageError`` if the name is taken."""
        with self._database.connection() as connection:
            if connection.scalar(select(accounts.c.user).where(accounts.c.user == account.user)) is not None:
                raise UsageError("This user name is taken. Choose another.")
            connection.execute(
                insert(accounts).values(
                    user=account.user,
                    role=account.role.value,
                    active=account.active,
                    created_at=account.created_at,
                    password=account.password,
                    waits=account.waits,
                    proposed_by=account.proposed_by,
                    own_password=account.own_password,
                    organisation=account.organisation,
                )
            )
            rows = [{"user": account.user, "project": project} for project in sorted(account.projects)]
            if rows:
                connection.execute(insert(account_projects), rows)

    def get(self, user: str) -> Account | None:
        """One account, active or not."""
        return next(iter(self._read(accounts.c.user == user)), None)

    def of(self, organisation: str) -> list[Account]:
        """Every account of one organisation, by name."""
        return self._read(accounts.c.organisation == organisation)

    def activate(self, user: str) -> None:
        """Open an account that waits for it. Raises ``NotFound``."""
        waiting = (accounts.c.user == user) & accounts.c.waits.is_(True)
        with self._database.connection() as connection:
            opened = connection.execute(update(accounts).where(waiting).values(active=True, waits=False))
            if not opened.rowcount:
                raise NotFound("There is no such account, or it does not wait.")

    def change_password(self, user: str, password: str) -> None:
        """Keep another hash, chosen by the person, and close every session. Raises ``NotFound``."""
        with self._database.connection() as connection:
            here = update(accounts).where(accounts.c.user == user)
            changed = connection.execute(here.values(password=password, own_password=True))
            if not changed.rowcount:
                raise NotFound("There is no such account.")
            connection.execute(delete(sessions).where(sessions.c.user == user))

    def deactivate(self, user: str) -> None:
        """Close the account and every session of it. Raises ``NotFound``."""
        with self._database.connection() as connection:
            here = update(accounts).where(accounts.c.user == user)
            closed = connection.execute(here.values(active=False, waits=False, reset_by=""))
            if not closed.rowcount:
                raise NotFound("There is no such account.")
            connection.execute(delete(sessions).where(sessions.c.user == user))

    def propose_again(self, user: str, by: str, *, anew: bool) -> None:
        """Let a closed account wait for an officer; ``anew`` takes its password. Raises ``NotFound``."""
        closed = (accounts.c.user == user) & accounts.c.active.is_(False) & accounts.c.waits.is_(False)
        without = {"password": "", "own_password": False} if anew else {}
        with self._database.connection() as connection:
            here = update(accounts).where(closed)
            if not connection.execute(here.values(waits=True, proposed_by=by, **without)).rowcount:
                raise NotFound("There is no such closed account.")

    def propose_reset(self, user: str, by: str) -> None:
        """Keep who proposed that the second factors go; empty: nobody does. Raises ``NotFound``."""
        with self._database.connection() as connection:
            here = update(accounts).where(accounts.c.user == user, accounts.c.active.is_(True))
            if not connection.execute(here.values(reset_by=by)).rowcount:
                raise NotFound("There is no such active account.")

    def open_session(self, digest: str, user: str, at: datetime, way: Way = Way.PASSWORD) -> None:
        """Keep a session by the SHA-256 of its token. Raises ``NotFound`` without an active account."""
        with self._database.connection() as connection:
            if not _active(connection, user):
                raise NotFound("There is no such active account.")
            kept = {"digest": digest, "user": user, "opened_at": at, "seen_at": at, "way": way.value}
            connection.execute(insert(sessions).values(kept))

    def session(self, digest: str) -> Session | None:
        """An open session of an active account."""
        query = (
            select(sessions)
            .join(accounts, accounts.c.user == sessions.c.user)
            .where(sessions.c.digest == digest, accounts.c.active.is_(True))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Session(row.user, row.opened_at, row.seen_at, Way(row.way))

    def sessions(self, user: str) -> list[tuple[str, Session]]:
        """Every session of an account with its digest, the newest first."""
        query = select(sessions).where(sessions.c.user == user).order_by(sessions.c.opened_at.desc())
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [(r.digest, Session(r.user, r.opened_at, r.seen_at, Way(r.way))) for r in rows]

    def close_sessions(self, user: str) -> None:
        """End every session of an account."""
        with self._database.connection() as connection:
            connection.execute(delete(sessions).where(sessions.c.user == user))

    def touch_session(self, digest: str, at: datetime) -> None:
        """Note that the session was used."""
        with self._database.connection() as connection:
            connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=at))

    def close_session(self, digest: str) -> bool:
        """End it; whether it was open until now."""
        with self._database.connection() as connection:
            return connection.execute(delete(sessions).where(sessions.c.digest == digest)).rowcount > 0

    def _read(self, *where: Any) -> list[Account]:
        with self._database.reading() as connection:
            rows = connection.execute(select(accounts).where(*where).order_by(accounts.c.user)).all()
            links = connection.execute(select(account_projects).where(
                account_projects.c.user.in_([row.user for row in rows])
            )).all()  # fmt: skip
        return [
            Account(
                user=row.user,
                role=Role(row.role),
                projects=frozenset(link.project for link in links if link.user == row.user),
                active=row.active,
                created_at=row.created_at,
                password=row.password,
                waits=row.waits,
                proposed_by=row.proposed_by,
                own_password=row.own_password,
                reset_by=row.reset_by,
                organisation=row.organisation,
            )
            for row in rows
        ]


def _active(connection: Connection, user: str) -> bool:
    return connection.scalar(select(accounts.c.active).where(accounts.c.user == user)) is True
