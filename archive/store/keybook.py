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
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError

from archive.errors import KeyDestroyed, NotFound, UsageError
from archive.ports import Progress
from archive.store.database import Database
from archive.store.envelope import KEY_BYTES, commitment, derive
from archive.store.keytables import epochs, metadata, roots, subjects, tombstones
from archive.store.wrapping import Outer, Wrapped, proven, unwrap, wrap

_BATCH = 200
_ROOT = "root"


class KeyBook:
    """A ``KeyRing`` over a database of its own and an outermost key. Safe to share between threads."""

    def __init__(self, database: Database, outer: Outer) -> None:
        self._database = database
        self._outer = outer
        self._lock = threading.RLock()
        self._keys: dict[str, bytes] = {}
        self._epoch_keys: dict[int, bytes] = {}
        self._deaths = 0
        with database.connection() as connection:
            metadata.create_all(connection)
        self._root = self._open_root()
        if not self.epochs():
            self._begin_epoch(1)

    def create(self, subject: str) -> None:
        """Make the subject's key under the newest epoch, unless there is one.

        Raises ``KeyDestroyed`` for a subject whose key was destroyed.
        """
        if not subject:
            raise UsageError("A key needs the id of its participant, group or testimony.")
        with self._database.connection() as connection:
            if _is_dead(connection, subject):
                raise _gone()
            if connection.scalar(select(subjects.c.epoch).where(subjects.c.subject == subject)):
                return
            epoch = max(self.epochs())
            wrapped = wrap(self._epoch_key(epoch), os.urandom(KEY_BYTES), f"subject:{subject}")
            try:
                with connection.begin_nested():
                    connection.execute(
                        insert(subjects).values(
                            subject=subject, epoch=epoch, sealed=wrapped.sealed, proof=wrapped.proof
                        )
                    )
            except IntegrityError:
                return  # another process made it a moment ago

    def key(self, subject: str) -> bytes:
        """The subject's 32 bytes. Raises ``KeyDestroyed`` once destroyed, ``NotFound`` if never made."""
        self._forget_the_dead()
        with self._lock:
            cached = self._keys.get(subject)
            deaths = self._deaths
        if cached is not None:
            return cached
        with self._database.reading() as connection:
            row = connection.execute(select(subjects).where(subjects.c.subject == subject)).one_or_none()
            if row is None:
                if _is_dead(connection, subject):
                    raise _gone()
                raise NotFound("There is no key for this participant, group or testimony.")
        key = self._unwrapped(row)
        with self._lock:
            if deaths == self._deaths:
                self._keys[subject] = key
        return key

    def destroy(self, subject: str) -> None:
        """Destroy the key and leave a tombstone, durably. Twice is no error; never made is none either."""
        with self._database.connection() as connection:
            connection.execute(delete(subjects).where(subjects.c.subject == subject))
            if not _is_dead(connection, subject):
                with suppress(IntegrityError), connection.begin_nested():
                    connection.execute(
                        insert(tombstones).values(subject=subject, destroyed_at=datetime.now(UTC))
                    )
        with self._lock:
            self._keys.pop(subject, None)

    def destroyed(self) -> frozenset[str]:
        """Subjects whose keys were destroyed."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(select(tombstones.c.subject)))

    def secret(self, label: str) -> bytes:
        """A 32-byte secret for one use of the archive; the same label always gives the same."""
        return derive(self._root, b"heard secret", label.encode())

    def epochs(self) -> list[int]:
        """Numbers of the living epochs, oldest first."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(epochs.c.number).order_by(epochs.c.number)))

    def rows_behind(self) -> int:
        """How many subject keys still hang on an older epoch, or epochs on an older outermost key."""
        with self._database.reading() as connection:
            newest = select(func.max(epochs.c.number)).scalar_subquery()
            behind = connection.scalar(
                select(func.count()).select_from(subjects).where(subjects.c.epoch < newest)
            )
            outer = [
                *connection.scalars(select(epochs.c.sealed)),
                *connection.scalars(select(roots.c.sealed)),
            ]
        return (behind or 0) + sum(self._outer.behind(sealed) for sealed in outer)

    def rotate(self, progress: Progress | None = None) -> int:
        """Begin a new epoch and bring every key over to it; the new epoch's number.

        If an earlier rotation was cut short, this one finishes it instead of beginning another.
        """
        if not self.rows_behind():
            self._begin_epoch(max(self.epochs()) + 1)
        self.rewrap(progress)
        return max(self.epochs())

    def rewrap(self, progress: Progress | None = None) -> int:
        """Wrap again what is behind, a batch per transaction, while others read. How many were."""
        self._rewrap_outer()
        newest, total, done = max(self.epochs()), self.rows_behind(), 0
        while batch := self._batch_behind(newest):
            with self._database.transaction():
                for subject in batch:
                    self._rewrap_one(subject, newest)
            done += len(batch)
            if progress is not None:
                progress("keys", done, max(total, done))
        return done

    def retire(self, epoch: int) -> None:
        """Destroy an old epoch's key. Raises ``UsageError`` while a key hangs on it or it is the newest.

        Do this only when the backups of the key ring that were made under it have aged out.
        """
        with self._database.connection() as connection:
            numbers = self.epochs()
            if epoch not in numbers:
                raise NotFound(f"There is no living epoch {epoch}.")
            if epoch == max(numbers):
                raise UsageError(f"Epoch {epoch} is the newest: rotate before you retire it.")
            hanging = connection.scalar(
                select(func.count()).select_from(subjects).where(subjects.c.epoch == epoch)
            )
            if hanging:
                raise UsageError(f"{hanging} keys still hang on epoch {epoch}: finish the rotation first.")
            connection.execute(delete(epochs).where(epochs.c.number == epoch))
        with self._lock:
            self._epoch_keys.pop(epoch, None)

    def close(self) -> None:
        """Forget every key in memory and let go of the database."""
        with self._lock:
            self._keys.clear()
            self._epoch_keys.clear()
        self._database.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def _forget_the_dead(self) -> None:
        """Another process may have destroyed a key: then no key kept in memory is trusted any more."""
        with self._database.reading() as connection:
            deaths = connection.scalar(select(func.count()).select_from(tombstones)) or 0
        with self._lock:
            if deaths != self._deaths:
                self._keys.clear()
                self._deaths = deaths

    def _open_root(self) -> bytes:
        with self._database.connection() as connection:
            row = connection.execute(select(roots).where(roots.c.label == _ROOT)).one_or_none()
            if row is not None:
                return proven(self._outer.unwrap(row.sealed, _ROOT), row.proof)
            root = os.urandom(KEY_BYTES)
            connection.execute(
                insert(roots).values(
                    label=_ROOT, sealed=self._outer.wrap(root, _ROOT), proof=commitment(root)
                )
            )
            return root

    def _begin_epoch(self, number: int) -> None:
        key = os.urandom(KEY_BYTES)
        sealed = self._outer.wrap(key, f"epoch:{number}")
        with self._database.connection() as connection:
            connection.execute(
                insert(epochs).values(
                    number=number, sealed=sealed, proof=commitment(key), made_at=datetime.now(UTC)
                )
            )

    def _epoch_key(self, number: int) -> bytes:
        with self._lock:
            cached = self._epoch_keys.get(number)
        if cached is not None:
            return cached
        with self._database.reading() as connection:
            row = connection.execute(select(epochs).where(epochs.c.number == number)).one()
        key = proven(self._outer.unwrap(row.sealed, f"epoch:{number}"), row.proof)
        with self._lock:
            self._epoch_keys[number] = key
        return key

    def _unwrapped(self, row: Row[tuple[str, int, bytes, bytes]]) -> bytes:
        wrapped = Wrapped(row.sealed, row.proof)
        return unwrap(self._epoch_key(row.epoch), wrapped, f"subject:{row.subject}")

    def _batch_behind(self, newest: int) -> list[str]:
        with self._database.reading() as connection:
            behind = select(subjects.c.subject).where(subjects.c.epoch < newest).limit(_BATCH)
            return list(connection.scalars(behind))

    def _rewrap_one(self, subject: str, newest: int) -> None:
        with self._database.connection() as connection:
            row = connection.execute(select(subjects).where(subjects.c.subject == subject)).one_or_none()
            if row is None or row.epoch >= newest:
                return
            wrapped = wrap(self._epoch_key(newest), self._unwrapped(row), f"subject:{subject}")
            connection.execute(
                update(subjects)
                .where(subjects.c.subject == subject, subjects.c.epoch == row.epoch)
                .values(epoch=newest, sealed=wrapped.sealed, proof=wrapped.proof)
            )

    def _rewrap_outer(self) -> None:
        """Bring root and epochs over to the newest version of the outermost key."""
        with self._database.connection() as connection:
            for row in connection.execute(select(epochs)).all():
                if self._outer.behind(row.sealed):
                    sealed = self._outer.wrap(self._epoch_key(row.number), f"epoch:{row.number}")
                    connection.execute(
                        update(epochs).where(epochs.c.number == row.number).values(sealed=sealed)
                    )
            for row in connection.execute(select(roots)).all():
                if self._outer.behind(row.sealed):
                    sealed = self._outer.wrap(self._root, row.label)
                    connection.execute(update(roots).where(roots.c.label == row.label).values(sealed=sealed))


def _is_dead(connection: Connection, subject: str) -> bool:
    dead = select(tombstones.c.subject).where(tombstones.c.subject == subject)
    return connection.scalar(dead) is not None


def _gone() -> KeyDestroyed:
    return KeyDestroyed("This key was destroyed when consent was withdrawn, and the words with it.")
