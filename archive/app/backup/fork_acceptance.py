"""A restored log anchored as it is: what was lost is put down in it, and old checkpoints are set aside."""

from __future__ import annotations

from pathlib import Path

from archive.access import gate
from archive.app import wiring
from archive.app.backup.examining import Examined
from archive.app.settings import Settings
from archive.app.wiring import HEAD_FILE, KEYS
from archive.audit.anchors import CHECKPOINT_FILE, HISTORY_FILE, CheckpointFolder, replace_durably
from archive.audit.forks import keep_fork
from archive.audit.notes import read_note, split_notes
from archive.audit.tree import frontier_of
from archive.audit.vouching import VOUCHED_FILE
from archive.model import Action, Event
from archive.store.database import Database
from archive.store.keybook import KeyBook
from archive.store.sql import SqlStore

LOST_FILE = "checkpoints-lost.txt"
"""Checkpoints over entries that a restore could not bring back."""


def anchor_again(settings: Settings, archive_id: str, ring: KeyBook, examined: Examined) -> None:
    """Note in the log what was lost and by whose word it goes on, and anchor it as it is."""
    database = Database(wiring.engine_of(settings, ring))
    try:
        SqlStore(database, ring)
        log = wiring.log_of(settings, archive_id, ring, database)
        folder, size = wiring.log_folder(settings), examined.size
        if examined.fork.note:
            keep_fork(folder, examined.fork.note)
        if examined.witness.note:
            keep_fork(folder, examined.witness.note, VOUCHED_FILE)
        log.append(_restored_event(examined))
        with database.reading() as connection:
            root = frontier_of(connection, size + 1).root()
        _set_aside(settings, size)
        (settings.folder / KEYS / HEAD_FILE).unlink(missing_ok=True)
        wiring.head_of(settings, ring).keep(size + 1, root)
        log.checkpoint()
    finally:
        database.close()


def _restored_event(examined: Examined) -> Event:
    details = {"entries": str(examined.size), "lost": str(examined.lost)}
    details |= dict(examined.witness.details) | dict(examined.fork.details)
    return gate.event(gate.SYSTEM, Action.BACKUP_RESTORE, "archive", **details)


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
