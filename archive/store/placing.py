"""A folder that is filled beside its place and put there in one step, so that no half of an archive is seen.

A mark stands in it from before the first file until whoever fills it takes the mark away: a crash in between
is told by it, and the same work goes on or begins anew. It refuses to touch what it did not make.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.errors import HeardError, UsageError
from archive.store.passphrase import private_folder, write_private


def cut_off(folder: Path, name: str, mark: bytes) -> bool:
    """Whether the same work, told by its mark in the file ``name``, was cut off with the folder in place.

    Raises ``UsageError`` if anything else stands there.
    """
    if not folder.exists() or not any(folder.iterdir()):
        return False
    with suppress(FileNotFoundError):
        if (folder / name).read_bytes() == mark:
            return True
        raise UsageError("A restore of other files was begun here; finish that one, or name a new folder.")
    raise UsageError("The folder is not empty and was left as it is; name a new one.")


@contextmanager
def placed(folder: Path, name: str, mark: bytes) -> Iterator[Path]:
    """A folder beside the place of ``folder``, to be filled; it is there once the block has ended.

    Where the block refuses what it was to place, nothing stays; a crash leaves what the next call removes.
    """
    beside = folder.with_name(folder.name + ".restoring")
    _make_room(beside, name)
    write_private(beside / name, mark)
    try:
        yield beside
    except HeardError:
        shutil.rmtree(beside)
        raise
    with suppress(FileNotFoundError):
        folder.rmdir()
    beside.rename(folder)


def _make_room(beside: Path, name: str) -> None:
    """An empty folder, where perhaps the same work was cut off earlier; its mark goes last."""
    beside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    private_folder(beside)
    there = [path for path in beside.iterdir() if not path.name.startswith(name)]
    if there and not (beside / name).exists():
        raise UsageError(f"{beside.name} is in the way and is no restore's; move it away.")
    for path in there:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    for path in beside.iterdir():
        path.unlink()
