"""From a passphrase to the master key of a file key ring, and the small file that stands between them.

``ring.json`` holds the Argon2id parameters (RFC 9106), a salt and the wrapped master key: nothing that
opens anything without the passphrase. It refuses passphrases that are easy to guess, and it
never overwrites a file that it could not open.
"""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

from archive.errors import LockedArchive, SealBroken
from archive.store.envelope import KEY_BYTES
from archive.store.strength import OFFLINE, weakness
from archive.store.wrapping import Wrapped, unwrap, wrap

_FORMAT = 1
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try at the passphrase costs: memory in KiB, passes over it, lanes."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    def sane(self) -> bool:
        """Whether a machine can pay it at all: a damaged file must not ask for a terabyte."""
        return 8 * self.lanes <= self.memory_kib <= 4 * 1024**2 and 1 <= self.passes <= 64 and self.lanes >= 1


def check_passphrase(passphrase: str, names: Iterable[str] = ()) -> None:
    """Raise ``LockedArchive`` for a passphrase that is empty, short or easy to guess.

    ``names`` are those that stand around it: the archive's folder, the officer's file.
    """
    wrong = weakness(passphrase, OFFLINE, names)
    if wrong is not None:
        raise LockedArchive(f"The passphrase {wrong}")


def new_master(path: Path, passphrase: str, cost: Cost, names: Iterable[str] = ()) -> bytes:
    """Make a master key and write the file that opens to it. Raises ``LockedArchive`` if one is there,
    or for a passphrase that is easy to guess."""
    check_passphrase(passphrase, names)
    if path.exists():
        raise LockedArchive(
            "A key ring is there already and was left as it is. Open it, or name another folder."
        )
    master = os.urandom(KEY_BYTES)
    write_private(path, _document(master, passphrase, cost))
    return master


def open_master(path: Path, passphrase: str) -> bytes:
    """The master key. Raises ``LockedArchive`` for a missing or damaged file or a wrong passphrase."""
    try:
        document = json.loads(path.read_text("utf-8"))
        kdf = document["kdf"]
        cost = Cost(int(kdf["memory_kib"]), int(kdf["passes"]), int(kdf["lanes"]))
        salt, wrapped = _bytes(kdf["salt"]), Wrapped(_bytes(document["master"]), _bytes(document["proof"]))
        known = document["format"] == _FORMAT and kdf["name"] == "argon2id" and cost.sane()
    except FileNotFoundError:
        raise LockedArchive(
            "The key ring is missing: there is no ring.json in the folder of keys. Put the folder back from "
            "its backup; nothing was changed."
        ) from None
    except (OSError, ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise LockedArchive("The key ring's ring.json cannot be read. Put it back from its backup.")
    try:
        return unwrap(_stretched(passphrase, salt, cost), wrapped, _place(salt, cost))
    except SealBroken:
        raise LockedArchive(
            "The passphrase does not open this key ring. Try again; nothing was changed."
        ) from None


def change_master(path: Path, old: str, new: str, cost: Cost, names: Iterable[str] = ()) -> None:
    """Wrap the same master key under a new passphrase, and replace the file in one step."""
    master = open_master(path, old)
    check_passphrase(new, names)
    write_private(path, _document(master, new, cost))


def private_folder(folder: Path) -> None:
    """Make the folder, readable by its owner alone where the platform has such a thing."""
    missing = [each for each in folder.parents if not each.exists()]
    for each in (*reversed(missing), folder):  # ``parents=True`` would give what it makes the usual mode
        each.mkdir(exist_ok=True, mode=0o700)
    with suppress(OSError, NotImplementedError):
        folder.chmod(0o700)


def write_private(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
    with suppress(OSError):  # Windows opens no folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _document(master: bytes, passphrase: str, cost: Cost) -> bytes:
    salt = os.urandom(_SALT_BYTES)
    wrapped = wrap(_stretched(passphrase, salt, cost), master, _place(salt, cost))
    kdf = {"name": "argon2id", "salt": _text(salt), "memory_kib": cost.memory_kib, "passes": cost.passes,
           "lanes": cost.lanes}  # fmt: skip
    document = {"format": _FORMAT, "kdf": kdf, "master": _text(wrapped.sealed), "proof": _text(wrapped.proof)}
    return json.dumps(document, indent=2).encode() + b"\n"


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


def _place(salt: bytes, cost: Cost) -> str:
    return f"master:{_FORMAT}:{salt.hex()}:{cost.memory_kib}:{cost.passes}:{cost.lanes}"


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
