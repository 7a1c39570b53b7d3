"""Passkeys of accounts. Key and label are sealed to their account and id, so that neither can be exchanged.

Whoever may write into the database but has no key cannot put a key of their own in place of somebody's: what
was not sealed here does not open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import Base64Bytes
from sqlalchemy import Row, delete, func, insert, select, update

from archive.errors import SealBroken, UsageError
from archive.model import Passkey
from archive.store.credential_tables import passkeys
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import ARCHIVE, Sealer, Shape

MOST = 20
"""Passkeys that one account may have."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is sealed of a passkey."""

    label: str = field(repr=False)
    public_key: Base64Bytes = field(repr=False)


_SHAPE: Shape[_Kept] = Shape(_Kept)


class SqlPasskeys:
    """The part of the store that keeps passkeys."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def add(self, passkey: Passkey) -> None:
        """Keep a new one. Raises ``UsageError`` if its id is kept already or the account has too many."""
        sealed = self._sealer.seal(_packed(passkey), _context(passkey.user, passkey.credential))
        row = {
            "credential": passkey.credential, "user": passkey.user, "sign_count": passkey.sign_count,
            "created_at": passkey.created_at, "used_at": passkey.used_at, "sealed": sealed,
        }  # fmt: skip
        mine = select(func.count()).select_from(passkeys).where(passkeys.c.user == passkey.user)
        same = select(passkeys.c.user).where(passkeys.c.credential == passkey.credential)
        with self._database.connection() as connection:
            if connection.scalar(same) is not None:
                raise UsageError("This passkey is in use already. Take another device or another key.")
            if (connection.scalar(mine) or 0) >= MOST:
                raise UsageError(f"An account has at most {MOST} passkeys. Remove one first.")
            connection.execute(insert(passkeys).values(row))

    def get(self, credential: str) -> Passkey | None:
        """One by its id, whosever it is."""
        return next(iter(self._read(passkeys.c.credential == credential)), None)

    def of(self, user: str) -> list[Passkey]:
        """Those of an account, the oldest first."""
        return self._read(passkeys.c.user == user)

    def count(self, user: str) -> int:
        """How many an account has."""
        query = select(func.count()).select_from(passkeys).where(passkeys.c.user == user)
        with self._database.reading() as connection:
            return connection.scalar(query) or 0

    def advance(self, passkey: Passkey, sign_count: int, at: datetime) -> bool:
        """Keep the counter after a use; no, if it has moved since the passkey was read."""
        as_read = (passkeys.c.credential == passkey.credential) & (
            passkeys.c.sign_count == passkey.sign_count
        )
        with self._database.connection() as connection:
            here = update(passkeys).where(as_read)
            return connection.execute(here.values(sign_count=sign_count, used_at=at)).rowcount > 0

    def remove(self, user: str, credential: str) -> bool:
        """Forget one of an account's; whether there was one."""
        one = (passkeys.c.user == user) & (passkeys.c.credential == credential)
        with self._database.connection() as connection:
            return connection.execute(delete(passkeys).where(one)).rowcount > 0

    def remove_all(self, user: str) -> None:
        """Forget those of an account, also what does not open any more."""
        with self._database.connection() as connection:
            connection.execute(delete(passkeys).where(passkeys.c.user == user))

    def handle(self, user: str) -> bytes:
        """What authenticators know an account by: a keyed digest, no name (32 bytes)."""
        return self._sealer.lookup("user handle", user)

    def _read(self, where: Any) -> list[Passkey]:
        query = select(passkeys).where(where).order_by(passkeys.c.created_at, passkeys.c.credential)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [self._opened(row) for row in rows]

    def _opened(self, row: Row[Any]) -> Passkey:
        clear = self._sealer.open(row.sealed, _context(row.user, row.credential))
        if clear is None:
            raise SealBroken("A passkey cannot be opened. Open the archive with its own key ring.")
        kept = _SHAPE.unpacked(clear)
        return Passkey(
            row.credential, row.user, kept.label, bytes(kept.public_key), row.sign_count, row.created_at,
            row.used_at,
        )  # fmt: skip


def _packed(passkey: Passkey) -> bytes:
    return _SHAPE.packed(_Kept(passkey.label, passkey.public_key))


def _context(user: str, credential: str) -> Context:
    return Context(f"{user}/{credential}", "passkey", 1, ARCHIVE)
