"""Epoch keys: each wraps the subject keys of its time, and dies when nothing hangs on it any more.

They and the root of the archive's secrets are themselves wrapped under the outermost key, and are
wrapped again when that one gets a new version.
"""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from archive.errors import NotFound, UsageError
from archive.store.database import Database
from archive.store.envelope import KEY_BYTES, commitment
from archive.store.keytables import epochs, escrow, roots, subjects
from archive.store.wrapping import Outer, proven

_ROOT = "root"


class Epochs:
    """The epochs of one book of keys. There is always at least one."""

    def __init__(self, database: Database, outer: Outer) -> None:
        self._database = database
        self._outer = outer
        self._lock = threading.Lock()
        self._keys: dict[int, bytes] = {}
        self.root = self._open_root()
        if not self.numbers():
            self.begin()

    def numbers(self) -> list[int]:
        """Numbers of the living epochs, oldest first."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(epochs.c.number).order_by(epochs.c.number)))

    def newest(self) -> int:
        """The epoch under which keys are wrapped now."""
        return max(self.numbers())

    def begin(self) -> int:
        """Make the next epoch's key; its number."""
        key = os.urandom(KEY_BYTES)
        with self._database.connection() as connection:
            number = (connection.scalar(select(func.max(epochs.c.number))) or 0) + 1
            values = {"number": number, "proof": commitment(key), "made_at": datetime.now(UTC)}
            sealed = self._outer.wrap(key, _place(number))
            connection.execute(insert(epochs).values(**values, sealed=sealed))
        return number

    def key(self, number: int) -> bytes:
        """An epoch's key. Raises ``NotFound`` once it was retired."""
        with self._lock:
            cached = self._keys.get(number)
        if cached is not None:
            return cached
        with self._database.reading() as connection:
            row = connection.execute(select(epochs).where(epochs.c.number == number)).one_or_none()
        if row is None:
            raise NotFound(f"There is no living epoch {number}.")
        key = proven(self._outer.unwrap(row.sealed, _place(number)), row.proof)
        with self._lock:
            self._keys[number] = key
        return key

    def retire(self, number: int) -> None:
        """Destroy an old epoch's key. Raises ``UsageError`` while a key hangs on it or it is the newest."""
        with self._database.connection() as connection:
            if number not in self.numbers():
                raise NotFound(f"There is no living epoch {number}.")
            if number == self.newest():
                raise UsageError(f"Epoch {number} is the newest: rotate before you retire it.")
            if left := hanging(connection, number):
                raise UsageError(f"{left} keys still hang on epoch {number}: finish the rotation first.")
            connection.execute(delete(epochs).where(epochs.c.number == number))
        with self._lock:
            self._keys.pop(number, None)

    def behind(self) -> int:
        """How many epochs and roots still hang on an older version of the outermost key."""
        with self._database.reading() as connection:
            sealed = [
                *connection.scalars(select(epochs.c.sealed)),
                *connection.scalars(select(roots.c.sealed)),
            ]
        return sum(self._outer.behind(one) for one in sealed)

    def rewrap(self) -> None:
        """Bring them over to the newest version of the outermost key."""
        with self._database.connection() as connection:
            for row in connection.execute(select(epochs)).all():
                if self._outer.behind(row.sealed):
                    sealed = self._outer.wrap(self.key(row.number), _place(row.number))
                    here = epochs.c.number == row.number
                    connection.execute(update(epochs).where(here).values(sealed=sealed))
            for row in connection.execute(select(roots)).all():
                if self._outer.behind(row.sealed):
                    sealed = self._outer.wrap(self.root, row.label)
                    connection.execute(update(roots).where(roots.c.label == row.label).values(sealed=sealed))

    def forget(self) -> None:
        """Drop every key from memory."""
        with self._lock:
            self._keys.clear()

    def _open_root(self) -> bytes:
        with self._database.connection() as connection:
            row = connection.execute(select(roots).where(roots.c.label == _ROOT)).one_or_none()
            if row is not None:
                return proven(self._outer.unwrap(row.sealed, _ROOT), row.proof)
            root = os.urandom(KEY_BYTES)
            values = {"label": _ROOT, "sealed": self._outer.wrap(root, _ROOT), "proof": commitment(root)}
            connection.execute(insert(roots).values(**values))
            return root


def hanging(connection: Connection, number: int) -> int:
    """How many keys hang on one epoch: those in use and those in escrow."""
    counts = (select(func.count()).select_from(t).where(t.c.epoch == number) for t in (subjects, escrow))
    return sum(connection.scalar(count) or 0 for count in counts)


def _place(number: int) -> str:
    return f"epoch:{number}"
