"""A file of consents line by line: what takes away waits for no other line, and each line is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count, permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import LogUnwritable, Refused
from archive.intake.consents import LineOutcome, LineResult, StatedLine, record_consents, record_lines
from archive.model import Role
from archive.ports import Archive
from consent.record import ConsentRecord, State
from tests.scopes import EVERY
from tests.web.made import record, viewer

COLLECTOR = viewer(Role.COLLECTOR)
RUNS = count()
"""Each run of a property is about other people: the archive stays the same."""
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


def test_what_is_refused_leaves_nothing_and_everything_else_stays(archive: Archive) -> None:
    foreign = record("p-hill", "a.txt", "R2", "hills")
    results = record_lines(UnitOfWork(archive, COLLECTOR), lines([foreign, given_by("p-here")]))
    assert [(r.number, r.outcome) for r in results] == [(2, LineOutcome.REFUSED), (3, LineOutcome.NEW)]
    assert "another project" in results[0].sentence
    assert [r.participant for r in archive.store.consents.current(EVERY, ["p-hill", "p-here"])] == ["p-here"]
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
