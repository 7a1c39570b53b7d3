"""A file of another coding program as an exchange project: bytes in, plain data out.

Nothing here opens a path or knows an archive, so that it can be done where no key is. What a file is shows in
its bytes, not in its name.
"""

from __future__ import annotations

from pathlib import PurePath

from archive import ingest
from archive.coding.foreign import qualcoder, taguette
from archive.coding.foreign.tool_database import opened
from archive.coding.refi.project import Project
from archive.coding.refi.reader import read
from archive.errors import Unreadable

LARGEST = 512 * 1024 * 1024
"""Bytes that a project may have."""


def project_in(content: bytes, name: str) -> Project:
    """The project in a ``.qdpx``, in a QualCoder ``data.qda`` or in a Taguette database.

    ``name`` is what a project is called that does not say it. Raises ``Unreadable`` with a sentence for
    anything else.
    """
    if len(content) > LARGEST:
        raise Unreadable("The project is larger than 512 MiB: export fewer sources at once.")
    if content.startswith(b"SQLite format 3\x00"):
        return _in_database(content, name)
    if content.startswith(b"PK"):
        return read(content, formatted_text)
    raise Unreadable(
        "This is no .qdpx, QualCoder project or Taguette project. A list of codes alone (.csv, .qdc) goes in "
        "with `heard codebook in`."
    )


def _in_database(content: bytes, name: str) -> Project:
    with opened(content) as database:
        tables = database.tables()
    if tables >= qualcoder.TABLES:
        return qualcoder.read(content, name)
    projects = taguette.read(content)
    if len(projects) != 1:
        raise Unreadable("This Taguette database holds several projects; export the one you mean by itself.")
    return projects[0]


def formatted_text(name: str, content: bytes) -> str:
    """The text of a document inside a package, read as any document is. Raises ``Unreadable``."""
    drafts = ingest.read(PurePath(name).name, content)
    if len(drafts) != 1:
        raise Unreadable("A source of the file is a table, not a text.")
    return drafts[0].text
