"""Rows of forms at the door: the same submission again, a row's own no, numbers that are no names."""

from __future__ import annotations

import pytest

from archive.access.gate import UnitOfWork
from archive.errors import Refused
from archive.ingest import read
from archive.intake.admission import take_in
from archive.model import Outcome, Role, TurnState
from archive.ports import Archive
from consent.record import State
from tests.ingest.tables.made import Rows, text, workbook
from tests.intake.tables_made import CARD, CLINIC, HEAD, QUEUE, agree, desks, statuses, take, words
from tests.scopes import EVERY
from tests.web.made import viewer

FIRST: Rows = [HEAD, ("yes", "Sita", CLINIC, 41, "u41"), ("yes", "Maya", QUEUE, 42, "u42")]
WHOLE = "7d9c1f0e-52aa-4c0e-9a55-0f1e2d3c4b5"


@pytest.fixture
def taken(archive: Archive) -> Archive:
    agree(archive, ("p-1", "first.xlsx", "41"), ("p-2", "first.xlsx", "u42"))
    assert statuses(take(archive, "first.xlsx", workbook(s=FIRST))) == ["taken", "taken"]
    return archive


@pytest.mark.parametrize(
    "rows",
    [
        FIRST,
        [HEAD, FIRST[2], FIRST[1]],
        [tuple(reversed(row)) for row in FIRST],
        [("agree", "Respondent name", "What happened at the clinic?", "_id", "_uuid"), *FIRST[1:]],
        [(*HEAD, "extra"), (*FIRST[1], "x"), (*FIRST[2], "y")],
        [HEAD[:4], *(row[:4] for row in FIRST[1:])],
        [tuple("grp/" + h if h.startswith("_u") else h for h in HEAD), *FIRST[1:]],
        [HEAD, *((a, b.upper(), c + "  ", f"{d}.0", f"uuid:{e}") for a, b, c, d, e in FIRST[1:])],
    ],
    ids=["same", "sorted", "columns", "renamed", "added", "one id", "grouped", "resaved"],
)
@pytest.mark.parametrize("name", ["first.xlsx", "second.xlsx", "second.csv"])
def test_a_second_export_adds_nothing_of_what_came(taken: Archive, name: str, rows: Rows) -> None:
    listed = [tuple(row) for row in rows]
    content = text(listed) if name.endswith("csv") else workbook(s=listed)
    assert statuses(take(taken, name, content)) == ["already", "already"]
    assert words(taken) == {"p-1": {CLINIC}, "p-2": {QUEUE}}


def test_a_second_export_adds_what_is_new(taken: Archive) -> None:
    agree(taken, ("p-3", "second.xlsx", "43"))
    rows: Rows = [
        *FIRST,
        ("yes", "Rita", CARD, 43, "u43"),
        ("yes", "Asha", "Nobody asked us, not once.", 44, "u44"),
    ]
    results = take(taken, "second.xlsx", workbook(s=rows))
    assert statuses(results) == ["already", "already", "taken", "quarantined"]
    assert words(taken)["p-3"] == {CARD}
    again = take(taken, "third.xlsx", workbook(s=rows))
    assert statuses(again) == ["already"] * 4


def test_a_row_that_waited_is_taken_once_a_consent_names_it(archive: Archive) -> None:
    assert statuses(take(archive, "first.xlsx", workbook(s=FIRST))) == ["quarantined", "quarantined"]
    agree(archive, ("p-2", "later.xlsx", "42"))
    assert statuses(take(archive, "later.xlsx", workbook(s=FIRST))) == ["already", "taken"]
    assert words(archive) == {"p-2": {QUEUE}}


def test_a_changed_row_is_the_next_version_of_its_testimony(taken: Archive) -> None:
    rows: Rows = [HEAD, FIRST[1], ("yes", "Maya", QUEUE.replace("evening", "night"), 42, "u42")]
    already, changed = take(taken, "second.xlsx", workbook(s=rows))
    assert (already.status, changed.status) == ("already", "changed")
    testimony = taken.store.testimonies.get(str(changed.testimony))
    assert testimony is not None
    assert testimony.version == 2
    assert words(taken)["p-2"] == {QUEUE.replace("evening", "night")}
    assert statuses(take(taken, "first.xlsx", workbook(s=FIRST))) == ["already", "already"], "an older export"
    assert words(taken)["p-2"] == {QUEUE.replace("evening", "night")}


