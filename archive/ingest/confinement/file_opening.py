"""Files from outside are opened here: their kind and size are looked at before a byte is read.

A path can name a pipe that never ends, a device, or three sparse gigabytes. Only ordinary files are read, no
more of them than the limit, and in a folder no link is followed: it could lead to whatever the person who
imports may read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import Unreadable
from archive.ingest.bounds import MAX_BYTES, TOO_LARGE

_NOT_ORDINARY = "This is no ordinary file (a folder, a pipe, a device or a link): copy it to a file first."
_CLOSED = "The file cannot be opened: check its path, and that you may read it."
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The ordinary files of a folder in order, and what else stands in it: links that were not followed,
    pipes, devices or sockets, and files and folders that hide behind a full stop."""

    files: tuple[Path, ...] = field(repr=False)
    links: tuple[Path, ...] = field(default=(), repr=False)
    others: tuple[Path, ...] = field(default=(), repr=False)
    hidden: tuple[Path, ...] = field(default=(), repr=False)

    def sentences(self) -> tuple[str, ...]:
        """What to tell of a folder besides its files."""
        counts = {
            "link(s) were not followed.": len(self.links),
            "pipe(s) or device(s) were not read.": len(self.others),
            "hidden file(s) were not read.": len(self.hidden),
        }
        return tuple(f"{count} {rest}" for rest, count in counts.items() if count)


def content_of(path: Path, *, most: int = MAX_BYTES, too_large: str = TOO_LARGE, links: bool = True) -> bytes:
    """The bytes of an ordinary file, at most ``most`` of them.

    Without ``links``, a link at the path is refused; a file that a person named themselves may be one.

    Raises:
        Unreadable: it cannot be opened, is no ordinary file, or is larger; nothing was read of it then.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _AT_ONCE | (0 if links else _NO_LINK))
    except (OSError, ValueError):
        raise Unreadable(_CLOSED if links or not path.is_symlink() else _NOT_ORDINARY) from None
    try:
        _check(os.fstat(descriptor), most, too_large)
        content = _at_most(descriptor, most + 1)
    except OSError:
        raise Unreadable(_CLOSED) from None
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise Unreadable(too_large)
    return content


def _check(status: os.stat_result, most: int, too_large: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(_NOT_ORDINARY)
    if status.st_size > most:
        raise Unreadable(too_large)


def _at_most(descriptor: int, most: int) -> bytes:
    content = bytearray()
    while len(content) < most and (piece := os.read(descriptor, min(most - len(content), 1 << 20))):
        content += piece
    return bytes(content)


def folder_files(folder: Path) -> FolderFiles:
    """What stands in a folder and in the folders below it, none of them reached through a link.

    Files and folders whose names begin with a full stop are not looked into.
    """
    kinds: dict[str, list[Path]] = {"file": [], "link": [], "other": [], "hidden": []}
    for path, kind in _below(folder):
        kinds[kind].append(path)
    return FolderFiles(*(tuple(sorted(kinds[kind])) for kind in ("file", "link", "other", "hidden")))


def _below(folder: Path) -> Iterator[tuple[Path, str]]:
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    yield Path(entry.path), "hidden"
                elif entry.is_symlink():
                    yield Path(entry.path), "link"
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                else:
                    yield Path(entry.path), "file" if entry.is_file(follow_symlinks=False) else "other"
