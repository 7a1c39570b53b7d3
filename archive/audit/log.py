"""The log in the archive's own database, written before anything is answered.

One writer at a time numbers, times and hashes each event; it becomes durable with the transaction of the
store, or with one of its own. After the commit the head beside the keys and, when due, a signed
checkpoint are renewed. Whatever fails on the way is ``LogUnwritable``: then nothing may be served. The
log is never repaired here, and no entry is ever changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection, Select, select, text
from sqlalchemy.exc import SQLAlchemyError

from archive.audit import merkle
from archive.audit.anchors import Checkpoints, Head
from archive.audit.canonical import export_line, leaf_data, stamp
from archive.audit.events import Json, entry_from, event_json
from archive.audit.notes import Signer, VerifierKey, verify_note
from archive.audit.sealing import OfficerSeal
from archive.audit.tables import events, participants
from archive.audit.tree import complete_node, frontier_of, size_of
from archive.audit.verification import verify_rows
from archive.errors import HeardError, LogBroken, LogUnwritable
from archive.model import Event, LogEntry
from archive.ports import Clock

CHECKPOINT_EVERY = 100
CHECKPOINT_SECONDS = timedelta(seconds=60)
CHECKPOINT_AT_ONCE = ("consent:", "key:", "user:")
PAGE = 1000
_WRITER_LOCK = 4_807_526_978


class Transactions(Protocol):
    """What the log needs of the archive's database: to join the running transaction or open one."""

    @property
    def in_transaction(self) -> bool:
        """Whether this thread is inside a transaction now."""
        ...

    def connection(self) -> AbstractContextManager[Connection]:
        """For writing; joins this thread's transaction, or opens one that commits at the end."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """For reading alone."""
        ...

    def on_commit(self, callback: Callable[[], None]) -> None:
        """Run ``callback`` once the transaction is durable; forget it if it fails."""
        ...


class SqlAuditLog:
    """``AuditLog`` over SQLCipher or PostgreSQL. Call ``check_head`` before the first use."""

    def __init__(
        self,
        database: Transactions,
        clock: Clock,
        signer: Signer,
        officer: OfficerSeal,
        checkpoints: Checkpoints,
        head: Head,
    ) -> None:
        self._database = database
        self._clock = clock
        self._signer = signer
        self._officer = officer
        self._checkpoints = checkpoints
        self._head = head
        self._durable = 0
        self._kept_size = -1
        self._signed_size = 0
        self._signed_at: datetime | None = None
        self._anchors_failed = False

    @property
    def verifier_key(self) -> VerifierKey:
        """The public key of the checkpoints, to be kept with them."""
        return self._signer.verifier

    def append(self, event: Event) -> LogEntry:
        """See ``AuditLog``."""
        fields = event_json(event)
        joined = self._database.in_transaction
        try:
            if self._anchors_failed:
                self._anchor(self._durable if joined else None, sign=True)
            with self._database.connection() as connection:
                with connection.begin_nested() if joined else nullcontext():
                    entry = self._insert(connection, event, fields)
                sign = self._due(entry)
                self._database.on_commit(lambda: self._after_commit(entry.seq + 1, sign=sign))
        except Exception as error:  # fail closed: whatever it was, the event is not in the log
            raise _unwritable(error) from None
        if self._anchors_failed and not joined:
            raise _unwritable()
        return entry

    def _insert(self, connection: Connection, event: Event, fields: Json) -> LogEntry:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITER_LOCK})
        frontier = frontier_of(connection, size_of(connection))
        seq, at = frontier.size, self._clock.now()
        data = leaf_data(seq, stamp(at), fields)
        leaf = merkle.leaf_hash(data)
        row = {
            "seq": seq,
            "at": stamp(at),
            "action": event.action.value,
            "actor": event.actor,
            "object_id": event.object_id,
            "data": data,
            "leaf": leaf,
            "nodes": b"".join(frontier.append(leaf)),
        }
        connection.execute(events.insert(), row)
        named = [{"participant": each, "seq": seq} for each in sorted(set(event.participants))]
        if named:
            connection.execute(participants.insert(), named)
        return LogEntry(seq, at, event, leaf)

    def _due(self, entry: LogEntry) -> bool:
        return (
            self._signed_at is None
            or entry.event.action.value.startswith(CHECKPOINT_AT_ONCE)
            or entry.seq + 1 - self._signed_size >= CHECKPOINT_EVERY
            or abs(entry.at - self._signed_at) >= CHECKPOINT_SECONDS
        )

    def _after_commit(self, size: int, *, sign: bool) -> None:
        # The transaction is durable whatever happens here, so a failure is remembered: an append with a
        # transaction of its own reports it at once, and every later one has to mend it first.
        self._durable = max(self._durable, size)
        if self._kept_size >= size and not (sign and self._signed_size < size):
            return
        try:
            self._anchor(sign=sign)
        except Exception:
            self._anchors_failed = True

    def _anchor(self, size: int | None = None, *, sign: bool) -> str:
        """Keep the head over the first ``size`` entries (all, if not said), and sign them if asked."""
        with self._database.reading() as connection:
            frontier = frontier_of(connection, size_of(connection) if size is None else size)
        size, root = frontier.size, frontier.root()
        self._head.keep(size, root)
        self._kept_size = max(self._kept_size, size)
        if not sign:
            return ""
        note = self._signer.sign(size, root)
        self._checkpoints.write(note)
        self._signed_size, self._signed_at = size, self._clock.now()
        self._anchors_failed = False
        return note

    def entries(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        action: str | None = None,
        actor: str | None = None,
        object_id: str | None = None,
        participant: str | None = None,
    ) -> Iterator[LogEntry]:
        """See ``AuditLog``. ``since`` is included and ``until`` is not.

        ``action`` is a whole action or its object with the colon, ``consent:``.
        """
        query = select(events.c.seq, events.c.data, events.c.leaf)
        if since is not None:
            query = query.where(events.c.at >= stamp(since))
        if until is not None:
            query = query.where(events.c.at < stamp(until))
        if action is not None:
            exact = not action.endswith(":")
            column = events.c.action
            query = query.where(column == action if exact else column.startswith(action, autoescape=True))
        if actor is not None:
            query = query.where(events.c.actor == actor)
        if object_id is not None:
            query = query.where(events.c.object_id == object_id)
        if participant is not None:
            named = select(participants.c.seq).where(participants.c.participant == participant)
            query = query.where(events.c.seq.in_(named))
        for _, data, leaf in self._pages(query):
            yield entry_from(data, leaf)

    def _pages(self, query: Select[int, bytes, bytes]) -> Iterator[tuple[int, bytes, bytes]]:
        """Page by page, so that whoever reads may also write, and no lock waits on a reader."""
        last = -1
        while True:
            page = query.where(events.c.seq > last).order_by(events.c.seq).limit(PAGE)
            with self._database.reading() as connection:
                rows = connection.execute(page).all()
            for seq, data, leaf in rows:
                yield seq, bytes(data), bytes(leaf)
                last = seq
            if len(rows) < PAGE:
                return

    def size(self) -> int:
        """See ``AuditLog``."""
        with self._database.reading() as connection:
            return size_of(connection)

    def checkpoint(self) -> str:
        """See ``AuditLog``. The note is written to the checkpoints too; do so at shutdown.

        Inside a transaction it waits for nothing and would sign what may yet be undone: refused.
        """
        if self._database.in_transaction:
            raise LogUnwritable(
                "A checkpoint is signed only over what is durable: end the transaction first."
            )
        try:
            return self._anchor(sign=True)
        except (HeardError, SQLAlchemyError, OSError):
            raise LogUnwritable(
                "The checkpoint could not be written. Check the disk and the permissions of the log's folder."
            ) from None

    def check_head(self) -> None:
        """Compare the log with its head and its latest checkpoint; call it before anything is served.

        Raises ``LogBroken`` if the log is shorter than it was, or is not the continuation of it. The
        first call on an empty log keeps the first head.
        """
        kept = self._head.read()
        note = self._checkpoints.latest()
        with self._database.reading() as connection:
            size = size_of(connection)
            if kept is None and size:
                raise LogBroken(
                    "The log has entries, but its head is missing from the folder of keys. Restore that "
                    "folder from its backup, then verify the log against a checkpoint kept elsewhere."
                )
            if kept is not None:
                self._check_anchor(connection, size, *kept)
            if note is not None:
                signed = self._signed(note)
                self._check_anchor(connection, size, *signed)
                self._signed_size = signed[0]
        if kept is None:
            self._head.keep(0, merkle.EMPTY_ROOT)

    def _signed(self, note: str) -> tuple[int, bytes]:
        try:
            found = verify_note(note, self._signer.verifier)
        except ValueError as error:
            raise LogBroken(f"The checkpoint does not hold: {error}") from None
        return found.size, found.root

    def _check_anchor(self, connection: Connection, size: int, kept_size: int, kept_root: bytes) -> None:
        if size < kept_size:
            raise LogBroken(
                f"The log has {size} entries and once had {kept_size}: its end was cut off, or an older "
                "database was put back. Nothing is served; restore the newest backup and verify it."
            )
        if frontier_of(connection, kept_size).root() != kept_root:
            raise LogBroken(
                f"The first {kept_size} entries of the log are not the ones that were there before: it was "
                "rewritten, or an older database was continued. Nothing is served; verify against a "
                "checkpoint kept elsewhere."
            )

    def verify(self, checkpoint: str | None = None) -> int:
        """See ``AuditLog``. Every entry is hashed again and compared with all that was kept of it."""
        anchors = [kept] if (kept := self._head.read()) is not None else []
        anchors += [self._signed(note) for note in (checkpoint, self._checkpoints.latest()) if note]
        with self._database.reading() as connection:
            return verify_rows(connection, anchors)

    def export(self) -> Iterator[str]:
        """See ``AuditLog``. Lines end without a line feed."""
        for seq, data, leaf in self._pages(select(events.c.seq, events.c.data, events.c.leaf)):
            yield export_line(data, seq, leaf).decode("utf-8")

    def inclusion_proof(self, seq: int, size: int) -> list[bytes]:
        """Audit path of entry ``seq`` in the tree of the first ``size`` entries."""
        with self._database.reading() as connection:
            return merkle.inclusion_proof(lambda level, at: complete_node(connection, level, at), seq, size)

    def consistency_proof(self, old: int, new: int) -> list[bytes]:
        """Proof that the first ``old`` entries are the beginning of the first ``new`` ones."""
        with self._database.reading() as connection:
            return merkle.consistency_proof(lambda level, at: complete_node(connection, level, at), old, new)

    def seal(self, clear: str) -> bytes:
        """See ``AuditLog``."""
        return self._officer.seal(clear)

    def unseal(self, sealed: bytes) -> str:
        """See ``AuditLog``."""
        return self._officer.unseal(sealed)

    def fingerprint(self, clear: str) -> str:
        """See ``AuditLog``."""
        return self._officer.fingerprint(clear)


def _unwritable(error: Exception | None = None) -> LogUnwritable:
    why = f" ({type(error).__name__})" if error is not None else ""
    return LogUnwritable(
        f"The log could not be written, so nothing was served{why}. Check the disk, the database and the "
        "folders of the log and of the keys; then try again."
    )
