"""Against the running program: a hint that tells of somebody, a request that opens more than was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Role
from consent.record import State
from tests.attacks import day
from tests.cli.command import PASSPHRASE, Heard, heard_in
from tests.reading.crowd import agreeing, crowd, person
from tests.web import made

SAID = "The ferry sank."
SHY, GONE, HILLS, WAITS, ODD = "lantern", "marmalade", "orchard", "thunder", "chapel"
"""Words of those who refused, withdrew, are of another project, were not reviewed; and of one of many."""
ADVOCATES = ("ada", "ben", "cleo", "dina")
REASON = "MARKREASON for the ministry"


@dataclass
class Served:
    """Where it runs, and who works there."""

    heard: Heard
    people: dict[str, httpx.Client] = field(repr=False)
    testimonies: list[str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    heard = heard_in(tmp_path_factory.mktemp("requests"))
    chosen = Settings(heard.archive, unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as opened:
        archive = opened.archive
        testimonies = crowd(archive, 6, SAID)
        testimonies.append(person(archive, "odd", f"The ferry sank by the {ODD}."))
        person(archive, "shy", f"The ferry sank, by the {SHY}.", agreeing(State.REFUSED))
        person(archive, "gone", f"The ferry sank with the {GONE}.")
        for n in range(6):
            person(archive, f"h{n}", f"The ferry sank by the {HILLS}.", project="hills")
        person(archive, "waits", f"The ferry sank in the {WAITS}.", approved=False)
        for name in ADVOCATES:
            made.account(archive, name, Role.ADVOCACY, ["delta"], day.PASSWORD)
        made.account(archive, "rita", Role.RESEARCHER, ["delta"], day.PASSWORD)
        made.account(archive, "olga", Role.DPO, ["delta"], day.PASSWORD)
        made.account(archive, "otto", Role.DPO, ["hills"], day.PASSWORD)
    assert heard("withdraw", "p-gone", "--yes").code == 0
    with day.serving(heard) as (_, address):
        people = {name: day.signed_in(address, name) for name in (*ADVOCATES, "rita", "olga", "otto")}
        yield Served(heard, people, testimonies)
        for client in people.values():
            client.close()


def search(served: Served, who: str, query: str, purpose: str = "advocacy_internal") -> dict[str, Any]:
    answer = served.people[who].post("/api/v1/search", json={"query": query, "purpose": purpose})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def ask(served: Served, who: str, **more: Any) -> httpx.Response:
    body = {"project": "delta", "purpose": "advocacy_internal", "reason": REASON} | more
    return served.people[who].post("/api/v1/requests", json=body)


def answer(served: Served, who: str, request: str, granted: bool = True) -> httpx.Response:
    body = {"granted": granted, "note": "for the letter"}
    return served.people[who].post(f"/api/v1/requests/{request}/answer", json=body)


SILENT = {"passages": [], "more_in": []}
TOLD = {"passages": [], "more_in": ["delta"]}


def test_a_hint_is_one_bit_and_remembers_what_it_told(served: Served) -> None:
    assert search(served, "ada", "ferry") == TOLD, "no number, no id, nobody"
    for query in (f"ferry -{ODD}", f"ferry -{SHY}", f"ferry -{GONE}", "ferry -zzyzx", "sank", "code:3.8"):
        assert search(served, "ada", query) == SILENT, query
    assert search(served, "ada", "ferry") == TOLD


@pytest.mark.parametrize("word", [SHY, GONE, HILLS, WAITS, ODD, "zzyzx"])
def test_who_refused_left_waits_or_is_elsewhere_is_answered_like_nobody(served: Served, word: str) -> None:
    assert search(served, "ben", word) == SILENT
    assert search(served, "ben", f"{word} sank") == SILENT


def test_one_word_more_shows_nobody_who_refused(served: Served) -> None:
    """What the hidden add to a query changes nothing: with and without them it is the same answer."""
    assert search(served, "cleo", f"ferry OR {SHY} OR {GONE} OR {WAITS}") == TOLD
    for purpose in ("advocacy_publish_quote", "media"):
        assert search(served, "cleo", "ferry", purpose) == SILENT


def test_of_searches_at_the_same_moment_one_is_told(served: Served) -> None:
    near = ["ferry", "sank", f"ferry -{ODD}", "ferry sank", "ferry OR sank", f"sank -{ODD}"]
    with ThreadPoolExecutor(len(near)) as threads:
        each = list(threads.map(lambda query: search(served, "dina", query), near))
    assert sum(one == TOLD for one in each) == 1
    assert all(one in (TOLD, SILENT) for one in each)


def test_nobody_asks_without_a_hint_for_others_or_too_long(served: Served) -> None:
    assert ask(served, "ben").status_code == 403
    assert ask(served, "rita", purpose="research_project").status_code == 403
    assert ask(served, "olga").status_code == 403
    search(served, "ada", "ferry")
    assert ask(served, "ada", project="hills").status_code == 404
    assert ask(served, "ada", project="nowhere").status_code == 404
    assert ask(served, "ada", purpose="media").status_code == 403
    assert ask(served, "ada", purpose="research_project").status_code == 403
    assert ask(served, "ada", days=91).status_code == 422
    assert served.people["olga"].get("/api/v1/requests").json() == []


def test_a_grant_opens_what_was_agreed_to_one_reader_until_it_is_ended(served: Served) -> None:
    search(served, "ada", "ferry")
    asked = ask(served, "ada")
    assert asked.status_code == 201, asked.text
    one = asked.json()["request"]
    assert "ferry" not in asked.text
    assert answer(served, "ada", one).status_code == 403
    assert answer(served, "otto", one).status_code == answer(served, "otto", "a-nothing").status_code == 404
    assert served.people["ben"].post(f"/api/v1/requests/{one}/end").status_code == 404
    assert search(served, "ada", "ferry") == TOLD, "until it is answered"
    due = served.people["olga"].get("/api/v1/consents/due").json()
    assert [row["id"] for row in due if row["what"] == "access_request"] == [one]
    assert answer(served, "olga", one).status_code == 200
    assert answer(served, "olga", one, granted=False).status_code == 403, "once"

    told = search(served, "ada", "ferry")
    assert {p["testimony"] for p in told["passages"]} == set(served.testimonies)
    assert told["more_in"] == []
    assert not any(word in str(told) for word in (SHY, GONE, HILLS, WAITS))
    assert search(served, "ben", "ferry")["passages"] == []
    assert search(served, "ada", "ferry", "media") == SILENT
    headers = {"Heard-Purpose": "advocacy_internal"}
    whole = served.people["ada"].get(f"/api/v1/testimonies/{served.testimonies[0]}", headers=headers)
    assert whole.status_code == 403, "a grant opens no testimony"

    leaving = {"participant": "p-n0", "sure": True}
    assert served.people["olga"].post("/api/v1/withdrawals", json=leaving).status_code == 201
    told = search(served, "ada", "ferry")
    assert {p["testimony"] for p in told["passages"]} == set(served.testimonies[1:])
    assert served.people["olga"].post(f"/api/v1/requests/{one}/end").status_code == 200
    assert search(served, "ada", "ferry")["passages"] == []
    [kept] = served.people["ada"].get("/api/v1/requests").json()
    assert (kept["standing"], kept["ended_by"], kept["note"]) == ("ended", "olga", "for the letter")

    events = served.people["olga"].post("/api/v1/log/entries", json={}).text
    for action in ("hint", "request", "answer", "use", "end"):
        assert f"access:{action}" in events
    assert REASON not in events
    foreign = served.people["otto"].post("/api/v1/log/entries", json={}).text
    assert one not in foreign
