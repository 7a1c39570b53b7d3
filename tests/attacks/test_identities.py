"""The identity store against the running program: nobody alone, nobody after the time, no name in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.audit.identity_openings import OPEN_FOR
from archive.intake import identities as adding
from archive.model import Role
from archive.model.identities import IdentityDetails
from archive.oversight import identities
from archive.store.identities import key_subject
from archive.web.routes import API, PAGES
from tests.attacks import day, killing
from tests.cli.command import PASSPHRASE, Heard
from tests.store.residue import traces
from tests.web.made import account, viewer
from tests.withdrawal import group
from tests.withdrawal.group import WHO

NAME, CONTACT, FORM = "Zubaidah Quorracanary", "0191122233344", b"%PDF-1.7 canarythumbprint"
MARKS = ("Zubaidah", "Quorracanary", CONTACT, "canarythumbprint")
OPENINGS = "/api/v1/identities/openings"
REASON = "her sister Quorracanary asks for the form"
PEOPLE = {
    "boss": Role.ADMINISTRATOR, "guard": Role.DPO, "scribe": Role.STEWARD, "second": Role.STEWARD,
    "hands": Role.COLLECTOR, "scholar": Role.RESEARCHER, "voice": Role.ADVOCACY, "eyes": Role.AUDITOR,
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """The served archive of the group, one of whom is known; who is signed in."""

    heard: Heard
    clients: dict[str, httpx.Client]


def _fill(heard: Heard) -> None:
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        for name, role in PEOPLE.items():
            account(opened.archive, name, role, [group.PROJECT], day.PASSWORD)
        work = UnitOfWork(opened.archive, viewer(Role.COLLECTOR, project=group.PROJECT))
        adding.add(work, WHO, IdentityDetails((NAME,), (CONTACT,)), (FORM,))


@pytest.fixture(scope="module")
def known(told: Heard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """Served once; the test that takes somebody away comes last."""
    heard = killing.copied(told, tmp_path_factory.mktemp("identities") / "copy")
    _fill(heard)
    with day.serving(heard) as (_, address):
        clients = {name: day.signed_in(address, name) for name in PEOPLE}
        yield Known(heard, clients)
        for client in clients.values():
            client.close()


def asked(known: Known, who: str = WHO) -> str:
    answer = known.clients["scribe"].post(OPENINGS, json={"participant": who, "reason": REASON})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["opening"])


def names_in(answers: list[httpx.Response]) -> list[str]:
    return [mark for answer in answers for mark in MARKS if mark.encode() in answer.content]


def test_nobody_reads_alone_and_only_who_asked_reads_at_all(known: Known) -> None:
    opening = asked(known)
    here = f"{OPENINGS}/{opening}"
    alone = [client.post(f"{here}/read") for client in known.clients.values()]
    assert {answer.status_code for answer in alone} <= {403, 404}
    assert not any(client.post(f"{here}/agree").status_code == 200
                   for name, client in known.clients.items() if name != "guard")  # fmt: skip
    assert known.clients["guard"].post(f"{here}/agree").status_code == 200
    others = [client.post(f"{here}/read") for name, client in known.clients.items() if name != "scribe"]
    assert {answer.status_code for answer in others} <= {403, 404}
    assert names_in(alone + others) == []
    assert known.clients["scribe"].post(f"{here}/read").json()["names"] == [NAME]


def test_there_is_no_way_to_ask_for_two(known: Known) -> None:
    scribe = known.clients["scribe"]
    for many in ([WHO, "p-two"], f"{WHO},p-two", f"{WHO} p-two", "*", ""):
        answer = scribe.post(OPENINGS, json={"participant": many, "reason": REASON})
        assert answer.status_code in (400, 404, 422)
    addresses = [route.path for route in (*PAGES, *API) if route.action.value == "identity:open"]
    assert addresses
    assert [path for path in addresses if "opening" not in path and not path.startswith("/identities")] == []
    opening = asked(known)
    assert known.clients["guard"].post(f"{OPENINGS}/{opening}/agree").status_code == 200
    read = scribe.post(f"{OPENINGS}/{opening}/read", params={"participant": "p-two"}).json()
    assert read["participant"] == WHO, "what was agreed to is one person"


def test_no_list_export_or_log_tells_a_name(known: Known) -> None:
    opening = asked(known)
    known.clients["guard"].post(f"{OPENINGS}/{opening}/agree")
    known.clients["scribe"].post(f"{OPENINGS}/{opening}/read")
    guard = known.clients["guard"]
    answers = [
        guard.get("/api/v1/consents"), guard.get("/api/v1/consents/due"), guard.get(OPENINGS),
        guard.post("/api/v1/consents/export", json={"recipient": "partner-3"}),
        guard.post("/api/v1/consents/receipt", json={"about": WHO, "contact": "the office"}),
        guard.post("/api/v1/log/entries", json={}),
        guard.post("/api/v1/withdrawals/effect", json={"participant": WHO}),
        known.clients["scribe"].get(OPENINGS), known.clients["scribe"].get("/api/v1/consents"),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert names_in(answers) == []
    exported = known.heard("audit", "export", known.heard.folder / "log.jsonl")
    assert exported.code == 0
    assert traces([known.heard.folder / "log.jsonl"], (*MARKS, "her sister")) == []


def test_no_file_copy_or_printed_line_holds_a_name(known: Known, tmp_path: Path) -> None:
    opening = asked(known)
    known.clients["guard"].post(f"{OPENINGS}/{opening}/agree")
    known.clients["scribe"].post(f"{OPENINGS}/{opening}/read")
    places = [tmp_path / name / "copy" for name in ("one", "two", "three")]
    for place in places:
        place.parent.mkdir()
    rows, keys, names = places
    assert known.heard("backup", "--data", rows, "--keys", keys, "--identities", names).code == 0
    assert traces([*day.files(known.heard), *places], (*MARKS, "her sister")) == []
    assert not any(mark in said for said in known.heard.said for mark in MARKS)


def test_after_fifteen_minutes_there_is_nothing(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(heard)
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        moment = opened.archive.clock.now() - OPEN_FOR - timedelta(seconds=1)
        monkeypatch.setattr(wiring.SystemClock, "now", lambda self: moment)
        steward = viewer(Role.STEWARD, project=group.PROJECT)
        one = identities.request(UnitOfWork(opened.archive, replace(steward, user="scribe")), WHO, REASON)
        identities.agree(UnitOfWork(opened.archive, viewer(Role.DPO, project=group.PROJECT)), one)
        monkeypatch.undo()
    with day.serving(heard) as (_, address), day.signed_in(address, "scribe") as scribe:
        answers = [scribe.post(f"{OPENINGS}/{one}/{what}") for what in ("read", "artefacts/d-one")]
        assert [answer.status_code for answer in answers] == [403, 403]
        assert names_in(answers) == []


def test_no_address_of_the_application_holds_a_name_or_a_participant() -> None:
    addresses = [route.path for route in (*PAGES, *API) if route.action.value.startswith("identity:")]
    assert len(addresses) > 10
    assert {hole for path in addresses for hole in re.findall(r"{(\w+)}", path)} == {
        "opening_id",
        "artefact_id",
    }


def test_who_withdrew_is_gone_from_the_store_and_from_the_keys_that_are_copied(
    known: Known, tmp_path: Path
) -> None:
    opening = asked(known)
    guard, scribe = known.clients["guard"], known.clients["scribe"]
    assert guard.post(f"{OPENINGS}/{opening}/agree").status_code == 200
    gone = guard.post("/api/v1/withdrawals", json={"participant": WHO, "sure": True})
    assert gone.status_code == 201
    assert "identity store" in gone.text
    assert scribe.post(f"{OPENINGS}/{opening}/read").status_code == 404
    assert scribe.post(OPENINGS, json={"participant": WHO, "reason": REASON}).status_code == 404
    added = known.clients["hands"].post("/api/v1/identities", json={"participant": WHO, "names": [NAME]})
    assert added.status_code == 410
    for place in ("one", "two", "three"):
        (tmp_path / place).mkdir()
    copies = {f"--{what}": tmp_path / place / "copy"
              for what, place in (("data", "one"), ("keys", "two"), ("identities", "three"))}  # fmt: skip
    assert known.heard("backup", *(part for pair in copies.items() for part in pair)).code == 0
    with wiring.opened(Settings(known.heard.archive), PASSPHRASE) as opened:
        assert key_subject(WHO) in opened.ring.destroyed()
        assert opened.archive.identities.read(WHO) is None
