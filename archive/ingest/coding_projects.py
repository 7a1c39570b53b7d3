"""Coding of other programs becomes an exchange project; run in the confined child alone."""

from __future__ import annotations

from archive.coding.foreign import qualcoder, taguette
from archive.coding.refi import reader
from archive.coding.refi.project import Project
from archive.errors import Unreadable, UsageError


def project_in(name: str, content: bytes) -> Project:
    """The project in a REFI-QDA package, a QualCoder or a Taguette database.

    Raises ``Unreadable`` for anything else, ``UsageError`` for a database of several projects.
    """
    if not content.startswith(b"SQLite format 3"):
        return reader.read(content)
    try:
        return qualcoder.read(content, name)
    except Unreadable:
        projects = taguette.read(content)
    if len(projects) != 1:
        raise UsageError("This Taguette database holds several projects; export the one you mean by itself.")
    return projects[0]