def test_new_words_need_a_consent_of_today(taken: Archive) -> None:
    agree(taken, ("p-2", "first.xlsx", "u42"), state=State.REFUSED)
    rows: Rows = [HEAD, ("yes", "Maya", QUEUE.replace("evening", "night"), 42, "u42")]
    assert statuses(take(taken, "second.xlsx", workbook(s=rows))) == ["quarantined"]
    assert words(taken)["p-2"] == {QUEUE}


def test_a_counted_id_of_another_form_or_round_is_somebody_else(taken: Archive) -> None:
    agree(taken, ("p-9", "other.xlsx", "41"))
    other: Rows = [("Agree?", "Age", "Tell us about water", "_id"), ("yes", 31, CARD, 41)]
    assert statuses(take(taken, "other.xlsx", workbook(s=other))) == ["taken"]
    same_form: Rows = [HEAD[:4], ("yes", "Rita", "Somebody else speaks here of other things.", 42)]
    [result] = take(taken, "round2.xlsx", workbook(s=same_form))
    assert result.status == "quarantined"
    assert "Another row came before under the same id" in result.sentence
    assert words(taken) == {"p-1": {CLINIC}, "p-2": {QUEUE}, "p-9": {CARD}}


def test_an_id_of_the_world_is_believed_whatever_changed(archive: Archive) -> None:
    agree(archive, ("p-1", "a.xlsx", f"uuid:{WHOLE}1"))
    rows: Rows = [("story", "_uuid"), (CLINIC, f"{WHOLE}1")]
    assert statuses(take(archive, "a.xlsx", workbook(s=rows))) == ["taken"]
    edited: Rows = [("what", "who", "meta/instanceID"), (CARD, "Sita", f"uuid:{WHOLE}1".upper())]
    assert statuses(take(archive, "b.xlsx", workbook(s=edited))) == ["changed"]


# --- the row's own no --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "no"),
    [
        ("May I continue?", "No"), ("consent", "I do not agree"), ("क्या आप सहमत हैं?", "नहीं"),
        ("আপনি কি এই সাক্ষাৎকারে রাজি আছেন?", "না"), ("मञ्जुरी", "छैन"), ("Je, unakubali?", "sikubali"),
        ("Anh/chị có đồng ý không?", "không đồng ý"),
    ],
)  # fmt: skip
def test_a_rows_own_no_wins_over_every_consent(archive: Archive, question: str, no: str) -> None:
    agree(archive, ("p-1", "a.xlsx", "1"), ("p-2", "a.xlsx", "*"))
    rows: Rows = [(question, "story", "_id"), (no, CLINIC, 1)]
    for _ in range(2):
        [result] = take(archive, "a.xlsx", workbook(s=rows))
        assert result.status == "refused"
        assert result.sentence.startswith("Row 2 answered with no")
    assert words(archive) == {}
    assert archive.store.quarantine.all(EVERY) == []
    events = [entry.event for entry in archive.log.entries(action="testimony:ingest")]
    assert [(e.outcome, dict(e.details)["reason"]) for e in events] == [(Outcome.DENY, "own_no")] * 2


def test_a_no_that_comes_later_closes_what_was_taken(taken: Archive) -> None:
    rows: Rows = [HEAD, ("no", "Sita", "", 41, "u41"), FIRST[2]]
    results = take(taken, "second.xlsx", workbook(s=rows))
    assert statuses(results) == ["refused", "already"]
    assert "heard withdraw" in results[0].sentence
    testimony = taken.store.testimonies.get(str(results[0].testimony))
    assert testimony is not None
    assert [t.state for t in testimony.turns if t.participant] == [TurnState.UNDER_REVIEW]


def test_a_no_that_comes_later_destroys_what_only_waited(archive: Archive) -> None:
    assert statuses(take(archive, "first.xlsx", workbook(s=FIRST))) == ["quarantined", "quarantined"]
    rows: Rows = [HEAD, ("no", "Sita", CLINIC, 41, "u41")]
    assert statuses(take(archive, "second.xlsx", workbook(s=rows))) == ["refused"]
    assert len(archive.store.quarantine.all(EVERY)) == 1
    assert statuses(take(archive, "second.xlsx", workbook(s=rows))) == ["refused"]


