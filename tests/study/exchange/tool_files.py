"""Projects as QualCoder, Taguette and NVivo write them, made here of a text and of what is coded on it."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.sax.saxutils import quoteattr

from docx import Document


@dataclass(frozen=True, slots=True)
class Mark:
    """``code`` on ``start:end`` of the text, in code points, by ``coder``."""

    code: str
    start: int
    end: int
    coder: str = "ana"


def _database(script: str, rows: Sequence[tuple[str, tuple[object, ...]]]) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        for statement, values in rows:
            connection.execute(statement, values)
        connection.commit()
        return connection.serialize()


def qualcoder(text: str, marks: Sequence[Mark], folder: Path | None = None) -> bytes:
    """``data.qda``: code points, the words of each selection beside it. Written into a folder where named."""
    codes = sorted({mark.code for mark in marks})
    content = _database(
        """
        CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text,
            owner text, date text, av_text_id integer, risid integer);
        CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,
            supercatid integer);
        CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text,
            date text, color text);
        CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text,
            pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer);
        """,
        [
            ("INSERT INTO source VALUES (1, 'talk', ?, null, '', 'ana', '', null, null)", (text,)),
            *(("INSERT INTO code_name VALUES (?, ?, '', null, '', '', '#FF0000')", (n, code))
              for n, code in enumerate(codes, 1)),
            *(("INSERT INTO code_text VALUES (null, ?, 1, ?, ?, ?, ?, '2025-01-01 10:00:00', '', null, null)",
               (codes.index(m.code) + 1, text[m.start : m.end], m.start, m.end, m.coder)) for m in marks),
        ],
    )  # fmt: skip
    if folder is not None:
        folder.mkdir()
        (folder / "data.qda").write_bytes(content)
    return content


def taguette(text: str, marks: Sequence[Mark]) -> bytes:
    """A Taguette database: HTML, a paragraph a line, positions in bytes of UTF-8 without the tags."""
    html = "\n".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    codes = sorted({mark.code for mark in marks})
    return _database(
        """
        CREATE TABLE projects (id integer primary key, name text, description text);
        CREATE TABLE documents (id integer primary key, name text, project_id integer, contents text);
        CREATE TABLE highlights (id integer primary key, document_id integer, start_offset integer,
            end_offset integer, snippet text);
        CREATE TABLE tags (id integer primary key, project_id integer, path text, description text);
        CREATE TABLE highlight_tags (highlight_id integer, tag_id integer);
        """,
        [
            ("INSERT INTO projects VALUES (1, 'study', '')", ()),
            ("INSERT INTO documents VALUES (1, 'talk', 1, ?)", (html,)),
            *(("INSERT INTO tags VALUES (?, 1, ?, '')", (n, code)) for n, code in enumerate(codes, 1)),
            *(("INSERT INTO highlights VALUES (?, 1, ?, ?, ?)",
               (n, len(text[: m.start].encode()), len(text[: m.end].encode()), escape(text[m.start : m.end])))
              for n, m in enumerate(marks, 1)),
            *(("INSERT INTO highlight_tags VALUES (?, ?)", (n, codes.index(m.code) + 1))
              for n, m in enumerate(marks, 1)),
        ],
    )  # fmt: skip


def nvivo(text: str, marks: Sequence[Mark], *, named: bool = True) -> bytes:
    """A package whose text is in a Word document alone, beside a plain text of one byte; GUIDs in braces,
    positions in UTF-16 units, a line end counted twice."""
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    word = io.BytesIO()
    document.save(word)

    def at(offset: int) -> int:
        before = text[:offset]
        return len(before.encode("utf-16-le")) // 2 + before.count("\n")

    codes = sorted({mark.code for mark in marks})
    users = sorted({mark.coder for mark in marks})
    guids = {name: f"{{0A1B2C3D-0000-4000-8000-{n:012X}}}" for n, name in enumerate([*codes, *users], 1)}
    selections = "".join(
        f'<PlainTextSelection guid="{{0A1B2C3D-0000-4000-9000-{n:012X}}}" startPosition="{at(m.start)}"'
        f' endPosition="{at(m.end)}" name={quoteattr(text[m.start : m.end] if named else "")}>'
        f'<Coding guid="{{0A1B2C3D-0000-4000-A000-{n:012X}}}" creatingUser="{guids[m.coder]}">'
        f'<CodeRef targetGUID="{guids[m.code]}"/></Coding></PlainTextSelection>'
        for n, m in enumerate(marks, 1)
    )
    people = "".join(f'<User guid="{guids[u]}" name="{u}"/>' for u in users)
    entries = "".join(f'<Code guid="{guids[c]}" name="{c}" isCodable="true" color="blue"/>' for c in codes)
    project = (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="NVivo">'
        f"<Users>{people}</Users><CodeBook><Codes>{entries}"
        '</Codes></CodeBook><Sources><TextSource guid="{0A1B2C3D-0000-4000-B000-000000000001}" name="talk"'
        ' plainTextPath="internal://t.txt" richTextPath="internal://t.docx">'
        f"{selections}</TextSource></Sources></Project>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("project.qde", project)
        package.writestr("Sources/t.txt", "\n")
        package.writestr("Sources/t.docx", word.getvalue())
    return out.getvalue()
