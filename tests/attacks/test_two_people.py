"""What needs two people cannot be done by one, whichever role they hold; each try is on the log."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Outcome, Role
from tests.attacks import day
from tests.cli.command import PASSPHRASE, Heard
from tests.web.made import account
from tests.withdrawal import group

WORD = "a-lantern-on-the-jetty-9"
PEOPLE = {"boss": Role.ADMINISTRATOR, "guard": Role.DPO, "scribe": Role.STEWARD, "second": Role.STEWARD}


@pytest.fixture
def staffed(heard: Heard) -> Heard:
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        for name, role in PEOPLE.items():
            account(opened.archive, name, role, [group.PROJECT], day.PASSWORD)
    return heard


def refusals(heard: Heard) -> list[str]:
    """Who was refused what, as the log has it."""
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        entries = opened.archive.log.entries()
        return [f"{e.event.actor} {e.event.action}" for e in entries if e.event.outcome is Outcome.DENY]


def test_an_administrator_gets_nowhere_with_an_account_of_their_own(staffed: Heard, tmp_path: Path) -> None:
    with day.serving(staffed) as (_, address):
        with day.signed_in(address, "boss") as boss:
            wanted = {"user": "boss-two", "role": "researcher", "projects": [group.PROJECT]}
            invited = boss.post("/api/v1/users", json=wanted)
            assert invited.status_code == 201
            own = {"code": invited.json()["invitation"], "password": WORD}
            assert boss.post("/api/v1/invitation", json=own).json()["waits"] is True
            assert boss.post("/api/v1/users/boss-two/countersign").status_code == 403
            same = {"user": "boss", "role": "researcher", "projects": [group.PROJECT]}
            assert boss.post("/api/v1/users", json=same).status_code == 400
        tried = httpx.post(f"{address}/api/v1/session", json={"user": "boss-two", "password": WORD},
                           headers={"Sec-Fetch-Site": "same-origin"}, timeout=60)  # fmt: skip
        assert tried.status_code == 401
    assert "boss user:countersign" in refusals(staffed)


def test_the_officer_opens_no_words_by_any_way(staffed: Heard) -> None:
    with day.serving(staffed) as (_, address), day.signed_in(address, "guard") as guard:
        testimony = next(iter(_testimonies(address)))
        asked = {"query": "school", "purpose": "research_project"}
        answers = [
            guard.post("/api/v1/search", json=asked),
            guard.get(f"/api/v1/testimonies/{testimony}", headers={"Heard-Purpose": "research_project"}),
            guard.get(f"/api/v1/review/{testimony}"),
            guard.get(f"/api/v1/coding/{testimony}"),
            guard.post("/api/v1/emergencies", json={"testimony": testimony, "reason": "danger to a child"}),
        ]
        assert [a.status_code for a in answers] == [403] * len(answers)
        assert not any(mark in a.text for a in answers for mark in group.MARKS)
    assert {"guard search:run", "guard testimony:read", "guard testimony:unseal"} <= set(refusals(staffed))


def test_who_asks_for_an_emergency_cannot_agree_to_it(staffed: Heard) -> None:
    with (
        day.serving(staffed) as (_, address),
        day.signed_in(address, "scribe") as scribe,
        day.signed_in(address, "guard") as guard,
        day.signed_in(address, "second") as second,
    ):
        testimony = next(iter(_testimonies(address)))
        asked = {"testimony": testimony, "reason": "danger to a child"}
        emergency = scribe.post("/api/v1/emergencies", json=asked).json()["emergency"]
        here = f"/api/v1/emergencies/{emergency}"
        assert scribe.post(f"{here}/countersign").status_code == 403
        assert scribe.post(f"{here}/words").status_code in (403, 404)
        assert guard.post(f"{here}/countersign").status_code == 200
        assert guard.post(f"{here}/words").status_code == 403
        assert second.post(f"{here}/words").status_code in (403, 404)
        assert scribe.post(f"{here}/words").status_code == 200
    assert "scribe break_glass:countersign" in refusals(staffed)


def _testimonies(address: str) -> list[str]:
    with day.signed_in(address, "reader0") as reader:
        asked = {"query": "school", "purpose": "research_project"}
        return [p["testimony"] for p in reader.post("/api/v1/search", json=asked).json()["passages"]]
