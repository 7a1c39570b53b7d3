"""A passkey proves its person once, here, for its own challenge; whatever else is sent proves nothing."""

from __future__ import annotations

import traceback
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import Refused, UsageError
from archive.model import Action, Outcome, Role
from archive.oversight import accounts, passkeys, second_factors
from archive.oversight.passkeys import LASTS, Begun, RelyingParty
from tests.oversight.staff import ADAM, Staffed
from tests.web.authenticator import PRESENT, VERIFIED, Authenticator, b64, unb64

HERE = RelyingParty("https://heard.test")


def registered(staff: Staffed, user: str, label: str = "blue key") -> Authenticator:
    """A passkey of somebody, set up in the ordinary way."""
    mine = Authenticator(HERE.origin)
    begun = passkeys.begin_registration(staff.work(user), HERE)
    passkeys.register(staff.work(user), HERE, begun.token, mine.make(dict(begun.options)), label)
    return mine


def signed_in(staff: Staffed, mine: Authenticator, begun: Begun | None = None, **other: Any) -> str:
    """Who comes in with what this authenticator answers; ``other`` takes the place of parts of the answer."""
    begun = begun or passkeys.begin_sign_in(staff.archive, HERE)
    answer = mine.prove(dict(begun.options))
    answer["response"] |= other.pop("response", {})
    return passkeys.sign_in(staff.archive, HERE, begun.token, answer | other).user


def refused(staff: Staffed, mine: Authenticator, begun: Begun | None = None, **other: Any) -> str:
    """The sentence of the refusal, which is on the log."""
    before = staff.archive.log.size()
    with pytest.raises(Refused) as refusal:
        signed_in(staff, mine, begun, **other)
    told = [e.event for e in staff.archive.log.entries(action=Action.SESSION_OPEN.value) if e.seq >= before]
    assert [(e.outcome, dict(e.details)) for e in told] == [(Outcome.DENY, {"reason": "passkey"})]
    return str(refusal.value)


def test_a_passkey_opens_its_own_account_again_and_again(staff: Staffed) -> None:
    sams, olgas = registered(staff, "sam"), registered(staff, "olga")
    assert [signed_in(staff, each) for each in (sams, olgas, sams)] == ["sam", "olga", "sam"]
    [kept] = passkeys.own_passkeys(staff.work("sam"))
    assert (kept.label, kept.sign_count, kept.used_at) == ("blue key", 2, staff.clock.at)


def test_the_options_of_a_sign_in_name_nobody(staff: Staffed) -> None:
    registered(staff, "sam")
    one, other = (dict(passkeys.begin_sign_in(staff.archive, HERE).options) for _ in range(2))
    assert one.pop("challenge") != other.pop("challenge")
    assert one == other
    assert (one["allowCredentials"], one["userVerification"], one["rpId"]) == ([], "required", "heard.test")


