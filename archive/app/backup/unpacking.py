"""The files of a backup taken apart: rows and keys to where an archive has them, and what came beside.

Nothing is written over, and files of two archives are refused together.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.app.backup.backing_up import DATA, IDENTITIES, RING
from archive.app.backup.evidence import Copies
from archive.app.wiring import CARD, HEAD_FILE, KEYS
from archive.audit.anchors import CHECKPOINT_FILE, HISTORY_FILE
from archive.audit.notes import split_notes
from archive.errors import UsageError
from archive.store.copies import Manifest, manifest_of, read_part, unpack
from archive.store.identity_key import DATABASE_FILE as IDENTITIES_FILE
from archive.store.identity_key import FOLDER
from archive.store.identity_key import KEY_FILE as IDENTITIES_KEY
from archive.store.keyring import RING_FILE
from archive.store.sql import DATABASE_FILE
from archive.store.vaultfile import KEYS_FILE, VAULT_FILE
from archive.store.withdrawal_ledger import LEDGER_FILE


def pair(data: Path, keys: Path) -> tuple[Manifest, Manifest]:
    """What both files say of themselves. Raises ``UsageError`` if they are not two of one archive."""
    rows, ring = manifest_of(data, DATA), manifest_of(keys, RING)
    if rows.archive != ring.archive:
        raise UsageError("The two files are backups of two different archives.")
    return rows, ring


def must_belong(identities: Path, ring: Manifest) -> None:
    """Raise ``UsageError`` unless a copy of the identity store was made with this copy of the keys: with
    older keys some of its names could not be opened, and would not be masked."""
    stated = manifest_of(identities, IDENTITIES)
    if (stated.archive, stated.checkpoint) != (ring.archive, ring.checkpoint):
        raise UsageError(
            "The copy of the identity store and the copy of the keys are not of one backup. Bring those that "
            "were made together. Nothing was restored."
        )


def copies_in(data: Path, keys: Path, manifests: Iterable[Manifest] = ()) -> Copies:
    """The ledgers and the signed checkpoints that came with both files. Raises ``UsageError``."""
    stated = [m.checkpoint for m in (manifests or pair(data, keys)) if m.checkpoint]
    ledgers = [part for file in (data, keys) if (part := read_part(file, LEDGER_FILE)) is not None]
    notes = [part for name in (CHECKPOINT_FILE, HISTORY_FILE) if (part := read_part(data, name)) is not None]
    kept = [note for part in notes for note in split_notes(part.decode("utf-8", "replace"))]
    return Copies(tuple(ledgers), (*stated, *kept))


def unpack_into(folder: Path, data: Path, keys: Path, identities: Path | None = None) -> None:
    """Rows and keys of both files, where an archive has them, and the identity store if it was brought."""
    if identities is not None:
        places = {IDENTITIES_FILE: folder / FOLDER, IDENTITIES_KEY: folder / KEYS}
        unpack(identities, {name: under / name for name, under in places.items()})
    parts = {data: (CARD, DATABASE_FILE), keys: (RING_FILE, VAULT_FILE, KEYS_FILE, HEAD_FILE)}
    for file, names in parts.items():
        under = folder / KEYS if file == keys else folder
        unpack(file, {name: under / name for name in names})
