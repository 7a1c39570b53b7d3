"""The protection officer's key file, opened by its own passphrase where a command needs it."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from archive.app import settings as app_settings
from archive.app.wiring import Opened
from archive.audit.officers import OfficerKey
from archive.cli.command import settings, shared
from archive.errors import LockedArchive, UsageError
from archive.oversight.key_administration import open_officer_key

OfficerFile = Annotated[
    Path | None,
    typer.Option("--officer-key", help="The officer's key file (or set HEARD_OFFICER_KEY)."),
]


def own_settings() -> app_settings.Settings:
    """Settings where there need be no archive: the officer's own machine."""
    if shared.folder or app_settings.archive_is_named():
        return settings()
    return app_settings.settings(Path())


def own_passphrase(*, new: bool = False) -> str:
    """From ``HEARD_OFFICER_PASSPHRASE_FILE``, or asked for on a terminal, twice when new."""
    path = own_settings().officer_passphrase_file
    if path is not None:
        return app_settings.first_line(path, "HEARD_OFFICER_PASSPHRASE_FILE")
    if not sys.stdin.isatty():
        raise LockedArchive(
            "Set HEARD_OFFICER_PASSPHRASE_FILE to a file whose first line opens the key file."
        )
    first = getpass.getpass("Passphrase of the officer's key: ")
    if new and getpass.getpass("Once more: ") != first:
        raise LockedArchive("The two were not the same; nothing was made.")
    return first


def officer_key(path: Path | None) -> OfficerKey | None:
    """The officer's key, if a file is named. Raises ``LockedArchive``."""
    named = path or own_settings().officer_key
    return open_officer_key(named, own_passphrase()) if named is not None else None


def needed_key(path: Path | None) -> OfficerKey:
    """The same where nothing can be done without it. Raises ``UsageError``."""
    found = officer_key(path)
    if found is None:
        raise UsageError("Name the officer's key file: --officer-key FILE.")
    return found


def bring(found: Opened, path: Path | None) -> None:
    """Let this opening of the archive unseal what is sealed to the officer, if a file is named."""
    key = officer_key(path)
    if key is not None:
        found.log.bring(key)
