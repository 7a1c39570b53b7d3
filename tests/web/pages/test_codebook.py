"""The codebook through the application: acts make versions, nothing typed is lost, others stay shut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from archive.model import Role
from archive.ports import Archive
from archive.study.notebook import book_of
from taxonomies.codebook_exchange import codes_in_csv, codes_in_qdc
from tests.web.made import Made

BASE = "/codebook/delta"


@pytest.fixture
def ana(people: Callable[[Role], TestClient], made: Made) -> TestClient:
    assert made.approved
    return people(Role.RESEARCHER)


def act(client: TestClient, **form: str) -> tuple[int, str]:
    answer = client.post(f"{BASE}/change", data=form)
    return answer.status_code, answer.text


def test_a_code_goes_through_its_life(ana: TestClient, archive: Archive) -> None:
    assert "3.8" in ana.get("/codebook").text
    before = book_of(archive, "delta").version
    assert (
        act(ana, act="add", code="boat", label="Boats and ferries", parent="3.8", colour="#11AA33")[0] == 303
    )
    assert act(ana, act="change", code="boat", label="Boats", examples="no boat came\n\nthe fare")[0] == 303
    assert act(ana, act="split", code="boat", into="boat.fare The fare\nboat.none No boat")[0] == 303
    assert act(ana, act="merge", code="boat.none", into="boat.fare")[0] == 303
    assert act(ana, act="retire", code="boat.fare")[0] == 303
    book = book_of(archive, "delta")
    assert book.version == before + 5
    assert book.codes["boat"].examples == ("no boat came", "the fare")
    assert book.codes["boat"].became == ("boat.fare", "boat.none")
    assert book.current("boat") == ()
    page = ana.get(BASE).text
    assert "boat.none" in page.split("Out of use")[1]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"act": "add", "code": "3.8", "label": "Again"}, "already"),
        ({"act": "add", "code": "new", "label": "New", "parent": "nowhere"}, "parent is unknown"),
        ({"act": "change", "code": "nowhere", "label": "X"}, "no such code"),
        ({"act": "change", "code": "3.8", "label": "X", "parent": "3.8"}, "under itself"),
        ({"act": "merge", "code": "3.8", "into": "3.8"}, "another one to keep"),
        ({"act": "split", "code": "3.8", "into": "one One"}, "two new codes"),
        ({"act": "split", "code": "3.8", "into": "one\ntwo"}, "id and a label"),
        ({"act": "add", "code": "new", "label": "Kept while asked", "colour": "red"}, "colour"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(
    ana: TestClient, archive: Archive, form: dict[str, str], sentence: str
) -> None:
    before = book_of(archive, "delta").version
    status, page = act(ana, **form)
    assert status == 400
    assert sentence in page
    if form["act"] != "split":
        assert form.get("label", "") in page
    assert book_of(archive, "delta").version == before


def test_it_leaves_as_a_file_and_reads_the_same(ana: TestClient, archive: Archive) -> None:
    here = {code.id for code in book_of(archive, "delta").codes.values() if not code.retired}
    table = ana.post(f"{BASE}/file", data={"form": "csv"})
    assert {code.id for code in codes_in_csv(table.text).codes if not code.retired} == here
    assert {
        code.id for code in codes_in_qdc(ana.post(f"{BASE}/file", data={"form": "qdc"}).content).codes
    } == here
    assert "attachment" in table.headers["content-disposition"]


def test_a_memo_on_a_code_is_kept_beside_what_others_wrote(ana: TestClient, archive: Archive) -> None:
    assert ana.post(f"{BASE}/memo", data={"code": "6.1", "text": "ask about the <pump>"}).status_code == 303
    page = ana.post(BASE, data={"code": "6.1"}).text
    assert page.count("ask about the &lt;pump&gt;") == 2
    assert ana.post(f"{BASE}/memo", data={"code": "6.1", "text": " "}).status_code == 303
    assert "ask about" not in ana.get(BASE).text


def test_another_project_is_not_there(ana: TestClient) -> None:
    assert ana.get("/codebook/elsewhere").status_code in (403, 404)
    assert ana.post("/codebook/elsewhere/change", data={"act": "retire", "code": "3.8"}).status_code in (
        403,
        404,
    )
