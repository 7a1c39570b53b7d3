"""The files of a backup: what is sealed, the keys to it, and, where it is asked for, the identity store.

They are not made into one place. Who people are goes into a file of its own: whoever finds what was said, and
the keys to it, finds no name.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from archive.store.identity_key import DATABASE_FILE as IDENTITIES_FILE
from archive.store.identity_key import KEY_FILE as IDENTITIES_KEY
from archive.store.keyring import RING_FILE
from archive.store.sql import DATABASE_FILE
from archive.store.vaultfile import KEYS_FILE, VAULT_FILE
from archive.store.withdrawal_ledger import LEDGER_FILE

DATA = "archive"
"""The kind of a backup that holds what is sealed."""
RING = "key ring"
"""The kind of a backup that holds the keys."""
IDENTITIES = "identity store"
"""The kind of a backup that holds who people are, and the key of that store without those of the ring."""


def back_up(opened: Opened, viewer: Viewer, data: Path, keys: Path, identities: Path | None = None) -> int:
    """Copy the sealed rows into ``data`` and the key ring into ``keys``; the log's size in the copy.

    The identity store goes into ``identities``, or nowhere. Raises ``UsageError`` if a file is there already,
    or two would lie in one folder.
    """
    work = UnitOfWork(opened.archive, viewer)
    work.authorise(Action.BACKUP_MAKE)
    _apart(opened, [data, keys, *([identities] if identities is not None else [])])
    work.record(Action.BACKUP_MAKE, "archive", identities="no" if identities is None else "yes")
    note = opened.archive.log.checkpoint()
    size = int(note.split("\n")[1])
    manifest: dict[str, object] = {
        "archive": opened.id, "log_size": size, "made_at": opened.archive.clock.now().isoformat(),
        "checkpoint": note,
    }  # fmt: skip
    # The rows first: every key that they need was made before, so the copy of the ring has it.
    _copy_rows(opened, data, manifest)
    if identities is not None:
        _copy_identities(opened, identities, manifest)
    _copy_ring(opened, keys, manifest)
    return size


def _apart(opened: Opened, files: Sequence[Path]) -> None:
    chosen = opened.settings
    if chosen.database_url or chosen.keys_database_url or chosen.identities_database_url:
        raise UsageError(
            "The rows, the keys or the names are in PostgreSQL: copy each database with pg_dump, to places "
            "of their own, the one of the keys last, and the archive's folder with them. `heard restore` "
            "then opens them."
        )
    for to in files:
        refuse_existing(to)
        if opened.settings.folder in to.absolute().parents:
            raise UsageError("A backup inside the archive's own folder goes with it; name another place.")
    if len({to.absolute().parent for to in files}) < len(files):
        raise UsageError("Name a place for each: whoever finds the files together can read everything.")


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


def _copy_identities(opened: Opened, to: Path, manifest: dict[str, object]) -> None:
    copied = to.with_name(to.name + ".names")
    try:
        copy_database(opened.identities.database.engine, copied)
        key = opened.settings.folder / KEYS / IDENTITIES_KEY
        pack(to, IDENTITIES, {IDENTITIES_FILE: copied, IDENTITIES_KEY: key}, manifest)
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
