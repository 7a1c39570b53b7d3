"""Which files a command takes of the paths that a person names, and which it leaves aside and why.

A folder is walked to its end. What cannot be read there is named, never passed over: a person who gives a
folder has to learn that a recording in it was not taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import Unreadable, UsageError
from archive.ingest import SUPPORTED
from archive.ingest.formats import extension, format_of


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file of a folder that was left aside, and what to do about it."""

    path: Path = field(repr=False)
    sentence: str


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """What to read, in order, and what a folder holds besides; ``hidden`` counts files whose names begin
    with a full stop, or that stand in folders that do."""

    files: tuple[Path, ...] = field(repr=False)
    skipped: tuple[SkippedFile, ...] = ()
    hidden: int = 0


def source_files(paths: Iterable[Path], but: Path | None = None) -> SourceFiles:
    """The files under some paths, ``but`` one (the consents that stand beside the testimonies).

    Raises ``UsageError`` if there is nothing at a path.
    """
    files: list[Path] = []
    skipped: list[SkippedFile] = []
    hidden = 0
    for path in paths:
        if path.is_file():
            files.append(path)
            continue
        if not path.is_dir():
            raise UsageError(f"There is no file or folder at {path}.")
        for each in sorted(p for p in path.rglob("*") if p.is_file()):
            if any(part.startswith(".") for part in each.relative_to(path).parts):
                hidden += 1
            elif but is not None and each.resolve() == but.resolve():
                continue
            elif extension(each.name) in SUPPORTED:
                files.append(each)
            else:
                skipped.append(SkippedFile(each, _why_not(each.name)))
    return SourceFiles(tuple(dict.fromkeys(files)), tuple(skipped), hidden)


def _why_not(name: str) -> str:
    """The sentence that the reader has for files of this kind, whatever they hold."""
    try:
        format_of(name, b" ")
    except Unreadable as refusal:
        return str(refusal)
    raise ValueError("this kind of file is read")


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises ``Unreadable``."""
    try:
        return path.read_bytes()
    except OSError:
        raise Unreadable("The file cannot be opened: check that you may read it.") from None
