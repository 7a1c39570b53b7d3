"""The officer's questions, receipts and copies of consents, by page and by API."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from archive.audit.verifier import verify_evidence
from archive.model import Action, Role
from archive.oversight import NEEDS, QUESTIONS, Topic
from archive.ports import Archive
from consent.receipts import LANGUAGES
from tests.web.made import SAID, Made

People = Callable[[Role], TestClient]
ASK = "/api/v1/log/questions"
RESEARCH = {"Heard-Purpose": "research_project"}


def subject(topic: Topic, made: Made) -> str:
    kinds = {"testimony": made.approved, "participant": made.participant, "user": "researcher",
             "consent": f"c-{made.participant}"}  # fmt: skip
    return kinds[NEEDS[topic]] if topic in NEEDS else ""


def asked(client: TestClient, question: str, about: str = "", **more: object) -> dict[str, object]:
    body = {"question": question, **({"subject": about} if about else {}), **more}
    answer = client.post(ASK, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_who_saw_what_and_why(people: People, made: Made) -> None:
    researcher, officer = people(Role.RESEARCHER), people(Role.DPO)
    researcher.get(f"/testimony/{made.approved}", headers=RESEARCH)
    researcher.post("/api/v1/search", json={"query": "school", "purpose": "research_project"})
    for question, about in (
        ("testimony", made.approved),
        ("participant", "p-atwo"),
        ("user", "researcher"),
        ("consent", "c-p-atwo"),
    ):
        entries = asked(officer, question, about)["entries"]
        told = {(e["action"], e["actor"], e["purpose"]) for e in entries}
        assert ("testimony:read", "researcher", "research_project") in told, question
        assert ("search:run", "researcher", "research_project") in told, question
        assert all("c-p-atwo v1" in e["consents"] for e in entries) or question in ("testimony", "user")
        assert SAID not in json.dumps(entries)
    assert not asked(officer, "consent", "c-p-atwo", version=2)["entries"]
    assert not asked(officer, "participant", "p-atwo", until="2020-01-01")["entries"]


@pytest.mark.parametrize("topic", list(Topic))
def test_every_question_has_a_page_a_call_and_a_place_in_the_log(
    topic: Topic, people: People, made: Made, archive: Archive
) -> None:
    client, about = people(Role.DPO), subject(topic, made)
    assert QUESTIONS[topic] in client.get("/log/questions").text
    before = archive.log.size()
    page = client.post("/log/questions", data={"topic": topic.value, "subject": about})
    assert page.status_code == 200
    assert QUESTIONS[topic] in page.text
    event = next(e.event for e in archive.log.entries() if e.seq == before)
    assert (event.action, dict(event.details)["question"]) == (Action.LOG_READ, topic.value)
    told = asked(client, topic.value, about)
    assert told["question"] == QUESTIONS[topic]
    assert told["total"] == len(told["entries"])  # type: ignore[arg-type]


def test_a_question_that_is_not_whole_comes_back(people: People) -> None:
    client = people(Role.DPO)
    page = client.post("/log/questions", data={"topic": "testimony"})
    assert page.status_code == 400
    assert "name its id" in page.text
    late = {"topic": "refusals", "since": "2026-02-01", "until": "2026-01-01"}
    assert client.post("/log/questions", data=late).status_code == 400
    assert client.post(ASK, json={"question": "refusals", "subject": "t-1"}).status_code == 400
    assert client.post(ASK, json={"question": "refusals", "version": 1}).status_code == 400


def test_an_answer_comes_a_page_at_a_time(people: People, archive: Archive) -> None:
    client = people(Role.DPO)
    while len(list(archive.log.entries(action="log:"))) < 101:
        asked(client, "log-readers", until="2020-01-01")
    first = client.post("/log/questions", data={"topic": "log-readers"})
    assert "page 1 of 3" in first.text
    assert "Newer" not in first.text
    upto = re.search(r'name="upto" value="(\d+)"', first.text)
    assert upto
    second = client.post("/log/questions", data={"topic": "log-readers", "page": "2", "upto": upto[1]})
    numbers = [set(re.findall(r'<th scope="row" class="n">(\d+)', p.text)) for p in (first, second)]
    assert [len(n) for n in numbers] == [50, 50]
    assert not numbers[0] & numbers[1]
    part = asked(client, "log-readers", skip=3, limit=2)
    assert (
        [e["seq"] for e in part["entries"]]
        == [  # type: ignore[attr-defined]
            e.seq for e in archive.log.entries(action="log:")
        ][3:5]
    )


def test_evidence_holds_against_its_checkpoint(people: People, archive: Archive) -> None:
    client = people(Role.DPO)
    packed = client.post("/log/questions/export", data={"topic": "exports", "sheet": "jsonl"})
    with zipfile.ZipFile(io.BytesIO(packed.content)) as files:
        lines = files.read("heard-exports.jsonl").decode().splitlines()
        note = files.read("heard-exports.jsonl.note").decode()
    assert lines
    assert verify_evidence(lines, note).ok
    assert not verify_evidence([lines[0].replace("dpo", "dpx"), *lines[1:]], note).ok
    told = client.post(f"{ASK}/export", json={"question": "exports", "form": "jsonl"}).json()
    assert verify_evidence(told["text"].splitlines(), told["checkpoint"]).ok


def test_answers_leave_as_a_table_and_as_fhir(people: People, made: Made) -> None:
    client = people(Role.DPO)
    form = {"topic": "testimony", "subject": made.approved, "sheet": "csv"}
    table = client.post("/log/questions/export", data=form)
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.startswith('"seq","at","action"')
    told = client.post(f"{ASK}/export", json={"question": "refusals", "form": "fhir"}).json()
    bundle = json.loads(told["text"])
    assert (bundle["resourceType"], told["checkpoint"]) == ("Bundle", None)
    assert {e["resource"]["resourceType"] for e in bundle["entry"]} <= {"AuditEvent"}
    exports = [e["details"] for e in asked(client, "exports")["entries"]]  # type: ignore[attr-defined]
    assert {"question": "refusals", "form": "fhir"} in exports


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_in_each_language(language: str, people: People, made: Made, archive: Archive) -> None:
    client = people(Role.DPO)
    form = {"about": made.participant, "language": language, "contact": "+880 2 5550000"}
    page = client.post("/receipts", data=form)
    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
    assert "+880 2 5550000" in page.text
    assert SAID not in page.text
    told = client.post(
        "/api/v1/consents/receipt", json={"about": made.participant, "language": language, "contact": "x"}
    ).json()
    assert told["number"] in page.text
    assert told["receipt"]["consentReceiptID"] == told["number"]
    kept = client.post("/receipts", data={**form, "keep": "yes"})
    assert f'<html lang="{language}">' in kept.text
    event = list(archive.log.entries(action="receipt:read"))[-1].event
    assert event.participants == (made.participant,)


def test_a_receipt_needs_somebody_to_call(people: People, made: Made) -> None:
    page = people(Role.DPO).post("/receipts", data={"about": made.participant})
    assert page.status_code == 400
    assert "whom to call" in page.text
    assert people(Role.DPO).post("/receipts", data={"about": "p-none", "contact": "x"}).status_code == 404


def test_a_collector_hands_out_receipts_of_their_own_project_alone(people: People, made: Made) -> None:
    collector = people(Role.COLLECTOR)
    assert "Receipt of a consent" in collector.get("/receipts").text
    assert collector.post("/receipts", data={"about": made.participant, "contact": "x"}).status_code == 200
    assert collector.post("/receipts", data={"about": "p-cone", "contact": "x"}).status_code == 404
    assert people(Role.DPO).post("/receipts", data={"about": "p-cone", "contact": "x"}).status_code == 200


def test_the_number_on_the_receipt_is_enough_to_withdraw(people: People, made: Made) -> None:
    client = people(Role.DPO)
    body = {"about": made.participant, "contact": "x"}
    number = client.post("/api/v1/consents/receipt", json=body).json()["number"]
    page = client.post("/withdraw/effect", data={"participant": number.replace(" ", "")})
    assert page.status_code == 200
    assert made.participant in page.text
    told = client.post("/api/v1/withdrawals/effect", json={"participant": number}).json()
    assert told["participant"] == made.participant
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert client.post("/withdraw/effect", data={"participant": wrong}).status_code in (400, 404)


def test_copies_of_consents_are_written_out_and_told(people: People, made: Made, archive: Archive) -> None:
    client = people(Role.DPO)
    form = {"recipient": "partner-3", "participant": made.participant, "history": "yes"}
    records = client.post("/consents/export", data=form).json()
    assert [r["pii_principal_id"] for r in records] == [made.participant]
    assert {r["@type"] for r in records} == {"dpv:ConsentRecord"}
    assert SAID not in json.dumps(records)
    told = client.post("/api/v1/consents/export", json={"recipient": "partner-4", "project": "hills"}).json()
    assert {r["pii_principal_id"] for r in told} == {"p-cone", "p-ctwo"}
    recipients = [e["details"].get("recipient") for e in asked(client, "exports")["entries"]]  # type: ignore[attr-defined]
    assert recipients[-2:] == ["partner-3", "partner-4"]
    nobody = {"recipient": "a person", "participant": made.participant}
    assert client.post("/consents/export", data=nobody).status_code == 400
