"""Scorecards long and wide: the same card says the same, and a score without words is told."""

from __future__ import annotations

import pytest

from archive.ingest import read
from archive.model import Draft, Kind
from tests.ingest.tables.made import Rows, text, workbook

DRY, SHUT = "The tap is dry since the flood.", "The school is shut, the teacher left."
LONG: Rows = [
    ["Indicator", "Place", "Who scored", "Score", "Comment"],
    ["Water", "Mulpani", "women", 3, DRY],
    ["Water", "Simaltar", "women", 4, ""],
    ["School", "Mulpani", "women", 2, ""],
    ["School", "Simaltar", "women", 1, SHUT],
]
GROUPED: Rows = [
    ["", "Mulpani", "", "Simaltar", ""],
    ["Indicator", "Score", "Comment", "Score", "Comment"],
    ["Water", 3, DRY, 4, ""],
    ["School", 2, "", 1, SHUT],
]
NAMED: Rows = [
    ["Indicator", "Mulpani score", "Mulpani comment", "Simaltar score", "Simaltar comment"],
    ["Water", 3, DRY, 4, ""],
    ["School", 2, "", 1, SHUT],
]
MIXED: Rows = [
    ["Indicator", "Mulpani", "Simaltar"],
    ["Water", f"3 - {DRY}", "4"],
    ["School", "2", f"1: {SHUT}"],
]


def told(drafts: list[Draft]) -> list[tuple[str, str, str | None]]:
    return [
        (d.part, d.text, dict(d.attributes).get("score") or dict(d.attributes).get("Score")) for d in drafts
    ]


@pytest.mark.parametrize("rows", [LONG, GROUPED, NAMED, MIXED], ids=["long", "grouped", "named", "mixed"])
@pytest.mark.parametrize("table", ["a.xlsx", "a.csv"])
def test_a_card_says_the_same_in_every_shape(rows: Rows, table: str) -> None:
    drafts = read(table, workbook(s=rows) if table.endswith("xlsx") else text(rows))
    assert sorted(told(drafts)) == [
        ("Mulpani/Water", f"Water\n{DRY}\n", "3"),
        ("Simaltar/School", f"School\n{SHUT}\n", "1"),
    ]
    assert {d.kind for d in drafts} == {Kind.SCORECARD_COMMENT}
    assert any("A score without a comment stands in" in n for d in drafts for n in d.notices)


def test_heads_in_another_language_are_understood() -> None:
    rows: Rows = [["सूचक", "गाउँ", "अङ्क", "टिप्पणी"], ["पानी", "मुलपानी", 3, "धारा सुकेको छ।"]]
    (draft,) = read("a.xlsx", workbook(s=rows))
    assert (draft.kind, draft.part) == (Kind.SCORECARD_COMMENT, "मुलपानी/पानी")


def test_an_indicator_in_a_survey_makes_no_scorecard() -> None:
    rows: Rows = [
        ["indicator", "What happened?", "_id"],
        ["water", "The pump broke and nobody came to mend it.", 1],
    ]
    (draft,) = read("a.xlsx", workbook(s=rows))
    assert draft.kind is Kind.SURVEY_ANSWER
