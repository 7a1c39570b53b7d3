"""An account opens by two people; nobody gives a role to themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Outcome, Role, Viewer
from archive.oversight import accounts
from archive.ports import Archive

GIVEN, OWN = "given-by-somebody-else", "chosen-by-nobody-else"
ADAM = Viewer("adam", Role.ADMINISTRATOR, frozenset())
OLGA = Viewer("olga", Role.DPO, frozenset())


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    settings = Settings(tmp_path / "archive", unlock_kib=1024)
    wiring.create(settings, "seven quiet herons over the delta")
    with wiring.opened(settings, "seven quiet herons over the delta") as found:
        yield found.archive


@pytest.fixture
def founded(archive: Archive) -> Archive:
    """With its first officer, who has chosen a password."""
    accounts.propose(UnitOfWork(archive, ADAM), "olga", Role.DPO, [], GIVEN)
    accounts.change_password(archive, "olga", GIVEN, OWN)
    return archive


def events(archive: Archive, action: Action) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (e.event.actor, e.event.outcome.value, dict(e.event.details))
        for e in archive.log.entries(action=action.value)
    ]


def test_an_administrator_alone_lets_nobody_in(founded: Archive) -> None:
    made = accounts.propose(UnitOfWork(founded, ADAM), "rita", Role.RESEARCHER, ["delta"], GIVEN)
    assert (made.active, made.waits, made.proposed_by) == (False, True, "adam")
    assert accounts.check_password(founded, "rita", GIVEN) is None
    with pytest.raises(NotFound):
        founded.store.accounts.open_session("d" * 64, "rita", founded.clock.now())
    with pytest.raises(Refused):
        accounts.countersign(UnitOfWork(founded, ADAM), "rita")
    accounts.countersign(UnitOfWork(founded, OLGA), "rita")
    found = accounts.check_password(founded, "rita", GIVEN)
    assert found is not None
    assert (found.role, found.projects, found.waits) == (Role.RESEARCHER, frozenset({"delta"}), False)
    assert events(founded, Action.USER_COUNTERSIGN) == [
        ("adam", Outcome.DENY.value, {"reason": "role"}),
        ("olga", Outcome.PERMIT.value, {"role": "researcher", "proposed_by": "adam"}),
    ]
    with pytest.raises(UsageError, match="is not waiting"):
        accounts.countersign(UnitOfWork(founded, OLGA), "rita")


def test_whoever_proposed_does_not_countersign_in_another_role(founded: Archive) -> None:
    both = Viewer("olga", Role.ADMINISTRATOR, frozenset())
    accounts.propose(UnitOfWork(founded, both), "rita", Role.RESEARCHER, ["delta"], GIVEN)
    with pytest.raises(Refused, match="second person"):
        accounts.countersign(UnitOfWork(founded, OLGA), "rita")
    assert accounts.check_password(founded, "rita", GIVEN) is None


def test_an_officer_without_an_account_or_a_password_of_their_own_countersigns_nothing(
    archive: Archive,
) -> None:
    accounts.propose(UnitOfWork(archive, ADAM), "olga", Role.DPO, [], GIVEN)
    accounts.propose(UnitOfWork(archive, ADAM), "rita", Role.RESEARCHER, ["delta"], GIVEN)
    with pytest.raises(Refused, match="choose your own"):
        accounts.countersign(UnitOfWork(archive, OLGA), "rita")
    with pytest.raises(Refused, match="an account"):
        accounts.countersign(UnitOfWork(archive, Viewer("local", Role.DPO, frozenset())), "rita")
    with pytest.raises(NotFound):
        accounts.countersign(UnitOfWork(archive, OLGA), "nobody")
    accounts.change_password(archive, "olga", GIVEN, OWN)
    accounts.countersign(UnitOfWork(archive, OLGA), "rita")


def test_only_the_first_officer_ever_opens_without_a_second_person(founded: Archive) -> None:
    [(_, _, told)] = events(founded, Action.USER_PROPOSE)
    assert told == {"role": "dpo", "first": "yes"}
    made = accounts.propose(UnitOfWork(founded, ADAM), "otto", Role.DPO, [], GIVEN)
    assert made.waits
    with pytest.raises(UsageError, match="last officer"):
        accounts.deactivate(UnitOfWork(founded, ADAM), "olga")
    accounts.countersign(UnitOfWork(founded, OLGA), "otto")
    accounts.deactivate(UnitOfWork(founded, ADAM), "olga")
    assert accounts.propose(UnitOfWork(founded, ADAM), "odette", Role.DPO, [], GIVEN).waits


def test_a_proposal_may_be_turned_down(founded: Archive) -> None:
    accounts.propose(UnitOfWork(founded, ADAM), "rita", Role.RESEARCHER, ["delta"], GIVEN)
    accounts.deactivate(UnitOfWork(founded, OLGA), "rita")
    with pytest.raises(UsageError):
        accounts.countersign(UnitOfWork(founded, OLGA), "rita")
    assert accounts.check_password(founded, "rita", GIVEN) is None


def test_ones_own_password_ends_every_session(founded: Archive) -> None:
    founded.store.accounts.open_session("d" * 64, "olga", founded.clock.now())
    for old, new, wrong in (("not-the-old-one", OWN, Refused), (OWN, "short", UsageError),
                            (OWN, OWN, UsageError)):  # fmt: skip
        with pytest.raises(wrong):
            accounts.change_password(founded, "olga", old, new)
    assert founded.store.accounts.session("d" * 64) is not None
    accounts.change_password(founded, "olga", OWN, "another-of-my-own")
    assert founded.store.accounts.session("d" * 64) is None
    assert accounts.check_password(founded, "olga", OWN) is None
    assert accounts.check_password(founded, "olga", "another-of-my-own") is not None
    assert [actor for actor, _, _ in events(founded, Action.USER_PASSWORD)] == ["olga", "olga"]
