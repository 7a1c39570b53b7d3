"""A copy of an archive looked through before it is put anywhere: whether it is whole, and what is brought.

Everything that a restore can be refused for is found here, while nothing is in place and nothing is written
but the copy's own tables, brought up to date. It never opens a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from archive.app import wiring
from archive.app.backup.evidence import Copies, Evidence, Known, counted_in, joined, must_be_known, must_reach
from archive.app.backup.witness import Span, Witness, witness_of
from archive.app.outside_anchors import brought_note, named_by
from archive.app.settings import Settings
from archive.audit.anchors import CheckpointFolder
from archive.audit.events import entry_from
from archive.audit.forks import Fork, accepted_fork
from archive.audit.ledger_count import count_of, read_count
from archive.audit.log import SqlAuditLog
from archive.audit.notes import Checkpoint, VerifierKey, verify_note
from archive.audit.tables import events
from archive.audit.tree import size_of
from archive.audit.verification import verify_rows
from archive.errors import LogBroken, Refused, UsageError
from archive.model import Action, Scope
from archive.model.outcomes import LedgerEntry
from archive.ports import Archive
from archive.store.database import Database
from archive.store.keybook import KeyBook
from archive.store.withdrawal_ledger import leaves_of, lines_of
from archive.withdrawal import receipt


@dataclass(frozen=True, slots=True)
class Examined:
    """What a restore may go on with: entries of the log, how many it once had, the officer's acceptance of
    that, who answers for the time since, the whole ledger, and who is named besides."""

    size: int
    once: int
    fork: Fork
    witness: Witness
    lines: tuple[LedgerEntry, ...]
    named: tuple[str, ...]

    @property
    def lost(self) -> int:
        """Entries of the log that are known of and not there."""
        return max(0, self.once - self.size)


@dataclass(frozen=True, slots=True)
class _Copy:
    """The rows of a copy with their log, open and not served."""

    archive: Archive
    log: SqlAuditLog
    database: Database


def examine(settings: Settings, ring: KeyBook, evidence: Evidence, copies: Copies) -> Examined:
    """Look through the rows and keys in the folder.

    Raises ``UsageError`` or ``Refused`` with what is missing, ``LogBroken`` for rows that are no earlier
    moment of the same log, or for evidence of another archive.
    """
    with _open(settings, ring) as copy:
        archive, log, database = copy.archive, copy.log, copy.database
        signed = _checkpoints(settings, log.verifier_key, evidence, copies)
        head = wiring.head_of(settings, ring)
        kept = head.read()
        anchors = [*([kept] if kept else []), *((note.size, note.root) for _, note in signed)]
        with database.reading() as connection:
            size = size_of(connection)
            verify_rows(connection, [a for a in anchors if a[0] <= size])
            since = _last(connection)
        known = [Known(where, note.withdrawals) for where, note in signed if note.withdrawals]
        known += _receipt(evidence.checkpoint, log.verifier_key)
        count = head.withdrawals()
        known += [Known("the head beside the keys", count)] if count is not None else []
        secret = ring.secret(wiring.LEDGER_SECRET)
        lines = _ledger(settings, ring, evidence, copies, known)
        leaves = leaves_of(lines, secret)
        newest = max([(0, b""), *anchors])
        if not evidence.suspend:
            must_reach(leaves, known)
        now = archive.clock.now()
        _must_name_anchor(settings, log)
        span = Span(log.origin, since or now, now, count_of(leaves), _begun_with(settings, log))
        fork, witness = _answered(archive, log, evidence, span, (size, newest))
        if witness.ledger is not None:
            must_reach(leaves, [Known("the officer's note", witness.ledger)])
        named = tuple(dict.fromkeys((*evidence.withdrawn, *witness.withdrawn)))
        must_be_known(named, _unknown(archive, named))
        return Examined(size, newest[0], fork, witness, tuple(lines), named)


@contextmanager
def _open(settings: Settings, ring: KeyBook) -> Iterator[_Copy]:
    database = Database(wiring.engine_of(settings, ring))
    try:
        log = wiring.log_of(settings, wiring.card_of(settings.folder), ring, database)
        with wiring.archive_of(settings, ring, database, log) as archive:
            yield _Copy(archive, log, database)
    finally:
        database.close()


def _checkpoints(
    settings: Settings, key: VerifierKey, evidence: Evidence, copies: Copies
) -> list[tuple[str, Checkpoint]]:
    """Every checkpoint that is at hand, with what it stands in. Raises ``LogBroken``."""
    folder = CheckpointFolder(wiring.log_folder(settings))
    kept = [note for note in (folder.latest(), *folder.history()) if note]
    outside = brought_note(settings)
    brought = evidence.checkpoint
    notes = [("the checkpoint that was brought", brought)] if brought and not _is_receipt(brought) else []
    notes += [("the anchor", outside)] if outside else []
    notes += [("a checkpoint in the folder of the log", note) for note in kept]
    notes += [("the backup itself", note) for note in copies.checkpoints]
    return [(where, _signed(note, key)) for where, note in notes]


def _is_receipt(note: str) -> bool:
    return note.split("\n")[1:2] == [receipt.TITLE]


def _receipt(note: str | None, key: VerifierKey) -> list[Known]:
    """What a receipt of a withdrawal counts, where one was brought in place of a checkpoint: the person who
    withdrew has it at home. Raises ``LogBroken`` for one that does not hold."""
    if note is None or not _is_receipt(note):
        return []
    counts = (read_count(line) for line in receipt.verify_receipt(note, str(key)).split("\n"))
    return [Known("the receipt that was brought", count) for count in counts if count is not None]


def _signed(note: str, key: VerifierKey) -> Checkpoint:
    try:
        return verify_note(note, key)
    except ValueError as error:
        raise LogBroken(f"A checkpoint does not hold: {error}") from None


def _last(connection: Connection) -> datetime | None:
    """When the last entry of the copy was written: nobody can answer for less than the time since."""
    query = select(events.c.data, events.c.leaf).order_by(events.c.seq.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else entry_from(bytes(row.data), bytes(row.leaf)).at


def _answered(
    archive: Archive, log: SqlAuditLog, evidence: Evidence, span: Span, older: tuple[int, tuple[int, bytes]]
) -> tuple[Fork, Witness]:
    """The officer's acceptance of what is lost, and who answers for the time since. Where both are missing,
    both are asked for at once."""
    size, newest = older
    try:
        fork = accepted_fork(log, size, newest, evidence.accepted, lost=evidence.officer_lost)
    except Refused as unaccepted:
        try:
            witness_of(archive, log, evidence, span)
        except (UsageError, Refused) as unanswered:
            raise Refused(f"{unaccepted}\n\n{unanswered}") from None
        raise
    return fork, witness_of(archive, log, evidence, span)


def _must_name_anchor(settings: Settings, log: SqlAuditLog) -> None:
    """Where an anchor was ever appointed, a restored archive has one too: that one, or another."""
    if log.anchor() is not None and named_by(settings) is None:
        raise UsageError(
            "For this archive an anchor was appointed. Say where it is from now on (HEARD_ANCHOR): the same "
            "place, or another one if it is lost. Nothing was restored."
        )


def _begun_with(settings: Settings, log: SqlAuditLog) -> str:
    """The digest of the officer's note under which this very restore was begun, if it was cut off later."""
    if not (settings.folder / wiring.RESTORING).exists():
        return ""
    entries = list(log.entries(action=Action.BACKUP_RESTORE.value))
    return dict(entries[-1].event.details).get("note", "") if entries else ""


