"""Copies of the archive's encrypted files, packed into one file, and unpacked where nothing was.

A copy is made by the database itself from one moment of it (``VACUUM INTO``), under the same key, so that a
backup holds what the folder holds: ciphertext. It refuses to write over anything, and to unpack what it
does not know or what was damaged. It never holds a key.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from archive.errors import Unavailable, UsageError

MANIFEST = "backup.json"
FORMAT = 1
_CHUNK = 1 << 20


def copy_database(engine: Engine, to: Path) -> None:
    """Copy an embedded database as it is at this moment, while others write. Raises ``Unavailable``."""
    to.unlink(missing_ok=True)
    try:
        os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # an empty file is copied into
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            raw = connection.connection.driver_connection
            assert raw is not None  # nosec B101 # noqa: S101 - a connection that is open has one
            raw.execute("VACUUM INTO ?", (str(to),))
    except (DBAPIError, OSError):
        raise Unavailable("The copy could not be made. Check the space on the disk of the backup.") from None


def pack(to: Path, kind: str, parts: Mapping[str, Path | bytes], extra: Mapping[str, object]) -> None:
    """Write one file of all ``parts`` and a manifest with ``extra``. Raises ``UsageError`` if it is there."""
    begun = to.with_name(to.name + ".part")
    refuse_existing(to)
    try:
        descriptor = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
                sums = {name: _add(packed, name, content) for name, content in parts.items()}
                manifest = {"format": FORMAT, "kind": kind, "parts": sums, **extra}
                packed.writestr(MANIFEST, json.dumps(manifest, indent=2) + "\n")
            out.flush()
            os.fsync(out.fileno())
        os.link(begun, to)
    except FileExistsError:
        raise _there(to) from None
    except OSError:
        raise Unavailable("The backup could not be written. Check the disk and the folder.") from None
    finally:
        begun.unlink(missing_ok=True)


def refuse_existing(to: Path) -> None:
    """Raise ``UsageError`` if something stands there."""
    if to.exists():
        raise _there(to)


def _there(to: Path) -> UsageError:
    return UsageError(f"{to.name} exists already and was left as it is; name a new file.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: the id of its archive, the signed checkpoint of its moment (empty in
    backups from before it was put there), and the whole of ``backup.json`` in one line of JSON with sorted
    keys, by which two backups are told apart."""

    archive: str
    canonical: str
    checkpoint: str = ""


def manifest_of(file: Path, kind: str) -> Manifest:
    """What a backup says of itself. Raises ``UsageError`` if it is not one of this kind, or was damaged."""
    try:
        with zipfile.ZipFile(file) as packed:
            manifest = json.loads(packed.read(MANIFEST))
            names = set(packed.namelist()) - {MANIFEST}
            sound = manifest["format"] == FORMAT and manifest["kind"] == kind
            sound &= names == set(manifest["parts"])
            sound &= all(_sum(packed, name) == manifest["parts"][name] for name in names)
            checkpoint = str(manifest.get("checkpoint", ""))
            stated = Manifest(str(manifest["archive"]), json.dumps(manifest, sort_keys=True), checkpoint)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        sound = False
    if not sound:
        raise UsageError(f"{file.name} is no backup of the {kind}, or it was damaged. Take another one.")
    return stated


def unpack(file: Path, targets: Mapping[str, Path]) -> None:
    """Put each part that ``targets`` names where it says, if it is in the file. Nothing is written over."""
    with zipfile.ZipFile(file) as packed:
        there = set(packed.namelist())
        for name, to in targets.items():
            if name in there:
                refuse_existing(to)
                to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _take_out(packed, name, to)


def _take_out(packed: zipfile.ZipFile, name: str, to: Path) -> None:
    """Whole or not at all: a file that was cut off has another name, and is begun anew."""
    begun = to.with_name(to.name + ".part")
    descriptor = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out, packed.open(name) as content:
        while piece := content.read(_CHUNK):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    begun.replace(to)


def read_part(file: Path, name: str) -> bytes | None:
    """One small part of a backup, if it is there."""
    with zipfile.ZipFile(file) as packed, suppress(KeyError):
        return packed.read(name)
    return None


def _add(packed: zipfile.ZipFile, name: str, content: Path | bytes) -> str:
    """Add a part; its SHA-256 in hexadecimal."""
    if isinstance(content, bytes):
        packed.writestr(name, content)
        return sha256(content).hexdigest()
    packed.write(content, name)
    return _digest(content)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        digest = sha256()
        while piece := content.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _sum(packed: zipfile.ZipFile, name: str) -> str:
    digest = sha256()
    with packed.open(name) as content:
        while piece := content.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()
