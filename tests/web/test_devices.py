"""A device token is worth something for one account, for a while, and nobody can make one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ports import Archive
from archive.web.devices import LONGEST, MOST_ACCOUNTS, device_of, remember


@dataclass(slots=True)
class Later:
    """A clock some days ahead."""

    days: int

    def now(self) -> datetime:
        raise NotImplementedError

    def today(self) -> date:
        return date(2026, 11, 30) + timedelta(days=self.days)


def test_it_is_known_for_its_account_alone(archive: Archive) -> None:
    tokens = remember(archive, "one", "")
    assert device_of(archive, "one", tokens)
    assert not device_of(archive, "two", tokens)
    assert not device_of(archive, "one", "")


def test_one_browser_knows_several_accounts_and_forgets_the_oldest(archive: Archive) -> None:
    tokens = ""
    for number in range(MOST_ACCOUNTS + 1):
        tokens = remember(archive, f"user{number}", tokens)
    known = [bool(device_of(archive, f"user{number}", tokens)) for number in range(MOST_ACCOUNTS + 1)]
    assert known == [False] + [True] * MOST_ACCOUNTS
    again = remember(archive, "user1", tokens)
    assert len(again.split(".")) == MOST_ACCOUNTS
    assert device_of(archive, "user1", again) != device_of(archive, "user1", tokens)


def test_it_ends(archive: Archive) -> None:
    begun = replace(archive, clock=Later(0))
    tokens = remember(begun, "one", "")
    assert device_of(replace(archive, clock=Later(LONGEST.days)), "one", tokens)
    assert not device_of(replace(archive, clock=Later(LONGEST.days + 1)), "one", tokens)


@pytest.mark.parametrize("tokens", ["A" * 44, "....", "é", "a.b.c", "=" * 44, "x" * 10_000])
def test_what_nobody_gave_is_worth_nothing(archive: Archive, tokens: str) -> None:
    assert not device_of(archive, "one", tokens)


@given(st.integers(0, 42), st.sampled_from("ABab01-_"))
def test_no_sign_of_it_may_change(archive: Archive, place: int, sign: str) -> None:
    token = remember(archive, "one", "")
    changed = token[:place] + sign + token[place + 1 :]
    assert bool(device_of(archive, "one", changed)) is (changed == token)
