"""One thing among many by itself: the others are done, what failed is said without its text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.access.gate import NotDone, UnitOfWork, attempt, each_alone
from archive.errors import KeyDestroyed, LogUnwritable, NotFound, Refused, SealBroken, Unavailable
from archive.model import Action, Role
from archive.ports import Archive
from tests.web.made import viewer

SECRET = "Marjahan Canary"


def raising(error: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


def test_what_is_done_comes_back_and_what_is_not_says_why(archive: Archive) -> None:
    work = UnitOfWork(archive, viewer(Role.STEWARD))
    assert attempt(work, lambda: 7) == 7
    for error in (Refused("No."), NotFound("None."), KeyDestroyed("Gone."), Unavailable("Later.")):
        assert attempt(work, raising(error)) == NotDone(str(error))
    unknown = attempt(work, raising(ValueError(SECRET)))
    assert isinstance(unknown, NotDone)
    assert not unknown.foreseen
    assert "ValueError" in unknown.sentence
    assert SECRET not in repr(unknown)


def test_a_broken_seal_is_an_event_before_it_is_an_answer(archive: Archive) -> None:
    work = UnitOfWork(archive, viewer(Role.STEWARD))
    assert attempt(work, raising(SealBroken("A seal does not open.", "t-1"))) == NotDone(
        "A seal does not open."
    )
    [event] = [entry.event for entry in archive.log.entries(action=Action.SEAL_OPEN.value)]
    assert event.object_id == "t-1"


def test_what_fails_for_all_and_who_stops_it_end_the_list(archive: Archive) -> None:
    work = UnitOfWork(archive, viewer(Role.STEWARD))
    with pytest.raises(LogUnwritable):
        attempt(work, raising(LogUnwritable("The disk is full.")))
    done: list[int] = []

    def stopped(number: int) -> None:
        done.append(number)
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt:
            raise Unavailable("The database does not answer.") from None

    with pytest.raises(Unavailable):
        attempt(work, lambda: stopped(0))
    with pytest.raises(Unavailable):
        each_alone([1, 2], stopped)
    assert done == [0, 1]


@given(st.lists(st.booleans()))
def test_every_one_is_tried_and_the_first_failure_is_raised(fails: list[bool]) -> None:
    done: list[int] = []

    def act(item: tuple[int, bool]) -> None:
        if item[1]:
            raise Refused(str(item[0]))
        done.append(item[0])

    if any(fails):
        with pytest.raises(Refused, match=f"^{fails.index(True)}$"):
            each_alone(enumerate(fails), act)
    else:
        each_alone(enumerate(fails), act)
    assert done == [n for n, failed in enumerate(fails) if not failed]
