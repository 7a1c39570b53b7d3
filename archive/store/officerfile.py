"""The protection officer's key file: 32 bytes behind a passphrase of their own (Argon2id).

It is made and kept where the archive is not, and its passphrase is not the archive's: whoever opens the
archive has nothing that opens this. It refuses to write over anything.
"""

from __future__ import annotations

from pathlib import Path

from archive.errors import LockedArchive, UsageError
from archive.store.passphrase import Cost, new_master, open_master


def make_officer_file(path: Path, passphrase: str, cost: Cost | None = None) -> bytes:
    """Make the file; the 32 bytes in it. Raises ``UsageError`` if it is there, ``LockedArchive`` for a weak
    passphrase."""
    if path.exists():
        raise UsageError(f"{path.name} exists already and was left as it is; name a new file.")
    return new_master(path, passphrase, cost or Cost(), (path.stem,))


def open_officer_file(path: Path, passphrase: str) -> bytes:
    """The 32 bytes. Raises ``LockedArchive``."""
    if not path.exists():
        raise LockedArchive("There is no officer's key file at that path.")
    try:
        return open_master(path, passphrase)
    except LockedArchive:
        raise LockedArchive(
            "The passphrase does not open this officer's key file, or the file was damaged. Try again, or "
            "take the copy of it."
        ) from None