def _ledger(
    settings: Settings, ring: KeyBook, evidence: Evidence, copies: Copies, known: list[Known]
) -> list[LedgerEntry]:
    """The lines of every copy together. What was brought has to reach all that is known by itself."""
    secret = ring.secret(wiring.LEDGER_SECRET)
    own = wiring.ledger_of(settings, ring).lines()
    others = [lines_of(content, secret) for content in copies.ledgers]
    known += [counted_in("the ledger in the backup", leaves_of(lines, secret)) for lines in others]
    known += [counted_in("the ledger in the folder of the log", leaves_of(own, secret))]
    brought = _brought(evidence, secret)
    if brought is None:
        return joined([own, *others])
    must_reach(leaves_of(brought, secret), known)
    return joined([brought, own, *others])


def _brought(evidence: Evidence, secret: bytes) -> list[LedgerEntry] | None:
    if evidence.ledger is None:
        return None
    try:
        return lines_of(evidence.ledger.read_bytes(), secret)
    except OSError:
        raise UsageError("The ledger cannot be read; check its path. Nothing was restored.") from None


_COPY = Scope.across("restore")
"""What a copy holds is asked of all of it."""


def _unknown(archive: Archive, named: Collection[str]) -> set[str]:
    dead = archive.keys.destroyed()
    return {
        one
        for one in named
        if one not in dead
        and not archive.store.consents.current(_COPY, [one])
        and not archive.store.testimonies.of_participant(one)
    }
