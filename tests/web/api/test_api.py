"""The JSON API does what the screens do, over the same archive."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient

from archive.model import Role
from archive.ports import Archive
from tests.web.made import FOUNDER, SAID, Made, browser, sign_in

People = Callable[[Role], TestClient]
RESEARCH = {"Heard-Purpose": "research_project"}


def test_search_and_read(people: People, made: Made) -> None:
    client = people(Role.RESEARCHER)
    answer = client.post("/api/v1/search", json={"query": "clinic", "purpose": "research_project"})
    passage = answer.json()["passages"][0]
    assert passage["testimony"] == made.approved
    start, end = passage["marks"][0]
    assert passage["text"][start:end] == "clinic"
    read = client.get(f"/api/v1/testimonies/{made.approved}", headers=RESEARCH).json()
    assert [t["turn"] for t in read["turns"]] == [0, 1, 2, 3]
    assert read["closed"] == 0
    assert SAID not in answer.text + str(read)
    unstated = client.get(f"/api/v1/testimonies/{made.approved}", headers={"Heard-Purpose": "media"})
    assert unstated.status_code in (200, 403)
    assert client.get(f"/api/v1/testimonies/{made.foreign}", headers=RESEARCH).status_code == 404


def test_a_quote(people: People, made: Made) -> None:
    client = people(Role.ADVOCACY)
    headers = {"Heard-Purpose": "advocacy_publish_quote"}
    quote = client.get(f"/api/v1/quotes/{made.quote}", headers=headers).json()
    assert quote["uses"] == ["advocacy_publish_quote"]
    assert quote["citation"].endswith(f"Heard quote {made.quote}, project delta)")
    headers = {"Heard-Purpose": "media"}
    assert client.get(f"/api/v1/quotes/{made.quote}", headers=headers).status_code == 404
    assert client.get("/api/v1/quotes/z-nothing", headers=headers).status_code == 404


def test_a_review(people: People, made: Made) -> None:
    client = people(Role.STEWARD)
    assert {row["testimony"] for row in client.get("/api/v1/review").json()} == {made.waiting, made.sealed}
    base = f"/api/v1/review/{made.sealed}"
    found = client.post(f"{base}/detect").json()["count"]
    sheet = client.get(base).json()
    assert len(sheet["findings"]) == found > 0
    assert SAID in sheet["turns"][1]["original"]
    name = next(f for f in sheet["findings"] if SAID in f["quote"])
    done = client.post(
        f"{base}/decisions", json={"finding": name["finding"], "verdict": "accept", "reach": "testimony"}
    )
    assert done.json()["count"] >= 1
    early = client.post(f"{base}/decisions", json={"finding": "f-nothing", "verdict": "accept"})
    assert early.status_code == 404
    span = sheet["turns"][2]["original"].index("school")
    start = sum(len(t["original"]) + 1 for t in sheet["turns"][:2]) + span
    missed = {"spans": [{"start": start, "end": start + 6, "type": "ORG"}]}
    assert client.post(f"{base}/missed", json=missed).json() == {"count": 1}
    client.post(f"{base}/accept-rest")
    standing = client.post(f"{base}/approve").json()
    assert standing["state"] == "approved"
    released = client.post(f"{base}/quotes", json={"turn": 2, "start": start - 10, "end": start})
    assert released.status_code == 201
    assert "school" not in released.json()["text"]


def test_the_officers_questions(people: People, made: Made) -> None:
    people(Role.RESEARCHER).get(f"/api/v1/testimonies/{made.approved}", headers=RESEARCH)
    client = people(Role.DPO)
    consents = client.get("/api/v1/consents").json()
    assert {c["participant"] for c in consents} >= {"p-aone", "p-atwo"}
    assert SAID not in str(consents)
    assert client.get("/api/v1/consents/due", params={"days": 30}).status_code == 200
    asked = {"testimony": made.approved, "action": "testimony:read"}
    entries = client.post("/api/v1/log/entries", json=asked).json()
    assert entries["entries"][-1]["actor"] == "researcher"
    assert "c-p-aone v1" in entries["entries"][-1]["consents"]
    note = client.post("/api/v1/log/checkpoint").json()["checkpoint"]
    assert client.post("/api/v1/log/verify", json={"checkpoint": note}).json()["sound"] is True
    lines = client.post("/api/v1/log/export").text.splitlines()
    assert len(lines) > 10
    assert people(Role.AUDITOR).post("/api/v1/log/verify", json={}).json()["sound"] is True


def test_accounts(people: People, archive: Archive) -> None:
    client = people(Role.ADMINISTRATOR)
    new = {"user": "api-made", "role": "advocacy", "projects": ["delta"]}
    assert client.post("/api/v1/users", json={**new, "password": "long-enough-for-this"}).status_code == 422
    proposed = client.post("/api/v1/users", json=new)
    assert proposed.status_code == 201
    assert client.post("/api/v1/users", json=new).status_code == 400
    [listed] = [a for a in client.get("/api/v1/users").json() if a["user"] == "api-made"]
    assert (listed["active"], listed["waits"], listed["invited"]) == (False, True, True)
    officer = browser(archive)
    assert sign_in(officer, FOUNDER).status_code == 303
    assert officer.post("/api/v1/users/api-made/countersign").status_code == 400, "nobody opened it"
    again = client.post("/api/v1/users/api-made/invite").json()["invitation"]
    own = "long-enough-for-this"
    void = {"code": proposed.json()["invitation"], "password": own}
    mine = browser(archive)
    assert mine.post("/api/v1/invitation", json=void).status_code == 403, "the newer one counts"
    accepted = mine.post("/api/v1/invitation", json={"code": again, "password": own})
    assert accepted.json() == {"user": "api-made", "role": "advocacy", "waits": True}
    known = {"user": "api-made", "password": own}
    assert client.post("/api/v1/session", json=known).status_code == 401
    assert client.post("/api/v1/users/api-made/countersign").status_code == 403
    assert officer.post("/api/v1/users/api-made/countersign").status_code == 204
    assert officer.post("/api/v1/users/api-made/countersign").status_code == 400
    assert officer.post("/api/v1/users/nobody-here/countersign").status_code == 404
    assert client.post("/api/v1/session", json=known).status_code == 201
    chosen = {"old": own, "new": "my-own-and-nobodys"}
    assert sign_in(mine, "api-made", own).status_code == 303
    assert mine.post("/api/v1/session/password", json=chosen).status_code == 204
    assert mine.get("/api/v1/session").status_code == 401
    assert sign_in(mine, "api-made", chosen["new"]).status_code == 303
    assert client.post("/api/v1/users/api-made/deactivate").status_code == 204
    assert client.post("/api/v1/users/nobody-here/deactivate").status_code == 404


def test_an_emergency_takes_two_people_and_a_review(people: People, made: Made) -> None:
    asking, steward, officer = (people(r) for r in (Role.RESEARCHER, Role.STEWARD, Role.DPO))
    body = {"testimony": made.approved, "reason": "somebody will come for her tonight", "minutes": 5}
    assert officer.post("/api/v1/emergencies", json=body).status_code == 403
    assert asking.post("/api/v1/emergencies", json={**body, "reason": ""}).status_code == 422
    assert asking.post("/api/v1/emergencies", json={**body, "testimony": made.foreign}).status_code == 404
    asked = asking.post("/api/v1/emergencies", json=body)
    assert asked.status_code == 201
    one = f"/api/v1/emergencies/{asked.json()['emergency']}"
    assert asking.post(f"{one}/words").status_code == 403
    assert asking.post(f"{one}/countersign").status_code == 403
    assert steward.post(f"{one}/countersign").json()["until"]
    assert steward.post(f"{one}/words").status_code == 404
    opened = asking.post(f"{one}/words").json()
    assert SAID in opened["turns"][1]["text"]
    found = {"justified": True, "note": "it was real"}
    assert officer.post(f"{one}/review", json=found).status_code == 403, "it is still open"
    assert asking.post(f"{one}/stop").status_code == 204
    assert asking.post(f"{one}/words").status_code == 403
    assert steward.post(f"{one}/review", json=found).status_code == 403
    assert officer.post(f"{one}/review", json=found).status_code == 204
    [kept] = officer.get("/api/v1/emergencies").json()
    assert (kept["standing"], kept["readings"], kept["reviewed_by"]) == ("reviewed", 1, "dpo")
    assert officer.post("/api/v1/emergencies/b-none/words").status_code == 403
    assert asking.post("/api/v1/emergencies/b-none/words").status_code == 404
    answer = officer.post("/api/v1/log/questions", json={"question": "break-glass"}).json()
    assert (answer["total"], answer["must_be_empty"]) == (0, True)


def test_coding(people: People, made: Made) -> None:
    client = people(Role.RESEARCHER)
    assert made.approved in [
        row["testimony"] for row in client.get("/api/v1/coding", headers=RESEARCH).json()
    ]
    base = f"/api/v1/coding/{made.approved}"
    turn = client.get(base, headers=RESEARCH).json()["turns"][2]
    at = turn["text"].index("school")
    code = {"code": "4.1", "turn": 2, "start": at, "end": at + 6}
    coding = client.post(f"{base}/codings", json=code, headers=RESEARCH).json()["codings"][0]
    shown = client.get(base, headers=RESEARCH).json()["turns"][2]["codings"]
    assert [(m["text"], m["mine"], m["score"]) for m in shown if m["id"] == coding] == [
        ("school", True, None)
    ]
    assert client.post(f"{base}/undo", headers=RESEARCH).json() == {"codings": [coding]}
    assert client.post(f"{base}/redo", headers=RESEARCH).json() == {"codings": [coding]}
    assert client.delete(f"/api/v1/codings/{coding}", headers=RESEARCH).status_code == 204
    assert client.delete("/api/v1/codings/c-nothing", headers=RESEARCH).status_code == 404
    bad = client.post(f"{base}/codings", json=code | {"end": 9999, "start": 9990}, headers=RESEARCH)
    assert bad.status_code == 400
    assert client.post(f"{base}/codings", json=code | {"code": "x"}, headers=RESEARCH).status_code == 400
    foreign = f"/api/v1/coding/{made.foreign}"
    assert client.get(foreign, headers=RESEARCH).status_code == 404
    assert SAID not in client.get(base, headers=RESEARCH).text


def test_a_suggestion_is_accepted_or_rejected(people: People, made: Made) -> None:
    client = people(Role.RESEARCHER)
    base = f"/api/v1/coding/{made.approved}"
    offered = [s for t in client.get(base, headers=RESEARCH).json()["turns"] for s in t["suggestions"]]
    assert offered
    first = {"suggestion": offered[0]["id"], "verdict": "reject"}
    assert client.post(f"{base}/verdicts", json=first, headers=RESEARCH).json() == {"codings": []}
    assert client.post(f"{base}/verdicts", json=first, headers=RESEARCH).status_code == 404
    assert (
        client.post(f"{base}/verdicts", json=first | {"verdict": "undo"}, headers=RESEARCH).status_code == 422
    )


def test_the_codebook_and_memos(people: People, made: Made) -> None:
    client = people(Role.RESEARCHER)
    base = "/api/v1/codebooks/delta"
    before = client.get(base, headers=RESEARCH).json()["version"]
    new = {"act": "add", "code": "queue", "label": "Queues", "parent": "3.8", "examples": ["nine hours"]}
    assert client.post(base, json=new, headers=RESEARCH).json()["version"] == before + 1
    assert client.post(base, json=new, headers=RESEARCH).status_code == 400
    changed = client.post(
        base, json={"act": "change", "code": "queue", "parent": ""}, headers=RESEARCH
    ).json()
    queue = next(c for c in changed["codes"] if c["id"] == "queue")
    assert (queue["label"], queue["parent"], queue["examples"]) == ("Queues", None, ["nine hours"])
    parts = [{"id": "queue.a", "label": "At the gate"}, {"id": "queue.b", "label": "Inside"}]
    split = {"act": "split", "code": "queue", "parts": parts}
    assert client.post(base, json=split, headers=RESEARCH).json()["act"] == "split queue into queue.a queue.b"
    memo = {"on": "code", "object": "queue.a", "text": "who lets whom in?"}
    assert client.post(f"{base}/memos", json=memo, headers=RESEARCH).status_code == 201
    assert memo["text"] in [m["text"] for m in client.get(f"{base}/memos", headers=RESEARCH).json()]
    assert client.get("/api/v1/codebooks/elsewhere", headers=RESEARCH).status_code in (403, 404)


def test_figures_show_no_small_group(people: People, made: Made) -> None:
    client = people(Role.RESEARCHER)
    for question in ("matrix", "together", "drivers"):
        asked = {"project": "delta", "question": question, "term": "country"}
        table = client.post("/api/v1/figures", json=asked, headers=RESEARCH).json()["table"]
        assert table["smallest_group"] == 5
        assert all(cell in (None, 0) or cell >= 5 for line in table["cells"] for cell in line)
    silent = client.post("/api/v1/figures", json=asked | {"question": "silence"}, headers=RESEARCH)
    assert silent.json()["table"] is None


def test_a_withdrawal(people: People, made: Made) -> None:
    client = people(Role.DPO)
    asked = {"participant": "p-atwo"}
    effect = client.post("/api/v1/withdrawals/effect", json=asked).json()
    assert effect["whole"] is True
    assert effect["turns"] == 1
    assert client.post("/api/v1/withdrawals", json=asked).status_code == 422, "it has to be confirmed"
    receipt = client.post("/api/v1/withdrawals", json=asked | {"sure": True})
    assert receipt.status_code == 201
    assert receipt.json()["checkpoint"].startswith("heard/")
    headers = {"Heard-Purpose": "advocacy_publish_quote"}
    assert people(Role.ADVOCACY).get(f"/api/v1/quotes/{made.quote}", headers=headers).status_code == 404
