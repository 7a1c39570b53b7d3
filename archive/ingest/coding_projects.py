"""Coding of other programs becomes an exchange project; run in the confined child alone.

What a file is shows in its bytes, not in its name. A document inside a package is read as any document is.
What of a project is shown on a screen is made visible here, since whoever sends the file chose it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from archive import ingest
from archive.coding.foreign import qualcoder, taguette
from archive.coding.foreign.tool_database import opened
from archive.coding.refi import reader
from archive.coding.refi.project import Coded, CodeEntry, Project, Source
from archive.coding.refi.source_names import told_apart
from archive.errors import Unreadable, UsageError
from archive.ingest.bounds import check_draft
from language.visible import visible_lines, visible_name

_SQLITE, _ZIP = b"SQLite format 3\x00", b"PK"


def project_in(name: str, content: bytes) -> Project:
    """The project in a REFI-QDA package, a QualCoder or a Taguette database.

    ``name`` is what a project is called that does not say it. Raises ``Unreadable`` for anything else,
    ``UsageError`` for a database of several projects.
    """
    if content.startswith(_SQLITE):
        return visible_project(_in_database(name, content))
    if content.startswith(_ZIP):
        return visible_project(reader.read(content, formatted_text))
    raise Unreadable(
        "This is no .qdpx, QualCoder project or Taguette project. A list of codes alone (.csv, .qdc) goes in "
        "with `heard codebook in`."
    )


def _in_database(name: str, content: bytes) -> Project:
    with opened(content) as database:
        tables = database.tables()
    if tables >= qualcoder.TABLES:
        return qualcoder.read(content, name)
    projects = taguette.read(content)
    if len(projects) != 1:
        raise UsageError("This Taguette database holds several projects; export the one you mean by itself.")
    return projects[0]


def formatted_text(name: str, content: bytes) -> str:
    """The text of a document inside a package, read as any document is. Raises ``Unreadable``."""
    drafts = ingest.read(PurePath(name).name, content)
    if len(drafts) != 1:
        raise Unreadable("A source of the file is a table, not a text.")
    check_draft(drafts[0])
    return drafts[0].text


def visible_project(project: Project) -> Project:
    """The same project with every name, reason and notice as it may be shown; twice does no more than once.

    Sources whose names become alike stay told apart.
    """
    return replace(
        project,
        name=visible_name(project.name),
        users=tuple(replace(u, guid=visible_name(u.guid), name=visible_name(u.name)) for u in project.users),
        codes=tuple(map(_visible_code, project.codes)),
        sources=told_apart(map(_visible_source, project.sources)),
        without_text=tuple(map(_visible_source, project.without_text)),
        notes=tuple(
            replace(n, name=visible_name(n.name), text=visible_lines(n.text), user=visible_name(n.user))
            for n in project.notes
        ),
        description=visible_lines(project.description),
        origin=visible_name(project.origin),
        notices=tuple(map(visible_name, project.notices)),
    )


def _visible_code(code: CodeEntry) -> CodeEntry:
    return replace(code, name=visible_name(code.name), description=visible_lines(code.description))


def _visible_source(source: Source) -> Source:
    return replace(
        source,
        name=visible_name(source.name),
        passages=tuple(replace(p, codes=_visible_codings(p.codes)) for p in source.passages),
        codes=_visible_codings(source.codes),
        unplaced=tuple(replace(one, why=visible_name(one.why)) for one in source.unplaced),
    )


def _visible_codings(codings: tuple[Coded, ...]) -> tuple[Coded, ...]:
    return tuple(replace(coded, user=visible_name(coded.user)) for coded in codings)


def stands_in_its_text(project: Project) -> bool:
    """Whether every selection lies inside of the text of its source."""
    return all(
        0 <= passage.start <= passage.end <= len(source.text)
        for source in project.sources
        for passage in source.passages
    )
