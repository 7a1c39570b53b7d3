"""Requests on the screens: the hint and its form, the officer's yes and no, the answer where it was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Role
from archive.ports import Archive
from tests.reading.crowd import crowd
from tests.web.made import account, browser, sign_in

HINT = "In delta more matches than you may see."
REASON = "a letter to <b>the ministry</b>"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of the test's own: what a reader was told stays told."""
    chosen, passphrase = Settings(tmp_path / "heard", unlock_kib=1024), "nine quiet herons over the delta"
    wiring.create(chosen, passphrase)
    with wiring.opened(chosen, passphrase) as opened:
        yield opened.archive


@pytest.fixture
def people(archive: Archive) -> dict[str, TestClient]:
    """An advocate and an officer, signed in, where five people say the same."""
    crowd(archive, 5, "The ferry sank.")
    clients = {}
    for name, role in (("ada", Role.ADVOCACY), ("olga", Role.DPO)):
        account(archive, name, role, ["delta"])
        clients[name] = browser(archive)
        assert sign_in(clients[name], name).status_code == 303
    return clients


def search(client: TestClient, words: str = "ferry") -> str:
    answer = client.post("/search", data={"words": words, "purpose": "advocacy_internal"})
    assert answer.status_code == 200
    return answer.text


def ask(client: TestClient, **more: str) -> tuple[int, str]:
    fields = {"project": "delta", "purpose": "advocacy_internal", "reason": REASON, "days": "9"}
    answer = client.post("/requests", data=fields | more)
    return answer.status_code, answer.text


def the_request(page: str) -> str:
    found = re.search(r'name="request" value="(a-[^"]+)"', page)
    assert found
    return found[1]


def test_from_the_hint_to_the_words_and_their_end(people: dict[str, TestClient]) -> None:
    ada, olga = people["ada"], people["olga"]
    page = search(ada)
    assert HINT in page
    assert 'action="/requests"' in page
    assert "ferry sank" not in page
    assert HINT not in search(ada, "zzyzx")
    assert ask(ada)[0] == 303
    waiting = olga.get("/requests").text
    assert "a letter to &lt;b&gt;the ministry" in waiting
    assert "Waits for an answer" in waiting
    assert "ferry" not in waiting
    one = the_request(waiting)
    said = {"request": one, "answer": "yes", "note": "for the letter alone"}
    assert olga.post("/requests/answer", data=said).status_code == 303
    page = search(ada)
    assert "granted to you" in page
    assert HINT not in page
    assert "/testimony/" not in page, "a grant opens passages, and no page that would refuse"
    assert "for the letter alone" in ada.get("/requests").text
    assert ada.post("/requests/end", data={"request": one}).status_code == 303
    assert "granted to you" not in search(ada)


def test_a_no_is_shown_with_its_reason(people: dict[str, TestClient]) -> None:
    search(people["ada"])
    ask(people["ada"])
    one = the_request(people["olga"].get("/requests").text)
    unsaid = people["olga"].post("/requests/answer", data={"request": one, "answer": "no", "note": " "})
    assert unsaid.status_code == 400
    assert "Say in a sentence or two why" in unsaid.text
    said = {"request": one, "answer": "no", "note": "ask the speakers first"}
    assert people["olga"].post("/requests/answer", data=said).status_code == 303
    page = people["ada"].get("/requests").text
    assert "ask the speakers first" in page
    assert "Take it back" not in page


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"days": "91"}, {"project": "two words"}])
def test_what_is_wrong_with_a_request_is_said(people: dict[str, TestClient], wrong: dict[str, str]) -> None:
    search(people["ada"])
    status, page = ask(people["ada"], **wrong)
    assert status == 400
    assert 'role="alert"' in page


def test_nobody_asks_before_a_hint(people: dict[str, TestClient]) -> None:
    status, page = ask(people["ada"])
    assert status == 403
    assert "There is nothing to ask for yet" in page
