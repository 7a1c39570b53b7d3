"""A QualCoder project (a folder ``.qda`` with ``data.qda``) as an exchange project.

QualCoder counts code points of ``source.fulltext``; its categories become codes that cannot be put on text.
Media, pictures and relations are counted as left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from archive.coding.foreign.tool_database import Database, ToolRow, opened
from archive.coding.refi.positions import Selected, Spot, located
from archive.coding.refi.project import (
    Case,
    Coded,
    CodeEntry,
    Note,
    Passage,
    Project,
    Source,
    Unplaced,
    User,
)
from archive.coding.refi.source_names import told_apart
from archive.coding.refi.source_text import settled
from archive.coding.refi.writer import guid
from archive.errors import Unreadable
from taxonomies.colours import colour_of

_LEFT_OUT = {"code_av": "Codings of sound or film", "code_image": "Codings of pictures"}


TABLES = frozenset({"source", "code_name", "code_text"})


def read(content: bytes, name: str) -> Project:
    """The project in a ``data.qda``; ``name`` is that of its folder. Raises ``Unreadable``."""
    with opened(content) as database:
        if not database.tables() >= TABLES:
            raise Unreadable("This is no QualCoder project: it lacks the tables of one.")
        return _project(database, name)


def _project(database: Database, name: str) -> Project:
    texts = [s for s in database.rows("source") if s.text("fulltext")]
    coded = database.rows("code_text")
    notes: list[Note] = []
    sources = tuple(_source(s, [c for c in coded if c.value("fid") == s.value("id")], notes) for s in texts)
    dropped = tuple(
        f"{what} were left out ({count})."
        for table, what in _LEFT_OUT.items()
        if (count := len(database.rows(table)))
    )
    people = sorted({c.text("owner") for c in coded} - {""})
    return Project(
        name=name,
        users=tuple(User(guid("qualcoder user", p), p) for p in people),
        codes=(*_categories(database), *_codes(database)),
        sources=told_apart(sources),
        notes=tuple(notes),
        cases=_cases(database, {s.value("id") for s in texts}),
        origin="QualCoder",
        notices=dropped,
    )


def _categories(database: Database) -> Iterable[CodeEntry]:
    for row in _outward(database.rows("code_cat")):
        above = row.optional("supercatid")
        yield CodeEntry(
            guid("qualcoder category", str(row.value("catid"))), str(row.value("name")),
            guid("qualcoder category", str(above)) if above else None,
            row.text("memo"), codable=False,
        )  # fmt: skip


def _outward(rows: list[ToolRow]) -> list[ToolRow]:
    """Categories with what is above them before them."""
    done: list[ToolRow] = []
    waiting = list(rows)
    while waiting:
        known = {r.value("catid") for r in done}
        ready = [r for r in waiting if not r.optional("supercatid") or r.optional("supercatid") in known]
        if not ready:
            ready = [waiting[0].without("supercatid")]
            waiting[0] = ready[0]
        done += ready
        waiting = [r for r in waiting if r not in ready]
    return done


def _codes(database: Database) -> Iterable[CodeEntry]:
    for row in database.rows("code_name"):
        above = row.optional("catid")
        yield CodeEntry(
            guid("qualcoder code", str(row.value("cid"))), str(row.value("name")),
            guid("qualcoder category", str(above)) if above else None,
            row.text("memo"), colour_of(row.text("color")) or "",
        )  # fmt: skip


def _source(row: ToolRow, coded: list[ToolRow], notes: list[Note]) -> Source:
    text = settled(row.text("fulltext").encode("utf-8", "surrogatepass"))
    selections = [Selected(c.number("pos0"), c.number("pos1"), c.text("seltext")) for c in coded]
    spots = located(text, selections).spots
    passages = [_passage(c, spot, notes) for c, spot in zip(coded, spots, strict=True) if not spot.why]
    unplaced = [
        Unplaced(guid("qualcoder code", str(c.value("cid"))), s.start, s.end, spot.why)
        for c, s, spot in zip(coded, selections, spots, strict=True)
        if spot.why
    ]
    own = str(row.value("id"))
    on_it = _noted(row.text("memo"), f"source {own}", row.text("owner"), notes)
    name = str(row.value("name"))
    return Source(guid("qualcoder source", own), name, text, tuple(passages), (), on_it, tuple(unplaced))


def _passage(row: ToolRow, spot: Spot, notes: list[Note]) -> Passage:
    code, owner = str(row.value("cid")), row.text("owner")
    key = f"{row.value('fid')}.{code}.{row.value('pos0')}.{row.value('pos1')}.{row.optional('owner')}"
    on_it = _noted(row.text("memo"), key, owner, notes)
    coding = Coded(
        guid("qualcoder coding", key), guid("qualcoder code", code),
        guid("qualcoder user", owner), _moment(row.optional("date")), on_it,
    )  # fmt: skip
    return Passage(guid("qualcoder passage", key), spot.start, spot.end, (coding,), row.text("seltext"))


def _noted(text: str, key: str, owner: str, notes: list[Note]) -> tuple[str, ...]:
    if not text.strip():
        return ()
    note = Note(guid("qualcoder memo", key), "Memo", text, guid("qualcoder user", owner))
    notes.append(note)
    return (note.guid,)


def _cases(database: Database, texts: set[object]) -> tuple[Case, ...]:
    about = database.rows("case_text")
    values = [a for a in database.rows("attribute") if a.optional("attr_type") == "case"]
    cases = []
    for row in database.rows("cases"):
        own = row.value("caseid")
        variables = tuple((str(a.value("name")), a.text("value")) for a in values if a.optional("id") == own)
        files = dict.fromkeys(
            a.value("fid") for a in about if a.value("caseid") == own and a.value("fid") in texts
        )
        sources = tuple(guid("qualcoder source", str(f)) for f in files)
        cases.append(Case(guid("qualcoder case", str(own)), str(row.value("name")), variables, sources))
    return tuple(cases)


def _moment(written: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
