"""Whether two rows are one submission: ids that count are believed only beside names or answers that
agree."""

from __future__ import annotations

import pytest

from archive.ingest import read
from archive.intake.row_evidence import (
    Evidence,
    Verdict,
    compared,
    evidence_in,
    evidence_of,
    is_alike_form,
    is_same_form,
)
from tests.ingest.tables.made import CARD, CLINIC, QUEUE, text

WHOLE = ["uuid:7d9c1f0e-52aa-4c0e-9a55-0f1e2d3c4b5a"]
COUNTED = ["id:41"]
SAID = ["says:x"]


def row(**answers: str) -> Evidence:
    cells = {h.replace("_", " ").strip(): a for h, a in answers.items()}
    [draft] = read("a.csv", text([[*cells, "_id"], [*cells.values(), "41"]]))
    return evidence_of(draft)


SITA = row(Name="Sita", Age="31", What_happened=CLINIC)


@pytest.mark.parametrize(
    ("now", "keys", "verdict"),
    [
        (SITA, COUNTED, Verdict.SAME),
        (row(Respondent_name="Sita", age="31", story_of_it=CLINIC), COUNTED, Verdict.SAME),
        (row(Name="Sita", Age="32", What_happened=QUEUE), COUNTED, Verdict.CHANGED),
        (row(Name="Maya", Age="31", What_happened=QUEUE), COUNTED, Verdict.DOUBTFUL),
        (row(Ward="4", Tell_us_about_water=CARD), COUNTED, Verdict.OTHER),
        (row(Ward="4", Tell_us_about_water=CARD), WHOLE, Verdict.CHANGED),
        (row(Name="Sita", Age="31", What_happened=CLINIC), SAID, Verdict.SAME),
        (row(Name="Sita", Age="31", What_happened=CLINIC, Work="weaver"), SAID, Verdict.SAME),
        (row(Name="Sita", Age="32", What_happened=CLINIC), SAID, Verdict.OTHER),
        (row(Name="Sita", What_happened=QUEUE), SAID, Verdict.OTHER),
    ],
)
def test_what_a_row_is_to_one_that_came_before(now: Evidence, keys: list[str], verdict: Verdict) -> None:
    assert compared(SITA, now, keys) is verdict


def test_short_words_alone_make_nobody_the_same() -> None:
    before, now = row(Name="Sita", story="no road"), row(Name="Maya", story="no road")
    assert compared(before, now, COUNTED) is Verdict.DOUBTFUL
    assert compared(before, row(Ward="4", Why="no road"), COUNTED) is Verdict.OTHER


def test_without_evidence_nothing_is_taken_anew() -> None:
    assert {compared(None, SITA, keys) for keys in (WHOLE, COUNTED, SAID)} == {Verdict.SAME}


def test_evidence_comes_back_and_holds_no_word() -> None:
    written = SITA.written()
    assert evidence_in(written) == SITA
    assert not any(word in written for word in ("Sita", "nurse", "Age", "happened"))


def test_half_of_the_questions_make_one_form() -> None:
    wider = row(Name="Sita", Age="31", What_happened=CLINIC, Work="weaver", Ward="4")
    assert is_same_form(SITA, wider)
    assert is_alike_form(SITA, wider)
    assert not is_alike_form(SITA, row(Name="Sita", Job="weaver", Ward="4", story=CLINIC))
