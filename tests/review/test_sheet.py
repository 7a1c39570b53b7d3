"""The review sheet: what waits comes first, what was decided is not asked again, closed words stay blank."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from archive.access.gate import UnitOfWork
from archive.model import (
    Action,
    Decision,
    Finding,
    IdentifierType,
    Kind,
    Risk,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    Verdict,
)
from archive.ports import Archive
from archive.review import detection
from archive.review.sheet import Reviewed, Sheet, lay_out, open_sheet
from tests.review.interviews import STEWARD, interview

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
OPEN = "R: I told Zorvane and Quillem at the gate.\n"
CLOSED = " " * 20 + "\n"
TEXT = OPEN + CLOSED
TURNS = (
    Turn(0, 0, 3, len(OPEN), TurnKind.SPEECH, "R", "p-1", "en"),
    Turn(1, len(OPEN), len(OPEN), len(TEXT), TurnKind.SPEECH, "S", "p-2", "en"),
)
TALK = Testimony(
    "t-1", "delta", Kind.STORY, None, "en", date(2026, 2, 1), AT, "digest", TestimonyState.DETECTED, 1,
    len(TEXT), TURNS,
)  # fmt: skip


def _finding(name: str, words: str, score: float, kind: IdentifierType = IdentifierType.PERSON) -> Finding:
    start = TEXT.index(words)
    return Finding(name, "t-1", 1, 0, start, start + len(words), kind, score, "test", quote=words)


def _decision(finding: str, verdict: Verdict, minute: int = 0, by: str = "the-steward") -> Decision:
    return Decision(finding, "t-1", verdict, by, AT + timedelta(minutes=minute))


PLACE = _finding("f-place", "gate", 0.5, IdentifierType.LOC)
SURE = _finding("f-sure", "Zorvane", 0.95)
UNSURE = _finding("f-unsure", "Quillem", 0.4)
EVERY = Reviewed(TALK, TEXT, (PLACE, SURE, UNSURE), (), (), {0: "I told [a friend] at the gate."})


def _names(sheet: Sheet) -> tuple[list[str], list[str]]:
    return [r.finding.id for r in sheet.waiting], [r.finding.id for r in sheet.others]


def test_doubts_come_first_and_direct_ones_before_places() -> None:
    sheet = lay_out(EVERY)
    assert _names(sheet) == (["f-unsure", "f-place"], ["f-sure"])
    row = sheet.waiting[0]
    assert (row.before, row.quote, row.after) == ("R: I told Zorvane and ", "Quillem", " at the gate.")
    assert not sheet.can_undo
    assert sheet.history == []


def test_what_was_decided_is_not_asked_again_and_can_be_taken_back() -> None:
    rejected = _decision("f-unsure", Verdict.REJECT)
    sheet = lay_out(replace(EVERY, decisions=(rejected,)))
    assert _names(sheet) == (["f-place"], ["f-sure", "f-unsure"])
    assert "Quillem" not in [word.word for word in sheet.words]
    assert [(step.by, step.count, step.words) for step in sheet.history] == [("the-steward", 1, "Quillem")]
    assert sheet.can_undo
    after = lay_out(replace(EVERY, decisions=(rejected, _decision("f-unsure", Verdict.UNDO, 1))))
    assert _names(after) == _names(lay_out(EVERY))
    assert not after.can_undo
    assert [step.verdict for step in after.history] == [Verdict.UNDO, Verdict.REJECT]
    assert [d.verdict for d in after.decisions] == [Verdict.REJECT, Verdict.UNDO]


def test_decisions_at_one_instant_are_one_act_of_one_person() -> None:
    together = (_decision("f-sure", Verdict.ACCEPT), _decision("f-unsure", Verdict.ACCEPT))
    alone = _decision("f-place", Verdict.ACCEPT, by="the-other")
    sheet = lay_out(replace(EVERY, decisions=(*together, alone)))
    assert [(step.by, step.count) for step in sheet.history] == [("the-other", 1), ("the-steward", 2)]


def test_a_name_that_no_finding_covers_is_shown_as_an_open_word() -> None:
    missed = lay_out(replace(EVERY, findings=(PLACE, UNSURE)))
    assert "Zorvane" in [word.word for word in missed.words]
    assert "Zorvane" not in [word.word for word in lay_out(EVERY).words]


def test_a_turn_that_stays_closed_is_not_on_the_sheet() -> None:
    (side,) = lay_out(EVERY).sides
    assert (side.index, side.research) == (0, "I told [a friend] at the gate.")
    assert "".join(piece.text for piece in side.original) == OPEN.rstrip("\n")
    marked = [(piece.text, [row.finding.id for row in piece.keys]) for piece in side.original if piece.keys]
    assert marked == [("Zorvane", ["f-sure"]), ("Quillem", ["f-unsure"]), ("gate", ["f-place"])]
    hidden = Risk("t-1", 1, 1, len(OPEN) + 2, len(OPEN) + 9, "event", "many know of it", 5)
    seen = Risk("t-1", 1, 0, 3, TEXT.index(" at the gate"), "told", "a scene", 1)
    flagged = lay_out(replace(EVERY, risks=(hidden, seen))).flagged
    assert [f.risk for f in flagged] == [seen], "of what is closed there is nothing to read"


def test_every_opening_of_a_sheet_is_an_event(archive: Archive) -> None:
    one = interview(archive, "talk", "I told Zorvane at the gate.")
    steward = UnitOfWork(archive, STEWARD)
    detection.detect(steward, one)
    before = len(list(archive.log.entries(action=Action.TESTIMONY_UNSEAL.value)))
    sheet = open_sheet(steward, one)
    opened = list(archive.log.entries(action=Action.TESTIMONY_UNSEAL.value))[before:]
    assert [entry.event.object_id for entry in opened] == [one]
    assert sheet.testimony.id == one
    assert sheet.quotes == archive.store.quotes.of(one)
