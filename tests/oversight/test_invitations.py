"""An invited person chooses what nobody else knows; whoever proposed cannot keep the way in."""

from __future__ import annotations

import traceback
from dataclasses import replace

import pytest

from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Outcome, Role
from archive.oversight import accounts, invitations
from archive.oversight.invitations import LASTS, Invitation, accept
from tests.oversight.staff import ADAM, OLGA, OWN, Staffed


@pytest.fixture
def adam(staff: Staffed) -> UnitOfWork:
    return UnitOfWork(staff.archive, ADAM)


@pytest.fixture
def rita(adam: UnitOfWork) -> Invitation:
    return invitations.propose(adam, "rita", Role.RESEARCHER, ["delta"])


def test_the_person_chooses_and_the_officer_agrees_after_them(staff: Staffed, rita: Invitation) -> None:
    olga = UnitOfWork(staff.archive, OLGA)
    with pytest.raises(UsageError, match="not opened the invitation"):
        accounts.countersign(olga, "rita")
    assert accounts.check_password(staff.archive, "rita", "") is None
    accept(staff.archive, rita.code.upper().replace("-", " "), OWN)
    assert accounts.check_password(staff.archive, "rita", OWN) is None, "nobody has agreed yet"
    accounts.countersign(olga, "rita")
    account = accounts.check_password(staff.archive, "rita", OWN)
    assert account is not None
    assert account.own_password
    [told] = [e.event for e in staff.archive.log.entries(action=Action.USER_ACCEPT.value)]
    assert (told.actor, told.object_id, told.outcome) == ("rita", "rita", Outcome.PERMIT)
    assert staff.details(Action.USER_PROPOSE)[-1] == {"role": "researcher", "invited": "yes"}


def test_it_opens_once(staff: Staffed, rita: Invitation) -> None:
    accept(staff.archive, rita.code, OWN)
    with pytest.raises(Refused, match="opens no invitation"):
        accept(staff.archive, rita.code, "another-of-somebody")
    assert accounts.check_password(staff.archive, "rita", "another-of-somebody") is None


def test_it_ends_by_itself_and_is_given_again(staff: Staffed, adam: UnitOfWork, rita: Invitation) -> None:
    staff.clock.later(seconds=LASTS.total_seconds())
    with pytest.raises(Refused):
        accept(staff.archive, rita.code, OWN)
    again = invitations.invite_again(adam, "rita")
    newer = invitations.invite_again(adam, "rita")
    with pytest.raises(Refused):
        accept(staff.archive, again.code, OWN)
    accept(staff.archive, newer.code, OWN)
    with pytest.raises(UsageError, match="not waiting for its person"):
        invitations.invite_again(adam, "rita")
    with pytest.raises(NotFound):
        invitations.invite_again(adam, "nobody")


def test_a_weak_password_leaves_it_open(staff: Staffed, rita: Invitation) -> None:
    for weak in ("short", "rita-rita-rita"):
        with pytest.raises(UsageError):
            accept(staff.archive, rita.code, weak)
    accept(staff.archive, rita.code, OWN)


def test_a_proposal_that_was_turned_down_invites_nobody(staff: Staffed, rita: Invitation) -> None:
    accounts.deactivate(UnitOfWork(staff.archive, OLGA), "rita")
    with pytest.raises(Refused):
        accept(staff.archive, rita.code, OWN)


def test_only_an_administrator_invites(staff: Staffed, rita: Invitation) -> None:
    for viewer in (OLGA, replace(ADAM, role=Role.STEWARD), replace(ADAM, role=Role.AUDITOR)):
        with pytest.raises(Refused):
            invitations.invite_again(UnitOfWork(staff.archive, viewer), "rita")
        with pytest.raises(Refused):
            invitations.propose(UnitOfWork(staff.archive, viewer), "zed", Role.RESEARCHER, [])
    assert staff.archive.store.accounts.get("zed") is None


def test_the_code_stands_nowhere_but_in_the_answer(staff: Staffed, rita: Invitation) -> None:
    with pytest.raises(Refused) as refused:
        accept(staff.archive, rita.code + "x", OWN)
    told = "".join(traceback.format_exception(refused.value)) + repr(rita)
    told += "".join(staff.archive.log.export())
    for part in (rita.code, rita.code.replace("-", ""), rita.code.split("-")[0]):
        assert part not in told
    denied = [e.event for e in staff.archive.log.entries(action=Action.USER_ACCEPT.value)]
    assert [(e.outcome, e.object_id) for e in denied] == [(Outcome.DENY, "")]
