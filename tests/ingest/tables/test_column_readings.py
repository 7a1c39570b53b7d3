"""What a person says of columns: every written form, what is not understood, and what is carried over."""

from __future__ import annotations

import json

import pytest

from archive.errors import Unreadable
from archive.ingest import ColumnMap, ColumnRole, columns_in, read
from archive.ingest.confinement.readers import COLUMNS
from archive.ingest.tables.column_codec import packed_map, unpacked_map
from archive.ingest.tables.column_readings import ColumnReading, Why
from archive.ingest.tables.survey_columns import SourceFile
from archive.model import KnownKind
from tests.ingest.tables.made import CLINIC, Rows, text, workbook

EXPORT: Rows = [
    ["code", "q1", "q2", "helper"],
    ["HH-1", "none", CLINIC, "Asha"],
    ["HH-2", "road", "", "Asha"],
]
WRITTEN = {
    "c.yaml": b"code: id\nq1: story\nq2: closed answer\nhelper: {role: direct, kind: name}\n",
    "c.json": b'{"columns": [{"header": "code", "role": "id"}, {"header": "q1", "role": "story"},'
    b' {"header": "q2", "role": "closed"}, {"header": "helper", "role": "direct", "kind": "PERSON"}]}',
    "c.csv": b"header,role,kind\ncode,id,\nq1,story,\nq2,choice,\nhelper,Direct,person\n",
}


def columns_by(name: str, content: bytes) -> dict[str, ColumnReading]:
    chosen = ColumnMap(files=(SourceFile(name, content),))
    return {c.header: c for c in columns_in("e.xlsx", workbook(s=EXPORT), chosen).columns}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_written_form_says_the_same(name: str) -> None:
    columns = columns_by(name, WRITTEN[name])
    assert {h: c.role for h, c in columns.items()} == {
        "code": ColumnRole.ID, "q1": ColumnRole.STORY, "q2": ColumnRole.CHOICE, "helper": ColumnRole.DIRECT
    }  # fmt: skip
    assert columns["helper"].kind is KnownKind.PERSON
    assert {c.why for c in columns.values()} == {Why.CHOSEN}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"q1: tale", "The role of a column is one of"),
        (b"q1: {role: direct, kind: shoe}", "The kind of a column is one of"),
        (b"- q1\n- q2", "not understood"),
        (b"[unclosed", "not understood"),
        (b"just words", "not understood"),
        (b"- {role: story}", "not understood"),
    ],
)
def test_what_is_not_understood_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        columns_by("c.yaml", content)


def test_a_column_that_is_not_there_is_told() -> None:
    chosen = ColumnMap(files=(SourceFile("c.yaml", b"q9: story\nq1: story\n"),))
    assert columns_in("e.xlsx", workbook(s=EXPORT), chosen).notices == (
        "The table has no column that is called: q9.",
    )


def test_a_person_is_stronger_than_the_guess_and_an_id_tells_rows_apart() -> None:
    chosen = ColumnMap(files=(SourceFile("c.yaml", WRITTEN["c.yaml"]),))
    one, other = read("e.xlsx", workbook(s=EXPORT), columns=chosen)
    assert (one.text, one.part, other.part) == ("q1\nnone\n", "hh-1", "hh-2")
    assert dict(one.attributes) == {"q2": CLINIC}
    assert [k.text for k in one.known] == ["Asha"]
    assert one.identity.splitlines()[0] == "id:hh-1"


def test_a_reading_holds_no_cell() -> None:
    reading = columns_in("e.csv", text(EXPORT), ColumnMap())
    written = COLUMNS.answer_shape.dump_json(reading).decode()
    assert not any(cell in written for cell in (CLINIC, "HH-1", "Asha", "none"))
    assert [(c.filled, c.rows) for c in reading.columns] == [(2, 2), (2, 2), (1, 2), (2, 2)]


def test_maps_and_readings_come_back_as_they_were() -> None:
    chosen = ColumnMap(
        {"a": ColumnRole.STORY}, {"b": KnownKind.PHONE}, {"a": "A?"}, {"c": {"1": "Yes"}},
        (SourceFile("f.yaml", b"\x00\xff"),),
    )  # fmt: skip
    assert unpacked_map(json.loads(json.dumps(packed_map(chosen)))) == chosen
    asked = COLUMNS.choices_shape.dump_json(chosen)
    assert COLUMNS.choices_shape.validate_json(asked, strict=True) == chosen
    reading = columns_in("e.csv", text(EXPORT), ColumnMap({"q1": ColumnRole.STORY}))
    assert COLUMNS.checked(COLUMNS.answer_shape.dump_json(reading)) == reading
