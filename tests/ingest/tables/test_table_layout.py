"""Headers under titles and groups, rows that do not fit, columns without a name: found or told, never cut."""

from __future__ import annotations

from archive.ingest.tables.grids import Area, Grid, rows_named
from archive.ingest.tables.spreadsheets import read_csv, read_xlsx
from archive.ingest.tables.table_layout import Sheet, sheet_of
from tests.ingest.tables.made import CARD, CLINIC, QUEUE, text, workbook


def sheet(rows: list[list[str]], **about: object) -> Sheet:
    made = sheet_of(Grid("", rows, **about))  # type: ignore[arg-type]
    assert made is not None
    return made


def test_a_title_row_is_told_and_the_header_found() -> None:
    rows = [["FGD feedback 2025", "", ""], ["", "", ""], ["Ward", "Speaker", "Words"], ["4", "F 34", CLINIC]]
    one = sheet(rows)
    assert one.headers == ("Ward", "Speaker", "Words")
    assert one.numbers == (4,)
    assert one.notices == ("What stands above the header was left out (row 1).",)


def test_a_sparse_table_keeps_its_header() -> None:
    head = [f"q{n}" for n in range(12)]
    rows = [head, ["a", *[""] * 11], ["", "b", *[""] * 10], ["c", *[""] * 11]]
    assert sheet(rows).headers == tuple(head)


def test_a_separator_line_and_a_title_are_no_header() -> None:
    content = b"sep=;\r\nname;what happened;_id\r\nSita;first, then second;1\r\n"
    (one,) = read_csv(content).sheets
    assert one.headers == ("name", "what happened", "_id")
    assert one.rows[0]["what happened"] == "first, then second"
    assert one.numbers == (3,)


def test_a_title_line_does_not_hide_the_delimiter() -> None:
    (one,) = read_csv(b"Feedback of ward 4\n\nname;story\nSita;one, two, three\nMaya;four\n").sheets
    assert one.headers == ("name", "story")
    assert one.rows[0]["story"] == "one, two, three"


def test_names_and_labels_in_two_rows_are_one_header() -> None:
    labels = ["Name of respondent", "What happened?", "_uuid", "_id"]
    names = ["hh/name", "open/story", "_uuid", "_id"]
    for rows in ([labels, names, ["Sita", CLINIC, "u1", "7"]], [names, labels, ["Sita", CLINIC, "u1", "7"]]):
        one = sheet(rows)
        assert one.headers == tuple(names)
        assert one.label("open/story") == "What happened?"
        assert len(one.rows) == 1


def test_a_row_of_one_word_answers_is_no_second_header() -> None:
    rows = [["Name", "Sex", "Work"], ["Sita", "female", "farmer"], ["Maya", "female", "none"]]
    assert len(sheet(rows).rows) == 2


def test_groups_over_repeated_labels_tell_them_apart() -> None:
    rows = [
        ["", "Mulpani", "", "Simaltar", ""],
        ["Indicator", "Score", "Comment", "Score", "Comment"],
        ["Water", "3", "dry", "4", "fine"],
    ]
    one = sheet(rows)
    assert one.headers == (
        "Indicator", "Mulpani: Score", "Mulpani: Comment", "Simaltar: Score", "Simaltar: Comment"
    )  # fmt: skip
    assert one.groups["Simaltar: Score"] == "Simaltar"


def test_rows_that_are_all_longer_than_the_header_keep_it() -> None:
    content = b"Name,Story,_id\n1,Sita,one of us,1\n2,Maya,two of us,2\n"
    (one,) = read_csv(content).sheets
    assert one.headers == ("Name", "Story", "_id")
    assert sorted(one.misfits) == [0, 1]


def test_repeated_labels_are_numbered_and_lose_nothing() -> None:
    one = sheet([["name", "story", "story"], ["Sita", CLINIC, QUEUE]])
    assert one.headers == ("name", "story", "story (2)")
    assert one.rows[0]["story (2)"] == QUEUE
    assert one.label("story (2)") == "story"


def test_a_ragged_row_is_named_by_its_number_and_others_are_not() -> None:
    content = text(
        [["Name", "Story", "_id"], ["Sita", CLINIC, "1"], ["Maya", "one", "two", "2"], ["Rita", CARD, "3"]]
    )
    (one,) = read_csv(content).sheets
    assert one.misfits == {1: "Row 3 has one cell more than the header."}


def test_a_row_broken_in_two_is_named_twice() -> None:
    content = b"name,story,_id\nSita,one,1\nMaya,broken\nhere,2\nRita,three,3\nAsha,four,4\nMina,five,5\n"
    (one,) = read_csv(content).sheets
    assert sorted(one.misfits) == [1, 2]
    assert "one cell fewer" in one.misfits[1]


def test_a_column_without_a_header_is_named_by_its_letter() -> None:
    one = sheet([["name", "", "story"], ["Sita", "x", CLINIC], ["Maya", "y", QUEUE]])
    assert one.headers == ("name", "column B", "story")
    assert one.notices == ("1 column(s) have no header; they are called column B.",)


def test_an_empty_column_is_no_column() -> None:
    assert sheet([["name", "", "story"], ["Sita", "", CLINIC]]).headers == ("name", "story")


def test_a_short_value_merged_over_rows_stands_in_each() -> None:
    rows = [["ward", "story"], ["Ward 4", CLINIC], ["", QUEUE]]
    one = sheet(rows, merged=(Area(1, 0, 2, 0),))
    assert [row["ward"] for row in one.rows] == ["Ward 4", "Ward 4"]


def test_a_long_answer_merged_over_rows_is_not_repeated() -> None:
    rows = [["name", "story"], ["Sita", CLINIC], ["Maya", ""]]
    assert [row["story"] for row in sheet(rows, merged=(Area(1, 1, 2, 1),)).rows] == [CLINIC, ""]


def test_merged_cells_of_a_workbook_are_seen() -> None:
    content = workbook(merged=("A2:A3",), s=[["ward", "story"], ["Ward 4", CLINIC], [None, QUEUE]])
    (one,) = read_xlsx(content).sheets
    assert [row["ward"] for row in one.rows] == ["Ward 4", "Ward 4"]


def test_no_header_or_no_row_is_no_table() -> None:
    assert sheet_of(Grid("", [["name", "story"]])) is None
    assert sheet_of(Grid("", [])) is None


def test_many_rows_are_named_in_short() -> None:
    assert rows_named([4]) == "row 4"
    assert rows_named([4, 7, 9]) == "rows 4, 7 and 9"
    assert rows_named(list(range(2, 30))) == "rows 2, 3, 4, 5, 6, 7, 8, 9 and 20 others"
