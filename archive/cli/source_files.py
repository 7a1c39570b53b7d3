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
from archive.ingest.confinement.file_opening import folder_files
from archive.ingest.formats import extension, format_of
from language.visible import visible


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file of a folder that was left aside, and what to do about it."""

    path: Path = field(repr=False)
    sentence: str


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """What to read, in order, and what a folder holds besides: files of a kind that is not read, and
    ``asides``, sentences on links, pipes and hidden files. ``hidden`` counts the last."""

    files: tuple[Path, ...] = field(repr=False)
    skipped: tuple[SkippedFile, ...] = ()
    asides: tuple[str, ...] = ()
    hidden: int = 0


def source_files(paths: Iterable[Path], but: Path | None = None) -> SourceFiles:
    """The files under some paths, ``but`` one (the consents that stand beside the testimonies).

    Raises ``UsageError`` if there is nothing at a path.
    """
    files: list[Path] = []
    skipped: list[SkippedFile] = []
    asides: list[str] = []
    hidden = 0
    for path in paths:
        if not path.is_dir():
            if not path.exists():
                raise UsageError(f"There is no file or folder at {visible(str(path))}.")
            files.append(path)
            continue
        inside = folder_files(path)
        asides += inside.sentences()
        hidden += len(inside.hidden)
        for each in inside.files:
            if but is not None and each.resolve() == but.resolve():
                continue
            if extension(each.name) in SUPPORTED:
                files.append(each)
            else:
                skipped.append(SkippedFile(each, _why_not(each.name)))
    return SourceFiles(tuple(dict.fromkeys(files)), tuple(skipped), tuple(asides), hidden)


def _why_not(name: str) -> str:
    """The sentence that the reader has for files of this kind, whatever they hold."""
    try:
        format_of(name, b" ")
    except Unreadable as refusal:
        return str(refusal)
    raise ValueError("this kind of file is read")
