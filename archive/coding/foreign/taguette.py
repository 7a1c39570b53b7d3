"""Projects in a Taguette database as exchange projects.

Taguette keeps a document as HTML and counts the UTF-8 bytes of its text. Tags with dots in their name are a
hierarchy to those who use them, but flat to Taguette; they stay flat here.
"""

from __future__ import annotations

from html.parser import HTMLParser

from archive.coding.comparable import same_words
from archive.coding.foreign.tool_database import Database, ToolRow, opened
from archive.coding.refi.positions import OUTSIDE, Selected, Spot, located
from archive.coding.refi.project import Coded, CodeEntry, Passage, Project, Source, Unplaced
from archive.coding.refi.source_names import told_apart
from archive.coding.refi.units import Count, Ruler, Unit
from archive.coding.refi.writer import guid
from archive.errors import Unreadable

TABLES = frozenset({"projects", "documents", "highlights", "tags", "highlight_tags"})


def read(content: bytes) -> list[Project]:
    """Every project in the database. Raises ``Unreadable`` if it is no Taguette database."""
    with opened(content) as database:
        if not database.tables() >= TABLES:
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
    name = str(project.value("name"))
    return Project(name, (), codes, told_apart(sources), origin="Taguette")


def _source(document: ToolRow, marks: list[ToolRow], put: dict[object, list[object]]) -> Source:
    counted = text_of(str(document.value("contents")))
    ruler = Ruler(counted, Count(Unit.BYTES))
    passages: list[Passage] = []
    unplaced: list[Unplaced] = []
    for mark in marks:
        first, last = mark.number("start_offset"), mark.number("end_offset")
        start, end = ruler.to_code_points(first), ruler.to_code_points(last)
        spot = _checked(counted, start, end, text_of(mark.text("snippet"))) if start < end else None
        own = str(mark.value("id"))
        codes = tuple(
            Coded(guid("taguette coding", f"{own}.{tag}"), guid("taguette tag", str(tag)))
            for tag in put.get(mark.value("id"), ())
        )
        if spot is None or spot.why:
            why = spot.why if spot else OUTSIDE
            unplaced += [Unplaced(coded.code, first, last, why) for coded in codes]
        else:
            passages.append(Passage(guid("taguette highlight", own), spot.start, spot.end, codes))
    own = guid("taguette document", str(document.value("id")))
    name = str(document.value("name"))
    return Source(own, name, counted, tuple(passages), (), (), tuple(unplaced))


def _checked(text: str, start: int, end: int, snippet: str) -> Spot:
    """The place of a highlight: where it is, if Taguette kept no snippet or its words are there."""
    if not snippet.strip() or same_words(" ".join(text[start:end].split()), " ".join(snippet.split())):
        return Spot(start, end)
    return located(text, [Selected(start, end, snippet)]).spots[0]


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
