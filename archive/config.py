"""Settings: the only reader of the environment.

Everything has a safe default for the embedded archive; nothing here opens a file but the passphrase
file, and no setting that is a secret shows itself in a repr. Refuses a passphrase on the command line:
other users of a machine can read process lists.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import LockedArchive, UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """How one archive is opened.

    ``database_url`` and ``index_url`` choose PostgreSQL and Elasticsearch; without them the folder
    holds everything. ``unlock_kib`` is the memory of the passphrase derivation in KiB (Argon2id).
    """

    folder: Path
    passphrase_file: Path | None = None
    database_url: str | None = field(default=None, repr=False)
    index_url: str | None = field(default=None, repr=False)
    index_name: str = "heard"
    unlock_kib: int = 256 * 1024
    quarantine_days: int = 90
    passphrase: str | None = field(default=None, repr=False)


def settings(folder: Path | None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; ``folder`` (the ``--archive`` option) wins over ``HEARD_ARCHIVE``.

    Raises ``UsageError`` if neither names a folder or a number is not one.
    """
    env = os.environ if environment is None else environment
    chosen = folder or (Path(env["HEARD_ARCHIVE"]) if env.get("HEARD_ARCHIVE") else None)
    if chosen is None:
        raise UsageError("Say which archive: --archive FOLDER, or set HEARD_ARCHIVE.")
    return Settings(
        folder=chosen.expanduser().absolute(),
        passphrase_file=Path(env["HEARD_PASSPHRASE_FILE"]) if env.get("HEARD_PASSPHRASE_FILE") else None,
        database_url=env.get("HEARD_DATABASE_URL") or None,
        index_url=env.get("HEARD_INDEX_URL") or None,
        index_name=env.get("HEARD_INDEX_NAME") or "heard",
        unlock_kib=_number(env, "HEARD_UNLOCK_KIB", 256 * 1024),
        quarantine_days=_number(env, "HEARD_QUARANTINE_DAYS", 90),
    )


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name)
    if not value:
        return default
    if not value.isdecimal() or int(value) < 1:
        raise UsageError(f"{name} has to be a whole number above 0.")
    return int(value)


def passphrase(chosen: Settings) -> str | None:
    """The passphrase from the settings or the passphrase file's first line; ``None`` to ask a person.

    Raises ``LockedArchive`` if the file is named but cannot be read or is empty.
    """
    if chosen.passphrase is not None:
        return chosen.passphrase
    if chosen.passphrase_file is None:
        return None
    try:
        lines = chosen.passphrase_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise LockedArchive(
            "The file named in HEARD_PASSPHRASE_FILE cannot be read; check its path and its permissions."
        ) from None
    if not lines or not lines[0].strip():
        raise LockedArchive("The passphrase file is empty; put the passphrase on its first line.")
    return lines[0].strip()
