"""What is brought together at the opening: rows, keys and ledger, each of which may be the older one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from archive import withdrawal
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.model import Action, TurnState
from archive.model.outcomes import LedgerEntry, Step
from archive.ports import Archive
from archive.withdrawal import steps
from consent.record import Jurisdiction, Purpose, State
from consent.states import withdraw as withdrawn_version
from tests.scopes import EVERY
from tests.withdrawal import dialogue
from tests.withdrawal.dialogue import FIRST, OFFICER, OWN, SECOND
from tests.withdrawal.test_escrow import UNTIL, WITHDRAWN_ON, At

T = "t-dialogue"
RESEARCH, PUBLISH = Purpose.RESEARCH_PROJECT, Purpose.ADVOCACY_PUBLISH_QUOTE


def taken_back(archive: Archive, participant: str, purposes: set[Purpose] | None) -> None:
    """As a form would: the consent alone, no withdrawal."""
    [before] = archive.store.consents.current(EVERY, [participant])
    archive.store.consents.add(withdrawn_version(before, purposes, archive.clock.now(), "form"))


def done(archive: Archive, participant: str) -> list[tuple[tuple[Purpose, ...], Step]]:
    return [(one.line.purposes, one.step) for one in archive.store.withdrawals.all(participant)]


def own(archive: Archive) -> set[TurnState]:
    found = archive.store.testimonies.get(T)
    assert found is not None
    return {found.turns[n].state for n in OWN}


def test_nothing_is_done_where_nothing_is_behind(talk: Archive) -> None:
    assert withdrawal.resume(talk) == []
    withdrawal.withdraw(UnitOfWork(talk, OFFICER), FIRST, None, "asked")
    before = list(talk.log.entries())
    assert withdrawal.resume(talk) == []
    assert list(talk.log.entries()) == before


def test_a_line_that_the_rows_have_forgotten_is_carried_out_again(talk: Archive) -> None:
    line = LedgerEntry("w-old", FIRST, (), talk.clock.now())
    part = LedgerEntry("w-part", SECOND, (PUBLISH,), talk.clock.now())
    for one in (line, part, replace(part, id="w-nobody", participant="p-unheard")):
        talk.ledger.append(one)
    assert withdrawal.resume(talk) == [FIRST, SECOND]
    assert done(talk, FIRST) == [((), Step.SIGNED)]
    assert done(talk, SECOND) == [((PUBLISH,), Step.SIGNED)]
    assert done(talk, "p-unheard") == [], "a part of what nobody agreed to is nothing"
    assert own(talk) == {TurnState.SHREDDED}
    [entry] = talk.log.entries(action=Action.CONSENT_WITHDRAW.value, participant=FIRST)
    assert dict(entry.event.details)["again"] == "yes"
    assert entry.event.actor == gate.SYSTEM.user
    assert [one.id for one in talk.ledger.lines()] == ["w-old", "w-part", "w-nobody"]


def test_a_whole_line_of_somebody_the_rows_do_not_know_still_kills_the_key(talk: Archive) -> None:
    talk.keys.create("p-unheard")
    talk.ledger.append(LedgerEntry("w-unheard", "p-unheard", (), talk.clock.now()))
    assert withdrawal.resume(talk) == ["p-unheard"]
    assert "p-unheard" in talk.keys.destroyed()


def test_a_line_that_the_ledger_has_lost_is_written_again(talk: Archive) -> None:
    begun = steps.begin(
        UnitOfWork(talk, OFFICER), LedgerEntry("w-1", FIRST, (RESEARCH,), talk.clock.now()), "asked"
    )
    talk.store.withdrawals.keep(replace(begun, step=Step.SIGNED, receipt="a note"))
    assert talk.ledger.lines() == []
    assert withdrawal.resume(talk) == []
    assert [one.id for one in talk.ledger.lines()] == ["w-1"]
    assert withdrawal.resume(talk) == []
    assert [one.id for one in talk.ledger.lines()] == ["w-1"]


@pytest.mark.parametrize("purposes", [None, {RESEARCH}, {RESEARCH, PUBLISH}])
def test_what_a_form_took_back_is_walked(talk: Archive, purposes: set[Purpose] | None) -> None:
    taken_back(talk, FIRST, purposes)
    assert withdrawal.resume(talk) == [FIRST]
    assert done(talk, FIRST) == [(tuple(sorted(purposes or ())), Step.SIGNED)]
    assert (own(talk) == {TurnState.SHREDDED}) is (purposes is None)
    assert withdrawal.resume(talk) == []
    assert done(talk, SECOND) == []


def test_only_what_was_not_walked_yet_is(talk: Archive) -> None:
    withdrawal.withdraw(UnitOfWork(talk, OFFICER), FIRST, {RESEARCH}, "asked")
    taken_back(talk, FIRST, {PUBLISH})
    assert withdrawal.resume(talk) == [FIRST]
    assert [p for p, _ in done(talk, FIRST)] == [(RESEARCH,), (PUBLISH,)]


def test_what_another_consent_still_gives_is_not_walked(talk: Archive) -> None:
    [known] = talk.store.consents.current(EVERY, [FIRST])
    talk.store.consents.add(replace(known, consent_id="c-second"))
    taken = withdrawn_version(known, {RESEARCH}, talk.clock.now(), "form")
    talk.store.consents.add(taken)
    assert withdrawal.resume(talk) == []
    everything = withdrawn_version(taken, None, talk.clock.now(), "form")
    talk.store.consents.add(everything)
    assert withdrawal.resume(talk) == [], "the second consent holds"
    assert own(talk) == {TurnState.OPEN}


def test_one_that_was_cut_short_is_finished(talk: Archive) -> None:
    steps.begin(UnitOfWork(talk, OFFICER), LedgerEntry("w-1", FIRST, (), talk.clock.now()), "asked")
    assert withdrawal.resume(talk) == [FIRST]
    assert done(talk, FIRST) == [((), Step.SIGNED)]
    assert own(talk) == {TurnState.SHREDDED}
    assert len(talk.ledger.lines()) == 1


def older_rows(archive: Archive) -> LedgerEntry:
    """The rows say it is done; the ring, an older one, still has the key."""
    begun = steps.begin(
        UnitOfWork(archive, OFFICER), LedgerEntry("w-1", FIRST, (), archive.clock.now()), "asked"
    )
    archive.store.withdrawals.keep(replace(begun, step=Step.SIGNED, receipt="a note"))
    return begun.line


def test_a_key_that_is_back_dies_again_and_the_rows_with_it(talk: Archive) -> None:
    older_rows(talk)
    talk.store.testimonies.set_turn_state(T, OWN[0], TurnState.NEVER_STORED)
    assert withdrawal.resume(talk) == [FIRST]
    assert FIRST in talk.keys.destroyed()
    assert own(talk) == {TurnState.NEVER_STORED, TurnState.SHREDDED}, "what was never stored is not shredded"
    kept = talk.store.testimonies.get(T)
    assert kept is not None
    assert {t.state for t in kept.turns if t.index not in OWN} == {TurnState.OPEN}, "others keep their words"
    assert len(list(talk.log.entries(action=Action.KEY_DESTROY.value, participant=FIRST))) == 1
    assert withdrawal.resume(talk) == []


def test_a_key_under_a_law_goes_back_into_escrow_until_its_day_is_over(talk: Archive) -> None:
    today = talk.clock.today()
    line = older_rows(talk)
    until = today + timedelta(days=3)
    kept = talk.store.withdrawals.get("w-1")
    assert kept is not None
    talk.store.withdrawals.keep(replace(kept, line=replace(line, until=until)))
    assert withdrawal.resume(talk) == [FIRST]
    assert talk.keys.escrowed() == {FIRST: until}
    assert own(talk) == {TurnState.ESCROWED}
    assert len(list(talk.log.entries(action=Action.KEY_ESCROW.value, participant=FIRST))) == 1
    assert withdrawal.resume(talk) == []


def test_a_withdrawal_in_part_takes_no_key(talk: Archive) -> None:
    begun = steps.begin(
        UnitOfWork(talk, OFFICER), LedgerEntry("w-1", FIRST, (RESEARCH,), talk.clock.now()), "asked"
    )
    talk.store.withdrawals.keep(replace(begun, step=Step.SIGNED, receipt="a note"))
    assert withdrawal.resume(talk) == []
    assert len(talk.keys.key(FIRST)) == 32
    assert own(talk) == {TurnState.OPEN}


def test_who_has_withdrawn_whole_is_not_asked_after_their_purposes(talk: Archive) -> None:
    withdrawal.withdraw(UnitOfWork(talk, OFFICER), FIRST, None, "asked")
    dialogue.agree(talk, FIRST, without=set(Purpose) - {RESEARCH})
    taken_back(talk, FIRST, {RESEARCH})
    assert withdrawal.resume(talk) == []


@pytest.mark.parametrize("purposes", [None, {RESEARCH}])
def test_a_form_is_under_the_law_where_it_takes_everything(
    talk: Archive, purposes: set[Purpose] | None
) -> None:
    dialogue.agree(talk, FIRST, jurisdictions=frozenset({Jurisdiction.IN}))
    taken_back(talk, FIRST, purposes)
    assert withdrawal.resume(replace(talk, clock=At(WITHDRAWN_ON))) == [FIRST]
    [one] = talk.store.withdrawals.all(FIRST)
    assert one.line.until == (UNTIL if purposes is None else None)
    assert talk.keys.escrowed() == ({FIRST: UNTIL} if purposes is None else {})


def test_the_day_itself_is_kept_and_the_day_after_is_over(talk: Archive) -> None:
    dialogue.agree(talk, FIRST, jurisdictions=frozenset({Jurisdiction.IN}))
    withdrawal.withdraw(UnitOfWork(replace(talk, clock=At(WITHDRAWN_ON)), OFFICER), FIRST, None, "asked")
    assert withdrawal.resume(replace(talk, clock=At(UNTIL))) == []
    assert withdrawal.resume(replace(talk, clock=At(UNTIL + timedelta(days=1)))) == [FIRST]
    assert own(talk) == {TurnState.SHREDDED}
    assert talk.keys.escrowed() == {}


def test_what_was_refused_from_the_start_is_no_withdrawal(talk: Archive) -> None:
    [known] = talk.store.consents.current(EVERY, [FIRST])
    grants = tuple(replace(g, state=State.REFUSED) if g.purpose is RESEARCH else g for g in known.grants)
    talk.store.consents.add(replace(known, version=2, supersedes=1, grants=grants))
    assert withdrawal.resume(talk) == []
    assert done(talk, FIRST) == []