def test_the_options_of_a_registration_ask_for_a_passkey_that_knows_its_owner(staff: Staffed) -> None:
    mine = registered(staff, "sam")
    options: dict[str, Any] = dict(passkeys.begin_registration(staff.work("sam"), HERE).options)
    chosen = options["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert [each["id"] for each in options["excludeCredentials"]] == [b64(mine.credential)]
    assert b"sam" not in unb64(options["user"]["id"])


def test_a_challenge_is_taken_once_by_whoever_began_in_time(staff: Staffed) -> None:
    mine = registered(staff, "sam")
    begun = passkeys.begin_sign_in(staff.archive, HERE)
    assert signed_in(staff, mine, begun) == "sam"
    refused(staff, mine, begun)
    late = passkeys.begin_sign_in(staff.archive, HERE)
    staff.clock.later(seconds=LASTS.total_seconds())
    refused(staff, mine, late)
    one, other = (passkeys.begin_sign_in(staff.archive, HERE) for _ in range(2))
    refused(staff, mine, replace(one, token=other.token))
    refused(staff, mine, replace(passkeys.begin_sign_in(staff.archive, HERE), token="made-up"))
    registration = passkeys.begin_registration(staff.work("sam"), HERE)
    refused(staff, mine, registration)
    assert signed_in(staff, mine) == "sam"


def test_answers_for_elsewhere_for_others_and_without_their_owner_are_refused(staff: Staffed) -> None:
    mine, olgas = registered(staff, "sam"), registered(staff, "olga")
    sentences = set()
    for lie in (
        {"origin": "https://heard.test.elsewhere.test"}, {"origin": "http://heard.test"},
        {"origin": "https://heard.test:444"}, {"party": "elsewhere.test"}, {"flags": PRESENT},
        {"flags": VERIFIED}, {"handle": olgas.handle}, {"handle": b""}, {"credential": olgas.credential},
        {"key": olgas.key},
    ):  # fmt: skip
        true = {name: getattr(mine, name) for name in lie}
        for name, value in lie.items():
            setattr(mine, name, value)
        sentences.add(refused(staff, mine))
        for name, value in true.items():
            setattr(mine, name, value)
    sentences.add(refused(staff, Authenticator(HERE.origin, party="heard.test", handle=mine.handle)))
    assert len(sentences) == 1, "nobody learns what was wrong"
    assert signed_in(staff, mine) == "sam"


def test_a_counter_that_goes_back_tells_of_a_copy(staff: Staffed) -> None:
    mine = registered(staff, "sam")
    for _ in range(3):
        signed_in(staff, mine)
    mine.count = 1
    refused(staff, mine)
    mine.count = 10
    assert signed_in(staff, mine) == "sam"


def test_a_closed_account_is_opened_by_no_passkey(staff: Staffed) -> None:
    mine = registered(staff, "sam")
    accounts.deactivate(replace(staff.work("olga"), viewer=ADAM), "sam")
    refused(staff, mine)


def test_a_registration_is_for_whoever_began_it(staff: Staffed) -> None:
    mine = Authenticator(HERE.origin)
    begun = passkeys.begin_registration(staff.work("olga"), HERE)
    with pytest.raises(UsageError, match="could not be set up"):
        passkeys.register(staff.work("sam"), HERE, begun.token, mine.make(dict(begun.options)), "mine")
    for lie in ({"origin": "https://elsewhere.test"}, {"flags": PRESENT}):
        begun = passkeys.begin_registration(staff.work("sam"), HERE)
        wrong = Authenticator(**{"origin": HERE.origin, **lie})
        with pytest.raises(UsageError, match="could not be set up"):
            passkeys.register(staff.work("sam"), HERE, begun.token, wrong.make(dict(begun.options)), "mine")
    assert second_factors.factors(staff.archive, "sam").passkeys == 0


def test_a_key_that_is_somebodys_is_nobody_elses(staff: Staffed) -> None:
    mine = registered(staff, "sam")
    begun = passkeys.begin_registration(staff.work("olga"), HERE)
    with pytest.raises(UsageError, match="in use"):
        passkeys.register(staff.work("olga"), HERE, begun.token, mine.make(dict(begun.options)), "mine too")


@pytest.mark.parametrize("label", ["", "   ", "a\nb", "a\x1b[2Jb", "\u202eyek", "x" * 65, "a\u2028b"])
def test_a_name_that_shows_something_else_is_no_name(staff: Staffed, label: str) -> None:
    with pytest.raises(UsageError, match="signs that can be seen"):
        registered(staff, "sam", label)


def test_several_are_told_apart_and_the_last_stays_where_the_role_takes_one(staff: Staffed) -> None:
    registered(staff, "sam", " নীল চাবি ")
    second = registered(staff, "sam", "laptop")
    own = {p.label: p.credential for p in passkeys.own_passkeys(staff.work("sam"))}
    first, other = own.pop("নীল চাবি"), own.pop("laptop")
    assert not own
    with pytest.raises(UsageError, match="no such passkey"):
        passkeys.remove(staff.work("olga"), first)
    passkeys.remove(staff.work("sam"), first)
    with pytest.raises(UsageError, match="last second factor"):
        passkeys.remove(staff.work("sam"), other)
    assert signed_in(staff, second) == "sam", "nothing of a refused removal is kept"
    staff.app("sam")
    passkeys.remove(staff.work("sam"), other)
    refused(staff, second)
    staff.open("rita", Role.RESEARCHER)
    registered(staff, "rita")
    passkeys.remove(staff.work("rita"), passkeys.own_passkeys(staff.work("rita"))[0].credential)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=40),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "authenticatorData", "signature"]),
)
def test_whatever_is_sent_is_refused_and_never_repeated(staff: Staffed, junk: Any, part: str) -> None:
    if not staff.archive.store.passkeys.of("sam"):
        MINE["sam"] = registered(staff, "sam")
    mine = MINE["sam"]
    begun = passkeys.begin_sign_in(staff.archive, HERE)
    answer = mine.prove(dict(begun.options))
    place = answer if part in answer else answer["response"]
    if place[part] == junk:
        return
    place[part] = junk
    with pytest.raises(Refused) as refusal:
        passkeys.sign_in(staff.archive, HERE, begun.token, answer)
    assert "This passkey does not open" in str(refusal.value)
    assert "Caused" not in "".join(traceback.format_exception(refusal.value))


MINE: dict[str, Authenticator] = {}


@pytest.mark.parametrize(
    "origin",
    [
        "https://heard.example.org",
        "http://localhost:8000",
        "http://localhost",
        "http://heard.localhost:1",
    ],
)
def test_where_browsers_let_a_passkey_be_used(origin: str) -> None:
    assert RelyingParty(origin).usable


@pytest.mark.parametrize(
    "origin",
    [
        "http://heard.example.org",
        "http://127.0.0.1:8000",
        "https://192.0.2.7",
        "https://[2001:db8::1]",
        "http://localhost.example.org",
    ],
)
def test_where_they_do_not(origin: str) -> None:
    assert not RelyingParty(origin).usable
