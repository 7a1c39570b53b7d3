"""One's own account over the API: the same rules, and a program that brings its code along."""

from __future__ import annotations

from collections.abc import Callable

import pyotp
from fastapi.testclient import TestClient

from archive.model import Role
from archive.ports import Archive
from tests.web.authenticator import HELD, token_by_passkey, token_of
from tests.web.made import PASSWORD, Made, account, browser

People = Callable[[Role], TestClient]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_program_brings_its_code_in_the_same_request(archive: Archive, made: Made) -> None:
    account(archive, "robot", Role.RESEARCHER, ["delta"])
    client, known = browser(archive), {"user": "robot", "password": PASSWORD}
    head = bearer(client.post("/api/v1/session", json=known).json()["token"])
    own = client.get("/api/v1/account", headers=head).json()
    assert own["factors"] == {"passkeys": 0, "app": False, "codes_left": 0, "needed": False}
    assert client.post("/api/v1/account/codes", headers=head).status_code == 400
    new = client.post("/api/v1/account/app", headers=head).json()
    assert new["address"].startswith("otpauth://totp/")
    app = pyotp.TOTP(new["secret"])
    assert client.post("/api/v1/account/app/confirm", json={"code": "1"}, headers=head).status_code == 400
    renewed = client.post("/api/v1/account/app/confirm", json={"code": app.now()}, headers=head).json()
    assert client.get("/api/v1/account", headers=head).status_code == 401, "that session is over"
    head = bearer(renewed["token"])
    codes = client.post("/api/v1/account/codes", headers=head).json()["codes"]
    without = client.post("/api/v1/session", json=known)
    assert (without.status_code, "second proof" in without.text) == (401, True)
    assert client.post("/api/v1/session", json={**known, "code": "000000"}).status_code == 401
    given = client.post("/api/v1/session", json={**known, "code": codes[0]})
    assert given.status_code == 201
    assert client.post("/api/v1/session", json={**known, "code": codes[0]}).status_code == 401
    fresh = bearer(given.json()["token"])
    assert client.delete("/api/v1/account/app", headers=fresh).status_code == 204
    assert client.delete("/api/v1/account/app", headers=fresh).status_code == 400
    assert client.post("/api/v1/session", json=known).status_code == 201, "a password alone, as before"


def test_passkeys_and_sessions_over_the_api(archive: Archive, made: Made) -> None:
    account(archive, "sue", Role.STEWARD, ["delta"])
    client = browser(archive)
    head = bearer(token_of(client, "sue", PASSWORD))
    own = client.get("/api/v1/account", headers=head).json()
    [kept] = own["passkeys"]
    assert (own["factors"]["needed"], kept["name"], kept["used_at"]) == (True, "test key", None)
    assert own["sessions"][0]["way"] == "passkey"
    other = bearer(token_by_passkey(client, "sue"))
    third = bearer(token_by_passkey(client, "sue"))
    listed = client.get("/api/v1/account", headers=other).json()["sessions"]
    assert [s["this"] for s in listed].count(True) == 1
    assert len(listed) == 3
    assert client.delete("/api/v1/account/sessions/nothing", headers=other).status_code == 404
    gone = next(s["session"] for s in listed if not s["this"])
    assert client.delete(f"/api/v1/account/sessions/{gone}", headers=other).status_code == 204
    assert client.post("/api/v1/account/sessions/end", headers=other).status_code == 204
    assert [client.get("/api/v1/session", headers=h).status_code for h in (head, other, third)].count(
        200
    ) == 1
    path = f"/api/v1/account/passkeys/{kept['credential']}"
    last = client.delete(path, headers=other)
    assert (last.status_code, "last second factor" in last.text) == (400, True)
    assert HELD["sue"]


def test_a_return_and_a_reset_over_the_api(people: People, archive: Archive, made: Made) -> None:
    administrator = people(Role.ADMINISTRATOR)
    account(archive, "tom", Role.STEWARD, ["delta"])
    client = browser(archive)
    head = bearer(token_of(client, "tom", PASSWORD))
    officer = browser(archive)
    officers = bearer(token_of(officer, "the-first-officer", PASSWORD))
    assert administrator.post("/api/v1/users/tom/reset").status_code == 204
    [listed] = [a for a in administrator.get("/api/v1/users").json() if a["user"] == "tom"]
    assert (listed["active"], listed["reset"]) == (True, True)
    assert client.get("/api/v1/session", headers=head).status_code == 200
    assert officer.post("/api/v1/users/tom/countersign", headers=officers).status_code == 204
    assert client.get("/api/v1/session", headers=head).status_code == 401
    assert administrator.post("/api/v1/users/tom/reset").status_code == 400
    assert administrator.post("/api/v1/users/tom/return", json={}).status_code == 400, "it is not closed"
    assert administrator.post("/api/v1/users/tom/deactivate").status_code == 204
    back = administrator.post("/api/v1/users/tom/return", json={"anew": False}).json()
    assert back == {"user": "tom", "invitation": None, "expires_at": None}
    assert officer.post("/api/v1/users/tom/countersign", headers=officers).status_code == 204
    assert administrator.post("/api/v1/users/tom/deactivate").status_code == 204
    anew = administrator.post("/api/v1/users/tom/return", json={}).json()
    assert anew["invitation"]
    own = {"code": anew["invitation"], "password": "four-new-words-of-tom"}
    assert client.post("/api/v1/invitation", json=own).status_code == 200
    assert officer.post("/api/v1/users/tom/countersign", headers=officers).status_code == 204
    assert token_of(client, "tom", own["password"])
