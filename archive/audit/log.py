"""The log in the archive's own database, written before anything is answered.

One writer at a time numbers, times and hashes each event; it becomes durable with the transaction of the
store, or with one of its own. After the commit the head beside the keys and, when due, a signed
checkpoint are renewed. Whatever fails on the way is ``LogUnwritable``: then nothing may be served. The
log is never repaired here, and no entry is ever changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial

from sqlalchemy import Connection, Select, select, text
from sqlalchemy.exc import SQLAlchemyError

from archive.audit import merkle
from archive.audit.anchor_places import AnchorKind
from archive.audit.anchoring import Anchoring, Transactions
from archive.audit.anchors import Checkpoints, Head
from archive.audit.canonical import export_line, leaf_data, stamp
from archive.audit.events import Json, entry_from, event_json
from archive.audit.exports import evidence_lines
from archive.audit.ledger_count import LedgerCount
from archive.audit.notes import Signer, VerifierKey, read_note
from archive.audit.officer_seal import OfficerSeal
from archive.audit.officers import OfficerKey, OfficerPublic, read_officer
from archive.audit.tables import events, participants
from archive.audit.tree import complete_node, frontier_of, size_of
from archive.audit.verification import verify_rows
from archive.errors import HeardError, LogBroken, LogUnwritable
from archive.model import Action, Event, LogEntry, Outcome
from archive.ports import Clock

PAGE = 1000
_WRITER_LOCK = 4_807_526_978


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry as the table keeps it: its number, its own bytes and its leaf hash (RFC 6962)."""

    seq: int
    data: bytes = field(repr=False)
    leaf: bytes


@dataclass(frozen=True, slots=True)
class AppointedAnchor:
    """What the log says of the anchor outside: its kind, and a mark that stands for its place."""

    kind: AnchorKind
    mark: str


