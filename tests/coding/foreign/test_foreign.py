"""Databases of QualCoder and Taguette, made here with the tables that those tools make."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.coding.foreign import qualcoder, taguette
from archive.coding.refi.positions import NOT_THERE
from archive.errors import Unreadable

TEXT = "কেউ আসেনি। Nobody came 🌊 to the school.\nWe waited."


def _written(path: Path, script: str, rows: list[tuple[str, tuple[object, ...]]]) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    for statement, values in rows:
        connection.execute(statement, values)
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def qda(tmp_path: Path) -> Path:
    folder = tmp_path / "study.qda"
    folder.mkdir()
    at = TEXT.index("Nobody")
    _written(
        folder / "data.qda",
        """
        CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text,
            memo text, owner text, date text);
        CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,
            supercatid integer);
        CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer,
            owner text, date text, color text);
        CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
            owner text, date text, memo text);
        CREATE TABLE code_image (imid integer primary key, id integer);
        CREATE TABLE cases (caseid integer primary key, name text, memo text);
        CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer,
            pos1 integer);
        CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text,
            id integer);
        """,
        [
            ("INSERT INTO source VALUES (1, 'talk', ?, null, 'read twice', 'ana', '')", (TEXT,)),
            ("INSERT INTO source VALUES (2, 'photo', null, '/images/a.jpg', '', 'ana', '')", ()),
            ("INSERT INTO code_cat VALUES (1, 'barriers', '', '', '', null)", ()),
            ("INSERT INTO code_cat VALUES (2, 'school', '', '', '', 1)", ()),
            ("INSERT INTO code_name VALUES (7, 'absent teacher', 'who came?', 2, '', '', '#FF0000')", ()),
            ("INSERT INTO code_text VALUES (7, 1, ?, ?, ?, 'ana', '2024-01-02 10:00:00', 'strong')",
             ("Nobody came 🌊", at, at + 13)),
            ("INSERT INTO code_text VALUES (7, 1, 'x', 900, 990, 'ben', '', '')", ()),
            ("INSERT INTO code_image VALUES (1, 2)", ()),
            ("INSERT INTO cases VALUES (1, 'R1', '')", ()),
            ("INSERT INTO case_text VALUES (1, 1, 1, 0, 5)", ()),
            ("INSERT INTO attribute VALUES (1, 'district', 'case', 'Kurigram', 1)", ()),
        ],
    )  # fmt: skip
    return folder


def test_a_qualcoder_project_is_read(qda: Path) -> None:
    found = qualcoder.read((qda / "data.qda").read_bytes(), "study")
    assert found.name == "study"
    (source,) = found.sources
    (passage,) = source.passages
    assert source.text[passage.start : passage.end] == "Nobody came 🌊"
    assert {c.name: c.codable for c in found.codes} == {
        "barriers": False,
        "school": False,
        "absent teacher": True,
    }
    assert found.codes[2].parent == found.codes[1].guid
    assert [n.text for n in found.notes] == ["strong", "read twice"]
    assert found.cases[0].values == (("district", "Kurigram"),)
    assert found.notices == ("Codings of pictures were left out (1).",)


def test_a_database_that_its_tool_has_open_is_read_as_it_was_last_written_out(qda: Path) -> None:
    with closing(sqlite3.connect(qda / "data.qda")) as tool:
        tool.execute("PRAGMA journal_mode = WAL")
        tool.execute("PRAGMA wal_autocheckpoint = 0")
        tool.execute("UPDATE source SET name = 'renamed' WHERE id = 1")
        tool.commit()
        found = qualcoder.read((qda / "data.qda").read_bytes(), "study")
    assert [source.name for source in found.sources] == ["talk"]


def test_a_taguette_database_is_read(tmp_path: Path) -> None:
    html = "<p>কেউ আসেনি। Nobody came 🌊</p>\n<p>We &amp; they waited.</p>"
    shown = "কেউ আসেনি। Nobody came 🌊\nWe & they waited."
    assert taguette.text_of(html) == shown
    first = len(shown[: shown.index("We &")].encode())
    path = _written(
        tmp_path / "t.sqlite3",
        """
        CREATE TABLE projects (id integer primary key, name text, description text);
        CREATE TABLE documents (id integer primary key, name text, project_id integer, contents text);
        CREATE TABLE highlights (id integer primary key, document_id integer, start_offset integer,
            end_offset integer, snippet text);
        CREATE TABLE tags (id integer primary key, project_id integer, path text, description text);
        CREATE TABLE highlight_tags (highlight_id integer, tag_id integer);
        """,
        [
            ("INSERT INTO projects VALUES (1, 'one', '')", ()),
            ("INSERT INTO documents VALUES (1, 'talk', 1, ?)", (html,)),
            ("INSERT INTO tags VALUES (3, 1, 'waiting', 'long')", ()),
            ("INSERT INTO highlights VALUES (5, 1, ?, ?, '')", (first, first + len(b"We & they"))),
            ("INSERT INTO highlight_tags VALUES (5, 3)", ()),
        ],
    )  # fmt: skip
    (project,) = taguette.read(path.read_bytes())
    (passage,) = project.sources[0].passages
    assert project.sources[0].text[passage.start : passage.end] == "We & they"
    assert passage.codes[0].code == project.codes[0].guid


def test_a_database_left_in_write_ahead_mode_is_read(qda: Path) -> None:
    with closing(sqlite3.connect(qda / "data.qda")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE source SET name = 'talk one' WHERE id = 1")
        connection.commit()
    content = (qda / "data.qda").read_bytes()
    assert content[18:20] == b"\x02\x02"
    assert [s.name for s in qualcoder.read(content, "study").sources] == ["talk one"]


def test_a_coding_without_a_place_is_listed_with_its_reason(qda: Path) -> None:
    (source,) = qualcoder.read((qda / "data.qda").read_bytes(), "study").sources
    assert [(one.start, one.end, one.why) for one in source.unplaced] == [(900, 990, NOT_THERE)]


def test_what_a_database_computes_is_not_read(tmp_path: Path) -> None:
    """A view in the place of a table, that would count for ever."""
    path = _written(
        tmp_path / "data.qda",
        """
        CREATE TABLE code_name (cid integer); CREATE TABLE code_text (cid integer);
        CREATE VIEW source AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT i AS id, 'x' AS fulltext FROM n;
        """,
        [],
    )
    with pytest.raises(Unreadable):
        qualcoder.read(path.read_bytes(), "data")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"\x00" * 200, b"plain text"])
def test_what_is_no_database_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        qualcoder.read(content, "study")
    with pytest.raises(Unreadable):
        taguette.read(content)
