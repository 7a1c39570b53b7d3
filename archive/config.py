"""Settings: the only reader of the environment.

Everything has a safe default for the embedded archive; nothing here opens a file but those that hold a
secret, and no setting that is a secret shows itself in a repr. A secret comes from a file or a terminal,
never from the command line: other users of a machine can read process lists.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from archive.errors import LockedArchive, UsageError


class Ring(StrEnum):
    """Where the outermost key is."""

    FILE = "file"
    VAULT = "vault"


@dataclass(frozen=True, slots=True)
class Vault:
    """A Vault or OpenBao server whose transit engine holds the outermost key.

    ``ca_file`` is who vouches for the server, if not the system's list.
    """

    address: str = ""
    token_file: Path | None = None
    key: str = "heard"
    mount: str = "transit"
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How one archive is opened.

    ``database_url`` and ``index_url`` choose PostgreSQL and Elasticsearch; without them the folder
    holds everything. ``keys_database_url`` is where a Vault ring keeps the wrapped keys, if not in the
    folder. ``log_folder`` holds the checkpoints and the ledger of withdrawals; on another disk it finds a
    whole archive that was put back. ``contact`` is printed on receipts: how to reach whoever takes
    withdrawals. ``unlock_kib`` is the memory of the passphrase derivation in KiB
    (Argon2id). ``officer_key`` is the protection officer's key file, on the officer's own machine or medium,
    and ``officer_passphrase_file`` holds what opens it.
    """

    folder: Path
    passphrase_file: Path | None = None
    database_url: str | None = field(default=None, repr=False)
    index_url: str | None = field(default=None, repr=False)
    index_name: str = "heard"
    unlock_kib: int = 256 * 1024
    quarantine_days: int = 90
    passphrase: str | None = field(default=None, repr=False)
    index_api_key: str | None = field(default=None, repr=False)
    index_ca_file: Path | None = None
    log_folder: Path | None = None
    keyring: Ring = Ring.FILE
    vault: Vault = Vault()
    keys_database_url: str | None = field(default=None, repr=False)
    contact: str = ""
    officer_key: Path | None = None
    officer_passphrase_file: Path | None = None


def settings(folder: Path | None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; ``folder`` (the ``--archive`` option) wins over ``HEARD_ARCHIVE``.

    Raises ``UsageError`` if neither names a folder or a setting cannot be used.
    """
    env = os.environ if environment is None else environment
    chosen = folder or _path(env, "HEARD_ARCHIVE")
    if chosen is None:
        raise UsageError("Say which archive: --archive FOLDER, or set HEARD_ARCHIVE.")
    return Settings(
        folder=chosen.expanduser().absolute(),
        passphrase_file=_path(env, "HEARD_PASSPHRASE_FILE"),
        database_url=_secret(env, "HEARD_DATABASE_URL", "HEARD_DATABASE_URL_FILE"),
        index_url=env.get("HEARD_INDEX_URL") or None,
        index_name=env.get("HEARD_INDEX_NAME") or "heard",
        unlock_kib=_number(env, "HEARD_UNLOCK_KIB", 256 * 1024),
        quarantine_days=_number(env, "HEARD_QUARANTINE_DAYS", 90),
        index_api_key=_secret(env, "", "HEARD_INDEX_API_KEY_FILE"),
        index_ca_file=_path(env, "HEARD_INDEX_CA_FILE"),
        log_folder=_path(env, "HEARD_LOG_FOLDER"),
        keyring=_ring(env),
        vault=_vault(env),
        keys_database_url=_secret(env, "", "HEARD_KEYS_DATABASE_URL_FILE"),
        contact=env.get("HEARD_CONTACT") or "",
        officer_key=_path(env, "HEARD_OFFICER_KEY"),
        officer_passphrase_file=_path(env, "HEARD_OFFICER_PASSPHRASE_FILE"),
    )


def _ring(env: Mapping[str, str]) -> Ring:
    value = env.get("HEARD_KEYRING") or Ring.FILE.value
    if value not in set(Ring):
        raise UsageError("HEARD_KEYRING is file or vault.")
    return Ring(value)


def _vault(env: Mapping[str, str]) -> Vault:
    found = Vault(
        address=env.get("HEARD_VAULT_ADDRESS") or "",
        token_file=_path(env, "HEARD_VAULT_TOKEN_FILE"),
        key=env.get("HEARD_VAULT_KEY") or "heard",
        mount=env.get("HEARD_VAULT_MOUNT") or "transit",
        ca_file=_path(env, "HEARD_VAULT_CA_FILE"),
    )
    if _ring(env) is Ring.VAULT and not (found.address and found.token_file):
        raise UsageError("A vault key ring needs HEARD_VAULT_ADDRESS and HEARD_VAULT_TOKEN_FILE.")
    return found


def _path(env: Mapping[str, str], name: str) -> Path | None:
    return Path(env[name]).expanduser().absolute() if env.get(name) else None


def _secret(env: Mapping[str, str], name: str, file_name: str) -> str | None:
    """A secret that may stand in a variable, or in the first line of a file that one names."""
    value, path = (env.get(name) or None) if name else None, _path(env, file_name)
    if value is not None and path is not None:
        raise UsageError(f"Set {name} or {file_name}, not both.")
    return first_line(path, file_name) if path is not None else value


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
    return first_line(chosen.passphrase_file, "HEARD_PASSPHRASE_FILE")


def vault_token(chosen: Settings) -> str:
    """The token for the key server. Raises ``LockedArchive`` if its file cannot be read or is empty."""
    if chosen.vault.token_file is None:
        raise LockedArchive("Name the file with the key server's token: HEARD_VAULT_TOKEN_FILE.")
    return first_line(chosen.vault.token_file, "HEARD_VAULT_TOKEN_FILE")


def first_line(path: Path, name: str) -> str:
    """The first line of a file that holds a secret; ``name`` is the setting that names the file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise LockedArchive(
            f"The file named in {name} cannot be read; check its path and its permissions."
        ) from None
    if not lines or not lines[0].strip():
        raise LockedArchive(f"The file named in {name} is empty; put the secret on its first line.")
    return lines[0].strip()
