"""Attacks on how people come in, on the running server: replay, parallel use, other origins, names."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx
import pyotp
import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Role
from tests.attacks import day
from tests.attacks.day import PASSWORD
from tests.cli.command import PASSPHRASE, Heard
from tests.store.residue import traces
from tests.web.authenticator import HELD, Authenticator, token_of
from tests.web.made import FOUNDER, account
from tests.web.made import PASSWORD as FOUNDERS
from tests.withdrawal import group

pytestmark = pytest.mark.slow
HALF, WHOLE, CEREMONY = "__Host-heard-half", "__Host-heard", "__Host-heard-passkey"
OWN = "four-words-of-nobody-else"


@dataclass
class Door:
    """The address of the server, and the command on its archive."""

    heard: Heard
    address: str
    clients: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def client(self) -> httpx.Client:
        """A connection that is closed at the end."""
        same = {"Sec-Fetch-Site": "same-origin"}
        return self.clients.enter_context(httpx.Client(base_url=self.address, timeout=60, headers=same))

    def browser(self) -> Browser:
        return Browser(self.client())

    def api(self, user: str, password: str = PASSWORD) -> httpx.Client:
        """The API for one person."""
        client = self.client()
        client.headers["Authorization"] = f"Bearer {token_of(client, user, password)}"
        return client

    def invitation(self, user: str, role: Role) -> str:
        """The code of an invitation that adam made."""
        new = {"user": user, "role": role.value, "projects": [group.PROJECT]}
        return str(self.api("adam").post("/api/v1/users", json=new).json()["invitation"])

    def accept(self, code: str, password: str = OWN) -> int:
        body = {"code": code, "password": password}
        return httpx.post(f"{self.address}/api/v1/invitation", json=body, timeout=60).status_code

    def open(self, user: str, role: Role) -> None:
        """An account that its person opened and an officer countersigned."""
        assert self.accept(self.invitation(user, role)) == 200
        assert self.api(FOUNDER, FOUNDERS).post(f"/api/v1/users/{user}/countersign").status_code == 204


class Browser:
    """A browser by hand: it keeps cookies as a real one does on this machine, and shows them."""

    def __init__(self, client: httpx.Client) -> None:
        self.cookies: dict[str, str] = {}
        self._client = client

    def send(self, method: str, path: str, **body: Any) -> httpx.Response:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self._client.request(method, path, headers={"Cookie": cookie} if cookie else {}, **body)
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            if value in ("", '""'):
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        self._client.cookies.clear()
        return answer

    def post(self, path: str, **form: str) -> httpx.Response:
        return self.send("POST", path, data=form)

    def get(self, path: str) -> httpx.Response:
        return self.send("GET", path)

    def json(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return self.send("POST", path, json=body)

    def copy(self) -> Browser:
        """Another browser with the same cookies, as a thief would have it."""
        other = Browser(self._client)
        other.cookies = dict(self.cookies)
        return other

    def half(self, user: str, password: str = PASSWORD) -> Browser:
        """With the password given and the code asked for."""
        answer = self.post("/sign-in", user=user, password=password)
        assert answer.headers.get("location") == "/sign-in/code", answer.text
        assert WHOLE not in self.cookies
        return self


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    heard = day.made(tmp_path_factory.mktemp("door"))
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        for name, role in (("olga", Role.DPO), ("adam", Role.ADMINISTRATOR), ("sam", Role.STEWARD)):
            account(opened.archive, name, role, [group.PROJECT], PASSWORD)
    with day.serving(heard) as (_, address):
        opened_door = Door(heard, address)
        with opened_door.clients:
            yield opened_door


def at_once(acts: list[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    """What each was answered when all began at the same moment."""
    gate, answers = threading.Barrier(len(acts)), []

    def act(one: Callable[[], httpx.Response]) -> None:
        gate.wait()
        answers.append(one())

    threads = [threading.Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def app_of(door: Door, user: str) -> tuple[pyotp.TOTP, httpx.Client]:
    """An app that this person sets up now, and the one session that is left to them."""
    client = door.api(user)
    app = pyotp.TOTP(client.post("/api/v1/account/app").json()["secret"])
    confirmed = client.post("/api/v1/account/app/confirm", json={"code": app.now()})
    assert confirmed.status_code == 200, confirmed.text
    client.headers["Authorization"] = f"Bearer {confirmed.json()['token']}"
    return app, client


def next_code(app: pyotp.TOTP) -> str:
    """The code of the step after this one: the server takes it, and nobody has used it."""
    return app.at(int(time.time()) + 30)


def came_in(answer: httpx.Response) -> bool:
    return answer.status_code == 303 and answer.headers["location"] not in ("/", "/sign-in/code")


# --- check 13: one success ----------------------------------------------------------------------------------


def test_a_code_opens_one_session_however_it_is_written_and_whenever(door: Door) -> None:
    app, _ = app_of(door, "reader0")
    halves = [door.browser().half("reader0") for _ in range(4)]
    code = next_code(app)
    spelt = [code, f"{code[:3]} {code[3:]}", f" {code}", "".join(chr(0x966 + int(c)) for c in code)]
    answers = at_once([partial(b.post, "/sign-in/code", code=c) for b, c in zip(halves, spelt, strict=True)])
    assert [came_in(a) for a in answers].count(True) == 1
    assert all(a.status_code in (401, 429) for a in answers if not came_in(a))
    for form in spelt:
        late = door.browser().half("reader0").post("/sign-in/code", code=form)
        assert not came_in(late)
        whole = {"user": "reader0", "password": PASSWORD, "code": form}
        assert door.browser().json("/api/v1/session", whole).status_code in (401, 429)


def test_a_recovery_code_opens_one_session(door: Door) -> None:
    _, client = app_of(door, "reader1")
    codes = client.post("/api/v1/account/codes").json()["codes"]
    halves = [door.browser().half("reader1") for _ in range(4)]
    answers = at_once([partial(b.post, "/sign-in/code", code=codes[0]) for b in halves])
    assert [came_in(a) for a in answers].count(True) == 1
    [winner] = [a for a in answers if came_in(a)]
    assert winner.headers["location"] == "/account", "it is told to the person"
    assert not came_in(door.browser().half("reader1").post("/sign-in/code", code=codes[0].upper()))


# --- passkeys -----------------------------------------------------------------------------------------------


def passkey_of(door: Door, user: str) -> Authenticator:
    """The passkey that this person holds."""
    if not HELD[user]:
        door.api(user)
    return HELD[user][-1]


def test_a_challenge_is_good_for_one_browser_and_one_use(door: Door) -> None:
    mine = passkey_of(door, "sam")
    browser = door.browser()
    options = browser.json("/sign-in/passkey/options", {}).json()
    answer = {"credential": mine.prove(options)}
    thief = door.browser()
    assert thief.json("/sign-in/passkey", answer).status_code == 401, "without the cookie"
    thief.json("/sign-in/passkey/options", {})
    assert thief.json("/sign-in/passkey", answer).status_code == 401, "with the cookie of another challenge"
    stolen = browser.copy()
    answers = at_once([partial(b.json, "/sign-in/passkey", answer) for b in (browser, stolen)])
    assert sorted(a.status_code for a in answers) == [200, 401]
    assert stolen.json("/sign-in/passkey", answer).status_code in (401, 429)


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://elsewhere.test"}, {"origin": "http://localhost.elsewhere.test"},
        {"party": "elsewhere.test"}, {"flags": 0x01},
    ],
)  # fmt: skip
def test_an_answer_that_was_given_elsewhere_or_by_nobody_known_opens_nothing(
    door: Door, lie: dict[str, Any]
) -> None:
    mine = passkey_of(door, "sam")
    browser = door.browser()
    options = browser.json("/sign-in/passkey/options", {}).json()
    wrong = Authenticator(mine.origin, mine.key, mine.credential, mine.handle, mine.party, mine.count)
    for name, value in lie.items():
        setattr(wrong, name, value)
    assert browser.json("/sign-in/passkey", {"credential": wrong.prove(options)}).status_code in (401, 429)
    assert WHOLE not in browser.cookies


def test_a_passkey_is_its_owners_alone(door: Door) -> None:
    sams, olgas = passkey_of(door, "sam"), passkey_of(door, "olga")
    browser = door.browser()
    options = browser.json("/sign-in/passkey/options", {}).json()
    mixed = Authenticator(sams.origin, sams.key, sams.credential, olgas.handle, sams.party, sams.count)
    assert browser.json("/sign-in/passkey", {"credential": mixed.prove(options)}).status_code in (401, 429)
    client = door.api("olga")
    begun = client.post("/api/v1/account/passkeys/options", json={}).json()
    copy = Authenticator(sams.origin, sams.key, sams.credential)
    taken = {"ceremony": begun["ceremony"], "credential": copy.make(begun["options"]), "name": "mine"}
    assert client.post("/api/v1/account/passkeys", json=taken).status_code == 400


# --- names, sessions, fixation ------------------------------------------------------------------------------


def test_no_step_tells_a_known_name_from_an_unknown_one(door: Door) -> None:
    known, unknown = (
        door.browser().post("/sign-in", user=user, password="not-the-password")
        for user in ("olga", "no-such-one")
    )
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    options = [
        door.browser().json("/sign-in/passkey/options", {"user": user}).json() for user in ("olga", "nobody")
    ]
    assert [o.pop("challenge") != "" for o in options] == [True, True]
    assert options[0] == options[1]
    assert options[0]["allowCredentials"] == []
    for code in ("123456", "aaaa-bbbb-cccc-dddd"):
        answer = door.browser().post("/sign-in/code", code=code)
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), (
            "without a password there is no step"
        )


def test_half_a_session_opens_nothing_and_is_not_the_whole_one(door: Door) -> None:
    codes = door.api("sam").post("/api/v1/account/codes").json()["codes"]
    browser = door.browser().half("sam")
    token = browser.cookies[HALF]
    thief = door.browser()
    thief.cookies[WHOLE] = token
    assert thief.get("/account").headers.get("location") == "/"
    bearer = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{door.address}/api/v1/account", headers=bearer, timeout=60).status_code == 401
    assert came_in(browser.post("/sign-in/code", code=codes[0]))
    assert browser.cookies[WHOLE] != token
    thief.cookies = {HALF: token}
    assert thief.post("/sign-in/code", code=codes[1]).headers["location"] == "/", "the half is used up"


def test_what_was_planted_before_is_worth_nothing_after(door: Door) -> None:
    mine, browser = passkey_of(door, "sam"), door.browser()
    browser.cookies |= {WHOLE: "planted-" + "x" * 36, HALF: "planted-" + "y" * 36}
    options = browser.json("/sign-in/passkey/options", {}).json()
    answer = browser.json("/sign-in/passkey", {"credential": mine.prove(options)})
    assert answer.status_code == 200, answer.text
    assert "planted" not in str(browser.cookies)


def test_a_password_alone_leads_an_officer_nowhere_but_to_their_account(door: Door) -> None:
    door.open("otto", Role.DPO)
    browser = door.browser()
    answer = browser.post("/sign-in", user="otto", password=OWN)
    assert answer.headers["location"] == "/account"
    for path in ("/consents", "/log", "/users", "/withdraw"):
        assert browser.get(path).headers.get("location") == "/account", path
    token = browser.cookies[WHOLE]
    bearer = {"Authorization": f"Bearer {token}", "Sec-Fetch-Site": "same-origin"}
    for path in ("/api/v1/consents", "/api/v1/users"):
        refused = httpx.get(f"{door.address}{path}", headers=bearer, timeout=60)
        assert (refused.status_code, "more than a password" in refused.text) == (403, True)


def test_a_closed_account_is_out_by_every_way(door: Door) -> None:
    door.open("lena", Role.STEWARD)
    client = door.api("lena", OWN)
    codes = client.post("/api/v1/account/codes").json()["codes"]
    half = door.browser().half("lena", OWN)
    assert door.api("adam").post("/api/v1/users/lena/deactivate").status_code == 204
    assert client.get("/api/v1/session").status_code == 401
    assert half.post("/sign-in/code", code=codes[0]).headers["location"] == "/"
    browser, mine = door.browser(), HELD["lena"][-1]
    options = browser.json("/sign-in/passkey/options", {}).json()
    assert browser.json("/sign-in/passkey", {"credential": mine.prove(options)}).status_code in (401, 429)
    assert browser.post("/sign-in", user="lena", password=OWN).status_code in (401, 429)


# --- invitations and secrets --------------------------------------------------------------------------------


def test_an_invitation_opens_once_of_many_at_the_same_moment(door: Door) -> None:
    code = door.invitation("nils", Role.RESEARCHER)
    bodies = [{"code": code, "password": f"four-words-of-nobody-{n}"} for n in range(4)]
    answers = at_once(
        [partial(httpx.post, f"{door.address}/api/v1/invitation", json=b, timeout=60) for b in bodies]
    )
    assert sorted(a.status_code for a in answers) == [200, 403, 403, 403]
    assert door.accept(code) == 403, "it was opened"
    assert door.browser().post("/sign-in", user="nils", password=OWN).status_code == 401


def test_no_code_and_no_secret_stands_in_a_file_or_in_what_the_server_said(door: Door) -> None:
    code = door.invitation("vera", Role.RESEARCHER)
    assert door.accept(code, "vera") == 400, "easy to guess"
    app, client = app_of(door, "reader2")
    codes = client.post("/api/v1/account/codes").json()["codes"]
    door.browser().half("reader2").post("/sign-in/code", code=codes[1] + "x")
    marks = [code, code.replace("-", ""), app.secret, *codes, *(c.replace("-", "") for c in codes)]
    log = door.heard("audit", "export", door.heard.folder / "log.jsonl")
    assert log.code == 0
    exported = (door.heard.folder / "log.jsonl").read_text(encoding="utf-8")
    assert not [m for m in marks if m in exported or m in "".join(door.heard.said)]
    assert traces(day.files(door.heard), marks) == []
