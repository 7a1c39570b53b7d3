"""What every store promises of reviews: risks, lessons, pseudonyms, decisions with all they change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from archive.errors import NotFound, UsageError
from archive.model import IdentifierType, Known, KnownKind, Risk, Testimony, TurnState, Verdict
from archive.store.keyring import FileKeyRing
from archive.store.review_tables import allowed_words, risks
from archive.store.sql import SqlStore
from archive.store.tables import pseudonyms
from tests.contracts import words
from tests.contracts.words import NOON, TEXT

WORD = "MARKLESSON"
REASON = "MARKREASON tells who it is."


@pytest.fixture
def kept(store: SqlStore) -> Testimony:
    one = words.testimony()
    store.testimonies.add(one, TEXT, [Known(KnownKind.PERSON, "Rahima", "p-1")])
    return one


def risk(turn: int, start: int = 0) -> Risk:
    return Risk("t-1", 1, turn, start, start + 4, "role", REASON, 3)


def test_risks_come_back_in_order_and_are_replaced(store: SqlStore, kept: Testimony) -> None:
    store.risks.put("t-1", [risk(2, 90), risk(1, 40)])
    assert [r.start for r in store.risks.of(["t-1", "t-9"])["t-1"]] == [40, 90]
    store.risks.put("t-1", [risk(3, 120)])
    assert store.risks.of(["t-1"]) == {"t-1": [risk(3, 120)]}
    store.risks.put("t-1", [])
    assert store.risks.of(["t-1"]) == {}


def test_a_risk_goes_with_the_turn_and_with_the_key(
    store: SqlStore, kept: Testimony, ring: FileKeyRing
) -> None:
    store.risks.put("t-1", [risk(1), risk(2), risk(3)])
    ring.destroy("p-2")
    assert {r.turn for r in store.risks.of(["t-1"])["t-1"]} == {1, 3}
    store.testimonies.set_turn_state("t-1", 1, TurnState.SHREDDED)
    with store.database.reading() as connection:
        assert 1 not in connection.scalars(select(risks.c.turn)).all()
    store.risks.put("t-1", [risk(1), risk(2)])
    assert store.risks.of(["t-1"]) == {}


def test_a_lesson_is_taught_by_its_finding_and_taken_back(store: SqlStore, kept: Testimony) -> None:
    for number, turn in ((1, 1), (2, 2)):
        store.reviews.add(words.finding(number, turn))
        store.allow_list.teach("delta", f"f-{number}", WORD, "s", NOON)
    assert store.allow_list.allowed("delta") == {WORD: ("f-1", "f-2")}
    assert store.allow_list.allowed("hills") == {}
    store.allow_list.teach("delta", "f-1", "other", "s", NOON)
    assert store.allow_list.allowed("delta") == {WORD: ("f-2",), "other": ("f-1",)}
    store.allow_list.revoke(["f-2"])
    assert store.allow_list.allowed("delta") == {"other": ("f-1",)}
    with pytest.raises(NotFound):
        store.allow_list.teach("delta", "f-9", WORD, "s", NOON)


def test_a_lesson_goes_with_who_said_the_word(store: SqlStore, kept: Testimony, ring: FileKeyRing) -> None:
    for number, turn in ((1, 1), (2, 2)):
        store.reviews.add(words.finding(number, turn))
        store.allow_list.teach("delta", f"f-{number}", WORD, "s", NOON)
    ring.destroy("p-1")
    assert store.allow_list.allowed("delta") == {WORD: ("f-2",)}
    store.testimonies.set_turn_state("t-1", 2, TurnState.SHREDDED)
    assert store.allow_list.allowed("delta") == {}
    with store.database.reading() as connection:
        assert "f-2" not in connection.scalars(select(allowed_words.c.finding)).all()


def test_a_decision_keeps_all_it_changes(store: SqlStore, kept: Testimony) -> None:
    store.reviews.add(words.finding(1, 1))
    plain = words.decision("f-1")
    changed = replace(
        plain, verdict=Verdict.CHANGE, at=NOON + timedelta(minutes=1), why="wrong kind", research="[bridge]",
        type=IdentifierType.ORG, start=40, end=46, quote="MARKWO",
    )  # fmt: skip
    back = replace(plain, verdict=Verdict.UNDO, at=NOON + timedelta(minutes=2))
    for each in (plain, changed, back):
        store.reviews.decide(each)
    assert store.reviews.decisions("t-1") == [plain, changed, back]
    assert store.reviews.decided_together(plain.by, changed.at) == ["t-1"]
    assert store.reviews.decided_together("somebody else", changed.at) == []


def test_a_project_is_read_whole(store: SqlStore, kept: Testimony) -> None:
    store.testimonies.add(replace(kept, id="t-2", digest="d2", project="hills"), TEXT, [])
    store.reviews.add(words.finding(1, 1))
    store.reviews.add(replace(words.finding(2, 1), testimony="t-2"))
    store.reviews.decide(words.decision("f-1"))
    (only,) = store.reviews.in_project("delta").items()
    assert only == ("t-1", (store.reviews.findings("t-1"), store.reviews.decisions("t-1")))


def test_what_the_machine_finds_later_is_replaced_like_the_rest(store: SqlStore, kept: Testimony) -> None:
    store.reviews.add(words.finding(1, 1), by_steward=False)
    store.reviews.add(words.finding(2, 2))
    store.reviews.put("t-1", [])
    assert [f.id for f in store.reviews.findings("t-1")] == ["f-2"]


def test_pseudonyms_are_kept_sealed_and_go_with_their_participant(
    store: SqlStore, kept: Testimony, ring: FileKeyRing
) -> None:
    store.reviews.add_pseudonym("delta", "p-1", "MARKPSEUDONYM", "p-1")
    store.reviews.add_pseudonym("delta", "e-1", "Asha", None)
    store.reviews.add_pseudonym("delta", "e-1", "Asha", None)
    with pytest.raises(UsageError):
        store.reviews.add_pseudonym("delta", "e-1", "Tara", None)
    assert store.reviews.pseudonyms("delta") == {"p-1": "MARKPSEUDONYM", "e-1": "Asha"}
    with store.database.reading() as connection:
        rows = connection.execute(select(pseudonyms)).all()
    values = [bytes(value) for row in rows for value in (row.sealed, row.lookup)]
    assert len(values) == 4
    assert not [mark for value in values for mark in (b"MARK", b"p-1", b"e-1", b"Asha") if mark in value]
    ring.destroy("p-1")
    assert store.reviews.pseudonyms("delta") == {"e-1": "Asha"}
