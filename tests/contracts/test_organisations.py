"""What the store promises of organisations and of what they share: each side once, and no third one ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from archive.errors import NotFound, UsageError
from archive.model import FIRST, Account, Organisation, Role, Share
from archive.store.sql import SqlStore

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 6, 1)
HILLS = Organisation("hills", "Hill Voices", NOON)
SHARE = Share("h-1", "delta", FIRST, "hills", DAY, "olga", NOON)


def test_an_archive_begins_with_one_organisation(store: SqlStore) -> None:
    assert [one.id for one in store.organisations.all()] == [FIRST]
    store.organisations.rename(FIRST, "Delta Union")
    assert (store.organisations.get(FIRST) or HILLS).name == "Delta Union"
    with pytest.raises(NotFound):
        store.organisations.rename("hills", "x")


def test_an_organisation_is_kept_once(store: SqlStore) -> None:
    store.organisations.add(HILLS)
    with pytest.raises(UsageError):
        store.organisations.add(replace(HILLS, name="Another"))
    assert store.organisations.get("hills") == HILLS
    assert store.organisations.ids() == {FIRST, "hills"}
    assert store.organisations.get("plains") is None


def test_accounts_and_invitations_are_listed_by_organisation(store: SqlStore) -> None:
    for user, organisation in (("ana", FIRST), ("hills.ben", "hills")):
        store.accounts.add(
            Account(user, Role.STEWARD, frozenset(), True, NOON, "hash", organisation=organisation)
        )
        store.invitations.put(user, f"code-{user}", NOON)
    assert [a.user for a in store.accounts.of("hills")] == ["hills.ben"]
    assert [a.user for a in store.accounts.of(FIRST)] == ["ana"]
    assert store.accounts.of("plains") == []
    assert list(store.invitations.waiting("hills")) == ["hills.ben"]


def test_a_share_is_seen_by_its_two_sides_alone(store: SqlStore) -> None:
    store.shares.add(SHARE)
    assert store.shares.of(FIRST) == store.shares.of("hills") == [SHARE]
    assert store.shares.of("plains") == []


def test_a_share_is_agreed_to_once_and_ended_once(store: SqlStore) -> None:
    store.shares.add(SHARE)
    assert store.shares.shared_with("hills", DAY) == frozenset()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: store.shares.agree("h-1", f"hills.o{n}", NOON), range(8)))
    assert sum(answers) == 1
    assert store.shares.shared_with("hills", DAY) == {"delta"}
    assert store.shares.shared_with("hills", DAY + timedelta(days=1)) == frozenset()
    assert store.shares.shared_with(FIRST, DAY) == frozenset()
    assert store.shares.end("h-1", "olga", NOON)
    assert not store.shares.end("h-1", "olga", NOON)
    assert store.shares.shared_with("hills", DAY) == frozenset()


def test_what_was_ended_cannot_be_agreed_to(store: SqlStore) -> None:
    store.shares.add(SHARE)
    assert store.shares.end("h-1", "hills.hoa", NOON)
    assert not store.shares.agree("h-1", "hills.hoa", NOON)
    assert not store.shares.agree("h-0", "hills.hoa", NOON)
