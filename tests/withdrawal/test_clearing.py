"""Turns of others that wait after a withdrawal: who sees the list, who shows one again, and what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Role, TestimonyState, TurnState
from archive.ports import Archive
from consent.record import Purpose
from tests.withdrawal import dialogue
from tests.withdrawal.dialogue import FIRST, OFFICER, OTHERS, OWN, RESEARCHER, STEWARD, WAITING

T = "t-dialogue"


@pytest.fixture
def waits(talk: Archive) -> Archive:
    """The archive after the first person has withdrawn."""
    withdrawal.withdraw(UnitOfWork(talk, OFFICER), FIRST, None, "asked")
    return talk


def test_a_steward_sees_what_waits_in_their_projects_alone(talk: Archive) -> None:
    other, text = dialogue.spoken("t-hills", "hills")
    talk.store.testimonies.add(other, text, [])
    withdrawal.withdraw(UnitOfWork(talk, OFFICER), FIRST, None, "asked")
    talk.store.testimonies.set_turn_state("t-hills", WAITING[0], TurnState.SHREDDED)
    assert withdrawal.waiting(UnitOfWork(talk, STEWARD)) == [(T, n) for n in WAITING]
    hills = dialogue.viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY, "hills")
    assert withdrawal.waiting(UnitOfWork(talk, hills)) == [("t-hills", WAITING[1])]
    seen = [e.event for e in talk.log.entries(action=Action.TESTIMONY_LIST.value)]
    assert [(e.actor, e.object_type) for e in seen] == [(STEWARD.user, "turn")] * 2
    with pytest.raises(Refused):
        withdrawal.waiting(UnitOfWork(talk, OFFICER))


def test_a_turn_that_is_shown_again_goes_back_into_review_and_out_of_the_index(waits: Archive) -> None:
    before = withdrawal.clear(UnitOfWork(waits, STEWARD), T, WAITING[0])
    assert before.state is TestimonyState.APPROVED
    after = waits.store.testimonies.get(T)
    assert after is not None
    assert after.state is TestimonyState.DETECTED
    assert after.turns[WAITING[0]].state is TurnState.OPEN
    assert [after.turns[n].state for n in WAITING[1:]] == [TurnState.UNDER_REVIEW] * 2
    assert not any(i.startswith(T) or f"-{T}-" in i for i in waits.index.ids())
    [entry] = waits.log.entries(action=Action.TURN_CLEAR.value)
    assert (entry.event.object_type, entry.event.object_id) == ("testimony", T)
    assert (entry.event.turn, entry.event.version) == (WAITING[0], 1)


def test_in_review_it_stays_in_review(waits: Archive) -> None:
    waits.store.testimonies.set_state(T, TestimonyState.MASKED)
    before = set(waits.index.ids())
    withdrawal.clear(UnitOfWork(waits, STEWARD), T, WAITING[0])
    after = waits.store.testimonies.get(T)
    assert after is not None
    assert after.state is TestimonyState.MASKED
    assert set(waits.index.ids()) == before


@pytest.mark.parametrize("turn", [-1, len(dialogue.LINES), 99])
def test_a_turn_that_is_not_there_is_not_found(waits: Archive, turn: int) -> None:
    with pytest.raises(NotFound, match="no such turn"):
        withdrawal.clear(UnitOfWork(waits, STEWARD), T, turn)


@pytest.mark.parametrize("turn", [0, OTHERS[0], OWN[0], len(dialogue.LINES) - 1])
def test_what_does_not_wait_is_not_cleared(waits: Archive, turn: int) -> None:
    with pytest.raises(UsageError, match="does not wait"):
        withdrawal.clear(UnitOfWork(waits, STEWARD), T, turn)


def test_nobody_but_a_steward_clears(waits: Archive) -> None:
    for somebody in (RESEARCHER, OFFICER, replace(dialogue.ADVOCATE)):
        with pytest.raises(Refused):
            withdrawal.clear(UnitOfWork(waits, somebody), T, WAITING[0])
    refused = [e.event for e in waits.log.entries(action=Action.TURN_CLEAR.value)]
    assert {(e.object_type, e.object_id, dict(e.details)["reason"]) for e in refused} == {
        ("testimony", T, "role")
    }