def test_a_no_under_a_counted_id_of_another_form_closes_nothing(taken: Archive) -> None:
    other: Rows = [("Agree?", "Tell us about water", "_id"), ("no", CARD, 41)]
    [result] = take(taken, "other.xlsx", workbook(s=other))
    assert (result.status, result.testimony) == ("refused", None)
    assert words(taken)["p-1"] == {CLINIC}


def test_a_row_without_a_clear_answer_waits_although_a_consent_says_yes(archive: Archive) -> None:
    agree(archive, ("p-1", "a.xlsx", "1"), ("p-2", "a.xlsx", "2"))
    rows: Rows = [("consent", "story", "_id"), ("", CLINIC, 1), ("perhaps", QUEUE, 2)]
    results = take(archive, "a.xlsx", workbook(s=rows))
    assert statuses(results) == ["quarantined", "quarantined"]
    assert "Row 2 does not answer" in results[0].sentence
    assert "Row 3 answers" in results[1].sentence
    assert words(archive) == {}


# --- rows without ids --------------------------------------------------------------------------------

NAMELESS: Rows = [("Name", "story"), ("Sita", CLINIC), ("Maya", QUEUE)]


@pytest.mark.parametrize("label", ["1", "2", "row 2", "Row 3", "১"])
def test_a_consent_that_names_rows_by_number_is_refused_with_a_reason(archive: Archive, label: str) -> None:
    agree(archive, ("p-1", "a.xlsx", label), ("p-9", "a.xlsx", "*"))
    results = take(archive, "a.xlsx", workbook(s=NAMELESS))
    assert statuses(results) == ["quarantined", "quarantined"]
    assert all("names rows of this table by their number" in r.sentence for r in results)
    assert words(archive) == {}


def test_rows_without_ids_are_known_by_what_they_say(archive: Archive) -> None:
    agree(archive, ("p-9", "a.xlsx", "*"))
    assert statuses(take(archive, "a.xlsx", workbook(s=NAMELESS))) == ["taken", "taken"]
    agree(archive, ("p-8", "b.csv", "*"))
    again: Rows = [("story", "name of person"), (QUEUE, "Maya"), (CARD, "Rita"), (CLINIC, "Sita")]
    assert statuses(take(archive, "b.csv", text(again))) == ["already", "taken", "already"]


def test_rows_that_are_alike_are_counted(archive: Archive) -> None:
    agree(archive, ("p-9", "a.xlsx", "*"))
    alike: Rows = [("ward", "story"), ("4", CLINIC), ("4", CLINIC)]
    assert statuses(take(archive, "a.xlsx", workbook(s=alike))) == ["taken", "taken"]
    agree(archive, ("p-8", "b.xlsx", "*"))
    three: Rows = [*alike, ("4", CLINIC)]
    assert statuses(take(archive, "b.xlsx", workbook(s=three))) == ["already", "already", "taken"]


def test_two_rows_under_one_id_wait_and_a_repeated_row_is_read_once(archive: Archive) -> None:
    agree(archive, ("p-1", "a.xlsx", "1"), ("p-2", "b.xlsx", "1"))
    rows: Rows = [("story", "_id"), (CLINIC, 1), (QUEUE, 1)]
    results = take(archive, "a.xlsx", workbook(s=rows))
    assert statuses(results) == ["quarantined", "quarantined"]
    assert "rows 2 and 3" in results[0].sentence
    assert words(archive) == {}
    assert statuses(take(archive, "b.xlsx", workbook(s=[("story", "_id"), (CLINIC, 1), (CLINIC, 1)]))) == [
        "taken"
    ]


def test_only_a_collector_brings_rows(archive: Archive) -> None:
    [draft, _] = read("a.xlsx", workbook(s=FIRST))
    with pytest.raises(Refused):
        take_in(UnitOfWork(archive, viewer(Role.AUDITOR)), draft, "delta", 90)
    assert take_in(desks(archive).collector, draft, "delta", 90).status == "quarantined"
