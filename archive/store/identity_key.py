"""The key of the identity store: 32 random bytes in a file of their own beside the key ring.

They are wrapped under a secret of the ring, so that the file opens nothing without the ring; and they are in
no backup of the ring, so that a ring that was carried off opens no name without the file. It refuses to make
a key where names were sealed under another one.
"""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

from sqlalchemy import Engine, func, inspect, select

from archive.errors import LockedArchive, SealBroken
from archive.ports import KeyRing
from archive.store.database import Database
from archive.store.engines import embedded_engine, postgres_engine
from archive.store.envelope import KEY_BYTES, derive
from archive.store.identities import IdentityDatabase
from archive.store.identity_tables import identities
from archive.store.passphrase import private_folder
from archive.store.wrapping import Wrapped, unwrap, wrap

KEY_FILE = "identities.key"
DATABASE_FILE = "identities.db"
FOLDER = "identities"
_FORMAT = 1
_PLACE = "identity store"


def open_identity_database(
    folder: Path, keys_folder: Path, ring: KeyRing, url: str | None = None
) -> IdentityDatabase:
    """The database in ``folder``, or at a PostgreSQL ``url``, and its key in ``keys_folder``; both are made
    where neither is.

    Raises ``LockedArchive`` where one of the two is missing or they do not belong together.
    """
    file = keys_folder / KEY_FILE
    database = folder / DATABASE_FILE
    if not file.exists():
        if database.exists() if url is None else _has_rows(url):
            raise LockedArchive(
                "The key of the identity store is missing: put identities.key back into the folder of keys. "
                "Without it the names are lost; the testimonies are not."
            )
        _make(file, ring)
    key = _read(file, ring)
    if url is not None:
        return IdentityDatabase(Database(postgres_engine(url)), key)
    private_folder(folder)
    engine = embedded_engine(database, derive(key, b"heard identities.db"), write_ahead=False)
    return IdentityDatabase(Database(engine), key)


def _make(file: Path, ring: KeyRing) -> None:
    """Write a new key, unless another process has written one meanwhile."""
    private_folder(file.parent)
    wrapped = wrap(_outer(ring), os.urandom(KEY_BYTES), _PLACE)
    document = {"format": _FORMAT, "sealed": _text(wrapped.sealed), "proof": _text(wrapped.proof)}
    begun = file.with_name(f"{file.name}.{os.getpid()}.new")
    descriptor = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(json.dumps(document).encode() + b"\n")
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(begun, file)
        except FileExistsError:
            return
    finally:
        begun.unlink(missing_ok=True)


def _read(file: Path, ring: KeyRing) -> bytes:
    try:
        document = json.loads(file.read_text("utf-8"))
        wrapped = Wrapped(_bytes(document["sealed"]), _bytes(document["proof"]))
        return unwrap(_outer(ring), wrapped, _PLACE)
    except (OSError, ValueError, KeyError, TypeError, SealBroken):
        raise LockedArchive(
            "The key of the identity store (identities.key) cannot be read with this key ring. Put back the "
            "one that belongs to it; the testimonies are not concerned."
        ) from None


def _has_rows(url: str) -> bool:
    engine: Engine = postgres_engine(url)
    try:
        with Database(engine).reading() as connection:
            there = inspect(connection).has_table(identities.name)
            count = select(func.count()).select_from(identities)
            return there and bool(connection.scalar(count))
    finally:
        engine.dispose()


def _outer(ring: KeyRing) -> bytes:
    return ring.secret("identities")


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
