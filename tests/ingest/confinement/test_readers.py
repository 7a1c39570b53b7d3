"""Everything is read in the confined child as it is outside, with what is loaded late."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from archive import ingest
from archive.coding.refi.project import Coded, CodeEntry, Passage, Project, Source
from archive.coding.refi.writer import written
from archive.errors import Unreadable, UsageError
from archive.ingest.coding_projects import project_in
from archive.ingest.confinement.readers import CODEBOOK, PROJECT, READERS, Kind
from archive.ingest.confinement.sandbox import Sandbox
from bench.intake.files import FORMATS, content
from consent.file_lines import lines_from
from language.visible import is_visible
from taxonomies.codebook import Code, standard
from taxonomies.codebook_exchange import CodesRead, codes_in_csv, to_csv, to_qdc
from tests.house.source import imports, modules
from tests.study.exchange.tool_files import Mark, nvivo, qualcoder, taguette

AT = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as warm:
        yield warm


@pytest.mark.parametrize("format_", FORMATS)
def test_a_document_of_every_format(format_: str, sandbox: Sandbox) -> None:
    document = content(format_, 3_000)
    assert sandbox.read(f"a.{format_}", document) == ingest.read(f"a.{format_}", document)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1258", "cp1252", "latin-1"])
def test_a_text_in_every_encoding(encoding: str, sandbox: Sandbox) -> None:
    text = "Interviewer: Tell me about the café?\nRosa: The café was closed, and nobody came to the river.\n"
    document = (text * 20).encode(encoding)
    assert sandbox.read("a.txt", document) == ingest.read("a.txt", document)


CONSENTS = {
    "a.json": b'{"consents": [{"participant": "p1", "grants": [{"purpose": "media", "state": "given"}]}, 7]}',
    "a.jsonl": b'{"participant": "p1", "identity": {"names": ["A"]}}\n{"participant": 1.5}\nno\n',
    "a.csv": b"participant;research_project;file;speaker\np1;yes;a.txt;R\n",
}


@pytest.mark.parametrize("name", CONSENTS)
def test_consents_of_every_kind(name: str, sandbox: Sandbox) -> None:
    lines, problems = lines_from(name, CONSENTS[name])
    parsed = sandbox.consent_lines(name, CONSENTS[name])
    assert (parsed.read(), list(parsed.problems)) == (lines, problems)
    assert lines


def test_what_is_no_consent_file_is_a_problem_of_the_whole_file(sandbox: Sandbox) -> None:
    parsed = sandbox.consent_lines("a.json", b"[1")
    assert not parsed.read()
    assert [problem.line for problem in parsed.problems] == [0]


def test_half_a_letter_costs_no_more_than_itself(sandbox: Sandbox) -> None:
    two = b'{"participant": "p\\ud800"}\n{"participant": "p2", "grants": []}\n'
    assert [line.values["participant"] for line in sandbox.consent_lines("a.jsonl", two).read()] == [
        "p?",
        "p2",
    ]


def project() -> Project:
    passage = Passage("g2", 3, 8, (Coded("g3", "g4", "", AT, ("n",)),), "words")
    return Project(
        "river", codes=(CodeEntry("g4", "loss"),), sources=(Source("g1", "talk", "R: words.\n", (passage,)),)
    )


def test_a_package_of_another_program(sandbox: Sandbox) -> None:
    package = written(project(), AT)
    came = sandbox.coding_project("a", package)
    assert came == project_in("a", package)
    assert came.sources[0].passages[0].codes[0].at == AT


TALK = "Q: What happened?\nR: Nobody came 🌊 to the school, and we waited.\n"
QUOTES = ("Nobody came", "🌊 to the school")


@pytest.mark.parametrize("writer", [nvivo, qualcoder, taguette])
def test_the_codings_of_every_program_stand_on_their_words(
    writer: Callable[[str, Sequence[Mark]], bytes], sandbox: Sandbox
) -> None:
    """Those of NVivo too, whose text is in a Word document inside the package."""
    marks = [Mark("wait", TALK.index(one), TALK.index(one) + len(one)) for one in QUOTES]
    package = writer(TALK, marks)
    came = sandbox.coding_project("talk", package)
    assert came == project_in("talk", package)
    (source,) = came.sources
    assert tuple(source.text[p.start : p.end] for p in source.passages) == QUOTES


def test_two_sources_whose_names_look_alike_stay_two(sandbox: Sandbox) -> None:
    names = "talk\u202e", "talk\u200f", ""
    sources = tuple(Source(f"g{n}", name, "R: words.\n") for n, name in enumerate(names))
    came = sandbox.coding_project(
        "a", written(replace(project(), codes=(CodeEntry("g4", "lo\u202ess"),), sources=sources), AT)
    )
    assert [source.name for source in came.sources] == ["talk\ufffd", "talk\ufffd (2)", "text 3"]
    assert [code.name for code in came.codes] == ["lo\ufffdss"]


def test_a_document_in_a_package_is_held_to_the_bounds_of_any_document(sandbox: Sandbox) -> None:
    """Its codings are named as without a place, with what is wrong about the document."""
    package, out = nvivo(TALK, [Mark("wait", 0, 5)]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as file, zipfile.ZipFile(out, "w") as changed:
        for info in file.infolist():
            broken = info.filename.endswith(".docx")
            changed.writestr(info.filename, b"PK\x03\x04" if broken else file.read(info))
    came = sandbox.coding_project("talk", out.getvalue())
    assert any("document of a source cannot be read" in sentence for sentence in came.notices)
    assert [one.start for source in came.without_text for one in source.unplaced] == [0]


def test_an_answer_about_a_project_that_no_reader_gives_is_refused() -> None:
    mine = project()
    (source,) = mine.sources
    beyond = replace(source, passages=(replace(source.passages[0], end=900),))
    obeyed = CodeEntry("g4", "loss\x1b[2J")
    for answer in (replace(mine, sources=(beyond,)), replace(mine, codes=(obeyed,))):
        with pytest.raises(ValueError, match="our child"):
            PROJECT.checked(PROJECT.answer_shape.dump_json(answer))
    assert PROJECT.checked(PROJECT.answer_shape.dump_json(mine)) == mine
    with pytest.raises(ValueError, match="our child"):
        CODEBOOK.checked(CODEBOOK.answer_shape.dump_json(CodesRead((Code("a", "b\u202e"),))))


def database(path: Path, projects: int) -> bytes:
    """A Taguette database of some projects without documents."""
    connection = sqlite3.connect(path)
    for table, columns in {
        "projects": "id, name", "documents": "id, project_id, name, contents",
        "highlight_tags": "highlight_id, tag_id",
        "highlights": "id, document_id, start_offset, end_offset", "tags": "id, project_id, path",
    }.items():  # fmt: skip
        connection.execute(f"CREATE TABLE {table} ({columns})")
    connection.executemany("INSERT INTO projects VALUES (?, 'one')", [(n,) for n in range(projects)])
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_a_database_is_read_from_its_bytes(sandbox: Sandbox, tmp_path: Path) -> None:
    assert sandbox.coding_project("a", database(tmp_path / "one", 1)).origin == "Taguette"
    with pytest.raises(UsageError, match="several projects"):
        sandbox.coding_project("a", database(tmp_path / "two", 2))
    with pytest.raises(Unreadable):
        sandbox.coding_project("a", b"SQLite format 3\x00" + bytes(900))


TURTLE = b"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <http://x.example/> .
:s a skos:ConceptScheme .
:boat a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Boats"@en .
"""


