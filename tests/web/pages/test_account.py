"""One's own account: what each role finds there, what opens a session, and what is shown once."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from fastapi.testclient import TestClient

from archive.access.policy.roles import SECOND_FACTOR
from archive.model import Action, Outcome, Role
from archive.oversight.sessions import FRESH
from archive.ports import Archive
from archive.web.viewer import COOKIE, HALF_COOKIE
from tests.oversight.staff import Hand
from tests.web.authenticator import HELD, come_in, set_up
from tests.web.made import PASSWORD, Made, account, browser, sign_in

People = Callable[[Role], TestClient]
_NUMBERS = iter(range(1000))


@pytest.fixture
def rita(archive: Archive, made: Made) -> tuple[str, TestClient]:
    """A researcher of the test's own, signed in with a password."""
    user = f"rita{next(_NUMBERS)}"
    account(archive, user, Role.RESEARCHER, ["delta"])
    client = browser(archive)
    assert sign_in(client, user).status_code == 303
    return user, client


def codes_on(page: str) -> list[str]:
    """The recovery codes that a page shows."""
    return re.findall(r'<span class="id">([a-z0-9-]{19})</span>', page)


def app_of(client: TestClient) -> tuple[pyotp.TOTP, list[str]]:
    """An app that is set up by the forms, and the recovery codes that come with it."""
    page = client.post("/account/app").text
    secret = re.search(r'id="secret">([A-Z2-7 ]+)<', page)
    assert secret
    app = pyotp.TOTP(secret[1].replace(" ", ""))
    confirmed = client.post("/account/app/confirm", data={"code": app.now()})
    assert confirmed.status_code == 200, confirmed.text
    return app, codes_on(confirmed.text)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_account(people: People, role: Role) -> None:
    page = people(role).get("/account")
    assert page.status_code == 200
    assert role.value in page.text
    assert "This session" in page.text
    assert ("takes a second factor" in page.text) is (role in SECOND_FACTOR)


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR))
def test_a_password_alone_opens_nothing_else_to_these(archive: Archive, made: Made, role: Role) -> None:
    user = f"bare{next(_NUMBERS)}"
    account(archive, user, role, ["delta"])
    client = browser(archive)
    answer = client.post("/sign-in", data={"user": user, "password": PASSWORD})
    assert answer.headers["location"] == "/account"
    assert client.get("/").headers["location"] == "/account"
    for path in ("/review", "/consents", "/users", "/log", "/search"):
        assert client.get(path).headers["location"] == "/account"
    assert client.post("/users", data={"user": "zed", "role": "dpo"}).status_code == 403
    assert "more than a password" in client.get("/api/v1/users").json()["sentence"]
    refused = [e.event for e in archive.log.entries(actor=user) if e.event.outcome is Outcome.DENY]
    assert {dict(e.details)["reason"] for e in refused} == {"second_factor"}
    set_up(client, user)
    first = client.get(client.get("/").headers["location"])
    assert first.status_code == 200
    assert "Your account" not in first.text


def test_an_app_is_set_up_asked_for_and_replaced_by_a_recovery_code(
    rita: tuple[str, TestClient], archive: Archive
) -> None:
    user, client = rita
    before = client.cookies[COOKIE]
    app, codes = app_of(client)
    assert len(codes) == 10
    assert client.cookies[COOKIE] != before, "another token"
    kept = client.post("/account/codes/file", data={"codes": " ".join(codes)})
    assert codes_on(client.get("/account").text) == []
    assert all(code in kept.text for code in codes)
    assert "attachment" in kept.headers["content-disposition"]
    assert client.post("/account/codes/file", data={"codes": "aaaa-aaaa-aaaa-aaaa"}).status_code == 400
    other = browser(archive)
    answer = other.post("/sign-in", data={"user": user, "password": PASSWORD})
    assert answer.headers["location"] == "/sign-in/code"
    assert COOKIE not in other.cookies
    assert other.get("/search").headers["location"] == "/", "nobody is in yet"
    wrong = other.post("/sign-in/code", data={"code": "aaaa-bbbb-cccc-dddd"})
    assert (wrong.status_code, "does not fit" in wrong.text) == (401, True)
    answer = other.post("/sign-in/code", data={"code": codes[0]})
    assert answer.headers["location"] == "/account"
    assert HALF_COOKIE not in other.cookies
    page = other.get("/account").text
    assert "You came in with a recovery code, and it is used up. 9 are left" in page
    assert app.secret not in page


