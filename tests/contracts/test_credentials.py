"""What the store promises of second factors, passkeys and invitations: once is once, nothing is in clear."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from archive.errors import NotFound, SealBroken, UsageError
from archive.model import Account, Authenticator, Ceremony, Passkey, Role, Session, Tries, Way
from archive.store import credential_tables as tables
from archive.store.ceremonies import MOST
from archive.store.passkeys import MOST as MOST_PASSKEYS
from archive.store.sql import SqlStore

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KEY = Passkey("cred-1", "ana", "MARKLABEL", b"MARKPUBLIC", 4, NOON)


@pytest.fixture
def people(store: SqlStore) -> SqlStore:
    """Two accounts."""
    for user in ("ana", "ben"):
        store.accounts.add(Account(user, Role.STEWARD, frozenset(), True, NOON, "argon2-hash"))
    return store


def together(act: Callable[[], bool]) -> list[bool]:
    """What eight threads were told that did the same at once."""
    with ThreadPoolExecutor(8) as threads:
        return sorted(each.result() for each in [threads.submit(act) for _ in range(8)])


ONE_OF_EIGHT = [False] * 7 + [True]


def test_a_passkey_is_kept_read_and_removed_by_its_owner_alone(people: SqlStore) -> None:
    people.passkeys.add(KEY)
    with pytest.raises(UsageError):
        people.passkeys.add(replace(KEY, user="ben"))
    people.passkeys.add(replace(KEY, credential="cred-2", created_at=NOON + MINUTE))
    assert people.passkeys.get("cred-1") == KEY
    assert people.passkeys.get("cred-0") is None
    assert [p.credential for p in people.passkeys.of("ana")] == ["cred-1", "cred-2"]
    assert (people.passkeys.count("ana"), people.passkeys.count("ben")) == (2, 0)
    assert not people.passkeys.remove("ben", "cred-1")
    assert people.passkeys.remove("ana", "cred-1")
    assert people.passkeys.get("cred-1") is None
    people.passkeys.add(replace(KEY, credential="cred-3", user="ben"))
    people.passkeys.remove_all("ana")
    assert (people.passkeys.count("ana"), people.passkeys.count("ben")) == (0, 1)
    assert "MARK" not in repr(KEY)


def test_an_account_has_so_many_passkeys_and_no_more(people: SqlStore) -> None:
    for number in range(MOST_PASSKEYS):
        people.passkeys.add(replace(KEY, credential=f"cred-{number}"))
    with pytest.raises(UsageError, match="at most"):
        people.passkeys.add(replace(KEY, credential="one-more"))
    people.passkeys.add(replace(KEY, credential="one-more", user="ben"))


def test_a_counter_moves_once_from_what_was_read(people: SqlStore) -> None:
    people.passkeys.add(KEY)
    assert people.passkeys.advance(KEY, 5, NOON + MINUTE)
    assert not people.passkeys.advance(KEY, 6, NOON + MINUTE), "it was read before"
    kept = people.passkeys.get("cred-1")
    assert kept == replace(KEY, sign_count=5, used_at=NOON + MINUTE)
    assert together(lambda: people.passkeys.advance(kept, 9, NOON)) == ONE_OF_EIGHT


def test_a_key_that_was_put_in_place_of_somebodys_does_not_open(people: SqlStore) -> None:
    people.passkeys.add(KEY)
    people.passkeys.add(replace(KEY, credential="cred-2", user="ben", public_key=b"another"))
    passkeys = tables.passkeys
    with people.database.connection() as connection:
        mine = select(passkeys.c.sealed).where(passkeys.c.credential == "cred-2")
        sealed = connection.scalar(mine)
        connection.execute(update(passkeys).where(passkeys.c.credential == "cred-1").values(sealed=sealed))
    with pytest.raises(SealBroken):
        people.passkeys.get("cred-1")
    with people.database.connection() as connection:
        connection.execute(update(passkeys).where(passkeys.c.credential == "cred-2").values(user="ana"))
    with pytest.raises(SealBroken):
        people.passkeys.get("cred-2")
    people.passkeys.remove_all("ana")
    assert people.passkeys.count("ana") == 0, "what does not open can be taken away"


def test_an_account_is_known_to_its_devices_by_no_name(people: SqlStore) -> None:
    handle = people.passkeys.handle("ana")
    assert len(handle) == 32
    assert handle == people.passkeys.handle("ana") != people.passkeys.handle("ben")


def test_an_app_counts_from_its_first_code_and_each_step_once(people: SqlStore) -> None:
    second = people.second_factors
    assert second.authenticator("ana") is None
    second.begin("ana", "MARKFIRST")
    assert second.authenticator("ana") == Authenticator("ana", None, "MARKFIRST", 0)
    assert not second.has_app("ana")
    second.begin("ana", "MARKSECOND")
    assert second.confirm("ana", 100)
    assert not second.confirm("ana", 101), "nothing is pending any more"
    assert second.authenticator("ana") == Authenticator("ana", "MARKSECOND", None, 100)
    assert second.has_app("ana")
    assert [second.take_step("ana", step) for step in (99, 100, 101, 101, 103, 102)] == [
        False, False, True, False, True, False,
    ]  # fmt: skip
    assert together(lambda: second.take_step("ana", 200)) == ONE_OF_EIGHT
    second.begin("ana", "MARKTHIRD")
    assert second.has_app("ana"), "the one in use stays until the next is confirmed"
    second.remove_app("ana")
    assert not second.has_app("ana")
    assert not second.take_step("ana", 300)


def test_a_recovery_code_is_its_owners_and_for_one_use(people: SqlStore) -> None:
    second = people.second_factors
    second.put_codes("ana", ["markone", "marktwo"])
    assert second.codes_left("ana") == 2
    assert not second.take_code("ben", "markone", NOON)
    assert second.has_code("ana", "markone")
    assert together(lambda: second.take_code("ana", "markone", NOON)) == ONE_OF_EIGHT
    assert not second.has_code("ana", "markone")
    assert second.codes_left("ana") == 1
    second.put_codes("ana", ["markthree"])
    assert not second.take_code("ana", "marktwo", NOON), "new ones make the old ones void"
    second.remove_codes("ana")
    assert second.codes_left("ana") == 0


def test_tries_are_counted_one_by_one(people: SqlStore) -> None:
    second = people.second_factors
    assert second.tries("ana") is None
    assert together(lambda: second.count_try("ana", None, NOON)) == ONE_OF_EIGHT
    before = second.tries("ana")
    assert before == Tries(1, NOON)
    assert together(lambda: second.count_try("ana", before, NOON + MINUTE)) == ONE_OF_EIGHT
    assert second.tries("ana") == Tries(2, NOON + MINUTE)
    assert second.tries("ben") is None
    second.forgive("ana")
    assert second.tries("ana") is None


def test_a_ceremony_is_taken_once_for_what_it_was_begun(people: SqlStore) -> None:
    begun = Ceremony("sign-in", "", b"challenge")
    ends = NOON + 5 * MINUTE
    for digest in ("d1", "d2", "d3", "d4"):
        people.ceremonies.open(digest, begun, NOON, ends)
    assert people.ceremonies.take("d1", "sign-in", NOON + MINUTE) == begun
    assert people.ceremonies.take("d1", "sign-in", NOON + MINUTE) is None
    assert people.ceremonies.take("d2", "register", NOON) is None, "another kind"
    assert people.ceremonies.take("d2", "sign-in", NOON) is None, "and it is used up"
    assert people.ceremonies.take("d3", "sign-in", ends) is None, "it is over"
    assert people.ceremonies.take("d0", "sign-in", NOON) is None
    assert together(lambda: people.ceremonies.take("d4", "sign-in", NOON) is not None) == ONE_OF_EIGHT


def test_ceremonies_of_strangers_do_not_pile_up(people: SqlStore) -> None:
    begun, ceremonies = Ceremony("sign-in", "", b"c"), tables.ceremonies
    rows = [
        {"digest": f"d{n}", "kind": "sign-in", "user": "", "challenge": b"c", "expires_at": NOON + MINUTE}
        for n in range(MOST)
    ]
    with people.database.connection() as connection:
        connection.execute(ceremonies.insert(), rows)
    people.ceremonies.open("new", begun, NOON, NOON + 2 * MINUTE)
    with people.database.reading() as connection:
        assert len(connection.execute(select(ceremonies.c.digest)).all()) == MOST
    assert people.ceremonies.take("new", "sign-in", NOON) == begun
    people.ceremonies.open("newer", begun, NOON + MINUTE, NOON + 3 * MINUTE)
    with people.database.reading() as connection:
        assert connection.execute(select(ceremonies.c.digest)).scalars().all() == ["newer"]


def test_an_invitation_opens_once_until_its_day(people: SqlStore) -> None:
    invitations, ends = people.invitations, NOON + MINUTE
    invitations.put("ana", "markcode", ends)
    invitations.put("ben", "markother", ends)
    assert invitations.user_of("markcode", NOON) == "ana"
    assert invitations.user_of("markcode", ends) is None
    assert not invitations.take("markcode", ends)
    assert invitations.waiting("own") == {"ana": ends, "ben": ends}
    assert together(lambda: invitations.take("markcode", NOON)) == ONE_OF_EIGHT
    assert invitations.user_of("markcode", NOON) is None
    invitations.put("ben", "marknewer", ends)
    assert not invitations.take("markother", NOON), "the newer one counts"
    invitations.remove("ben")
    assert invitations.waiting("own") == {}


def test_nothing_that_somebody_could_type_stands_in_clear(people: SqlStore) -> None:
    people.passkeys.add(KEY)
    people.second_factors.begin("ana", "MARKSECRET")
    people.second_factors.confirm("ana", 1)
    people.second_factors.begin("ana", "MARKPENDING")
    people.second_factors.put_codes("ana", ["MARKCODE"])
    people.invitations.put("ana", "MARKINVITATION", NOON)
    kept = (tables.passkeys, tables.authenticators, tables.recovery_codes, tables.invitations)
    with people.database.reading() as connection:
        values = [v for table in kept for row in connection.execute(select(table)) for v in row]
    assert len(values) > 15
    assert not any(b"MARK" in v for v in values if isinstance(v, bytes))
    assert not any("MARK" in v for v in values if isinstance(v, str))


def test_sessions_of_an_account_are_listed_and_ended_with_how_they_were_opened(people: SqlStore) -> None:
    accounts = people.accounts
    accounts.open_session("d1", "ana", NOON)
    accounts.open_session("d2", "ana", NOON + MINUTE, Way.HALF)
    accounts.open_session("d3", "ben", NOON, Way.PASSKEY)
    assert accounts.sessions("ana") == [
        ("d2", Session("ana", NOON + MINUTE, NOON + MINUTE, Way.HALF)),
        ("d1", Session("ana", NOON, NOON)),
    ]
    assert together(lambda: accounts.close_session("d2")) == ONE_OF_EIGHT
    accounts.close_sessions("ana")
    assert accounts.sessions("ana") == []
    assert len(accounts.sessions("ben")) == 1


def test_a_closed_account_comes_back_and_a_reset_is_remembered(people: SqlStore) -> None:
    accounts = people.accounts
    accounts.propose_reset("ana", "adam")
    assert getattr(accounts.get("ana"), "reset_by", None) == "adam"
    accounts.deactivate("ana")
    assert getattr(accounts.get("ana"), "reset_by", None) == ""
    for act in (
        lambda: accounts.propose_reset("ana", "adam"),
        lambda: accounts.propose_again("ben", "a", anew=False),
    ):
        with pytest.raises(NotFound):
            act()
    accounts.propose_again("ana", "adam", anew=False)
    back = accounts.get("ana")
    assert back is not None
    assert (back.waits, back.active, back.proposed_by, back.password) == (True, False, "adam", "argon2-hash")
    accounts.deactivate("ana")
    accounts.propose_again("ana", "adam", anew=True)
    back = accounts.get("ana")
    assert back is not None
    assert (back.password, back.own_password) == ("", False)
