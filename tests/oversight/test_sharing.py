"""A project is shared once two officers said so, until its day, and not an hour longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Role, Share
from archive.oversight import accounts, sharing
from archive.oversight.journal import Question, answer
from archive.oversight.sessions import local_viewer
from archive.oversight.sharing import Standing
from tests.oversight.staff import ADAM, GIVEN, Staffed, hire, join
from tests.oversight.test_organisations import record


@pytest.fixture
def two(staff: Staffed) -> Staffed:
    """Two organisations, each with a project."""
    join(staff)
    record(staff, "delta", "p-delta")
    record(staff, "hills.water", "p-hills")
    return staff


def proposed(two: Staffed, days: int = 30) -> Share:
    return sharing.propose(two.work("olga"), "delta", "hills", two.clock.today() + timedelta(days=days))


def shared(two: Staffed, days: int = 30) -> Share:
    share = proposed(two, days)
    sharing.agree(two.work("hills.hoa"), share.id)
    return share


def test_accounts_are_given_it_only_after_both(two: Staffed) -> None:
    share = proposed(two)
    with pytest.raises(UsageError):
        hire(two, "hills.rita", Role.RESEARCHER, ["delta"])
    sharing.agree(two.work("hills.hoa"), share.id)
    hire(two, "hills.rita", Role.RESEARCHER, ["delta", "hills.water"])
    assert two.work("hills.rita").viewer.projects == {"delta", "hills.water"}
    assert two.details(Action.SHARE_PROPOSE) == [
        {"project": "delta", "partner": "hills", "until": share.until.isoformat()}
    ]
    assert two.details(Action.SHARE_AGREE) == [{"project": "delta", "proposed_by": "olga"}]


@pytest.mark.parametrize("role", [Role.DPO, Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_decides_on_a_project_is_of_its_own_organisation(two: Staffed, role: Role) -> None:
    shared(two)
    with pytest.raises(UsageError):
        hire(two, "hills.other", role, ["delta"])
    assert two.work("hills.hoa").viewer.projects == {"hills.water"}


def test_it_ends_by_itself_after_its_day(two: Staffed) -> None:
    shared(two, days=3)
    hire(two, "hills.rita", Role.RESEARCHER, ["delta"])
    two.clock.later(days=3)
    assert two.work("hills.rita").viewer.projects == {"delta"}
    two.clock.later(days=1)
    assert two.work("hills.rita").viewer.projects == frozenset()
    with pytest.raises(UsageError):
        hire(two, "hills.ravi", Role.RESEARCHER, ["delta"])
    assert [row.standing for row in sharing.rows(two.work("olga"))] == [Standing.ENDED]


@pytest.mark.parametrize("user", ["olga", "hills.hoa"])
def test_either_officer_ends_it_at_once(two: Staffed, user: str) -> None:
    share = shared(two)
    hire(two, "hills.rita", Role.RESEARCHER, ["delta"])
    sharing.end(two.work(user), share.id)
    assert two.work("hills.rita").viewer.projects == frozenset()
    with pytest.raises(UsageError):
        sharing.end(two.work("olga"), share.id)
    assert two.details(Action.SHARE_END) == [{"project": "delta"}]


def test_nobody_agrees_for_themselves(two: Staffed) -> None:
    share = proposed(two)
    join(two, "plains")
    with pytest.raises(Refused):
        sharing.agree(two.work("olga"), share.id)
    for user in ("hills.ada", "sam"):
        with pytest.raises(Refused):
            sharing.agree(two.work(user), share.id)
    for act in (sharing.agree, sharing.end):
        assert len({_refused(act, two.work("plains.hoa"), one) for one in (share.id, "h-nothing")}) == 1
    assert two.archive.store.shares.shared_with("hills", two.clock.today()) == frozenset()


def _refused(act: Callable[[UnitOfWork, str], object], work: UnitOfWork, share: str) -> str:
    with pytest.raises(NotFound) as refused:
        act(work, share)
    return str(refused.value)


def test_the_person_at_the_machine_is_not_two_officers(two: Staffed) -> None:
    until, archive = two.clock.today(), two.archive
    with pytest.raises(Refused):
        sharing.propose(UnitOfWork(archive, local_viewer(archive, Role.DPO)), "delta", "hills", until)
    share = proposed(two)
    theirs = UnitOfWork(archive, local_viewer(archive, Role.DPO, organisation="hills"))
    with pytest.raises(Refused):
        sharing.agree(theirs, share.id)


def test_a_proposal_tells_nothing_of_whether_there_is_such_an_organisation(two: Staffed) -> None:
    until = two.clock.today()
    for partner in ("hills", "nowhere"):
        sharing.propose(two.work("olga"), "delta", partner, until)
    rows = [row.as_data() | {"share": "", "organisation": ""} for row in sharing.rows(two.work("olga"))]
    assert rows[0] == rows[1]


def test_the_other_side_sees_the_name_from_whom_and_until_when(two: Staffed) -> None:
    share = proposed(two)
    (row,) = sharing.rows(two.work("hills.hoa"))
    assert row.as_data() == {
        "share": share.id, "project": "delta", "organisation": "own", "given": False,
        "until": share.until.isoformat(), "standing": "waits",
    }  # fmt: skip
    sharing.end(two.work("olga"), share.id)
    assert sharing.rows(two.work("hills.hoa")) == []


@pytest.mark.parametrize("project", ["hills.water", "nowhere"])
def test_only_a_project_of_ones_own_is_proposed(two: Staffed, project: str) -> None:
    with pytest.raises(NotFound):
        sharing.propose(two.work("olga"), project, "hills", two.clock.today())


@pytest.mark.parametrize(("partner", "days"), [("own", 1), ("Hills!", 1), ("hills", -1), ("hills", 370)])
def test_what_cannot_be_shared_is_refused(two: Staffed, partner: str, days: int) -> None:
    with pytest.raises(UsageError):
        sharing.propose(two.work("olga"), "delta", partner, two.clock.today() + timedelta(days=days))


def test_what_waits_or_is_shared_is_not_proposed_twice(two: Staffed) -> None:
    share = proposed(two)
    with pytest.raises(UsageError):
        proposed(two)
    sharing.end(two.work("hills.hoa"), share.id)
    again = proposed(two)
    two.clock.later(days=31)
    with pytest.raises(NotFound):
        sharing.agree(two.work("hills.hoa"), again.id)


def test_the_owner_reads_on_the_log_what_others_did_in_the_project(two: Staffed) -> None:
    shared(two)
    hire(two, "hills.rita", Role.RESEARCHER, ["delta", "hills.water"])
    rita = two.work("hills.rita")
    rita.record_project(Action.CODEBOOK_READ, "delta")
    rita.record_project(Action.CODEBOOK_READ, "hills.water")
    seen = [(row.actor, row.object) for row in answer(two.work("olga"), Question(Action.CODEBOOK_READ))]
    assert seen == [("hills.rita", "project:delta")]
    agreed = [row.actor for row in answer(two.work("olga"), Question(Action.SHARE_AGREE))]
    own = [row.actor for row in answer(two.work("hills.hoa"), Question(Action.SHARE_AGREE))]
    assert agreed == own == ["hills.hoa"]


def test_an_account_of_the_owner_is_unchanged_by_an_end(two: Staffed) -> None:
    share = shared(two)
    accounts.propose(UnitOfWork(two.archive, ADAM), "mia", Role.RESEARCHER, ["delta"], GIVEN)
    sharing.end(two.work("hills.hoa"), share.id)
    assert two.work("mia").viewer.projects == {"delta"}