def test_without_the_first_step_there_is_no_second(archive: Archive, made: Made) -> None:
    client = browser(archive)
    assert client.get("/sign-in/code").headers["location"] == "/"
    assert client.post("/sign-in/code", data={"code": "123456"}).headers["location"] == "/"


def test_a_wrong_first_code_shows_the_same_secret_again(rita: tuple[str, TestClient]) -> None:
    _, client = rita
    first = client.post("/account/app").text
    again = client.post("/account/app/confirm", data={"code": "000000"})
    assert again.status_code == 400
    pattern = r'id="secret">([A-Z2-7 ]+)<'
    assert re.search(pattern, again.text)[1] == re.search(pattern, first)[1]  # type: ignore[index]


def test_a_passkey_is_added_used_and_removed(rita: tuple[str, TestClient], archive: Archive) -> None:
    user, client = rita
    mine = set_up(client, user, "<b>blue</b> key")
    page = client.get("/account").text
    assert html.escape("<b>blue</b> key") in page
    assert "<b>blue" not in page
    other = browser(archive)
    answer = come_in(other, mine)
    assert answer.json() == {"go": "/search"}
    assert other.get("/search").status_code == 200
    assert "by passkey" in other.get("/account").text
    credential = re.search(r'name="credential" value="([^"]+)"', page)
    assert credential
    removed = client.post("/account/passkeys/remove", data={"credential": credential[1]})
    assert removed.status_code == 303
    assert come_in(browser(archive), mine).status_code == 401
    HELD[user].clear()
    assert sign_in(browser(archive), user).headers["location"] == "/search"


def test_sessions_are_listed_and_ended(rita: tuple[str, TestClient], archive: Archive) -> None:
    user, client = rita
    others = [browser(archive) for _ in range(3)]
    for each in others:
        sign_in(each, user)
    handles = re.findall(r'name="session" value="([0-9a-f]{16})"', client.get("/account").text)
    assert len(handles) == 3
    assert client.post("/account/sessions/end", data={"session": handles[0]}).status_code == 303
    assert client.post("/account/sessions/end", data={"session": handles[0]}).status_code == 404
    assert sorted(each.get("/search").status_code for each in others) == [200, 200, 303]
    assert client.post("/account/sessions/end").status_code == 303
    assert [each.get("/search").status_code for each in others] == [303] * 3
    assert client.get("/account").status_code == 200
    closed = [
        dict(e.event.details) for e in archive.log.entries(action=Action.SESSION_CLOSE.value, actor=user)
    ]
    assert {"reason": "ended", "count": "2"} in closed


def test_a_session_that_was_left_open_changes_nothing(archive: Archive, made: Made) -> None:
    user = f"left{next(_NUMBERS)}"
    account(archive, user, Role.RESEARCHER, ["delta"])
    hand = Hand(archive.clock.now())
    client = browser(replace(archive, clock=hand))
    sign_in(client, user)
    hand.at += FRESH
    for path in ("/account/app", "/account/app/remove", "/account/codes"):
        assert "Sign out and in again" in client.post(path).text, path
    assert "Sign out and in again" in client.post("/account/passkeys/options", json={}).json()["sentence"]
    assert client.get("/account").status_code == 200
    hand.at -= timedelta(seconds=1)
    assert client.post("/account/app").status_code == 200


def test_the_door_offers_passkeys_and_says_where_they_work(archive: Archive) -> None:
    here = browser(archive).get("/").text
    assert 'data-options="/sign-in/passkey/options"' in here
    assert "<noscript>" in here
    elsewhere = browser(archive, origin="https://other.test").get("/").text
    assert "Passkeys work at https://other.test alone" in elsewhere
    assert "passkey-in" not in elsewhere
    assert "need an address with a name and TLS" in browser(archive, origin="http://heard.test").get("/").text


def test_no_page_of_an_account_breaks_its_own_policy(rita: tuple[str, TestClient]) -> None:
    """The policy allows no style and no script in a page; a picture of a secret is no exception."""
    _, client = rita
    for page in (
        client.get("/account").text,
        client.post("/account/app").text,
        client.get("/invitation").text,
    ):
        assert "style=" not in page
        assert re.findall(r"<script(?![^>]*src=)", page) == []
        assert re.search(r"\son[a-z]+=", page) is None
