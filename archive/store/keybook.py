"""The book of keys: subject keys wrapped under epoch keys, epoch keys wrapped under one outermost key.

The book is a database apart from the archive's, so that it can be backed up apart and briefly. A key
that was destroyed leaves a tombstone, and its subject never gets another: whoever restores the archive
cannot by mistake give a shredded participant a new key. A key in escrow answers as if it were destroyed,
until it is released or its day has come. No key stands in a repr, an error or a log.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, date, datetime

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError

from archive.errors import KeyDestroyed, NotFound, UsageError
from archive.model import KeyStatus
from archive.ports import Progress
from archive.store import rotation
from archive.store.database import Database
from archive.store.envelope import KEY_BYTES, derive
from archive.store.epochs import Epochs
from archive.store.keytables import escrow, subjects, tombstones
from archive.store.schema import upgrade_keys
from archive.store.wrapping import Outer, Wrapped, unwrap, wrap


class KeyBook:
    """A ``KeyRing`` over a database of its own and an outermost key. Safe to share between threads."""

    def __init__(self, database: Database, outer: Outer) -> None:
        self._database = database
        upgrade_keys(database.engine)
        self._epochs = Epochs(database, outer)
        self._lock = threading.Lock()
        self._keys: dict[str, bytes] = {}
        self._deaths = 0

    @property
    def database(self) -> Database:
        """Where the wrapped keys stand, to be copied into a backup."""
        return self._database

    def create(self, subject: str) -> None:
        """Make the subject's key under the newest epoch, unless there is one.

        Raises ``KeyDestroyed`` for a subject whose key was destroyed or lies in escrow.
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
        live = self.keys({subject})
        if subject not in live:
            raise _gone()
        return live[subject]

    def keys(self, wanted: Collection[str]) -> dict[str, bytes]:
        """The keys of these subjects that live, in one look; a destroyed one is absent.

        Raises ``NotFound`` if one of them was never made.
        """
        with self._database.reading() as connection:
            deaths = _deaths(connection)
            live = self._cached(wanted, deaths)
            missing = set(wanted) - live.keys()
            if not missing:
                return live
            rows = connection.execute(select(subjects).where(subjects.c.subject.in_(missing))).all()
            lost = missing - {row.subject for row in rows} - _dead(connection, missing)
        if lost:
            raise NotFound("There is no key for this participant, group or testimony.")
        fresh = {row.subject: self._unwrapped(row) for row in rows}
        with self._lock:
            if deaths == self._deaths:
                self._keys |= fresh
        return live | fresh

    def destroy(self, subject: str) -> None:
        """Destroy the key and leave a tombstone, durably. Twice is no error; never made is none either."""
        with self._database.connection() as connection:
            for table in (subjects, escrow):
                connection.execute(delete(table).where(table.c.subject == subject))
            if not _entombed(connection, {subject}):
                with suppress(IntegrityError), connection.begin_nested():
                    values = {"subject": subject, "destroyed_at": datetime.now(UTC)}
                    connection.execute(insert(tombstones).values(**values))
        self._drop(subject)

    def destroyed(self) -> frozenset[str]:
        """Subjects whose keys were destroyed."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(select(tombstones.c.subject)))

    def escrow(self, subject: str, until: date) -> None:
        """Put the key where nothing is sealed or opened with it, durably, under a place of its own.

        Again changes the day. Raises ``KeyDestroyed`` once destroyed, ``NotFound`` if never made.
        """
        with self._database.connection() as connection:
            if _entombed(connection, {subject}):
                raise _gone()
            key = self._take(connection, subject)
            epoch = self._epochs.newest()
            wrapped = wrap(self._epochs.key(epoch), key, _escrow_place(subject, until))
            values = {"subject": subject, "until": until, "epoch": epoch}
            connection.execute(insert(escrow).values(**values, sealed=wrapped.sealed, proof=wrapped.proof))
        self._drop(subject)

    def escrowed(self) -> dict[str, date]:
        """Subjects whose keys lie in escrow, and the day until which they do."""
        with self._database.reading() as connection:
            rows = connection.execute(select(escrow.c.subject, escrow.c.until)).all()
        return {row.subject: row.until for row in rows}

    def release(self, subject: str) -> None:
        """Take the key out of escrow. Raises ``NotFound`` if it is not there."""
        with self._database.connection() as connection:
            if connection.scalar(select(escrow.c.epoch).where(escrow.c.subject == subject)) is None:
                raise NotFound("No key of this participant is held in escrow.")
            key = self._take(connection, subject)
            epoch = self._epochs.newest()
            wrapped = wrap(self._epochs.key(epoch), key, _place(subject))
            values = {"subject": subject, "epoch": epoch, "sealed": wrapped.sealed, "proof": wrapped.proof}
            connection.execute(insert(subjects).values(**values))

    def secret(self, label: str) -> bytes:
        """A 32-byte secret for one use of the archive; the same label always gives the same."""
        return derive(self._epochs.root, b"heard secret", label.encode())

    def epochs(self) -> list[int]:
        """Numbers of the living epochs, oldest first."""
        return self._epochs.numbers()

    def status(self) -> KeyStatus:
        """How many keys there are, on which epochs, and what a rotation has still to do."""
        return rotation.status(self._database, self._epochs)

    def rows_behind(self) -> int:
        """How many keys still hang on an older epoch, or epochs on an older outermost key."""
        return rotation.rows_behind(self._database, self._epochs)

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
        return rotation.rewrap(self._database, self._epochs, progress)

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

    def _take(self, connection: Connection, subject: str) -> bytes:
        """Take a key out of whichever of the two tables it stands in."""
        for table in (subjects, escrow):
            row = connection.execute(select(table).where(table.c.subject == subject)).one_or_none()
            if row is not None:
                place = _place(subject) if table is subjects else _escrow_place(subject, row.until)
                key = unwrap(self._epochs.key(row.epoch), Wrapped(row.sealed, row.proof), place)
                connection.execute(delete(table).where(table.c.subject == subject))
                return key
        raise NotFound("There is no key for this participant, group or testimony.")

    def _drop(self, subject: str) -> None:
        with self._lock:
            self._keys.pop(subject, None)

    def _cached(self, wanted: Collection[str], deaths: int) -> dict[str, bytes]:
        """What is in memory. Where any process destroyed a key since, nothing in memory is trusted."""
        with self._lock:
            if deaths != self._deaths:
                self._keys.clear()
                self._deaths = deaths
            return {subject: self._keys[subject] for subject in wanted if subject in self._keys}

    def _unwrapped(self, row: Row[tuple[str, int, bytes, bytes]]) -> bytes:
        return unwrap(self._epochs.key(row.epoch), Wrapped(row.sealed, row.proof), _place(row.subject))


def _place(subject: str) -> str:
    return rotation.place(subject)


def _escrow_place(subject: str, until: date) -> str:
    return rotation.escrow_place(subject, until)


def _deaths(connection: Connection) -> int:
    """Grows with every key that ceased to answer: what is destroyed from escrow was counted before."""
    counts = [select(func.count()).select_from(table).scalar_subquery() for table in (tombstones, escrow)]
    return connection.scalar(select(counts[0] + counts[1])) or 0


def _entombed(connection: Connection, wanted: Collection[str]) -> set[str]:
    dead = select(tombstones.c.subject).where(tombstones.c.subject.in_(list(wanted)))
    return set(connection.scalars(dead))


def _dead(connection: Connection, wanted: Collection[str]) -> set[str]:
    """Those that do not answer: destroyed, or in escrow."""
    held = select(escrow.c.subject).where(escrow.c.subject.in_(list(wanted)))
    return _entombed(connection, wanted) | set(connection.scalars(held))


def _gone() -> KeyDestroyed:
    return KeyDestroyed("This key was destroyed when consent was withdrawn, and the words with it.")
