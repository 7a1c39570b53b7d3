"""Keeping the log's anchors in step with it, and comparing it with them before anything is served.

After each commit the head beside the keys is renewed, and when one is due a checkpoint is signed. What
could not be anchored is remembered: the log then refuses every further event until it was mended. A log
that does not continue what its anchors say is not opened.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection

from archive.audit import merkle
from archive.audit.anchors import Checkpoints, Head
from archive.audit.ledger_count import LedgerCount
from archive.audit.notes import Signer, extension_lines, read_note, verify_note
from archive.audit.tree import frontier_of, size_of
from archive.errors import LogBroken
from archive.model import LogEntry
from archive.ports import Clock

CHECKPOINT_EVERY = 100
CHECKPOINT_SECONDS = timedelta(seconds=60)
CHECKPOINT_AT_ONCE = ("consent:", "key:", "user:", "break_glass:", "identity:")


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


class Anchoring:
    """The head and the checkpoints of one log. ``failed`` says that they lag behind it."""

    def __init__(
        self,
        database: Transactions,
        clock: Clock,
        signer: Signer,
        checkpoints: Checkpoints,
        head: Head,
        withdrawals: Callable[[], LedgerCount] | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._signer = signer
        self._checkpoints = checkpoints
        self._head = head
        self._withdrawals = withdrawals
        self._durable = 0
        self._kept_size = -1
        self._signed_size = 0
        self._signed_at: datetime | None = None
        self.failed = False

    def due(self, entry: LogEntry) -> bool:
        """Whether a checkpoint is due once this entry is durable."""
        return (
            self._signed_at is None
            or entry.event.action.value.startswith(CHECKPOINT_AT_ONCE)
            or entry.seq + 1 - self._signed_size >= CHECKPOINT_EVERY
            or abs(entry.at - self._signed_at) >= CHECKPOINT_SECONDS
        )

    def after_commit(self, size: int, *, sign: bool) -> None:
        """Anchor what has just become durable. Never raises: the transaction stands whatever happens here."""
        self._durable = max(self._durable, size)
        if self._kept_size >= size and not (sign and self._signed_size < size):
            return
        try:
            self._anchor(sign=sign)
        except Exception:
            self.failed = True

    def mend(self) -> None:
        """Try again what failed. Inside a transaction only what was durable before it is anchored."""
        self._anchor(self._durable if self._database.in_transaction else None, sign=True)

    def checkpoint(self) -> str:
        """Anchor the whole log and return the signed note."""
        return self._anchor(sign=True)

    def _anchor(self, size: int | None = None, *, sign: bool) -> str:
        """Keep the head over the first ``size`` entries (all, if not said), and sign them if asked."""
        with self._database.reading() as connection:
            frontier = frontier_of(connection, size_of(connection) if size is None else size)
        size, root = frontier.size, frontier.root()
        count = self._withdrawals() if self._withdrawals is not None else None
        self._head.keep(size, root, count)
        self._kept_size = max(self._kept_size, size)
        if not sign:
            return ""
        now = self._clock.now()
        note = self._signer.sign(size, root, extension_lines(now, count))
        self._checkpoints.write(note)
        self._signed_size, self._signed_at = size, now
        self.failed = False
        return note

    def known(self, checkpoint: str | None = None) -> list[tuple[int, bytes]]:
        """Size and root of the head, of the latest checkpoint, and of ``checkpoint``.

        Raises ``LogBroken`` for an anchor that was altered or is not of this log.
        """
        kept = self._head.read()
        notes = [note for note in (checkpoint, self._checkpoints.latest()) if note]
        return ([kept] if kept is not None else []) + [self._signed(note) for note in notes]

    def check_note(self, note: str) -> None:
        """Compare the log with one checkpoint. Raises ``LogBroken``."""
        anchor = self._signed(note)
        with self._database.reading() as connection:
            _compare(connection, size_of(connection), *anchor)

    def known_withdrawals(self) -> list[LedgerCount]:
        """What the newest checkpoint counts of the ledger; nothing where it is from before that."""
        note = self._checkpoints.latest()
        if note is None:
            return []
        self._signed(note)
        count = read_note(note).withdrawals
        return [count] if count is not None else []

    def earlier(self) -> list[tuple[int, bytes]]:
        """Size and root of every checkpoint that this log's key ever signed: where a rewritten log parts."""
        checkpoints = []
        for note in self._checkpoints.history():
            with suppress(LogBroken):
                checkpoints.append(self._signed(note))
        return checkpoints

    def _signed(self, note: str) -> tuple[int, bytes]:
        try:
            checkpoint = verify_note(note, self._signer.verifier)
        except ValueError as error:
            raise LogBroken(f"The checkpoint does not hold: {error}") from None
        return checkpoint.size, checkpoint.root

    def check(self) -> None:
        """Compare the log with its anchors; the first call on an empty log keeps the first head.

        Raises ``LogBroken`` if the log is shorter than it was, or not the continuation of what it was.
        """
        # The anchors are read first: another process may append meanwhile, and they never lead the log.
        fresh = self._head.read() is None
        anchors = self.known()
        with self._database.reading() as connection:
            size = size_of(connection)
            if fresh and size:
                raise LogBroken(
                    "The log has entries, but its head is missing from the folder of keys: this is a copy, "
                    "or the head was lost. Nothing is served. Put the archive back with `heard restore`, "
                    "which asks who answers for the time since."
                )
            for anchor in anchors:
                _compare(connection, size, *anchor)
        if fresh:
            self._head.keep(0, merkle.EMPTY_ROOT)


def _compare(connection: Connection, size: int, kept_size: int, kept_root: bytes) -> None:
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
