"""The key ring in a folder, opened by a passphrase: the default of an embedded archive.

``ring.json`` opens to the master key; the master key opens ``keys.db``, an encrypted database of wrapped
keys. Keep the folder, and its backups, apart from the archive's. It refuses to make a ring where one is,
and to touch anything that it cannot open.
"""

from __future__ import annotations

from pathlib import Path

from archive.errors import LockedArchive
from archive.store.database import Database
from archive.store.engines import embedded_engine
from archive.store.envelope import derive
from archive.store.keybook import KeyBook
from archive.store.passphrase import Cost, change_master, new_master, open_master, private_folder
from archive.store.wrapping import MasterKey

RING_FILE = "ring.json"
KEYS_FILE = "keys.db"


class FileKeyRing(KeyBook):
    """A ``KeyRing`` in one folder. Get one from ``make_ring`` or ``open_ring``."""

    def __init__(self, folder: Path, master: bytes) -> None:
        key = derive(master, b"heard keys.db")
        database = Database(embedded_engine(folder / KEYS_FILE, key, write_ahead=False))
        super().__init__(database, MasterKey(derive(master, b"heard outermost key")))
        self.folder = folder


def make_ring(folder: Path, passphrase: str, cost: Cost | None = None) -> FileKeyRing:
    """Make a key ring in ``folder`` (made if it is not there), and open it.

    Raises ``LockedArchive`` for a weak passphrase, or if there is any part of a ring there already.
    """
    if (folder / KEYS_FILE).exists():
        raise LockedArchive(
            "A key ring is there already and was left as it is. Open it, or name another folder."
        )
    private_folder(folder)
    return FileKeyRing(folder, new_master(folder / RING_FILE, passphrase, cost or Cost(), _names(folder)))


def open_ring(folder: Path, passphrase: str) -> FileKeyRing:
    """Open the key ring in ``folder``. Raises ``LockedArchive``; nothing is made or overwritten."""
    master = open_master(folder / RING_FILE, passphrase)
    if not (folder / KEYS_FILE).exists():
        raise LockedArchive(
            "The key ring is incomplete: keys.db is missing from the folder of keys. Put the folder back "
            "from its backup; nothing was changed."
        )
    return FileKeyRing(folder, master)


def change_passphrase(folder: Path, old: str, new: str, cost: Cost | None = None) -> None:
    """Let the ring open to another passphrase. No key changes; backups still open to the old one."""
    change_master(folder / RING_FILE, old, new, cost or Cost(), _names(folder))


def _names(folder: Path) -> tuple[str, ...]:
    """What somebody who guesses the passphrase would try: the name of the archive, by its folder."""
    return (folder.absolute().parent.name, folder.name)
