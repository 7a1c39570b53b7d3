"""A review file line by line: what masks and keeps back waits for no other line; each line is answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.access.gate import UnitOfWork
from archive.errors import LogUnwritable, Refused, SealBroken, UsageError
from archive.model import Action, IdentifierType, TestimonyState
from archive.ports import Archive
from archive.redact.effective_findings import effective_findings
from archive.review import batch, detection, judgements
from archive.review.batch import BatchReport, ReviewOutcome
from tests.review.interviews import RESEARCHER, STEWARD, interview, machine_found
from tests.scopes import EVERY

WORDS = "Zubaida Jharkhandi"
TOWN = "Borodanga"
SAID = f"Then {WORDS} came to {TOWN} by boat."
AT, PLACE = SAID.index(WORDS) + 3, SAID.index(TOWN) + 3
NAME = [AT, AT + len(WORDS), "PERSON"]
RUNS = count()
"""Each run of a property is about other testimonies: the archive stays the same."""
BAD = ("broken", "unknown", "outside", "encoding")


def reviewed(archive: Archive, source: str) -> str:
    """A testimony in which the machine took the town for a name and missed the name."""
    testimony = interview(archive, source, SAID)
    detection.detect(UnitOfWork(archive, STEWARD), testimony)
    machine_found(archive, testimony, (TOWN, IdentifierType.LOC))
    return testimony


def line(testimony: str, *spans: list[Any], approve: object = True) -> bytes:
    return json.dumps({"testimony": testimony, "approve": approve, "spans": list(spans)}).encode()


def bad(kind: str, testimony: str) -> bytes:
    return {
        "broken": b'{"testimony": ',
        "unknown": line("t-nobody-has-this", NAME),
        "outside": line(testimony, [AT, 100_000, "PERSON"]),
        "encoding": '{"testimony": "é"}'.encode("latin-1"),
    }[kind]


def applied(archive: Archive, *lines: bytes) -> BatchReport:
    return batch.apply_file(UnitOfWork(archive, STEWARD), b"\n".join(lines) + b"\n")


def outcomes(report: BatchReport) -> list[ReviewOutcome]:
    return [one.outcome for one in report.lines]


@dataclass(frozen=True)
class Standing:
    """What readers get of a testimony: its state, and which words are masked."""

    state: TestimonyState
    masked: frozenset[str]


def standing(archive: Archive, testimony: str) -> Standing:
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    reviews = archive.store.reviews
    masked = effective_findings(reviews.findings(testimony), reviews.decisions(testimony))
    return Standing(kept.state, frozenset(f.quote for f in masked))


CLEAN = Standing(TestimonyState.APPROVED, frozenset({WORDS}))


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("first", [True, False])
def test_a_bad_line_stops_no_other(archive: Archive, kind: str, first: bool) -> None:
    good, other = reviewed(archive, "good"), reviewed(archive, "other")
    lines = [line(good, NAME), bad(kind, other)]
    report = applied(archive, *(reversed(lines) if first else lines))
    assert sorted(outcomes(report)) == [ReviewOutcome.APPROVED, ReviewOutcome.REFUSED]
    [refused] = [one for one in report.lines if not one.done]
    assert (refused.number, report.refused) == (1 if first else 2, 1)
    assert refused.sentence
    assert standing(archive, good) == CLEAN
    assert standing(archive, other) == Standing(TestimonyState.DETECTED, frozenset({TOWN}))


def test_the_same_file_twice_changes_nothing_and_says_so(archive: Archive) -> None:
    one, two = reviewed(archive, "one"), reviewed(archive, "two")
    file = [line(one, NAME), line(two, NAME, approve=False)]
    assert outcomes(applied(archive, *file)) == [ReviewOutcome.APPROVED, ReviewOutcome.REVIEWED]
    before = [archive.store.reviews.decisions(each) for each in (one, two)]
    again = applied(archive, *file)
    assert outcomes(again) == [ReviewOutcome.SAME, ReviewOutcome.SAME]
    assert [archive.store.reviews.decisions(each) for each in (one, two)] == before
    assert standing(archive, one) == CLEAN


def test_an_answer_holds_ids_and_no_text(archive: Archive) -> None:
    good = reviewed(archive, "good")
    row = json.dumps({"testimony": f"{WORDS} said it", "spans": []}).encode()
    report = applied(archive, row, line(good, NAME))
    assert WORDS not in repr(report) + str(report.as_data()) + report.sentence()
    assert [one["testimony"] for one in report.as_data()["lines"]] == ["", good]  # type: ignore[index,union-attr,call-overload]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_two_lines_about_one_testimony_what_takes_away_prevails(
    archive: Archive, order: tuple[int, ...]
) -> None:
    one = reviewed(archive, "one")
    lines = [line(one, NAME), line(one), line(one, [PLACE, PLACE + len(TOWN), "LOC"], approve=False)]
    report = applied(archive, *(lines[at] for at in order))
    assert standing(archive, one) == Standing(TestimonyState.DETECTED, frozenset({WORDS, TOWN}))
    back = [report.lines[order.index(at)] for at in (0, 1)]
    assert [each.outcome for each in back] == [ReviewOutcome.REFUSED] * 2
    assert "is masked" in back[0].sentence


@pytest.mark.parametrize("first", [True, False])
def test_a_word_that_one_line_masks_is_learnt_from_no_other(archive: Archive, first: bool) -> None:
    one, two = reviewed(archive, "one"), reviewed(archive, "two")
    lines = [line(one, [PLACE, PLACE + len(TOWN), "LOC"]), line(two)]
    applied(archive, *(lines if first else reversed(lines)))
    assert archive.store.allow_list.allowed("delta") == {}
    applied(archive, line(one), line(two, NAME))
    assert list(archive.store.allow_list.allowed("delta")) == [TOWN.lower()]


def test_what_is_masked_stays_masked_where_the_approval_fails(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = reviewed(archive, "one"), reviewed(archive, "two")
    applied(archive, line(one), line(two))

    def failing(*_: object) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr(judgements.approval, "approve", failing)
    report = applied(archive, line(one, NAME), line(two, NAME, approve=False))
    assert outcomes(report) == [ReviewOutcome.FAILED, ReviewOutcome.REVIEWED]
    assert "is masked" in report.lines[0].sentence
    assert WORDS not in report.lines[0].sentence
    for each in (one, two):
        assert standing(archive, each) == Standing(TestimonyState.DETECTED, frozenset({WORDS}))


def test_a_broken_seal_is_on_the_log_and_stops_nobody(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = reviewed(archive, "one"), reviewed(archive, "two")
    kept = archive.store.reviews.findings

    def findings(testimony: str) -> object:
        if testimony == one:
            raise SealBroken("A seal does not open.", one)
        return kept(testimony)

    monkeypatch.setattr(archive.store.reviews, "findings", findings)
    report = applied(archive, line(one, NAME), line(two, NAME))
    assert outcomes(report) == [ReviewOutcome.REFUSED, ReviewOutcome.APPROVED]
    told = [entry.event.object_id for entry in archive.log.entries(action=Action.SEAL_OPEN.value)]
    assert told == [one]


def test_a_dead_key_refuses_its_own_line_alone(archive: Archive) -> None:
    gone, here = reviewed(archive, "gone"), reviewed(archive, "here")
    archive.keys.destroy("p-gone")
    [record] = archive.store.consents.current(EVERY, ["p-gone"])
    report = applied(archive, line(gone, NAME), line(here, NAME))
    assert record.participant == "p-gone"
    assert standing(archive, here) == CLEAN
    assert report.lines[1].outcome is ReviewOutcome.APPROVED


def test_what_is_no_review_file_at_all_is_refused_whole(archive: Archive) -> None:
    for content in (b"not a review", b"\xff\xfe{\x00}\x00", b"[]\n[]\n"):
        with pytest.raises(UsageError, match="cannot be read"):
            batch.apply_file(UnitOfWork(archive, STEWARD), content)
    assert applied(archive, b"", b"  ").lines == ()


@pytest.mark.parametrize("approve", ["no", 1, "true", None])
def test_to_approve_is_true_and_no_other_word(archive: Archive, approve: object) -> None:
    one, two = reviewed(archive, "one"), reviewed(archive, "two")
    report = applied(archive, line(one, NAME, approve=approve), line(two, NAME))
    assert outcomes(report) == [ReviewOutcome.REFUSED, ReviewOutcome.APPROVED]


def test_who_may_not_review_is_refused_before_any_line(archive: Archive) -> None:
    with pytest.raises(Refused):
        batch.apply_file(UnitOfWork(archive, RESEARCHER), line("t-1", NAME))


def test_where_nothing_can_be_written_the_file_ends_and_goes_on_later(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = reviewed(archive, "one"), reviewed(archive, "two")
    append = archive.log.append

    def failing(event: Any) -> object:
        if event.action is Action.FINDING_DECIDE and event.object_id == two:
            raise LogUnwritable("The disk is full.")
        return append(event)

    monkeypatch.setattr(archive.log, "append", failing)
    with pytest.raises(LogUnwritable):
        applied(archive, line(one, NAME), line(two, NAME))
    monkeypatch.undo()
    assert WORDS in standing(archive, one).masked
    assert WORDS not in standing(archive, two).masked
    applied(archive, line(one, NAME), line(two, NAME))
    assert standing(archive, one) == standing(archive, two) == CLEAN


@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_good_line_is_done_as_if_it_stood_alone(archive: Archive, data: st.DataObject) -> None:
    token = next(RUNS)
    asked = data.draw(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=3))
    every = [reviewed(archive, f"s{token}-{n}") for n in range(len(asked))]
    good = [
        line(one, *([NAME] if masks else []), approve=approves)
        for one, (masks, approves) in zip(every, asked, strict=True)
    ]
    spare = reviewed(archive, f"s{token}-bad")
    failing = [bad(kind, spare) for kind in data.draw(st.lists(st.sampled_from(BAD), max_size=3))]
    mixed: Sequence[bytes] = data.draw(st.permutations([*good, *failing]))
    report = applied(archive, *mixed)
    assert [one.number for one in report.lines] == list(range(1, len(mixed) + 1))
    assert report.refused == len(failing)
    for one, (masks, approves) in zip(every, asked, strict=True):
        state = TestimonyState.APPROVED if approves else TestimonyState.DETECTED
        assert standing(archive, one) == Standing(state, frozenset({WORDS} if masks else ()))
    assert standing(archive, spare) == Standing(TestimonyState.DETECTED, frozenset({TOWN}))
