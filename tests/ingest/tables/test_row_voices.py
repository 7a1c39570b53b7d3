"""Whose a row is: named by its ids alone, and by one that counts in the file of the consent alone."""

from __future__ import annotations

import pytest

from archive.ingest import attribute, read
from consent.record import ConsentRecord
from tests.ingest.tables.made import CLINIC, Rows, text
from tests.web.made import record

WHOLE = "7d9c1f0e-52aa-4c0e-9a55-0f1e2d3c4b5a"
ROWS: Rows = [["story", "_id", "_uuid"], [CLINIC, 41, WHOLE]]


def whose(*records: ConsentRecord, rows: Rows = ROWS) -> str | None:
    [draft] = read("a.csv", text(rows))
    return attribute(draft, records).turns[1].participant


def consent(participant: str, label: str, source: str = "a.csv") -> ConsentRecord:
    return record(participant, source, label, "delta")


@pytest.mark.parametrize("label", ["41", "41.0", " ৪১ ", WHOLE, f"uuid:{WHOLE.upper()}"])
def test_a_row_is_named_by_any_of_its_ids(label: str) -> None:
    assert whose(consent("p-1", label)) == "p-1"


def test_an_id_of_the_world_names_its_row_in_any_file_and_one_that_counts_in_its_own() -> None:
    assert whose(consent("p-1", WHOLE, "first export.xlsx")) == "p-1"
    assert whose(consent("p-1", "41", "first export.xlsx")) is None


@pytest.mark.parametrize("label", ["1", "2", "row 2", "42", "4", "story", ""])
def test_nothing_else_names_a_row(label: str) -> None:
    assert whose(consent("p-1", label)) is None


def test_two_people_under_one_row_are_nobody_and_the_group_is_for_the_rest() -> None:
    assert whose(consent("p-1", "41"), consent("p-2", WHOLE)) is None
    assert whose(consent("p-9", "*"), consent("p-1", "41")) == "p-1"
    assert whose(consent("p-9", "*"), consent("p-1", "42")) == "p-9"
    assert whose(consent("p-9", "*"), consent("p-1", "41"), consent("p-2", "41")) is None


def test_a_row_without_an_id_is_the_groups_or_nobodys() -> None:
    bare: Rows = [["story"], [CLINIC]]
    assert whose(consent("p-1", "1"), rows=bare) is None
    assert whose(consent("p-9", "*"), rows=bare) == "p-9"
