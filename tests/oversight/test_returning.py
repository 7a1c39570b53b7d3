"""A closed account comes back, and a lost factor goes, by two people: one proposes and another agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Factors, Role, Viewer
from archive.oversight import accounts, invitations, returning, second_factors, sessions
from archive.oversight.sessions import LOCAL
from tests.oversight.staff import ADAM, OLGA, OWN, Staffed

NOTHING = Factors(0, False, 0)


@pytest.fixture
def adam(staff: Staffed) -> UnitOfWork:
    return UnitOfWork(staff.archive, ADAM)


@pytest.fixture
def olga(staff: Staffed) -> UnitOfWork:
    return UnitOfWork(staff.archive, OLGA)


def test_a_closed_account_returns_with_what_it_had(
    staff: Staffed, adam: UnitOfWork, olga: UnitOfWork
) -> None:
    staff.app("sam")
    second_factors.make_codes(staff.work("sam"))
    token = sessions.renew(staff.archive, staff.account("sam"), sessions.Way.TOTP)
    accounts.deactivate(adam, "sam")
    assert sessions.find_session(staff.archive, token) is None
    assert returning.propose_return(adam, "sam", anew=False) is None
    assert accounts.check_password(staff.archive, "sam", OWN) is None, "nobody has agreed yet"
    with pytest.raises(Refused, match="second person"):
        accounts.countersign(replace(olga, viewer=replace(OLGA, user="adam")), "sam")
    accounts.countersign(olga, "sam")
    assert accounts.check_password(staff.archive, "sam", OWN) is not None
    assert sessions.find_session(staff.archive, token) is None, "sessions stay dead"
    assert second_factors.factors(staff.archive, "sam") == Factors(0, True, 10)
    assert staff.details(Action.USER_RETURN) == [{"anew": "no"}]


def test_or_begins_anew_by_an_invitation(staff: Staffed, adam: UnitOfWork, olga: UnitOfWork) -> None:
    staff.app("sam")
    accounts.deactivate(adam, "sam")
    invitation = returning.propose_return(adam, "sam", anew=True)
    assert invitation is not None
    assert second_factors.factors(staff.archive, "sam") == NOTHING
    with pytest.raises(UsageError, match="not opened the invitation"):
        accounts.countersign(olga, "sam")
    invitations.accept(staff.archive, invitation.code, "four-other-words-of-sam")
    accounts.countersign(olga, "sam")
    assert accounts.check_password(staff.archive, "sam", OWN) is None
    assert accounts.check_password(staff.archive, "sam", "four-other-words-of-sam") is not None


def test_what_is_not_closed_does_not_return(staff: Staffed, adam: UnitOfWork, olga: UnitOfWork) -> None:
    with pytest.raises(UsageError, match="not closed"):
        returning.propose_return(adam, "sam", anew=False)
    with pytest.raises(NotFound):
        returning.propose_return(adam, "nobody", anew=False)
    accounts.deactivate(adam, "sam")
    for work in (olga, staff.work("olga"), replace(adam, viewer=replace(ADAM, role=Role.STEWARD))):
        with pytest.raises(Refused):
            returning.propose_return(work, "sam", anew=True)
    returning.propose_return(adam, "sam", anew=False)
    accounts.deactivate(olga, "sam")
    with pytest.raises(UsageError, match="not waiting"):
        accounts.countersign(olga, "sam")


def test_a_lost_factor_goes_once_an_officer_agrees(
    staff: Staffed, adam: UnitOfWork, olga: UnitOfWork
) -> None:
    staff.app("sam")
    second_factors.make_codes(staff.work("sam"))
    token = sessions.renew(staff.archive, staff.account("sam"), sessions.Way.TOTP)
    assert returning.resettable(adam) == {"sam"}
    assert returning.propose_reset(adam, "sam") is False
    assert second_factors.factors(staff.archive, "sam").app, "nobody has agreed yet"
    assert sessions.find_session(staff.archive, token) is not None
    with pytest.raises(Refused):
        accounts.countersign(adam, "sam")
    accounts.countersign(olga, "sam")
    assert second_factors.factors(staff.archive, "sam") == NOTHING
    assert sessions.find_session(staff.archive, token) is None
    assert accounts.check_password(staff.archive, "sam", OWN) is not None, "the password stays"
    assert staff.details(Action.USER_COUNTERSIGN)[-1] == {
        "role": "steward", "proposed_by": "adam", "reset": "yes",
    }  # fmt: skip
    with pytest.raises(UsageError, match="not waiting"):
        accounts.countersign(olga, "sam")


def test_nobody_agrees_to_what_they_asked_or_to_their_own(
    staff: Staffed, adam: UnitOfWork, olga: UnitOfWork
) -> None:
    staff.open("otto", Role.DPO)
    staff.app("olga")
    returning.propose_reset(adam, "olga")
    with pytest.raises(Refused, match="second person"):
        accounts.countersign(olga, "olga")
    assert second_factors.factors(staff.archive, "olga").app
    accounts.countersign(staff.work("otto"), "olga")
    assert not second_factors.factors(staff.archive, "olga").app


def test_what_has_no_factor_is_not_reset(staff: Staffed, adam: UnitOfWork, olga: UnitOfWork) -> None:
    with pytest.raises(UsageError, match="no second factor"):
        returning.propose_reset(adam, "sam")
    staff.app("sam")
    with pytest.raises(Refused):
        returning.propose_reset(olga, "sam")
    accounts.deactivate(adam, "sam")
    with pytest.raises(UsageError, match="not open"):
        returning.propose_reset(adam, "sam")


def test_the_only_officers_own_loss_is_mended_on_the_machine_alone(staff: Staffed, adam: UnitOfWork) -> None:
    staff.app("olga")
    with pytest.raises(UsageError, match="heard user reset olga"):
        returning.propose_reset(adam, "olga")
    local = replace(adam, viewer=Viewer(LOCAL, Role.ADMINISTRATOR, frozenset()))
    assert returning.propose_reset(local, "olga") is True
    assert second_factors.factors(staff.archive, "olga") == NOTHING
    assert staff.details(Action.USER_RESET)[-1] == {"alone": "yes"}
    staff.open("otto", Role.DPO)
    staff.app("olga")
    assert returning.propose_reset(local, "olga") is False, "somebody could agree now"
