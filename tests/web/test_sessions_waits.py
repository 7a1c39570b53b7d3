"""Waits as a browser and a program meet them: what is answered, remembered and written down."""

from __future__ import annotations

from dataclasses import replace

from fastapi.testclient import TestClient
from limits import RateLimitItemPerMinute as PerMinute

from archive.model import Action, Outcome
from archive.ports import Archive
from archive.web import devices
from archive.web.sessions import Sessions
from archive.web.throttle import Limits, Throttle
from tests.web.made import PASSWORD, Made, browser, sign_in


def strict(archive: Archive, **limits: PerMinute) -> TestClient:
    return browser(archive, sessions=Sessions(Throttle(replace(Limits(), **limits))))


def beside(client: TestClient) -> TestClient:
    """Another browser that asks the same server."""
    other = TestClient(client.app, base_url=client.base_url, follow_redirects=False)
    other.headers["Sec-Fetch-Site"] = "same-origin"
    return other


def test_guessing_has_to_wait_whether_or_not_the_account_exists(archive: Archive, made: Made) -> None:
    for name in ("collector", "no-such-one-either"):
        client = strict(archive, stranger=PerMinute(3))
        statuses = [sign_in(client, name, f"guess-{i}").status_code for i in range(6)]
        assert statuses == [401, 401, 401, 429, 429, 429]
        last = sign_in(client, name)
        assert last.status_code == 429, "the right word does not jump the queue"
        assert 1 <= int(last.headers["retry-after"]) <= 60
        program = client.post("/api/v1/session", json={"user": name, "password": PASSWORD})
        assert program.status_code == 429, "nor by another door"
        assert program.json()["sentence"].startswith("Too many attempts")


def test_a_browser_that_came_in_before_does_not_wait_for_the_guesses_of_others(
    archive: Archive, made: Made
) -> None:
    owner = strict(archive, stranger=PerMinute(3))
    guesser = beside(owner)
    assert sign_in(owner, "researcher").status_code == 303
    assert [sign_in(guesser, "researcher", "guess").status_code for _ in range(9)][-1] == 429
    assert sign_in(guesser, "researcher").status_code == 429
    assert sign_in(owner, "researcher").status_code == 303
    owner.post("/sign-out")
    assert sign_in(owner, "researcher").status_code == 303, "signing out does not forget the device"


def test_a_device_is_known_for_its_own_account_alone(archive: Archive, made: Made) -> None:
    client = strict(archive, stranger=PerMinute(2))
    assert sign_in(client, "researcher").status_code == 303
    assert [sign_in(client, "steward", "guess").status_code for _ in range(3)] == [401, 401, 429]
    assert sign_in(client, "researcher").status_code == 303


def test_a_program_is_known_by_the_header_that_it_was_given(archive: Archive, made: Made) -> None:
    client = strict(archive, stranger=PerMinute(1))
    said = {"user": "researcher", "password": PASSWORD}
    first = client.post("/api/v1/session", json=said)
    known = {devices.HEADER: first.headers[devices.HEADER]}
    assert set(first.json()) == {"token", "user", "role"}
    sign_in(beside(client), "researcher", "guess")
    assert sign_in(beside(client), "researcher", "guess").status_code == 429
    assert client.post("/api/v1/session", json=said, headers=known).status_code == 201
    forged = {devices.HEADER: "A" * 43 + "="}
    assert client.post("/api/v1/session", json=said, headers=forged).status_code == 429


def test_the_cookie_of_a_device_is_shut_and_names_nobody(archive: Archive, made: Made) -> None:
    answer = sign_in(browser(archive), "researcher")
    [cookie] = [v for v in answer.headers.get_list("set-cookie") if v.startswith(f"{devices.COOKIE}=")]
    lower = cookie.lower()
    for word in ("secure", "httponly", "samesite=strict", "path=/", "max-age="):
        assert word in lower
    assert "domain" not in lower
    assert "researcher" not in lower
    assert devices.COOKIE not in str(sign_in(browser(archive), "researcher", "guess").headers)


def test_attempts_that_were_not_tried_are_on_the_log_in_one_line(archive: Archive, made: Made) -> None:
    sessions = Sessions(Throttle(replace(Limits(), stranger=PerMinute(1))))
    client, before = browser(archive, sessions=sessions), archive.log.size()
    for name in ("steward", "My Secret Phrase"):
        for _ in range(30):
            sign_in(client, name, "guess")
    sessions.write_untried(archive)
    sessions.write_untried(archive)
    events = [e.event for e in archive.log.entries(action=Action.SESSION_OPEN.value) if e.seq >= before]
    lines = [(e.object_id, dict(e.details)) for e in events]
    assert lines == [
        ("steward", {"reason": "password"}),
        ("steward", {"reason": "waiting", "attempts": "1"}),
        ("", {"reason": "unknown"}),
        ("", {"reason": "waiting", "attempts": "1"}),
        ("steward", {"reason": "waiting", "attempts": "28"}),
        ("", {"reason": "waiting", "attempts": "28"}),
    ]
    assert {e.outcome for e in events} == {Outcome.DENY}
    assert "Secret" not in "".join(archive.log.export())


def test_guessing_tokens_waits_and_keeps_no_good_one_out(archive: Archive, made: Made) -> None:
    client = strict(archive, tokens=PerMinute(3))
    good = client.post("/api/v1/session", json={"user": "researcher", "password": PASSWORD}).json()["token"]

    def asked(token: str) -> int:
        return client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"}).status_code

    assert [asked(f"guess-{n}") for n in range(5)] == [401, 401, 401, 429, 429]
    assert asked(good) == 200