class SqlAuditLog:
    """``AuditLog`` over SQLCipher or PostgreSQL. Call ``check_head`` before the first use.

    ``withdrawals`` counts the ledger, so that each checkpoint says how long it was.
    """

    def __init__(
        self,
        database: Transactions,
        clock: Clock,
        signer: Signer,
        officer: OfficerSeal,
        checkpoints: Checkpoints,
        head: Head,
        withdrawals: Callable[[], LedgerCount] | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._officer = officer
        self._signer = signer
        self._anchors = Anchoring(database, clock, signer, checkpoints, head, withdrawals)
        self._brought: OfficerKey | None = None

    def bring(self, officer: OfficerKey) -> None:
        """Let sealed fields be opened with the officer's own key, for as long as this log is open."""
        self._brought = officer

    def officer(self) -> OfficerPublic | None:
        """The officer's key that the newest appointment in the log names, if there is one."""
        query = select(events.c.data).where(events.c.action == Action.KEY_APPOINT.value)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(events.c.seq.desc())).scalars()
            entries = (entry_from(bytes(data)) for data in rows)
            words = (_appointed(entry.event) for entry in entries)
            return next((read_officer(word) for word in words if word), None)

    def anchor(self) -> AppointedAnchor | None:
        """The anchor outside the folder that was appointed last, if ever one was."""
        query = select(events.c.data).where(events.c.action == Action.CONFIG_ANCHOR.value)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(events.c.seq.desc())).scalars()
            events_ = (entry_from(bytes(data)).event for data in rows)
            details = next((dict(e.details) for e in events_ if e.outcome is Outcome.PERMIT), None)
        return None if details is None else AppointedAnchor(AnchorKind(details["kind"]), details["place"])

    def root(self, size: int) -> bytes:
        """Root over the first ``size`` entries."""
        with self._database.reading() as connection:
            return frontier_of(connection, size).root()

    @property
    def origin(self) -> str:
        """Whose log it is: ``heard/`` and the archive's id."""
        return self._signer.origin

    @property
    def verifier_key(self) -> VerifierKey:
        """The public key of the checkpoints, to be kept with them."""
        return self._signer.verifier

    def append(self, event: Event) -> LogEntry:
        """See ``AuditLog``."""
        fields = event_json(event)
        joined = self._database.in_transaction
        try:
            if self._anchors.failed:
                self._anchors.mend()
            with self._database.connection() as connection:
                with connection.begin_nested() if joined else nullcontext():
                    entry = self._insert(connection, event, fields)
                sign = self._anchors.due(entry)
                self._database.on_commit(lambda: self._anchors.after_commit(entry.seq + 1, sign=sign))
        except Exception as error:  # fail closed: whatever it was, the event is not in the log
            raise _unwritable(error) from None
        if self._anchors.failed and not joined:
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
            # Named one by one, so that an index finds them: some are asked for at each opening of a long log.
            several = action.endswith(":")
            meant = [a.value for a in Action if a.value.startswith(action)] if several else [action]
            query = query.where(events.c.action.in_(meant))
        if actor is not None:
            query = query.where(events.c.actor == actor)
        if object_id is not None:
            query = query.where(events.c.object_id == object_id)
        if participant is not None:
            named = select(participants.c.seq).where(participants.c.participant == participant)
            query = query.where(events.c.seq.in_(named))
        for row in self._pages(query):
            yield entry_from(row.data, row.leaf)

    def _pages(self, query: Select[int, bytes, bytes]) -> Iterator[_Kept]:
        """Page by page, so that whoever reads may also write, and no lock waits on a reader."""
        last = -1
        while True:
            page = query.where(events.c.seq > last).order_by(events.c.seq).limit(PAGE)
            with self._database.reading() as connection:
                rows = connection.execute(page).all()
            for seq, data, leaf in rows:
                yield _Kept(seq, bytes(data), bytes(leaf))
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
            return self._anchors.checkpoint()
        except (HeardError, SQLAlchemyError, OSError):
            raise LogUnwritable(
                "The checkpoint could not be written. Check the disk and the permissions of the log's folder."
            ) from None

    def anchored(self) -> None:
        """See ``AuditLog``."""
        if self._anchors.failed:
            raise _unwritable()

    def sign(self, text: str) -> str:
        """See ``AuditLog``. Raises ``ValueError`` for a text that could be taken for a checkpoint."""
        return self._signer.sign_text(text)

    def check_head(self) -> None:
        """Compare the log with its head and its latest checkpoint; call it before anything is served.

        Raises ``LogBroken`` if the log was cut, rewritten or restored from an older database.
        """
        self._anchors.check()

    def check_note(self, note: str) -> None:
        """Compare the log with a checkpoint that stands elsewhere. Raises ``LogBroken``."""
        self._anchors.check_note(note)

    def known_withdrawals(self) -> list[LedgerCount]:
        """What the newest checkpoint and the notes beside it count of the ledger. Raises ``LogBroken``."""
        return self._anchors.known_withdrawals()

    def verify(self, checkpoint: str | None = None) -> int:
        """See ``AuditLog``. Every entry is hashed again and compared with all that was kept of it.

        It needs no ``check_head`` before it: a log that is refused there is told of here, entry by entry.
        """
        with self._database.reading() as connection:
            try:
                anchors = self._anchors.known(checkpoint)
                return verify_rows(connection, anchors)
            except LogBroken:
                # The rows by themselves, then each checkpoint there is: what breaks first says the most.
                verify_rows(connection, self._anchors.earlier())
                raise

    def export(self) -> Iterator[str]:
        """See ``AuditLog``. Lines end without a line feed."""
        for row in self._pages(select(events.c.seq, events.c.data, events.c.leaf)):
            yield export_line(row.data, row.seq, row.leaf).decode("utf-8")

    def evidence(self, entries: Iterable[LogEntry]) -> tuple[list[str], str]:
        """See ``AuditLog``. Entries that came after the checkpoint cannot be proved: take them before it."""
        known = list(entries)
        note = self.checkpoint()
        size = read_note(note).size
        with self._database.reading() as connection:
            nodes = cache(partial(complete_node, connection))
            lines = evidence_lines(known, lambda seq: merkle.inclusion_proof(nodes, seq, size))
            return list(lines), note

    def inclusion_proof(self, seq: int, size: int) -> list[bytes]:
        """Audit path of entry ``seq`` in the tree of the first ``size`` entries."""
        with self._database.reading() as connection:
            return merkle.inclusion_proof(lambda level, at: complete_node(connection, level, at), seq, size)

    def seal(self, clear: str) -> bytes:
        """See ``AuditLog``."""
        return self._officer.seal(clear, self.officer())

    def unseal(self, sealed: bytes) -> str:
        """See ``AuditLog``."""
        return self._officer.unseal(sealed, self._brought)

    def fingerprint(self, clear: str) -> str:
        """See ``AuditLog``."""
        officer = self.officer()
        # Whoever holds the ring could try guesses against a keyed fingerprint: the officer groups by opening.
        return self._officer.fingerprint(clear) if officer is None else f"to:{officer.id}"


def _appointed(event: Event) -> str:
    """The public key in an appointment that was carried out."""
    return dict(event.details).get("key", "") if event.outcome is Outcome.PERMIT else ""


def _unwritable(error: Exception | None = None) -> LogUnwritable:
    why = f" ({type(error).__name__})" if error is not None else ""
    return LogUnwritable(
        f"The log could not be written, so nothing was served{why}. Check the disk, the database and the "
        "folders of the log and of the keys; then try again."
    )
