"""Files as grids: numbers and days one way, hidden sheets and empty formulas told, an open quote refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from archive.errors import Unreadable
from archive.ingest.tables.spreadsheets import read_csv, read_xlsx
from tests.ingest.tables.made import CLINIC, QUEUE, text, workbook

HALF_PAST_NINE = datetime(2025, 3, 12, 9, 30)  # noqa: DTZ001 - a cell of a workbook has no time zone


def test_numbers_and_days_are_written_one_way() -> None:
    rows = [["a", "b", "c", "d", "e"], [31.0, 2.5, date(2025, 3, 12), HALF_PAST_NINE, True]]
    (one,) = read_xlsx(workbook(s=rows)).sheets
    assert list(one.rows[0].values()) == ["31", "2.5", "2025-03-12", "2025-03-12T09:30:00", "1"]


def test_a_hidden_sheet_is_left_out_and_told() -> None:
    content = workbook(hidden=("old",), s=[["story"], [CLINIC]], old=[["story"], [QUEUE]])
    book = read_xlsx(content)
    assert [s.name for s in book.sheets] == ["s"]
    assert any("1 hidden sheet(s) were left out" in notice for notice in book.notices)


def test_a_formula_without_a_value_is_told_by_its_place() -> None:
    book = read_xlsx(workbook(s=[["name", "story"], ["Sita", "=B9"], ["Maya", QUEUE]]))
    assert any("1 cell(s) hold a formula without a value (B2)" in notice for notice in book.notices)


def test_a_quotation_mark_that_never_closes_is_refused() -> None:
    content = b'name,story,_id\nSita,"it began well,1\nMaya,and nobody came,2\n'
    with pytest.raises(Unreadable, match="never closes"):
        read_csv(content)


def test_a_quotation_mark_inside_of_words_is_no_opening() -> None:
    (one,) = read_csv(b'name,story\nSita,he said "no" to us\nMaya,6" of water\n').sheets
    assert [row["story"] for row in one.rows] == ['he said "no" to us', '6" of water']


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_same_rows_in_any_guise(delimiter: str, encoding: str) -> None:
    story = f"{CLINIC}, {QUEUE}; and | so"
    (one,) = read_csv(
        text([["name", "what happened", "_id"], ["Sita", story, 1]], delimiter, encoding)
    ).sheets
    assert one.headers == ("name", "what happened", "_id")
    assert one.rows[0] == {"name": "Sita", "what happened": story, "_id": "1"}
