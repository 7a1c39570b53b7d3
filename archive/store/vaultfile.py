"""The folder of a Vault key ring: wrapped keys in an encrypted file, whose own key the server wraps.

``vault.json`` holds that key as the transit engine wrapped it: nothing that opens without the server. Where
several machines share an archive, the wrapped keys stand in a PostgreSQL database of their own instead.
It refuses to make a ring where one is.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from archive.errors import LockedArchive
from archive.model import KeyStatus
from archive.ports import Progress
from archive.store.database import Database
from archive.store.engines import embedded_engine, postgres_engine
from archive.store.envelope import KEY_BYTES
from archive.store.passphrase import private_folder, write_private
from archive.store.vault import TransitKey, TransitKeyRing

VAULT_FILE = "vault.json"
KEYS_FILE = "keys.db"
_PLACE = "keys.db"


class FolderTransitRing(TransitKeyRing):
    """A transit ring whose folder holds the wrapped key of its own file."""

    def __init__(self, database: Database, outer: TransitKey, folder: Path) -> None:
        super().__init__(database, outer)
        self._folder = folder
        self._transit = outer

    def rows_behind(self) -> int:
        """See ``KeyBook``; the file's own key counts too."""
        return super().rows_behind() + int(self._transit.behind(_sealed(self._folder)))

    def rewrap(self, progress: Progress | None = None) -> int:
        """See ``KeyBook``; the file's own key comes over with the others."""
        if self._transit.behind(_sealed(self._folder)):
            _write(self._folder, self._transit, _file_key(self._folder, self._transit))
        return super().rewrap(progress)

    def status(self) -> KeyStatus:
        """See ``KeyBook``."""
        return replace(super().status(), rows_behind=self.rows_behind())


def make_transit_ring(folder: Path, outer: TransitKey, database_url: str | None = None) -> TransitKeyRing:
    """Make a ring and open it. Raises ``LockedArchive`` if any part of a ring is in the folder already."""
    if (folder / VAULT_FILE).exists() or (folder / KEYS_FILE).exists():
        raise LockedArchive(
            "A key ring is there already and was left as it is. Open it, or name another folder."
        )
    outer.check()
    private_folder(folder)
    _write(folder, outer, os.urandom(KEY_BYTES))
    return _opened(folder, outer, database_url)


def open_transit_ring_in(folder: Path, outer: TransitKey, database_url: str | None = None) -> TransitKeyRing:
    """Open the ring in ``folder``. Raises ``LockedArchive``; nothing is made or overwritten."""
    missing = "The key ring is missing from the folder of keys. Put the folder back from its backup."
    if not (folder / VAULT_FILE).exists() or not (database_url or (folder / KEYS_FILE).exists()):
        raise LockedArchive(missing + " Nothing was changed.")
    outer.check()
    return _opened(folder, outer, database_url)


def _opened(folder: Path, outer: TransitKey, database_url: str | None) -> TransitKeyRing:
    engine: Engine
    if database_url:
        engine = postgres_engine(database_url)
    else:
        engine = embedded_engine(folder / KEYS_FILE, _file_key(folder, outer), write_ahead=False)
    return FolderTransitRing(Database(engine), outer, folder)


def _write(folder: Path, outer: TransitKey, key: bytes) -> None:
    content = {"format": 1, "keys.db": outer.wrap(key, _PLACE).decode()}
    write_private(folder / VAULT_FILE, json.dumps(content).encode() + b"\n")


def _file_key(folder: Path, outer: TransitKey) -> bytes:
    return outer.unwrap(_sealed(folder), _PLACE)


def _sealed(folder: Path) -> bytes:
    try:
        return str(json.loads((folder / VAULT_FILE).read_text("utf-8"))["keys.db"]).encode()
    except (OSError, ValueError, KeyError, TypeError):
        raise LockedArchive(
            "The key ring's vault.json cannot be read. Put it back from its backup."
        ) from None
