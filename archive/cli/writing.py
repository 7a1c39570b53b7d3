"""Files that a command leaves behind: new ones alone, readable by whoever ran it and nobody else."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from archive.access import gate
from archive.cli.command import out
from archive.errors import UsageError

_THERE = "That exists already; name a new one."


def not_there(*paths: Path) -> None:
    """Raise ``UsageError`` if one of them exists: asked before long work whose answer they take."""
    if any(path.exists() for path in paths):
        raise UsageError(_THERE)


def new_file(path: Path, text: str) -> None:
    """Write a text into a new file. Raises ``UsageError`` if it is there already or cannot be made."""
    new_bytes(path, text.encode())


def new_bytes(path: Path, content: bytes) -> None:
    """The same for bytes."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(_THERE) from None
    except OSError:
        raise UsageError("The file cannot be written; check the folder and its permissions.") from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def new_folder(path: Path) -> None:
    """Make a folder of one's own. Raises ``UsageError`` if it is there already or cannot be made."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        raise UsageError(_THERE) from None
    except OSError:
        raise UsageError("The folder cannot be made; check the place and its permissions.") from None


def in_clear(path: Path, words: Mapping[int, str] | Mapping[str, Mapping[int, str]]) -> None:
    """Write words as they were said, by turn, into a new file, and say that they stand there in clear."""
    new_file(path, json.dumps(words, ensure_ascii=False, indent=2) + "\n")
    out.print(f"Written to {path}: it is in clear there. Destroy it when it has served.", markup=False)


def code_word(value: str) -> str:
    """A code for the log. Raises ``UsageError`` for anything with blanks or beyond ASCII: a name, perhaps."""
    if not gate.CODE_WORD.fullmatch(value):
        raise UsageError("Give a short code for the recipient, without spaces, such as partner-3.")
    return value
