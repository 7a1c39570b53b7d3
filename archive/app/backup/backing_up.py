"""The two files of a backup: what is sealed, and the keys to it. They are not made into one place."""

from __future__ import annotations

from pathlib import Path

from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.wiring import (
    CARD,
    KEYS,
    Opened,
)
from archive.audit.anchors import CHECKPOINT_FILE, HISTORY_FILE
from archive.audit.forks import FORKS_FILE
from archive.audit.vouching import VOUCHED_FILE
from archive.errors import UsageError
from archive.model import Action, Viewer
from archive.store.copies import copy_database, pack, refuse_existing
from archive.store.keyring import RING_FILE
from archive.store.sql import DATABASE_FILE
from archive.store.vaultfile import KEYS_FILE, VAULT_FILE
from archive.store.withdrawal_ledger import LEDGER_FILE

DATA = "archive"
"""The kind of a backup that holds what is sealed."""
RING = "key ring"
"""The kind of a backup that holds the keys."""


def back_up(opened: Opened, viewer: Viewer, data: Path, keys: Path) -> int:
    """Copy the sealed rows into ``data`` and the key ring into ``keys``; the log's size in the copy.

    Raises ``UsageError`` if a file is there already, or both would lie in one folder.
    """
    work = UnitOfWork(opened.archive, viewer)
    work.authorise(Action.BACKUP_MAKE)
    _apart(opened, data, keys)
    work.record(Action.BACKUP_MAKE, "archive")
    note = opened.archive.log.checkpoint()
    size = int(note.split("\n")[1])
    manifest: dict[str, object] = {
        "archive": opened.id, "log_size": size, "made_at": opened.archive.clock.now().isoformat(),
        "checkpoint": note,
    }  # fmt: skip
    # The rows first: every key that they need was made before, so the copy of the ring has it.
    _copy_rows(opened, data, manifest)
    _copy_ring(opened, keys, manifest)
    return size


def _apart(opened: Opened, data: Path, keys: Path) -> None:
    if opened.settings.database_url or opened.settings.keys_database_url:
        raise UsageError(
            "The rows or the keys are in PostgreSQL: copy each database with pg_dump, to two places, the "
            "one of the keys last, and the archive's folder with them. `heard restore` then opens them."
        )
    for to in (data, keys):
        refuse_existing(to)
        if opened.settings.folder in to.absolute().parents:
            raise UsageError("A backup inside the archive's own folder goes with it; name another place.")
    if data.absolute().parent == keys.absolute().parent:
        raise UsageError("Name two places: whoever finds both files together can read everything.")


def _copy_rows(opened: Opened, to: Path, manifest: dict[str, object]) -> None:
    copied = to.with_name(to.name + ".rows")
    folder = wiring.log_folder(opened.settings)
    parts: dict[str, Path | bytes] = {CARD: opened.settings.folder / CARD, DATABASE_FILE: copied}
    beside = (CHECKPOINT_FILE, HISTORY_FILE, LEDGER_FILE, FORKS_FILE, VOUCHED_FILE)
    parts |= {name: folder / name for name in beside if (folder / name).exists()}
    try:
        copy_database(opened.database.engine, copied)
        pack(to, DATA, parts, manifest)
    finally:
        copied.unlink(missing_ok=True)


def _copy_ring(opened: Opened, to: Path, manifest: dict[str, object]) -> None:
    copied = to.with_name(to.name + ".keys")
    folder, log = opened.settings.folder / KEYS, wiring.log_folder(opened.settings)
    parts: dict[str, Path | bytes] = {KEYS_FILE: copied}
    # The head stays at home: what somebody takes apart by hand then opens by a restore alone, which asks.
    parts |= {n: folder / n for n in (RING_FILE, VAULT_FILE) if (folder / n).exists()}
    parts |= {LEDGER_FILE: log / LEDGER_FILE} if (log / LEDGER_FILE).exists() else {}
    try:
        copy_database(opened.ring.database.engine, copied)
        pack(to, RING, parts, manifest)
    finally:
        copied.unlink(missing_ok=True)
