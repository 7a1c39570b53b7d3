"""The book of keys: subject keys wrapped under epoch keys, epoch keys wrapped under one outermost key.

The book is a database apart from the archive's, so that it can be backed up apart and briefly. A key
that was destroyed leaves a tombstone, and its subject never gets another: whoever restores the archive
cannot by mistake give a shredded participant a new key. No key stands in a repr, an error or a log.

Rotation makes a new epoch and wraps every subject's key again, a few at a time, while the archive is in
use; it can stop anywhere and go on later. An old epoch's key is destroyed only when nothing hangs on it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError

from archive.errors import KeyDestroyed, NotFound, UsageError
from archive.ports import Progress
from archive.store.database import Database
from archive.store.envelope import KEY_BYTES, derive
from archive.store.epochs import Epochs
from archive.store.keytables import metadata, subjects, tombstones
from archive.store.wrapping import Outer, Wrapped, unwrap, wrap

_BATCH = 200


class KeyBook:
    """A ``KeyRing`` over a database of its own and an outermost key. Safe to share between threads."""

    def __init__(self, database: Database, outer: Outer) -> None:
        self._database = database
        with database.connection() as connection:
            metadata.create_all(connection)
        self._epochs = Epochs(database, outer)
        self._lock = threading.Lock()
        self._keys: dict[str, bytes] = {}
        self._deaths = 0

    def create(self, subject: str) -> None:
        """Make the subject's key under the newest epoch, unless there is one.

        Raises ``KeyDestroyed`` for a subject whose key was destroyed.
        """
        if not subject:
            raise UsageError("A key needs the id of its participant, group or testimony.")
        with self._database.connection() as connection:
            if _dead(connection, {subject}):
                raise _gone()
            if connection.scalar(select(subjects.c.epoch).where(subjects.c.subject == subject)):
                return
            epoch = self._epochs.newest()
            wrapped = wrap(self._epochs.key(epoch), os.urandom(KEY_BYTES), _place(subject))
            values = {"subject": subject, "epoch": epoch, "sealed": wrapped.sealed, "proof": wrapped.proof}
            # Another process may have made it a moment ago: then that one stands.
            with suppress(IntegrityError), connection.begin_nested():
                connection.execute(insert(subjects).values(**values))

    def key(self, subject: str) -> bytes:
        """The subject's 32 bytes. Raises ``KeyDestroyed`` once destroyed, ``NotFound`` if never made."""
        found = self.keys({subject})
        if subject not in found:
            raise _gone()
        return found[subject]

    def keys(self, wanted: Collection[str]) -> dict[str, bytes]:
        """The keys of these subjects that live, in one look; a destroyed one is absent.

        Raises ``NotFound`` if one of them was never made.
        """
        with self._database.reading() as connection:
            deaths = connection.scalar(select(func.count()).select_from(tombstones)) or 0
            found = self._cached(wanted, deaths)
            missing = set(wanted) - found.keys()
            if not missing:
                return found
            rows = connection.execute(select(subjects).where(subjects.c.subject.in_(missing))).all()
            lost = missing - {row.subject for row in rows} - _dead(connection, missing)
        if lost:
            raise NotFound("There is no key for this participant, group or testimony.")
        fresh = {row.subject: self._unwrapped(row) for row in rows}
        with self._lock:
            if deaths == self._deaths:
                self._keys |= fresh
        return found | fresh

    def destroy(self, subject: str) -> None:
        """Destroy the key and leave a tombstone, durably. Twice is no error; never made is none either."""
        with self._database.connection() as connection:
            connection.execute(delete(subjects).where(subjects.c.subject == subject))
            if not _dead(connection, {subject}):
                with suppress(IntegrityError), connection.begin_nested():
                    values = {"subject": subject, "destroyed_at": datetime.now(UTC)}
                    connection.execute(insert(tombstones).values(**values))
        with self._lock:
            self._keys.pop(subject, None)

    def destroyed(self) -> frozenset[str]:
        """Subjects whose keys were destroyed."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(select(tombstones.c.subject)))

    def secret(self, label: str) -> bytes:
        """A 32-byte secret for one use of the archive; the same label always gives the same."""
        return derive(self._epochs.root, b"heard secret", label.encode())

    def epochs(self) -> list[int]:
        """Numbers of the living epochs, oldest first."""
        return self._epochs.numbers()

    def rows_behind(self) -> int:
        """How many keys still hang on an older epoch, or epochs on an older outermost key."""
        newest = self._epochs.newest()
        with self._database.reading() as connection:
            query = select(func.count()).select_from(subjects).where(subjects.c.epoch < newest)
            return (connection.scalar(query) or 0) + self._epochs.behind()

    def rotate(self, progress: Progress | None = None) -> int:
        """Begin a new epoch and bring every key over to it; the new epoch's number.

        If an earlier rotation was cut short, this one finishes it instead of beginning another.
        """
        if not self.rows_behind():
            self._epochs.begin()
        self.rewrap(progress)
        return self._epochs.newest()

    def rewrap(self, progress: Progress | None = None) -> int:
        """Wrap again what is behind, a batch per transaction, while others read. How many keys were."""
        self._epochs.rewrap()
        newest, total, done = self._epochs.newest(), self.rows_behind(), 0
        while moved := self._rewrap_batch(newest, _BATCH):
            done += moved
            if progress is not None:
                progress("keys", done, max(total, done))
        return done

    def retire(self, epoch: int) -> None:
        """Destroy an old epoch's key. Raises ``UsageError`` while a key hangs on it or it is the newest.

        Do this only when the backups of the key ring that were made under it have aged out.
        """
        self._epochs.retire(epoch)

    def close(self) -> None:
        """Forget every key in memory and let go of the database."""
        with self._lock:
            self._keys.clear()
        self._epochs.forget()
        self._database.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def _cached(self, wanted: Collection[str], deaths: int) -> dict[str, bytes]:
        """What is in memory. Where any process destroyed a key since, nothing in memory is trusted."""
        with self._lock:
            if deaths != self._deaths:
                self._keys.clear()
                self._deaths = deaths
            return {subject: self._keys[subject] for subject in wanted if subject in self._keys}

    def _unwrapped(self, row: Row[tuple[str, int, bytes, bytes]]) -> bytes:
        return unwrap(self._epochs.key(row.epoch), Wrapped(row.sealed, row.proof), _place(row.subject))

    def _rewrap_batch(self, newest: int, size: int) -> int:
        """Bring up to ``size`` keys over to the newest epoch; how many there were to bring."""
        with self._database.connection() as connection:
            rows = connection.execute(select(subjects).where(subjects.c.epoch < newest).limit(size)).all()
            for row in rows:
                wrapped = wrap(self._epochs.key(newest), self._unwrapped(row), _place(row.subject))
                # A key destroyed or moved by another process meanwhile is left alone.
                here = (subjects.c.subject == row.subject) & (subjects.c.epoch == row.epoch)
                values = {"epoch": newest, "sealed": wrapped.sealed, "proof": wrapped.proof}
                connection.execute(update(subjects).where(here).values(**values))
            return len(rows)


def _place(subject: str) -> str:
    return f"subject:{subject}"


def _dead(connection: Connection, wanted: Collection[str]) -> set[str]:
    dead = select(tombstones.c.subject).where(tombstones.c.subject.in_(list(wanted)))
    return set(connection.scalars(dead))


def _gone() -> KeyDestroyed:
    return KeyDestroyed("This key was destroyed when consent was withdrawn, and the words with it.")
