"""What only a machine has looked at never reaches advocacy: tried over every way there is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import reading
from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused
from archive.model import IdentifierType, Mode, Role, TestimonyState, Viewer
from archive.ports import Archive
from archive.reading import quotes
from archive.review import approval, detection
from archive.review import decisions as review_decisions
from archive.search.keyed import QUOTE
from archive.search.query import parse
from consent.record import Purpose
from tests.review.interviews import ADVOCATE, RESEARCHER, STEWARD, interview, machine_found, read
from tests.web.made import account, browser, sign_in

SAID = "We carried water past the Zubaidabad gate, and the tanker never came."


def state(archive: Archive, testimony: str) -> TestimonyState:
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    return kept.state


@pytest.fixture
def masked(archive: Archive) -> str:
    """A testimony that nobody has reviewed, open to research."""
    one = interview(archive, "one", SAID)
    review_decisions.mask(UnitOfWork(archive, STEWARD), one)
    return one


def test_research_reads_it_masked_and_told_so(archive: Archive, masked: str) -> None:
    (turn,) = reading.read_testimony(UnitOfWork(archive, RESEARCHER), masked)
    assert turn.rendering.mode is Mode.RECALL_FIRST
    assert "Zubaidabad" not in turn.text
    assert "tanker" in turn.text
    assert [
        p.testimony for p in reading.search_passages(UnitOfWork(archive, RESEARCHER), parse("tanker"))
    ] == [masked]


def test_a_reviewed_rendering_says_so(archive: Archive) -> None:
    one = interview(archive, "one", SAID)
    detection.detect(UnitOfWork(archive, STEWARD), one)
    review_decisions.accept_rest(UnitOfWork(archive, STEWARD), one)
    review_decisions.finish(UnitOfWork(archive, STEWARD), one)
    assert {t.rendering.mode for t in reading.read_testimony(UnitOfWork(archive, RESEARCHER), one)} == {
        Mode.REVIEWED
    }
    with pytest.raises(Refused):
        detection.detect(UnitOfWork(archive, STEWARD), one, Mode.RECALL_FIRST)


def test_what_is_in_review_is_read_by_nobody(archive: Archive) -> None:
    one = interview(archive, "one", SAID)
    for step in (lambda: None, lambda: detection.detect(UnitOfWork(archive, STEWARD), one)):
        step()
        for who in (RESEARCHER, ADVOCATE):
            with pytest.raises((NotFound, Refused)):
                reading.read_testimony(UnitOfWork(archive, who), one)
        with pytest.raises(Refused):
            approval.index(UnitOfWork(archive, STEWARD), one)


@pytest.mark.parametrize(
    "purpose", [Purpose.ADVOCACY_PUBLISH_QUOTE, Purpose.ADVOCACY_INTERNAL, Purpose.MEDIA]
)
def test_advocacy_neither_finds_nor_reads_it(archive: Archive, masked: str, purpose: Purpose) -> None:
    advocate = Viewer("the-advocacy", Role.ADVOCACY, frozenset({"delta"}), purpose)
    assert reading.search_passages(UnitOfWork(archive, advocate), parse("tanker")) == []
    with pytest.raises((NotFound, Refused)):
        reading.read_testimony(UnitOfWork(archive, advocate), masked)


def test_no_quote_is_released_from_it(archive: Archive, masked: str) -> None:
    with pytest.raises(Refused):
        review_decisions.release_words(UnitOfWork(archive, STEWARD), masked, 0, "the tanker never came")
    assert archive.store.quotes.of(masked) == []


def test_an_old_quote_closes_with_its_review(archive: Archive) -> None:
    """Released from a reviewed text, then the text goes back to the machine alone by another decision."""
    one = interview(archive, "one", SAID)
    detection.detect(UnitOfWork(archive, STEWARD), one)
    review_decisions.accept_rest(UnitOfWork(archive, STEWARD), one)
    review_decisions.finish(UnitOfWork(archive, STEWARD), one)
    quote = review_decisions.release_words(UnitOfWork(archive, STEWARD), one, 0, "the tanker never came")
    assert [p.quote_id for p in reading.search_passages(UnitOfWork(archive, ADVOCATE), parse("tanker"))] == [
        quote.id
    ]
    review_decisions.mark_words(UnitOfWork(archive, STEWARD), one, 0, "carried water", IdentifierType.OTHER)
    assert state(archive, one) is TestimonyState.DETECTED
    review_decisions.mask(UnitOfWork(archive, STEWARD), one)
    assert reading.search_passages(UnitOfWork(archive, ADVOCATE), parse("tanker")) == []
    with pytest.raises(NotFound):
        quotes.open_quote(UnitOfWork(archive, ADVOCATE), quote.id)


def test_a_quote_put_into_the_index_by_force_is_not_shown(archive: Archive, masked: str) -> None:
    """Even if the engine held a document of the forbidden kind, the store is asked before a word is shown."""
    kept = archive.store.testimonies.get(masked)
    assert kept is not None
    document = next(iter(reading.index_documents(archive, kept)))
    archive.index.put([replace(document, id="z-forged", exposure=QUOTE)])
    assert reading.search_passages(UnitOfWork(archive, ADVOCATE), parse("tanker")) == []


def test_over_the_api_and_the_pages_an_advocate_gets_nothing(archive: Archive, masked: str) -> None:
    account(archive, "ada", Role.ADVOCACY, ["delta"])
    client = browser(archive)
    assert sign_in(client, "ada").status_code == 303
    purpose = {"Heard-Purpose": "advocacy_publish_quote"}
    tried = [
        client.get(f"/api/v1/testimonies/{masked}", headers=purpose),
        client.get(f"/api/v1/review/{masked}", headers=purpose),
        client.get(f"/testimony/{masked}"),
        client.get(f"/review/{masked}"),
        client.post(f"/api/v1/review/{masked}/quotes", json={"turn": 0, "start": 3, "end": 20}),
        client.post(f"/api/v1/review/{masked}/mask"),
    ]
    assert {answer.status_code for answer in tried} <= {403, 404}
    found = client.post("/api/v1/search", json={"query": "tanker", "purpose": "advocacy_publish_quote"})
    assert found.status_code == 200
    assert "tanker" not in found.text
    assert all("tanker" not in answer.text and masked not in answer.text for answer in tried)


def test_the_api_and_the_page_say_who_vouches(archive: Archive, masked: str) -> None:
    account(archive, "rita", Role.RESEARCHER, ["delta"])
    client = browser(archive)
    assert sign_in(client, "rita").status_code == 303
    told = client.get(f"/api/v1/testimonies/{masked}", headers={"Heard-Purpose": "research_project"})
    assert told.json()["mode"] == "recall-first"
    client.post("/purpose", data={"purpose": "research_project", "kind": "testimony", "item": masked})
    assert "No steward has reviewed this" in client.get(f"/testimony/{masked}").text


def test_a_review_of_it_begins_with_another_detection(archive: Archive, masked: str) -> None:
    with pytest.raises(Refused):
        approval.approve(UnitOfWork(archive, STEWARD), masked)
    detection.detect(UnitOfWork(archive, STEWARD), masked)
    assert state(archive, masked) is TestimonyState.DETECTED
    machine_found(archive, masked, ("Zubaidabad", IdentifierType.LOC))
    review_decisions.finish(UnitOfWork(archive, STEWARD), masked)
    assert "tanker" in read(archive, masked)
    quote = review_decisions.release_words(UnitOfWork(archive, STEWARD), masked, 0, "the tanker never came")
    assert [p.quote_id for p in reading.search_passages(UnitOfWork(archive, ADVOCATE), parse("tanker"))] == [
        quote.id
    ]
