"""What a column of a survey holds, and which answers refuse, in the languages that forms come in."""

import pytest

from archive.ingest.tables.survey_columns import kind_of, refuses
from archive.model import KnownKind


@pytest.mark.parametrize("cell", ["no", "N", "না", "না, রাজি না", "नहीं", "होइन", "छैन", "hapana", "không", "0"])
def test_a_refusal_is_seen_in_every_script(cell: str) -> None:
    assert refuses(cell)


@pytest.mark.parametrize("cell", ["yes", "north", "নাম", "नहींतो", "hapanani", "হ্যাঁ", "हाँ"])
def test_a_word_that_only_begins_like_a_refusal_is_none(cell: str) -> None:
    assert not refuses(cell)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("hh_name", KnownKind.PERSON),
        ("ডাকনাম", KnownKind.NICKNAME),
        ("फ़ोन", KnownKind.PHONE),
        ("địa chỉ", KnownKind.LOC),
        ("kitambulisho", KnownKind.ID),
        ("notes", None),
    ],
)
def test_a_header_names_what_its_column_holds(header: str, kind: KnownKind | None) -> None:
    assert kind_of(header) is kind
