"""A file of consents line by line: what takes away waits for no other line, and each line is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import LogUnwritable, Refused, SealBroken
from archive.intake.consents import LineOutcome, LineResult, StatedLine, record_consents, record_lines
from archive.model import Outcome, Role
from archive.model.outcomes import Step
from archive.ports import Archive
from consent.record import ConsentRecord, State
from tests.scopes import EVERY
from tests.web.made import record, viewer

COLLECTOR = viewer(Role.COLLECTOR)
RUNS = count()
"""Each run of a property is about other people: the archive stays the same."""
TOMORROW = (record("p-any", "a.txt", "R0", "delta").collected_at or date.max) + timedelta(days=1)
DEAD = record("p-dead", "a.txt", "R9", "delta")


def given_by(who: str) -> ConsentRecord:
    return record(who, "a.txt", who, "delta")


def refused_by(who: str) -> ConsentRecord:
    yes = given_by(who)
    return replace(yes, grants=tuple(replace(g, state=State.REFUSED) for g in yes.grants))


def lines(records: Sequence[ConsentRecord]) -> list[StatedLine]:
    return [StatedLine(number, one) for number, one in enumerate(records, 2)]


def with_the_dead(archive: Archive) -> ConsentRecord:
    """Somebody whose key is destroyed while no consent says so, as after an older copy came back."""
    archive.keys.destroy(DEAD.participant)
    return DEAD


def outcomes(results: Sequence[LineResult]) -> dict[str, LineOutcome]:
    return {result.participant: result.outcome for result in results}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_dead_key_stops_nobody_whatever_the_order(archive: Archive, order: tuple[int, ...]) -> None:
    names = [f"p-{n}-{''.join(map(str, order))}" for n in ("stays", "goes", "new")]
    record_consents(UnitOfWork(archive, COLLECTOR), [given_by(names[0]), given_by(names[1])])
    stated = [with_the_dead(archive), given_by(names[0]), refused_by(names[1]), given_by(names[2])]
    results = record_lines(UnitOfWork(archive, COLLECTOR), lines([stated[at] for at in order]))
    assert outcomes(results) == {
        "p-dead": LineOutcome.REFUSED, names[0]: LineOutcome.SAME,
        names[1]: LineOutcome.WITHDRAWN, names[2]: LineOutcome.NEW,
    }  # fmt: skip
    assert [result.number for result in results] == [2, 3, 4, 5]
    [dead] = [result for result in results if result.outcome is LineOutcome.REFUSED]
    assert "key is destroyed" in dead.sentence
    assert withdrawal.resume(archive) == [names[1]]
    assert names[1] in archive.keys.destroyed()


def test_of_somebody_whose_key_is_dead_only_what_is_taken_away_is_kept(archive: Archive) -> None:
    """As after an older copy of the rows came back: the consent still says yes."""
    whole, part, kept = (f"p-dead-{n}" for n in ("whole", "part", "kept"))
    record_consents(UnitOfWork(archive, COLLECTOR), [given_by(who) for who in (whole, part, kept)])
    for who in (whole, part, kept):
        archive.keys.destroy(who)
    yes = given_by(part)
    narrower = replace(yes.grants[0], forms=frozenset())
    later = replace(yes, grants=(narrower, *yes.grants[1:-1]), collected_at=TOMORROW)
    more = replace(given_by(kept), collected_at=TOMORROW, grants=tuple(
        replace(g, valid_until=None) for g in given_by(kept).grants
    ))  # fmt: skip
    results = record_lines(UnitOfWork(archive, COLLECTOR), lines([more, later, refused_by(whole)]))
    assert outcomes(results) == {
        kept: LineOutcome.REFUSED, part: LineOutcome.NARROWED, whole: LineOutcome.WITHDRAWN,
    }  # fmt: skip
    said = {result.participant: result.sentence for result in results}
    assert "takes away was kept" in said[part]
    assert said[whole] == ""
    current = {r.participant: r for r in archive.store.consents.current(EVERY, [part, kept])}
    assert current[kept].version == 1
    assert not current[part].grants[0].forms
    assert withdrawal.resume(archive) == [whole]
    assert [one.step for one in archive.store.withdrawals.all(whole)] == [Step.SIGNED]
    again = record_lines(UnitOfWork(archive, COLLECTOR), lines([refused_by(whole)]))
    assert outcomes(again) == {whole: LineOutcome.SAME}


def test_a_new_consent_of_somebody_whose_key_is_dead_keeps_what_it_refuses(archive: Archive) -> None:
    archive.keys.destroy("p-dead-new")
    yes, no = given_by("p-dead-new"), refused_by("p-dead-new")
    mixed = replace(yes, grants=(no.grants[0], *yes.grants[1:]))
    [result] = record_lines(UnitOfWork(archive, COLLECTOR), lines([mixed]))
    assert (result.outcome, "nothing else" in result.sentence) == (LineOutcome.NEW, True)
    [kept] = archive.store.consents.current(EVERY, ["p-dead-new"])
    assert kept.grants == (no.grants[0],)


def test_an_id_that_is_somebody_elses_is_refused_and_stops_nobody(archive: Archive) -> None:
    record_consents(UnitOfWork(archive, COLLECTOR), [given_by("p-owner"), given_by("p-goes")])
    taken = replace(given_by("p-thief"), consent_id=given_by("p-owner").consent_id)
    results = record_lines(UnitOfWork(archive, COLLECTOR), lines([taken, refused_by("p-goes")]))
    assert outcomes(results) == {"p-thief": LineOutcome.REFUSED, "p-goes": LineOutcome.WITHDRAWN}
    assert "another person" in results[0].sentence


@pytest.mark.parametrize("fault", [ValueError("lavender"), SealBroken("A seal does not fit.")])
def test_a_fault_at_one_line_is_told_without_its_words_and_stops_nobody(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    record_consents(UnitOfWork(archive, COLLECTOR), [given_by("p-falls"), given_by("p-after")])
    add = archive.store.consents.add

    def failing(kept: ConsentRecord) -> None:
        if kept.participant == "p-falls":
            raise fault
        add(kept)

    monkeypatch.setattr(archive.store.consents, "add", failing)
    stated = lines([refused_by("p-falls"), refused_by("p-after")])
    results = record_lines(UnitOfWork(archive, COLLECTOR), stated)
    assert outcomes(results) == {"p-falls": LineOutcome.REFUSED, "p-after": LineOutcome.WITHDRAWN}
    assert "lavender" not in results[0].sentence
    assert archive.store.consents.current(EVERY, ["p-falls"])[0].version == 1


def test_what_narrows_by_a_day_a_form_or_readers_comes_before_what_is_new(archive: Archive) -> None:
    known = [given_by(f"p-narrow-{n}") for n in range(3)]
    record_consents(UnitOfWork(archive, COLLECTOR), known)
    changes: tuple[dict[str, Any], ...] = (
        {"valid_until": TOMORROW}, {"forms": frozenset()}, {"audiences": frozenset()},
    )  # fmt: skip
    narrowed = [
        replace(one, grants=tuple(replace(g, **change) for g in one.grants))
        for one, change in zip(known, changes, strict=True)
    ]
    results = record_lines(UnitOfWork(archive, COLLECTOR), lines([given_by("p-fresh"), *narrowed]))
    assert [r.outcome for r in results] == [LineOutcome.NEW, *[LineOutcome.NARROWED] * 3]
    order = [e.event.participants[0] for e in archive.log.entries(action="consent:record")][-4:]
    assert order[-1] == "p-fresh"


def test_what_is_refused_leaves_nothing_and_everything_else_stays(archive: Archive) -> None:
    foreign = record("p-hill", "a.txt", "R2", "hills")
    results = record_lines(UnitOfWork(archive, COLLECTOR), lines([foreign, given_by("p-here")]))
    assert [(r.number, r.outcome) for r in results] == [(2, LineOutcome.REFUSED), (3, LineOutcome.NEW)]
    assert "another project" in results[0].sentence
    assert [r.participant for r in archive.store.consents.current(EVERY, ["p-hill", "p-here"])] == ["p-here"]
    [denied] = [e for e in archive.log.entries(action="consent:record") if e.event.outcome is Outcome.DENY]
    assert denied.event.actor == COLLECTOR.user, "the refusal stays on the log"
    recorded = [e.event.participants for e in archive.log.entries(action="consent:record")]
    assert ("p-here",) in recorded
    assert ("p-hill",) not in recorded
    with pytest.raises(Refused, match="another project"):
        record_consents(UnitOfWork(archive, COLLECTOR), [foreign, given_by("p-after")])
    assert archive.store.consents.current(EVERY, ["p-after"]), "kept although another one was refused"


def test_where_nothing_can_be_written_the_file_ends_there_and_goes_on_later(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    stated = lines([given_by("p-x"), given_by("p-y"), refused_by("p-z")])
    append, calls = archive.log.append, []

    def failing(event: object) -> object:
        calls.append(event)
        if len(calls) == 2:
            raise LogUnwritable("The disk is full.")
        return append(event)  # type: ignore[arg-type]

    monkeypatch.setattr(archive.log, "append", failing)
    with pytest.raises(LogUnwritable):
        record_lines(UnitOfWork(archive, COLLECTOR), stated)
    monkeypatch.undo()
    assert [r.participant for r in archive.store.consents.current(EVERY, ["p-x", "p-y", "p-z"])] == ["p-z"]
    again = record_lines(UnitOfWork(archive, COLLECTOR), stated)
    assert outcomes(again) == {
        "p-x": LineOutcome.NEW, "p-y": LineOutcome.NEW, "p-z": LineOutcome.SAME,
    }  # fmt: skip


@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_no_of_a_file_is_done_among_any_lines_that_fail(archive: Archive, data: st.DataObject) -> None:
    token = next(RUNS)
    people = [f"p-{token}-{n}" for n in range(data.draw(st.integers(1, 5)))]
    record_consents(UnitOfWork(archive, COLLECTOR), [given_by(who) for who in people])
    takes = data.draw(st.lists(st.sampled_from(people), unique=True))
    failing = [with_the_dead(archive), record(f"p-{token}-far", "a.txt", "R7", "hills")]
    stated = [refused_by(who) if who in takes else given_by(who) for who in people]
    mixed = data.draw(st.permutations([*stated, *data.draw(st.lists(st.sampled_from(failing), max_size=4))]))
    results = record_lines(UnitOfWork(archive, COLLECTOR), lines(mixed))
    assert {r.participant for r in results if r.outcome is LineOutcome.WITHDRAWN} == set(takes)
    assert len(results) == len(mixed)
    withdrawal.resume(archive)
    assert set(takes) <= archive.keys.destroyed()
    assert not (set(people) - set(takes)) & archive.keys.destroyed()
