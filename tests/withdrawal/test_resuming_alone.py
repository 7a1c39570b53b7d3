"""Withdrawals that are finished at a start: one that fails keeps no other waiting, and nothing opens."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import SealBroken, Unavailable
from archive.model.outcomes import LedgerEntry, Step
from archive.ports import Archive
from archive.withdrawal import steps
from tests.study.group import consent
from tests.withdrawal.dialogue import FIRST, OFFICER, SECOND

RUNS = count()


@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everybody_is_finished_but_who_fails(talk: Archive, data: st.DataObject) -> None:
    token = next(RUNS)
    people = [f"p-{token}-{n}" for n in range(data.draw(st.integers(1, 5)))]
    failing = frozenset(data.draw(st.lists(st.sampled_from(people), unique=True)))
    for who in people:
        talk.keys.create(who)
        talk.store.consents.add(consent(who))
        line = LedgerEntry(f"w-{who}", who, (), talk.clock.now())
        if data.draw(st.booleans(), label="known to the ledger alone"):
            talk.ledger.append(line)
        else:
            steps.begin(UnitOfWork(talk, OFFICER), line, "asked")
    escrowed, destroy = talk.keys.escrowed, talk.keys.destroy

    def destroyed(subject: str) -> None:
        if subject in failing:
            raise SealBroken("A key does not open.", subject)
        destroy(subject)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(talk.keys, "destroy", destroyed)
        if failing:
            with pytest.raises(SealBroken):
                withdrawal.resume(talk)
        else:
            withdrawal.resume(talk)
    assert talk.keys.destroyed() & set(people) == set(people) - failing
    assert escrowed() == {}
    withdrawal.resume(talk)
    assert set(people) <= talk.keys.destroyed()
    assert {talk.store.withdrawals.all(who)[0].step for who in people} == {Step.SIGNED}
    assert len(talk.store.withdrawals.all()) == len({one.line.id for one in talk.store.withdrawals.all()})


def test_the_ledger_of_one_is_written_though_another_fails(
    talk: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = steps.begin(UnitOfWork(talk, OFFICER), LedgerEntry("w-2", SECOND, (), talk.clock.now()), "asked")
    talk.ledger.append(LedgerEntry("w-1", FIRST, (), talk.clock.now()))
    add = talk.store.consents.add

    def added(record: object) -> None:
        if getattr(record, "participant", "") == FIRST:
            raise Unavailable("The database does not answer.")
        add(record)  # type: ignore[arg-type]

    monkeypatch.setattr(talk.store.consents, "add", added)
    with pytest.raises(Unavailable):
        withdrawal.resume(talk)
    assert begun.line.id in {line.id for line in talk.ledger.lines()}
    assert SECOND in talk.keys.destroyed()
    assert FIRST not in talk.keys.destroyed()
    monkeypatch.undo()
    assert withdrawal.resume(talk) == [FIRST]
    assert FIRST in talk.keys.destroyed()
