"""A day written down, lived through by the real server and command; then the officer asks every question."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.audit.verifier import verify_evidence
from archive.model import Role
from archive.oversight import QUESTIONS, Topic
from tests.attacks import day
from tests.cli.command import PASSPHRASE, Heard
from tests.scopes import EVERY
from tests.web.made import account
from tests.withdrawal import group

pytestmark = pytest.mark.slow
RESEARCH = {"Heard-Purpose": "research_project"}
ADVOCACY = {"Heard-Purpose": "advocacy_publish_quote"}


@dataclass
class Day:
    """What happened, as it was written down: action, who, whether it was let through."""

    heard: Heard
    testimony: str
    quote: str
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)

    def asked(self, topic: Topic) -> list[tuple[str, str, str]]:
        """The answer to a question, as it is written down."""
        return [(e["action"], e["actor"], e["outcome"]) for e in self.answers[topic.value]]


@contextmanager
def person(address: str, user: str, purpose: dict[str, str]) -> Iterator[httpx.Client]:
    with day.signed_in(address, user) as client:
        client.headers.update(purpose)
        yield client


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Day:
    heard = day.made(tmp_path_factory.mktemp("officer"))
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        for name, role in (("noor", Role.ADVOCACY), ("olga", Role.DPO), ("adam", Role.ADMINISTRATOR)):
            account(found.archive, name, role, [group.PROJECT], day.PASSWORD)
        [testimony] = found.archive.store.testimonies.all(EVERY)
        quote = next(q for q in found.archive.store.quotes.of(testimony.id) if q.turn == group.FREE[1])
    lived = Day(heard, testimony.id, quote.id)
    with day.serving(heard) as (_, address):
        _the_day(lived, address)
        assert heard("withdraw", group.WHO, "--yes", "--json").code == 0
        with person(address, "reader0", RESEARCH) as client:
            assert client.get(f"/api/v1/testimonies/{lived.testimony}").status_code == 200
        _the_questions(lived, address)
    return lived


def _the_day(lived: Day, address: str) -> None:
    with person(address, "reader0", RESEARCH) as client:
        body = {"query": day.QUERY, "purpose": "research_project"}
        assert client.post("/api/v1/search", json=body).json()["passages"]
        assert client.get(f"/api/v1/testimonies/{lived.testimony}").status_code == 200
        assert client.get("/api/v1/log/entries").status_code == 405
        assert client.post("/api/v1/log/questions", json={"question": "exports"}).status_code == 403
    with person(address, "noor", ADVOCACY) as client:
        assert client.get(f"/api/v1/quotes/{lived.quote}").status_code == 200
        assert client.get(f"/api/v1/testimonies/{lived.testimony}").status_code == 403
    with person(address, "adam", {}) as client:
        body = {"query": "walked", "purpose": "research_project"}
        assert client.post("/api/v1/search", json=body).status_code == 403
        new = {"user": "zed", "role": "researcher", "projects": [group.PROJECT]}
        assert client.post("/api/v1/users", json=new).status_code == 201
    with person(address, "olga", RESEARCH) as client:
        assert client.get(f"/api/v1/testimonies/{lived.testimony}").status_code == 403
        body = {"recipient": "partner-3", "participant": "p-two"}
        assert client.post("/api/v1/consents/export", json=body).status_code == 200


SUBJECTS = {Topic.PARTICIPANT: group.WHO, Topic.USER: "reader0", Topic.CONSENT: "c-p-three"}


def _the_questions(lived: Day, address: str) -> None:
    with person(address, "olga", {}) as client:
        for topic in Topic:
            about = {Topic.TESTIMONY: lived.testimony, **SUBJECTS}.get(topic)
            body = {"question": topic.value, **({"subject": about} if about else {})}
            answer = client.post("/api/v1/log/questions", json=body)
            assert answer.status_code == 200, answer.text
            lived.answers[topic.value] = answer.json()["entries"]
            lived.shown.append(answer.text)


READ, SEARCH, QUOTE = "testimony:read", "search:run", "quote:read"


def test_who_saw_the_testimony_and_the_participant(lived: Day) -> None:
    by_day = [(SEARCH, "reader0", "permit"), (READ, "reader0", "permit"), (QUOTE, "noor", "permit")]
    assert lived.asked(Topic.TESTIMONY)[-4:] == [*by_day, (READ, "reader0", "permit")]
    seen = lived.asked(Topic.PARTICIPANT)
    assert seen[-2:] == by_day[:2], "neither the quote, which is another's, nor the reading after"
    purposes = {e["purpose"] for e in lived.answers["participant"][-2:]}
    assert purposes == {"research_project"}
    assert all("c-p-one v1" in e["consents"] for e in lived.answers["participant"][-2:])


def test_what_a_user_saw_and_what_was_shown_under_a_consent(lived: Day) -> None:
    assert lived.asked(Topic.USER) == [(a, "reader0", "permit") for a in (SEARCH, READ, READ)]
    under = lived.asked(Topic.CONSENT)
    assert under[-3:] == [
        (READ, "reader0", "permit"), (QUOTE, "noor", "permit"), (READ, "reader0", "permit"),
    ]  # fmt: skip


def test_nothing_stands_where_nothing_may_stand(lived: Day) -> None:
    assert lived.asked(Topic.AFTER_WITHDRAWAL) == []
    assert lived.asked(Topic.WITHOUT_CONSENT) == []
    assert lived.asked(Topic.BREAK_GLASS) == []


def test_refusals_exports_changes_and_who_read_the_log(lived: Day) -> None:
    assert lived.asked(Topic.REFUSALS) == [
        ("log:read", "reader0", "deny"), (READ, "noor", "deny"),
        (SEARCH, "adam", "deny"), (READ, "olga", "deny"),
    ]  # fmt: skip
    assert {e["details"]["reason"] for e in lived.answers["refusals"]} == {"role"}
    assert lived.asked(Topic.EXPORTS) == [("consent:export", "olga", "permit")]
    assert lived.answers["exports"][0]["details"]["recipient"] == "partner-3"
    asked = lived.asked(Topic.CHANGES)
    changed = [(a, actor) for a, actor, _ in asked if a != "user:factor"]  # who set a passkey up that day
    assert changed[-2:] == [("user:propose", "adam"), ("key:destroy", "local")]
    readers = [r for r in lived.asked(Topic.LOG_READERS) if r[1] != "system"]  # the proof at its start
    own = list(Topic).index(Topic.LOG_READERS) + 1
    assert readers == [("log:read", "reader0", "deny")] + [("log:read", "olga", "permit")] * own


def test_the_command_gives_the_same_answers(lived: Day) -> None:
    for topic, about in ((Topic.USER, "reader0"), (Topic.REFUSALS, ""), (Topic.CHANGES, "")):
        words = [topic.value, *([about] if about else [])]
        told = lived.heard("audit", "ask", *words, "--json").json()
        assert told["question"] == QUESTIONS[topic]
        assert told["entries"] == [{k: v for k, v in e.items() if k != "opened"}
                                   for e in lived.answers[topic.value]]  # fmt: skip


def test_the_officer_meets_no_word_and_evidence_holds_elsewhere(lived: Day) -> None:
    assert not any(mark in shown for mark in day.MARKS for shown in lived.shown)
    file = lived.heard.folder / "evidence.jsonl"
    assert lived.heard("audit", "take", "testimony", lived.testimony, "--out", file).code == 0
    note = Path(f"{file}.note").read_text(encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    assert verify_evidence(lines, note).ok
    assert not verify_evidence([lines[0].replace("permit", "deny"), *lines[1:]], note).ok
    words = ("--export", file, "--checkpoint", f"{file}.note", "--evidence", "--json")
    assert lived.heard("audit", "verify", *words).json()["entries"] == len(lines)
    bundle = lived.heard.folder / "events.json"
    assert lived.heard("audit", "take", "refusals", "--as", "fhir", "--out", bundle).code == 0
    resources = [e["resource"] for e in json.loads(bundle.read_text("utf-8"))["entry"]]
    assert [r["agent"][0]["who"]["identifier"]["value"] for r in resources][:4] == [
        "reader0", "noor", "adam", "olga",
    ]  # fmt: skip
