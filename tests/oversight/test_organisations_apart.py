"""Whatever two organisations do, no list of one holds a name, an id or a count of the other's.

Beside them stand twins to which the other side never existed: each organisation sees what it sees there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import oversight
from archive.errors import HeardError
from archive.model import FIRST, Role, new_id
from archive.oversight import accounts, invitations, returning, sharing
from archive.oversight.journal import Question, answer
from archive.oversight.organisations import overview
from tests.oversight.staff import GIVEN, OWN, Staffed, join, staffed
from tests.oversight.test_organisations import record

OTHER = "hills"
OFFICER = {FIRST: "olga", OTHER: f"{OTHER}.hoa"}
ADMINISTRATOR = {FIRST: "adama", OTHER: f"{OTHER}.ada"}

ACTS = st.tuples(
    st.sampled_from([FIRST, OTHER]),
    st.sampled_from(
        ["consent", "propose", "invite", "countersign", "close", "return", "list", "share", "agree", "end"]
    ),
    st.integers(0, 2),
)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Staffed, Staffed]]:
    """Two archives with two organisations each: in the second one only the other organisation ever acts."""
    with ExitStack() as stack:
        made = [stack.enter_context(staffed(tmp_path_factory.mktemp(name))) for name in ("both", "alone")]
        for staff in made:
            staff.open(ADMINISTRATOR[FIRST], Role.ADMINISTRATOR)
            join(staff)
        yield made[0], made[1]


def act(staff: Staffed, organisation: str, what: str, number: int, run: str) -> None:
    """One thing that somebody of an organisation does; what is refused is refused."""
    prefix = "" if organisation == FIRST else f"{organisation}."
    name, project = f"{prefix}z{run}{number}", f"{prefix}w{run}{number}"
    officer, administrator = OFFICER[organisation], ADMINISTRATOR[organisation]
    partner = OTHER if organisation == FIRST else FIRST
    until = staff.clock.today()
    shares = [row.share for row in sharing.rows(staff.work(officer)) if row.standing != "ended"]
    share = shares[number % len(shares)] if shares else "h-nothing"
    deeds = {
        "consent": lambda: record(staff, project, f"p-{name}"),
        "propose": lambda: accounts.propose(
            staff.work(administrator), name, Role.RESEARCHER, [project], GIVEN
        ),
        "invite": lambda: invitations.propose(staff.work(administrator), f"{name}i", Role.COLLECTOR, []),
        "countersign": lambda: accounts.countersign(staff.work(officer), name),
        "close": lambda: accounts.deactivate(staff.work(officer), name),
        "return": lambda: returning.propose_return(staff.work(administrator), name, anew=False),
        "list": lambda: accounts.list_accounts(staff.work(officer)),
        "share": lambda: sharing.propose(staff.work(officer), project, partner, until),
        "agree": lambda: sharing.agree(staff.work(officer), share),
        "end": lambda: sharing.end(staff.work(officer), share),
    }
    with suppress(HeardError):
        deeds[what]()


def lists(staff: Staffed, organisation: str) -> dict[str, str]:
    """Every list that an officer or administrator of an organisation reads, as text without numbers, times
    and what each archive drew by chance."""
    officer, administrator = staff.work(OFFICER[organisation]), staff.work(ADMINISTRATOR[organisation])
    one = overview(officer)
    log = [(r.actor, r.action, r.outcome, r.object, r.participants) for r in answer(officer, Question())]
    return {
        "accounts": repr([a.user for a in accounts.list_accounts(administrator)]),
        "invited": repr(sorted(invitations.waiting(administrator))),
        "resettable": repr(sorted(returning.resettable(administrator))),
        "members": repr([a.user for a in one.members]),
        "projects": repr(one.projects),
        "consents": repr([(c.participant, c.project) for c in oversight.consents(officer)]),
        "due": repr([d.what for d in oversight.due(officer, 3650) if d.what != "log_proven"]),
        "log": repr(log),
    }


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, min_size=1, max_size=10))
def test_what_one_does_changes_no_list_of_the_other(
    pair: tuple[Staffed, Staffed], acts: list[tuple[str, str, int]]
) -> None:
    both, alone = pair
    run = new_id("r").removeprefix("r-")[:6]
    for organisation, what, number in acts:
        act(both, organisation, what, number, run)
        if organisation == OTHER and what not in ("share", "agree", "end"):
            act(alone, organisation, what, number, run)
    seen = lists(both, OTHER)
    for name in (k for k in seen if k != "log"):
        assert seen[name] == lists(alone, OTHER)[name], name
    for name, text in seen.items():
        assert not [
            sign for sign in ("olga", "adama", "sam", "delta", f"'z{run}", f"p-z{run}") if sign in text
        ], name
    mine = lists(both, FIRST)
    for name, text in mine.items():
        assert OWN not in text
        assert not [sign for sign in (f"{OTHER}.z", f"{OTHER}.w", f"p-{OTHER}") if sign in text], name
