"""Files that were made to harm, given to the real command: refused with a sentence, and the rest goes on."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.command import PROJECT, Done, Heard, heard_in

pytestmark = pytest.mark.slow
TALK = "Interviewer: And then?\nR1: The river took the school.\nInterviewer: And you?\nR1: We left.\n"
BANNED = "\x1b[2J", "\u202e"


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    command = heard_in(tmp_path)
    assert command("init", command.archive).code == 0
    return command


@pytest.fixture
def folder(heard: Heard) -> Path:
    """A folder with one good file."""
    place = heard.folder / "talks"
    place.mkdir()
    (place / "talk.txt").write_text(TALK, encoding="utf-8")
    return place


def ingested(heard: Heard, path: Path, *words: str | Path) -> dict[str, tuple[str, str]]:
    """The state and the sentence of each file."""
    done = heard("ingest", path, "--project", PROJECT, "--json", *words)
    assert done.code in (5, 6), done.err
    return {r["name"]: (r["status"], r["sentence"]) for r in json.loads(done.out)["results"]}


def packed(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def document(words: str, main: str = "document.xml", before: bytes = b"") -> bytes:
    """A Word document with these words, its main part under a name of choice."""
    made, buffer = docx.Document(), io.BytesIO()
    made.add_paragraph("QQ")
    made.save(buffer)
    with zipfile.ZipFile(buffer) as file:
        members = {info.filename: file.read(info) for info in file.infolist()}
    head, mark, rest = members.pop("word/document.xml").partition(b"?>")
    members[f"word/{main}"] = head + mark + before + rest.replace(b"QQ", words.encode())
    members[f"word/_rels/{main}.rels"] = members.pop("word/_rels/document.xml.rels")
    for each in ("[Content_Types].xml", "_rels/.rels"):
        members[each] = members[each].replace(b"word/document.xml", f"word/{main}".encode())
    return packed(members)


def test_files_beyond_all_bounds_are_refused_and_the_rest_goes_on(heard: Heard, folder: Path) -> None:
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(3 * 1024**3)
    (folder / "bomb.docx").write_bytes(document("a " * 22_500_000))
    assert (folder / "bomb.docx").stat().st_size < 100_000
    (folder / "hidden.docx").write_bytes(
        document("R1: &x;", "document.dat", b'<!DOCTYPE w [<!ENTITY x "The river took the school.">]>')
    )
    states = ingested(heard, folder)
    assert states.pop("talk.txt")[0] == "quarantined"
    assert {name: status for name, (status, _) in states.items()} == dict.fromkeys(
        ("sparse.txt", "bomb.docx", "hidden.docx"), "unreadable"
    )
    assert "larger than 50 MB" in states["sparse.txt"][1]
    assert "hundred times" in states["bomb.docx"][1]
    assert "entities" in states["hidden.docx"][1]


def test_a_folder_leads_nowhere_else(heard: Heard, folder: Path) -> None:
    outside = heard.folder / "outside"
    outside.mkdir()
    (outside / "other.txt").write_text(TALK, encoding="utf-8")
    (folder / "link.txt").symlink_to(outside / "other.txt")
    (folder / "links").symlink_to(outside)
    os.mkfifo(folder / "pipe.txt")
    done = heard("ingest", folder, "--project", PROJECT, "--json")
    assert done.code == 6
    assert [r["name"] for r in json.loads(done.out)["results"]] == ["talk.txt"]
    assert "2 link(s) were not followed" in done.out
    assert "1 pipe(s) or device(s) were not read" in done.out


@pytest.mark.parametrize("what", ["pipe", "device"])
def test_what_is_no_ordinary_file_is_refused_where_it_is_named(heard: Heard, what: str) -> None:
    path = heard.folder / "pipe.txt"
    os.mkfifo(path)
    named = path if what == "pipe" else Path("/dev/zero")
    assert "ordinary file" in ingested(heard, named)[named.name][1]
    for words in (
        ("withdraw", "--form", named, "--project", PROJECT),
        ("qda", "in", named, "--project", PROJECT),
        ("codebook", "in", PROJECT, named),
        ("review", "--apply", named),
        ("ingest", path.parent / "passphrase", "--project", PROJECT, "--consent", named),
    ):
        done = heard(*words)
        assert done.code == 2, (words, done.err)
        assert done.out == ""


def test_names_obey_nobody(heard: Heard) -> None:
    for sign in BANNED:
        (heard.folder / f"a{sign}b.txt").write_text(TALK, encoding="utf-8")
        assert heard("ingest", heard.folder, "--project", f"delta{sign}").code == 2
    (heard.folder / "c\nunreadable: d.txt").write_text("", encoding="utf-8")
    done = heard("ingest", heard.folder, "--project", PROJECT)
    assert done.code == 5
    assert "unreadable: d.txt" in done.out
    ingested(heard, heard.folder)
    assert not any(sign in said for sign in BANNED for said in heard.said)
    assert not any(line.startswith("unreadable: d") for said in heard.said for line in said.splitlines())


def far(cell: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["participant", "research_project"])
    sheet.append(["p1", "yes"])
    sheet[cell] = "x"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("cell", ["A1048576", "XFD1048576", "XFD2"])
def test_consents_with_a_far_cell_are_refused_at_once(heard: Heard, folder: Path, cell: str) -> None:
    form = heard.folder / "consents.xlsx"
    form.write_bytes(far(cell))
    assert form.stat().st_size < 5_000
    done = heard("ingest", folder, "--project", PROJECT, "--consent", form, "--json")
    assert done.code == 6
    assert json.loads(done.out)["consents"] == 0
    assert "consent file, line 0: " in done.err
    withdrawn = heard("withdraw", "--form", form, "--project", PROJECT)
    assert (withdrawn.code, withdrawn.out) == (2, "")
    assert "form, line 0: " in withdrawn.err


NESTED = b"[" * 100_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", NESTED),
        ("a.jsonl", b'{"participant": "\\ud800"}\n' + NESTED),
        ("a.csv", b'participant,research_project\n"p1,yes'),
        ("a.xlsx", packed({"xl/workbook.dat": b"<!DOCTYPE x []><x/>"})),
        ("a.xlsx", b"PK\x03\x04"),
    ],
)
def test_a_broken_consent_file_is_told_and_nothing_else_ends(
    heard: Heard, folder: Path, name: str, content: bytes
) -> None:
    form = heard.folder / name
    form.write_bytes(content)
    done = heard("ingest", folder, "--project", PROJECT, "--consent", form, "--json")
    assert done.code == 6, done.err
    assert "consent file, line" in done.err


def database(path: Path) -> Path:
    """One that is neither QualCoder's nor Taguette's, and would run on and on when it is asked."""
    connection = sqlite3.connect(path)
    connection.executescript(
        """
        CREATE TABLE code_name (x); CREATE TABLE code_text (x);
        CREATE VIEW source AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n;
        """
    )
    connection.close()
    return path


def test_projects_and_codebooks_are_parsed_apart_from_the_keys(heard: Heard) -> None:
    endless = database(heard.folder / "data.qda")
    bomb = heard.folder / "a.qdpx"
    bomb.write_bytes(packed({"project.qde": b"<Project>" + b"a" * 60_000_000 + b"</Project>"}))
    entities = heard.folder / "b.qdpx"
    entities.write_bytes(packed({"project.qde": b'<!DOCTYPE p [<!ENTITY x "y">]><Project>&x;</Project>'}))
    for path in (endless, bomb, entities):
        refused(heard("qda", "in", path, "--project", PROJECT), 5)
    codes = heard.folder / "codes.qdc"
    codes.write_bytes(b'<!DOCTYPE p [<!ENTITY x "y">]><CodeBook>&x;</CodeBook>')
    refused(heard("codebook", "in", PROJECT, codes), 2)


def refused(done: Done, code: int) -> None:
    assert (done.code, done.out) == (code, ""), done.err
    assert "unexpected" not in done.err


def test_the_report_says_what_held_the_reader(heard: Heard, folder: Path) -> None:
    done = heard("ingest", folder, "--project", PROJECT, "--json")
    held = json.loads(done.out)["confined"]
    assert set(held) == {"landlock", "seccomp", "limits", "hook"}
    assert held["hook"]
    assert "confined by" in heard("ingest", folder, "--project", PROJECT).out
