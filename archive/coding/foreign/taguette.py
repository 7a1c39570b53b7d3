"""Projects in a Taguette database as exchange projects.

Taguette keeps a document as HTML and counts the UTF-8 bytes of its text. Tags with dots in their name are a
hierarchy to those who use them, but flat to Taguette; they stay flat here.
"""

from __future__ import annotations

from html.parser import HTMLParser

from archive.coding.foreign.tool_database import Database, ToolRow, opened
from archive.coding.refi.project import Coded, CodeEntry, Passage, Project, Source
from archive.coding.refi.units import Count, Ruler, Unit
from archive.coding.refi.writer import guid
from archive.errors import Unreadable


def read(content: bytes) -> list[Project]:
    """Every project in the database. Raises ``Unreadable`` if it is no Taguette database."""
    with opened(content) as database:
        if not {"projects", "documents", "highlights", "tags", "highlight_tags"} <= database.tables():
            raise Unreadable("This is no Taguette database: it lacks the tables of one.")
        return [_project(database, row) for row in database.rows("projects")]


def _project(database: Database, project: ToolRow) -> Project:
    own = project.value("id")
    tags = [t for t in database.rows("tags") if t.value("project_id") == own]
    put: dict[object, list[object]] = {}
    for row in database.rows("highlight_tags"):
        put.setdefault(row.value("highlight_id"), []).append(row.value("tag_id"))
    marks = database.rows("highlights")
    sources = tuple(
        _source(d, [m for m in marks if m.value("document_id") == d.value("id")], put)
        for d in database.rows("documents")
        if d.value("project_id") == own
    )
    codes = tuple(
        CodeEntry(guid("taguette tag", str(t.value("id"))), str(t.value("path")), None, t.text("description"))
        for t in tags
    )
    return Project(str(project.value("name")), (), codes, sources, origin="Taguette")


def _source(document: ToolRow, marks: list[ToolRow], put: dict[object, list[object]]) -> Source:
    counted = text_of(str(document.value("contents")))
    ruler = Ruler(counted, Count(Unit.BYTES))
    passages = []
    for mark in marks:
        start = ruler.to_code_points(mark.number("start_offset"))
        end = ruler.to_code_points(mark.number("end_offset"))
        own = mark.value("id")
        if start < end:
            codes = tuple(
                Coded(guid("taguette coding", f"{own}.{tag}"), guid("taguette tag", str(tag)))
                for tag in put.get(own, ())
            )
            passages.append(Passage(guid("taguette highlight", str(own)), start, end, codes))
    return Source(
        guid("taguette document", str(document.value("id"))),
        str(document.value("name")),
        counted,
        tuple(passages),
    )


def text_of(html: str) -> str:
    """The text of a document as Taguette counts it: the character data, one after the other."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
