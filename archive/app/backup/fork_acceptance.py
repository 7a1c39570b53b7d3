"""A restored log beside what is known of it: what was lost is counted, signed for and put down in the log."""

from __future__ import annotations

from pathlib import Path

from archive import withdrawal
from archive.access import gate
from archive.app import wiring
from archive.app.backup.evidence import Evidence, enough
from archive.app.settings import Settings
from archive.app.wiring import HEAD_FILE, KEYS
from archive.audit.anchors import CHECKPOINT_FILE, HISTORY_FILE, CheckpointFolder, replace_durably
from archive.audit.forks import accepted_fork, keep_fork
from archive.audit.notes import VerifierKey, read_note, split_notes, verify_note
from archive.audit.tree import frontier_of, size_of
from archive.audit.verification import verify_rows
from archive.errors import LogBroken
from archive.model import Action, Event
from archive.store.database import Database
from archive.store.keybook import KeyBook
from archive.store.sql import SqlStore

LOST_FILE = "checkpoints-lost.txt"
"""Checkpoints over entries that a restore could not bring back."""


def anchor_again(settings: Settings, archive_id: str, ring: KeyBook, evidence: Evidence) -> int:
    """Compare the log with what is known of it, note the loss in it, and anchor it as it is."""
    database = Database(wiring.engine_of(settings, ring))
    try:
        SqlStore(database, ring)
        log = wiring.log_of(settings, archive_id, ring, database)
        anchors = _anchors(settings, ring, log.verifier_key, evidence.checkpoint)
        with database.reading() as connection:
            size = size_of(connection)
            verify_rows(connection, [a for a in anchors if a[0] <= size])
        enough(settings, evidence, size)
        newest = max([(0, b""), *anchors])
        lost = max(0, newest[0] - size)
        fork = accepted_fork(log, size, newest, evidence.accepted, lost=evidence.officer_lost)
        if fork.note:
            keep_fork(wiring.log_folder(settings), fork.note)
        log.append(_restored_event(size, lost, fork.details))
        with database.reading() as connection:
            root = frontier_of(connection, size + 1).root()
        _set_aside(settings, size)
        (settings.folder / KEYS / HEAD_FILE).unlink(missing_ok=True)
        wiring.head_of(settings, ring).keep(size + 1, root)
        log.checkpoint()
        return lost
    finally:
        database.close()


def _anchors(
    settings: Settings, ring: KeyBook, key: VerifierKey, checkpoint: str | None
) -> list[tuple[int, bytes]]:
    """Size and root of everything that is known of the log: head, checkpoints, and the officer's note."""
    folder = CheckpointFolder(wiring.log_folder(settings))
    notes = [note for note in (checkpoint, folder.latest(), *folder.history()) if note]
    kept = wiring.head_of(settings, ring).read()
    return [*([kept] if kept else []), *(_signed(note, key) for note in notes)]


def _signed(note: str, key: VerifierKey) -> tuple[int, bytes]:
    try:
        found = verify_note(note, key)
    except ValueError as error:
        raise LogBroken(f"A checkpoint does not hold: {error}") from None
    return found.size, found.root


def _restored_event(size: int, lost: int, more: tuple[tuple[str, str], ...]) -> Event:
    details = {"entries": str(size), "lost": str(lost)} | dict(more)
    return gate.event(withdrawal.SYSTEM, Action.BACKUP_RESTORE, "archive", **details)


def _set_aside(settings: Settings, size: int) -> None:
    """Checkpoints over entries that were lost are kept, apart from those that the log continues."""
    folder = wiring.log_folder(settings)
    kept = CheckpointFolder(folder).history()
    (folder / CHECKPOINT_FILE).unlink(missing_ok=True)
    lost = [note for note in kept if read_note(note).size > size + 1]
    if lost:
        replace_durably(folder / LOST_FILE, "".join([*_lost_before(folder), *lost]).encode())
        held = "".join(note for note in kept if note not in lost)
        replace_durably(folder / HISTORY_FILE, held.encode())


def _lost_before(folder: Path) -> list[str]:
    path = folder / LOST_FILE
    return split_notes(path.read_text(encoding="utf-8")) if path.exists() else []
