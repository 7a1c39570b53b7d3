"""Questions to codings are answered in people, small cells and what gives them away withheld."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from archive.coding.export_tables import (
    csv_rows,
    rows_of,
    xlsx,
)
from archive.coding.matrices import NOT_TOLD, CodedWords, by_attribute, crossed, overlaps, together
from archive.coding.saturation import Silences, quiet_for, saturation, silences


def said(who: int, code: str, start: int = 0, end: int = 10, turn: int = 0) -> CodedWords:
    return CodedWords(f"p-{who}", f"t-{who}", turn, start, end, code)


PEOPLE = {f"p-{n}": {"gender": "woman" if n < 12 else "man", "country": "BD"} for n in range(20)}


def test_a_matrix_counts_people_once_however_often_they_speak() -> None:
    told = [said(n, "3.8", turn=turn) for n in range(12) for turn in range(3)]
    told += [said(n, "3.8") for n in range(12, 19)] + [said(90 + n % 6, "3.8") for n in range(9)]
    found = by_attribute(told, PEOPLE, "gender", codes=["3.8"])
    assert found.columns == ("man", NOT_TOLD, "woman")
    assert found.cells == ((7, 6, 12),)
    both = by_attribute([*told, said(1, "6.1")], PEOPLE, "gender", codes=["6.1", "9.1"])
    assert both.rows == ("6.1", "9.1")
    assert all(value is None for line in both.cells for value in line)


def test_a_small_cell_takes_its_complement_with_it() -> None:
    told = [said(n, "3.8") for n in range(12)] + [said(n, "3.8") for n in range(12, 15)]
    found = by_attribute(told, PEOPLE, "gender")
    assert found.cells == ((None, None),)
    assert found.row_totals == (15,)


@settings(max_examples=40)
@given(
    st.sets(st.tuples(st.integers(0, 19), st.sampled_from(["3.8", "V.ID", "6.1"])), min_size=20, max_size=60)
)
def test_a_shown_count_is_right_and_none_is_below_the_smallest_group(pairs: set[tuple[int, str]]) -> None:
    told = [said(who, code) for who, code in sorted(pairs)]
    found = by_attribute(told, PEOPLE, "gender")
    for code, line, total in zip(found.rows, found.cells, found.row_totals, strict=True):
        people = {who for who, what in pairs if what == code}
        counts = [sum(PEOPLE[f"p-{who}"]["gender"] == group for who in people) for group in found.columns]
        assert [c if v is not None else None for v, c in zip(line, counts, strict=True)] == list(line)
        assert total in {None, len(people)}
        if min(counts) >= 5:
            assert list(line) == counts
    for table in (found, together(told)):
        shown = [*table.row_totals, *table.column_totals, *(value for line in table.cells for value in line)]
        assert [value for value in shown if value is not None and value < 5] == []


def test_codes_together_share_words_or_a_turn() -> None:
    told = [t for n in range(6) for t in (said(n, "3.8", 0, 10), said(n, "V.ID", 5, 15))]
    told += [t for n in range(6, 12) for t in (said(n, "3.8", 0, 5), said(n, "V.ID", 5, 15))]
    shared, beside = together(told), together(told, overlapping=False)
    at = shared.rows.index("3.8"), shared.columns.index("V.ID")
    assert shared.cells[at[0]][at[1]] == 6
    assert beside.cells[at[0]][at[1]] == 12
    assert shared.cells[at[0]][at[0]] == 12
    assert shared.cells[at[1]][at[0]] == 6


def test_drivers_and_targets_by_country_and_group() -> None:
    people = {f"p-{n}": {"country": "BD", "group": "street dwellers"} for n in range(6)} | {
        f"p-{n}": {"country": "NP"} for n in range(6, 12)
    }
    told = [t for n in range(12) for t in (said(n, "V.ID"), said(n, "16.9", 20, 30))]
    kinds = (lambda c: "." in c and c[0].isalpha(), lambda c: c[0].isdigit())
    found = crossed(told, people, kinds, ("country", "group"))
    assert found.rows == ("V.ID × 16.9",)
    assert found.columns == ("BD × street dwellers", f"NP × {NOT_TOLD}")
    assert found.cells == ((6, 6),)
    assert crossed(told, people, kinds, ("country",), overlapping=True).rows == ()


def test_overlap_is_a_share_of_the_text_and_withheld_for_few() -> None:
    told = [t for n in range(6) for t in (said(n, "a", 0, 10), said(n, "b", 5, 10))]
    told += [t for n in range(6, 8) for t in (said(n, "a", 0, 10), said(n, "c", 0, 10))]
    found = {(o.first, o.second): o.share for o in overlaps(told)}
    assert found["a", "b"] == pytest.approx(30 / 80)
    assert found["a", "c"] is None


def test_saturation_counts_new_codes_in_order() -> None:
    steps = saturation(["t-1", "t-2", "t-3"], {"t-1": {"a", "b"}, "t-3": {"b"}})
    assert [(s.new, s.so_far) for s in steps] == [(("a", "b"), 2), ((), 2), ((), 2)]
    assert quiet_for(steps) == 2
    assert quiet_for([]) == 0


def test_silence_does_not_tell_none_from_few() -> None:
    """Women say 6.1 four times, men never: both read the same."""
    told = [said(n, "3.8") for n in range(20)] + [said(n, "6.1") for n in range(4)]
    heard = silences(told, PEOPLE, "gender", ["3.8", "6.1"], planned=["other"])
    assert heard.known
    found = heard.quiet
    assert [(s.group, s.code, s.heard) for s in found] == [
        ("other", "", False), ("man", "6.1", True), ("woman", "6.1", True),
    ]  # fmt: skip
    few = {f"p-{n}": {"gender": "woman"} for n in range(3)}
    assert [(s.group, s.code) for s in silences(told, few, "gender", ["3.8"]).quiet] == [("woman", "")]


EVIL = ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a\x00b", "ক"]


def test_no_cell_runs_as_a_formula() -> None:
    rows = [["code", *EVIL], ["=1+1", 5, None, 0.5, "-", "withheld", "", "x"]]
    read = list(csv.reader(io.StringIO(csv_rows(rows), newline="")))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in read for cell in row)
    book = load_workbook(io.BytesIO(xlsx({"Codes/by:gender*": rows})))
    cells = [cell for line in book.worksheets[0].iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert [c.value for c in cells if c.value == "=1+1"] == ["=1+1"]
    assert book.properties.creator == "Heard"


def test_a_withheld_number_is_a_word_in_a_sheet() -> None:
    told = [said(n, "3.8") for n in range(15)] + [said(n, "6.1") for n in range(20)]
    rows = rows_of(by_attribute(told, PEOPLE, "gender"), corner="code")
    assert rows[0] == ["code", "man", "woman", "all"]
    assert ["3.8", "withheld", "withheld", 15] in [list(r) for r in rows]
    assert ["6.1", 8, 12, 20] in [list(r) for r in rows]


def test_where_nobodys_group_is_known_nobody_is_said_to_be_heard() -> None:
    unknown = {who: {} for who in PEOPLE}
    assert silences([], unknown, "gender", ["3.8"]) == Silences((), known=False)
    assert silences([], PEOPLE, "gender", []).known
