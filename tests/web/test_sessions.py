"""Attacks on coming in and staying in: replay, fixation, other sites, guessing, telling names apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from archive.access.gate import UnitOfWork
from archive.model import Action, Outcome, Role
from archive.oversight import accounts as accounts
from archive.oversight.sessions import IDLE, LONGEST
from archive.ports import Archive
from archive.web.security import foreign
from archive.web.viewer import COOKIE
from tests.web.made import ORIGIN, PASSWORD, Made, account, browser, sign_in, signed_in, viewer


@dataclass(slots=True)
class Hand:
    """A clock that a test moves."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()


def token(client: TestClient) -> str:
    return next(c.value for c in client.cookies.jar if c.name == COOKIE) or ""


def with_token(archive: Archive, value: str) -> TestClient:
    client = browser(archive)
    client.cookies.set(COOKIE, value, domain="heard.test")
    return client


def test_the_cookie_is_shut(archive: Archive, made: Made) -> None:
    answer = sign_in(browser(archive), "researcher")
    cookies = [
        v for v in answer.headers.get_list("set-cookie") if v.startswith(f"{COOKIE}=") and "=;" not in v
    ]
    (cookie,) = [c for c in cookies if not c.startswith(f'{COOKIE}="";')]
    lower = cookie.lower()
    assert "secure" in lower
    assert "httponly" in lower
    assert "samesite=strict" in lower
    assert "path=/" in lower
    assert "domain" not in lower
    assert "max-age" not in lower


def test_the_archive_keeps_only_the_digest(archive: Archive, made: Made) -> None:
    value = token(signed_in(archive, Role.RESEARCHER))
    assert len(value) >= 43, "256 bits"
    assert archive.store.accounts.session(value) is None
    assert archive.store.accounts.session(sha256(value.encode()).hexdigest()) is not None
    assert value not in "".join(archive.log.export())


def test_a_token_is_dead_after_signing_out(archive: Archive, made: Made) -> None:
    client = signed_in(archive, Role.RESEARCHER)
    value = token(client)
    assert with_token(archive, value).get("/search").status_code == 200
    assert client.post("/sign-out").status_code == 303
    assert with_token(archive, value).get("/search").status_code == 303
    bearer = {"Authorization": f"Bearer {value}"}
    assert browser(archive).get("/api/v1/session", headers=bearer).status_code == 401


def test_a_token_that_was_put_there_before_is_worth_nothing(archive: Archive, made: Made) -> None:
    client = with_token(archive, "planted-by-somebody-else-0123456789")
    assert sign_in(client, "researcher").status_code == 303
    assert token(client) != "planted-by-somebody-else-0123456789"
    assert with_token(archive, "planted-by-somebody-else-0123456789").get("/search").status_code == 303


def test_signing_in_again_ends_the_session_before(archive: Archive, made: Made) -> None:
    client = signed_in(archive, Role.RESEARCHER)
    before = token(client)
    assert sign_in(client, "researcher").status_code == 303
    assert token(client) != before
    assert with_token(archive, before).get("/search").status_code == 303


@pytest.mark.parametrize(
    ("step", "times"), [(IDLE, 1), (timedelta(minutes=10), LONGEST // timedelta(minutes=10))]
)
def test_a_session_ends_by_idleness_and_by_age(
    archive: Archive, made: Made, step: timedelta, times: int
) -> None:
    hand = Hand(archive.clock.now())
    client = signed_in(replace(archive, clock=hand), Role.RESEARCHER)
    for _ in range(times - 1):
        hand.at += step
        assert client.get("/search").status_code == 200
    hand.at += step
    assert client.get("/search").status_code == 303
    last = [e.event for e in archive.log.entries(action="session:close")][-1]
    assert ("reason", "expired") in last.details


def test_a_closed_account_is_out_at_once(archive: Archive, made: Made) -> None:
    administrator = viewer(Role.ADMINISTRATOR)
    account(archive, "leaver", Role.RESEARCHER, ["delta"])
    client = browser(archive)
    sign_in(client, "leaver")
    assert client.get("/search").status_code == 200
    accounts.deactivate(UnitOfWork(archive, administrator), "leaver")
    assert client.get("/search").status_code == 303
    assert sign_in(client, "leaver").status_code == 401


HOSTILE: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "", "Origin": "https://elsewhere.test"},
    {"Origin": "https://elsewhere.test"},
    {"Origin": "null"},
    {},
]


@pytest.mark.parametrize("headers", HOSTILE)
def test_another_site_changes_nothing(archive: Archive, made: Made, headers: dict[str, str]) -> None:
    client = signed_in(archive, Role.STEWARD)
    del client.headers["Sec-Fetch-Site"]
    for path in (
        f"/review/{made.waiting}/accept-rest",
        f"/api/v1/review/{made.waiting}/accept-rest",
        "/sign-out",
    ):
        assert client.post(path, headers=headers).status_code == 403
    assert not archive.store.reviews.decisions(made.waiting)
    del client.cookies[COOKIE]


def test_an_older_browser_is_known_by_its_origin(archive: Archive, made: Made) -> None:
    client = signed_in(archive, Role.RESEARCHER)
    del client.headers["Sec-Fetch-Site"]
    form = {"words": "road", "purpose": "research_project"}
    assert client.post("/search", data=form, headers={"Origin": ORIGIN}).status_code == 200


def test_a_script_brings_its_token_itself(archive: Archive, made: Made) -> None:
    client = browser(archive)
    del client.headers["Sec-Fetch-Site"]
    given = client.post("/api/v1/session", json={"user": "researcher", "password": PASSWORD})
    assert given.status_code == 201
    bearer = {"Authorization": f"Bearer {given.json()['token']}"}
    asked = {"query": "road", "purpose": "research_project"}
    found = client.post("/api/v1/search", json=asked, headers=bearer)
    assert found.json()["passages"]
    assert client.get("/search", headers=bearer).status_code == 303, "pages take the cookie alone"
    assert client.delete("/api/v1/session", headers=bearer).status_code == 204
    assert client.post("/api/v1/search", json=asked, headers=bearer).status_code == 401


@given(st.sampled_from(["same-site", "cross-site", "none", "anything"]), st.booleans())
def test_only_our_own_pages_are_ours(site: str, with_origin: bool) -> None:
    headers = {"sec-fetch-site": site, "host": "heard.test"}
    if with_origin:
        headers["origin"] = ORIGIN
    assert foreign(headers)


def test_a_wrong_name_and_a_wrong_password_look_alike(
    archive: Archive, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    verify = accounts._hasher.verify

    class Counting:
        def verify(self, *given: Any) -> bool:
            hashed.append("once")
            return bool(verify(*given))

    monkeypatch.setattr(accounts, "_hasher", Counting())
    answers = [sign_in(browser(archive), name, "not-the-password") for name in ("researcher", "no-such-one")]
    assert answers[0].status_code == answers[1].status_code == 401
    assert answers[0].text == answers[1].text
    assert len(hashed) == 2, "the same work in both cases"


def test_refusals_are_logged_without_what_was_typed(archive: Archive, made: Made) -> None:
    sign_in(browser(archive), "My Secret Phrase", "x")
    events = [e.event for e in archive.log.entries(action=Action.SESSION_OPEN.value)]
    assert events[-1].outcome is Outcome.DENY
    assert (events[-1].actor, events[-1].object_id) == ("-", "")
    assert "Secret" not in "".join(archive.log.export())
