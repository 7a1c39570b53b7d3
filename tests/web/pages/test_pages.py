"""What each person sees: the right words on the right screen, and nothing of an original elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from fastapi.testclient import TestClient

from archive.model import Action, Role
from archive.ports import Archive
from tests.web.made import ORIGIN, PASSWORD, SAID, Made, browser, sign_in

People = Callable[[Role], TestClient]


def test_nobody_signed_in_sees_the_door(archive: Archive) -> None:
    client = browser(archive)
    assert "Sign in" in client.get("/").text
    answer = client.get("/search")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_researcher_finds_marks_and_reads(people: People, made: Made) -> None:
    client = people(Role.RESEARCHER)
    found = client.post("/search", data={"words": "clinic", "purpose": "research_project"})
    assert found.status_code == 200
    assert "<mark>clinic</mark>" in found.text
    assert "&lt;b&gt;nurse" in found.text, "what a participant said is text, never markup"
    assert SAID not in found.text
    assert "345678" not in found.text
    page = client.get(f"/testimony/{made.approved}")
    assert page.status_code == 200
    assert 'id="t1"' in page.text
    assert 'lang="en"' in page.text
    assert SAID not in page.text


def test_without_a_purpose_the_page_asks_for_one(archive: Archive, made: Made) -> None:
    from tests.web.made import signed_in

    client = signed_in(archive, Role.RESEARCHER)
    asked = client.get(f"/testimony/{made.approved}")
    assert asked.status_code == 403
    assert "What do you read this for?" in asked.text
    form = {"purpose": "research_project", "kind": "testimony", "item": made.approved}
    answer = client.post("/purpose", data=form)
    assert answer.headers["location"] == f"/testimony/{made.approved}"
    assert client.get(answer.headers["location"]).status_code == 200


def test_advocacy_sees_quotes_alone_and_may_copy_them(people: People, made: Made) -> None:
    client = people(Role.ADVOCACY)
    found = client.post("/search", data={"words": "road", "purpose": "advocacy_publish_quote"})
    assert f"Heard quote {made.quote}" in found.text
    assert "/testimony/" not in found.text
    none = client.post("/search", data={"words": "clinic", "purpose": "advocacy_publish_quote"})
    assert "0 quotes" in none.text, "an unreleased passage is not there for advocacy"
    page = client.get(f"/quote/{made.quote}")
    assert "publish a quote" in page.text
    assert client.get(f"/testimony/{made.approved}").status_code == 403


def test_a_query_that_cannot_be_read_comes_back_as_a_form(people: People) -> None:
    answer = people(Role.RESEARCHER).post("/search", data={"words": '"open', "purpose": "research_project"})
    assert answer.status_code == 400
    assert "quotation mark" in answer.text


def test_a_steward_reviews_by_form_and_approves(people: People, made: Made, archive: Archive) -> None:
    client = people(Role.STEWARD)
    assert made.waiting in client.get("/review").text
    before = archive.log.size()
    sheet = client.get(f"/review/{made.waiting}")
    assert SAID in sheet.text
    opened = [
        e for e in archive.log.entries() if e.seq >= before and e.event.action is Action.TESTIMONY_UNSEAL
    ]
    assert opened, "the opening of an original is an event"
    findings = archive.store.reviews.findings(made.waiting)
    name = next(f for f in findings if SAID in f.quote)
    base = f"/review/{made.waiting}"
    form = {"finding": name.id, "verdict": "change", "research": "[a neighbour]"}
    assert client.post(f"{base}/decide", data=form).status_code == 303
    assert "[a neighbour]" in client.get(base).text
    form = {"words": "nine days", "turn": "1", "type": "DATETIME"}
    assert client.post(f"{base}/mark", data=form).status_code == 303
    assert any(f.quote == "nine days" for f in archive.store.reviews.findings(made.waiting))
    assert client.post(f"{base}/accept-rest").status_code == 303
    refused = client.post(f"{base}/approve")
    assert refused.status_code == 400, "nobody approves what they did not say they read"
    assert client.post(f"{base}/approve", data={"read": "yes"}).status_code == 303
    assert made.waiting not in client.get("/review").text
    stated = {"Heard-Purpose": "research_project"}
    read = people(Role.RESEARCHER).get(f"/testimony/{made.waiting}", headers=stated)
    assert "[a neighbour]" in read.text


def test_a_change_needs_words(people: People, made: Made, archive: Archive) -> None:
    finding = archive.store.reviews.findings(made.approved)[0]
    form = {"finding": finding.id, "verdict": "change", "research": " "}
    answer = people(Role.STEWARD).post(f"/review/{made.approved}/decide", data=form)
    assert answer.status_code == 400
    assert "Write what is to be read instead" in answer.text


def test_another_project_does_not_exist(people: People, made: Made) -> None:
    people(Role.RESEARCHER).post("/search", data={"words": "clinic", "purpose": "research_project"})
    for role, path in (
        (Role.RESEARCHER, f"/testimony/{made.foreign}"),
        (Role.STEWARD, f"/review/{made.foreign}"),
        (Role.RESEARCHER, "/testimony/t-nothing"),
        (Role.RESEARCHER, "/testimony/%3Cscript%3E"),
    ):
        answer = people(role).get(path)
        assert answer.status_code == 404, path
        assert "There is nothing at this address that you may open" in answer.text


def test_the_officer_reads_the_log_and_never_a_word(people: People, made: Made) -> None:
    people(Role.RESEARCHER).post("/search", data={"words": "clinic", "purpose": "research_project"})
    client = people(Role.DPO)
    page = client.post("/log", data={"user": "researcher", "action": "search:run"})
    assert page.status_code == 200
    assert "search:run" in page.text
    assert "clinic" not in page.text
    opened = client.post("/log", data={"user": "researcher", "action": "search:run", "queries": "yes"})
    assert "search words: clinic" in opened.text
    for text in (page.text, opened.text, client.get("/consents").text):
        assert SAID not in text
    proved = client.post("/log/verify", data={"note": ""})
    assert "entries, sound" in proved.text
    note = client.post("/log/checkpoint").text
    assert "in line with your checkpoint" in client.post("/log/verify", data={"note": note}).text
    assert "sound" not in client.post("/log/verify", data={"note": note.replace("heard/", "hears/")}).text
    packed = client.post("/log/export")
    assert packed.headers["content-disposition"].startswith("attachment")


def test_what_cannot_be_an_id_goes_nowhere(people: People, archive: Archive) -> None:
    client = people(Role.DPO)
    answer = client.post("/log", data={"participant": "Amina Begum"})
    assert answer.status_code == 400
    assert client.post("/withdraw/effect", data={"participant": "Amina Begum"}).status_code == 400
    assert client.post("/withdraw/effect", data={"participant": "p-nobody"}).status_code == 404
    assert "Begum" not in "".join(archive.log.export())


def test_the_administrator_proposes_and_closes_accounts(people: People, archive: Archive) -> None:
    client = people(Role.ADMINISTRATOR)
    form = {"user": "new-reader", "role": "researcher", "projects": "delta"}
    assert client.post("/users", data={**form, "user": "Nora Khan"}).status_code == 400
    proposed = client.post("/users", data=form).text
    code = re.search(r'id="invitation-code">([a-z0-9-]+)<', proposed)
    assert code
    assert f"{ORIGIN}/invitation#{code[1]}" in proposed
    assert code[1] not in client.get("/users").text, "shown once"
    officer = people(Role.DPO)
    assert "Countersign the account new-reader" not in officer.get("/users").text
    early = officer.post("/users/countersign", data={"user": "new-reader"})
    assert (early.status_code, "choose your own" in early.text) == (403, True)
    changed = {"old": PASSWORD, "new": "my-own-and-nobodys"}
    assert officer.post("/account/password", data={**changed, "old": "wrong"}).status_code == 400
    assert officer.post("/account/password", data=changed).headers["location"] == "/"
    assert officer.get("/users").status_code == 303, "every session of theirs ended"
    assert sign_in(officer, "dpo", changed["new"]).status_code == 303
    early = officer.post("/users/countersign", data={"user": "new-reader"})
    assert (early.status_code, "not opened the invitation" in early.text) == (400, True)
    other = browser(archive)
    chosen = {"code": code[1], "password": "short"}
    assert other.post("/invitation", data=chosen).status_code == 400
    chosen["password"] = "four-words-of-nobody-else"
    assert "new-reader" in other.post("/invitation", data=chosen).text
    assert other.post("/invitation", data=chosen).status_code == 403, "it opens once"
    known = {"user": "new-reader", "password": chosen["password"]}
    assert other.post("/sign-in", data=known).status_code == 401, "nobody has countersigned it"
    assert client.post("/users/countersign", data={"user": "new-reader"}).status_code == 403
    assert "Countersign the account new-reader" in officer.get("/users").text
    assert officer.post("/users/countersign", data={"user": "new-reader"}).status_code == 303
    assert officer.post("/users/countersign", data={"user": "new-reader"}).status_code == 400
    assert other.post("/sign-in", data=known).status_code == 303
    assert other.get("/search").status_code == 200
    assert client.post("/users/deactivate", data={"user": "new-reader"}).status_code == 303
    assert other.get("/search").status_code == 303, "a closed account's session is over at once"


def test_a_withdrawal_shows_its_effect_then_a_receipt(people: People, made: Made) -> None:
    client = people(Role.DPO)
    effect = client.post("/withdraw/effect", data={"participant": made.participant})
    assert effect.status_code == 200
    assert "Nothing has happened yet" in effect.text
    assert client.post("/withdraw", data={"participant": made.participant}).status_code == 400
    receipt = client.post("/withdraw", data={"participant": made.participant, "sure": "yes"})
    assert receipt.status_code == 200
    assert "shredded" in receipt.text
    assert "— heard/" in receipt.text, "the receipt carries a signed note"
    reader = people(Role.RESEARCHER)
    page = reader.get(f"/testimony/{made.approved}")
    assert "clinic" not in page.text
    assert "not open for this purpose today" in page.text
    found = reader.post("/search", data={"words": "clinic", "purpose": "research_project"})
    assert made.approved not in found.text
