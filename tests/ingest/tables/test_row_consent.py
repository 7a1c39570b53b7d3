"""Several questions of consent in one row: what keeps it out, what makes it wait, what only narrows."""

from __future__ import annotations

import pytest

from archive.ingest import read
from archive.model import Draft
from tests.ingest.tables.made import CLINIC, Rows, workbook


def row(**answers: object) -> Draft:
    """The draft of a row with these answers, beside rows that agree to everything."""
    heads = [h.replace("_", " ") for h in answers]
    full = ["yes"] * len(heads)
    rows: Rows = [
        [*heads, "story", "_id"], [*answers.values(), CLINIC, 1], [*full, CLINIC, 2], [*full, CLINIC, 3]
    ]  # fmt: skip
    return read("a.xlsx", workbook(s=rows))[0]


def test_a_no_to_taking_part_keeps_the_row_out_whatever_else_says_yes() -> None:
    draft = row(**{"Do you agree to take part?": "no", "May we record?": "yes", "Can we quote you?": "yes"})
    assert draft.refused
    assert draft.notices[0].startswith("Row 2 answered with no")


def test_a_no_to_one_use_narrows_and_is_told() -> None:
    draft = row(**{"Do you agree to take part?": "yes", "May we record?": "no", "Can we quote you?": ""})
    assert not draft.refused
    assert draft.doubts == ()
    assert any("says no to “May we record?”" in n for n in draft.notices)
    assert any("gives no clear yes to “Can we quote you?”" in n for n in draft.notices)


@pytest.mark.parametrize("answer", ["", "maybe", "Yes, but later", "9"])
def test_without_a_clear_answer_the_row_waits(answer: str) -> None:
    draft = row(consent=answer)
    assert not draft.refused
    assert len(draft.doubts) == 1
    assert "Row 2" in draft.doubts[0]
    assert answer not in draft.doubts[0] or not answer


def test_a_question_that_few_are_asked_may_stay_blank() -> None:
    rows: Rows = [
        ["Do you agree?", "Does the guardian consent?", "story", "_id"],
        ["yes", "", CLINIC, 1], ["yes", "", CLINIC, 2], ["yes", "yes", CLINIC, 3], ["yes", "no", CLINIC, 4],
    ]  # fmt: skip
    drafts = read("a.xlsx", workbook(s=rows))
    assert [(d.refused, bool(d.doubts)) for d in drafts] == [
        (False, False), (False, False), (False, False), (True, False)
    ]  # fmt: skip


def test_a_refusal_that_is_asked_for_is_a_no() -> None:
    rows: Rows = [["consent refused", "story", "_id"], ["yes", CLINIC, 1], ["no", CLINIC, 2], ["", CLINIC, 3]]
    assert [d.refused for d in read("a.xlsx", workbook(s=rows))] == [True, False, False]


def test_a_select_with_several_purposes_is_no_yes_or_no() -> None:
    rows: Rows = [
        ["consent", "consent/store", "consent/quote", "story", "_id"],
        ["store quote", 1, 1, CLINIC, 1],
        ["store", 1, 0, CLINIC, 2],
    ]
    assert [(d.refused, d.doubts) for d in read("a.xlsx", workbook(s=rows))] == [(False, ()), (False, ())]
