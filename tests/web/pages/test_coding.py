"""The coding page and the figures through the application: what a form does, what a page may show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from archive.access.gate import UnitOfWork
from archive.model import Role
from archive.ports import Archive
from archive.study import coding_acts, rounds
from archive.study.coding_acts import Selection
from consent.record import Purpose
from tests.web.made import SAID, Made, account, viewer

People = Callable[[Role], TestClient]


@pytest.fixture
def ana(people: People) -> TestClient:
    return people(Role.RESEARCHER)


def put(client: TestClient, testimony: str, **form: object) -> tuple[int, str]:
    answer = client.post(f"/coding/{testimony}/add", data=form)
    return answer.status_code, answer.text


def test_the_shelf_shows_what_may_be_coded(ana: TestClient, made: Made) -> None:
    text = ana.get("/coding").text
    assert made.approved in text
    assert not any(other in text for other in (made.waiting, made.foreign, made.sealed))


def test_words_are_coded_by_their_place_and_by_themselves(
    ana: TestClient, archive: Archive, made: Made
) -> None:
    page = ana.get(f"/coding/{made.approved}").text
    assert "The clinic was closed" in page
    assert SAID not in page
    assert "&lt;b&gt;nurse&lt;/b&gt;" in page
    assert put(ana, made.approved, turn=2, words="walked to the school", code="4.a") == (303, "")
    at = "We walked to the school, and the water stood in the road.".index("water")
    assert put(ana, made.approved, turn=2, start=at, end=at + 5, words="water", code="13.1 Facing")[0] == 303
    kept = {c.code: c.quote for c in archive.store.codings.of(made.approved) if c.coder == "researcher"}
    assert kept == {"4.a": "walked to the school", "13.1": "water"}
    shown = ana.get(f"/coding/{made.approved}").text
    assert "<q>walked to the school</q>" in shown
    assert ana.post(f"/coding/{made.approved}/undo").status_code == 303
    assert ana.post(f"/coding/{made.approved}/redo").status_code == 303
    assert {c.code for c in archive.store.codings.of(made.approved)} >= {"4.a", "13.1"}


def test_a_few_letters_ask_which_code_is_meant(ana: TestClient, made: Made) -> None:
    status, page = put(ana, made.approved, turn=3, words="Nobody came.", code="wat")
    assert status == 200
    assert "Which code do you mean?" in page
    found = re.findall(r'name="code" value="([^"]+)"', page)
    assert len(found) > 1
    assert put(ana, made.approved, turn=3, words="Nobody came.", code=found[0])[0] == 303


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"turn": 2, "words": "not said at all", "code": "4.a"}, "exactly once"),
        ({"turn": 2, "words": "the", "code": "4.a"}, "exactly once"),
        ({"turn": 99, "words": "water", "code": "4.a"}, "Select some words"),
        ({"turn": 2, "words": "water", "code": "zzzqqq"}, "No code has these letters"),
        ({"turn": 2, "start": 5000, "end": 5002, "words": "water", "code": "4.a"}, "select them again"),
    ],
)
def test_a_form_that_does_not_fit_says_what_to_do(
    ana: TestClient, made: Made, form: dict[str, object], sentence: str
) -> None:
    status, page = put(ana, made.approved, **form)
    assert status == 400
    assert sentence in page
    assert "Traceback" not in page


def test_an_offset_that_disagrees_with_the_words_is_not_believed(
    ana: TestClient, archive: Archive, made: Made
) -> None:
    assert put(ana, made.approved, turn=2, start=0, end=2, words="in the road", code="9.1")[0] == 303
    assert [c.quote for c in archive.store.codings.of(made.approved) if c.code == "9.1"] == ["in the road"]


def test_a_memo_stands_on_its_code(ana: TestClient, archive: Archive, made: Made) -> None:
    put(ana, made.approved, turn=2, words="the water stood", code="6.1")
    coding = next(c.id for c in archive.store.codings.of(made.approved) if c.code == "6.1")
    told = {"coding": coding, "text": "after three days"}
    assert ana.post(f"/coding/{made.approved}/memo", data=told).status_code == 303
    assert "after three days" in ana.get(f"/coding/{made.approved}").text
    assert ana.post(f"/coding/{made.approved}/remove", data={"coding": coding}).status_code == 303
    assert "after three days" not in ana.get(f"/coding/{made.approved}").text


def test_suggestions_are_judged_with_the_words_that_speak_for_them(
    ana: TestClient, archive: Archive, made: Made
) -> None:
    waiting = [s for s in archive.store.codings.suggestions(made.approved) if s.verdict is None]
    page = ana.get(f"/coding/{made.approved}").text
    shown = re.findall(r'name="suggestion" value="([^"]+)"', page)
    assert set(shown) <= {s.id for s in waiting}
    for one in shown[:1]:
        form = {"suggestion": one, "verdict": "reject"}
        assert ana.post(f"/coding/{made.approved}/judge", data=form).status_code == 303
        assert one not in ana.get(f"/coding/{made.approved}").text


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.RESEARCHER])
def test_nobody_else_codes(people: People, made: Made, role: Role) -> None:
    client = people(role)
    assert client.get(f"/coding/{made.approved}").status_code in (403, 404)
    assert put(client, made.approved, turn=2, words="water", code="6.1")[0] in (403, 404)


def test_what_is_not_approved_cannot_be_coded(ana: TestClient, made: Made) -> None:
    for other in (made.waiting, made.foreign, made.sealed, "t-nothing"):
        assert ana.get(f"/coding/{other}").status_code == 404


def test_figures_withhold_the_few(ana: TestClient, people: People) -> None:
    ask = {"project": "delta", "question": "matrix", "term": "country"}
    page = ana.post("/study", data=ask).text
    assert "How many people there are in all is withheld" in page
    assert "withheld" in page
    for question in ("together", "drivers", "silence", "new"):
        assert ana.post("/study", data={**ask, "question": question}).status_code == 200
    answer = ana.post("/study/workbook", data=ask)
    assert answer.content[:2] == b"PK"
    assert people(Role.ADVOCACY).post("/study", data=ask).status_code == 200
    assert people(Role.STEWARD).post("/study", data=ask).status_code in (403, 404)
    assert ana.post("/study", data={**ask, "question": "agreement"}).status_code == 400
    other = ana.post("/study", data={**ask, "project": "hills"})
    assert other.status_code in (403, 404) or "Nobody is coded" in other.text


def test_a_dispute_is_settled_without_names(ana: TestClient, archive: Archive, made: Made) -> None:
    account(archive, "second", Role.RESEARCHER, ["delta"])
    first = replace(viewer(Role.RESEARCHER, Purpose.RESEARCH_PROJECT), user="researcher")
    other = replace(first, user="second")
    form = {"project": "delta", "testimonies": made.approved, "coders": "researcher, second", "codes": "6.1"}
    assert "two coders" in ana.post("/study/rounds", data=form | {"coders": "second"}).text
    assert ana.post("/study/rounds", data=form).status_code == 303
    blind = next(r for r in rounds.rounds(UnitOfWork(archive, first), "delta") if r.closed_at is None)
    coding_acts.code(UnitOfWork(archive, first), made.approved, Selection(2, 24, 33), "6.1")
    coding_acts.code(UnitOfWork(archive, other), made.approved, Selection(2, 28, 33), "6.1")
    assert blind.id in ana.get("/study").text
    assert ana.post("/study/rounds", data={"project": "delta", "round": blind.id}).status_code == 303
    ask = {"project": "delta", "question": "agreement", "round": blind.id}
    page = ana.post("/study", data=ask).text
    card = re.search(r'<li class="card">.*?</li>', page, re.DOTALL)
    assert card
    assert "second" not in card.group()
    key = re.search(r'name="passage" value="([^"]+)"', card.group())
    assert key
    settled = ana.post("/study/settle", data={**ask, "passage": key.group(1), "side": "A"})
    assert settled.status_code == 200
    assert "settled: the code stands" in settled.text
    assert ana.post("/study/settle", data={**ask, "passage": "nothing", "side": "A"}).status_code == 404