def test_a_codebook_of_every_kind(sandbox: Sandbox) -> None:
    book = standard()
    table = to_csv(book)
    assert sandbox.codes(table.encode(), "en") == codes_in_csv(table)
    assert len(sandbox.codes(to_qdc(book), "en").codes) == len(codes_in_csv(table).codes)
    assert [code.label for code in sandbox.codes(TURTLE, "en").codes] == ["Boats"]
    with pytest.raises(UsageError):
        sandbox.codes(b"no codes", "en")


CODEBOOKS = {
    "Taguette": (b"tag,description,number of highlights\nfee,paid,2\nqueue,,1\n", ["fee", "queue"], 0),
    "QualCoder": (b"memo,color,code_name,category\nasked,#F00,fee,costs\n,puce,queue,\n",
                  ["costs", "fee", "queue"], 1),
    "semicolons": ("\ufeffParent;Name\nCosts;Fee\n".encode(), ["Costs", "Fee"], 0),
    "a codebook without its namespace": (
        b'<CodeBook><Codes><Code guid="{A1}" name="fee" color="puce"><Code guid="{A2}" name="queue"/></Code>'
        b"</Codes></CodeBook>", ["fee", "queue"], 1),
}  # fmt: skip


@pytest.mark.parametrize("program", CODEBOOKS)
def test_a_codebook_of_another_program(program: str, sandbox: Sandbox) -> None:
    file, labels, notices = CODEBOOKS[program]
    read = sandbox.codes(file, "en")
    assert sorted(code.label for code in read.codes) == labels
    assert len(read.notices) == notices
    assert all(code.colour.startswith("#") for code in read.codes)


def test_what_a_codebook_says_is_obeyed_by_no_screen(sandbox: Sandbox) -> None:
    table = 'id,label,definition,color\na\x1b,"fee\npaid\u202e","one\x1b[2J\n\ttwo",pu\u202ece\n'
    read = sandbox.codes(table.encode(), "en")
    (code,) = read.codes
    assert (code.id, code.label) == ("a\ufffd", "fee paid\ufffd")
    assert code.definition == "one\ufffd[2J\n two"
    assert all(map(is_visible, read.notices))
    with pytest.raises(UsageError, match="nothing that can be seen"):
        sandbox.codes("id,label\na\u200e,one\na\u200f,two\n".encode(), "en")


def reached(first: str) -> set[str]:
    """The modules of ours that a module imports, those within functions and those of these too."""
    known: set[str] = set()
    waiting = {first}
    while waiting:
        name = waiting.pop()
        if name in modules() and name not in known:
            known.add(name)
            waiting |= imports(modules()[name].tree) | {name.rpartition(".")[0]}
    return known


def test_every_package_that_a_reader_imports_is_loaded_before_the_rules_hold() -> None:
    """One that is imported within a function would be refused, and the file be called damaged."""
    program = (
        "import json, sys; from archive.ingest.confinement import child; child.load(); "
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=120)
    imported = {
        name.partition(".")[0]
        for own in reached("archive.ingest.confinement.child")
        for name in imports(modules()[own].tree)
    }
    rules = {"py_landlock"}  # loaded by the rules themselves
    missing = imported - set(json.loads(ran.stdout)) - sys.stdlib_module_names - rules
    assert [name for name in sorted(missing) if find_spec(name) is not None] == []


def test_only_what_is_on_the_list_can_be_asked_for() -> None:
    assert set(READERS) == set(Kind)
    with pytest.raises(ValueError, match="system"):
        Kind("system")
