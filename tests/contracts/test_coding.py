"""What every store promises of coders' work: steps, versions, blind rounds, memos, codebooks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from archive.errors import NotFound, UsageError
from archive.model import ActKind, Fit, Memo, MemoOn, Round, Settlement, Testimony, TurnState
from archive.store.keyring import FileKeyRing
from archive.store.sql import SqlStore
from taxonomies.codebook import Code, Codebook
from tests.contracts import words
from tests.contracts.words import NOON, TEXT

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def kept(store: SqlStore) -> Testimony:
    """One testimony in the store."""
    one = words.testimony()
    store.testimonies.add(one, TEXT, [])
    return one


def memo(number: int, on: MemoOn, about: str, **changes: Any) -> Memo:
    values: dict[str, Any] = {"author": "ana", "at": NOON, "text": f"MARKTHOUGHT {number}"}
    return Memo(f"m-{number}", "delta", on, about, **(values | changes))


def a_round(**changes: Any) -> Round:
    values: dict[str, Any] = {
        "id": "r-1", "project": "delta", "testimonies": ("t-1",), "coders": ("ana", "abe"),
        "opened_by": "ana", "opened_at": NOON, "codes": ("3.8", "V.ID"),
    }  # fmt: skip
    return Round(**(values | changes))


# ---- codings


def test_what_stands_around_a_coding_comes_back(store: SqlStore, kept: Testimony) -> None:
    one = words.coding(1, 1, before="MARKBEFORE ", after=" MARKAFTER", source="s-1", fit=Fit.CHANGED)
    store.codings.add(one)
    assert store.codings.of(kept.id) == [one]
    assert store.codings.get("k-1") == one
    assert store.codings.get("k-9") is None
    assert "MARK" not in repr(one)


def test_every_step_is_kept_and_nothing_is_taken_out(store: SqlStore, kept: Testimony) -> None:
    store.codings.add(words.coding(1, 1))
    first = store.codings.acts(kept.id, "ana")[0]
    store.codings.remove("k-1", LATER, "ana", undoes=first.number)
    store.codings.remove("k-1", LATER, "ana")
    undo = store.codings.acts(kept.id, "ana")[-1]
    store.codings.restore("k-1", LATER, "ana", undoes=undo.number)
    store.codings.restore("k-1", LATER, "ana")  # nothing to restore, so no step
    steps = store.codings.acts(kept.id, "ana")
    assert [(a.kind, a.undoes) for a in steps] == [
        (ActKind.ADD, None), (ActKind.REMOVE, first.number), (ActKind.ADD, undo.number),
    ]  # fmt: skip
    assert store.codings.acts(kept.id, "abe") == []
    assert [c.id for c in store.codings.of(kept.id)] == ["k-1"]
    with pytest.raises(NotFound):
        store.codings.restore("k-9", LATER, "ana")
    with pytest.raises(NotFound):
        store.codings.confirm("k-9", LATER, "ana")


def test_a_coding_has_versions_and_a_lost_one_is_asked_for(store: SqlStore, kept: Testimony) -> None:
    first = words.coding(1, 1)
    store.codings.add(first)
    store.testimonies.add(replace(kept, version=2, digest="d2"), TEXT, [])
    lost = replace(first, version=2, end=first.start, fit=Fit.LOST)
    store.codings.add(lost)
    assert store.codings.versions("k-1") == [first, lost]
    assert store.codings.of(kept.id) == []
    assert store.codings.of(kept.id, lost=True) == [lost]
    store.codings.confirm("k-1", LATER, "ana")
    assert store.codings.of(kept.id) == []
    assert len(store.codings.acts(kept.id, "ana")) == 1


def test_a_changed_coding_is_confirmed_by_whoever_looked(store: SqlStore, kept: Testimony) -> None:
    store.codings.add(words.coding(1, 1, fit=Fit.CHANGED))
    store.codings.confirm("k-1", LATER, "abe")
    assert store.codings.of(kept.id)[0].fit is Fit.WORDS
    assert [a.kind for a in store.codings.acts(kept.id, "abe")] == [ActKind.CONFIRM]


def test_removed_codings_are_asked_for(store: SqlStore, kept: Testimony) -> None:
    store.codings.add(words.coding(1, 1))
    store.codings.remove("k-1", LATER)
    assert store.codings.of(kept.id) == []
    assert [c.removed_at for c in store.codings.of(kept.id, removed=True)] == [LATER]


# ---- rounds


def test_codings_of_an_open_round_are_seen_when_it_is_closed(store: SqlStore, kept: Testimony) -> None:
    store.rounds.open(a_round())
    store.codings.add(words.coding(1, 1, round="r-1"))
    store.codings.add(words.coding(2, 2))
    assert [c.id for c in store.codings.of(kept.id)] == ["k-2"]
    assert [c.id for c in store.codings.of(kept.id, blind=True)] == ["k-1", "k-2"]
    store.rounds.close("r-1", LATER)
    store.rounds.close("r-1", LATER + timedelta(hours=1))
    assert [c.id for c in store.codings.of(kept.id)] == ["k-1", "k-2"]
    assert store.rounds.get("r-1") == a_round(closed_at=LATER)
    with pytest.raises(NotFound):
        store.rounds.close("r-9", LATER)


def test_a_round_remembers_what_stood_when_it_was_closed(store: SqlStore, kept: Testimony) -> None:
    store.rounds.open(a_round())
    for number in (1, 2):
        store.codings.add(words.coding(number, number, round="r-1"))
    store.codings.remove("k-1", NOON + timedelta(minutes=1), "ana")
    store.rounds.close("r-1", LATER)
    store.codings.remove("k-2", LATER + timedelta(minutes=1), "ana")
    assert [c.id for c in store.codings.of_round("r-1")] == ["k-2"]
    assert store.codings.of(kept.id) == []


def test_no_testimony_is_in_two_open_rounds(store: SqlStore, kept: Testimony) -> None:
    store.rounds.open(a_round(codes=()))
    with pytest.raises(UsageError):
        store.rounds.open(a_round(id="r-2", testimonies=("t-0", "t-1")))
    store.rounds.close("r-1", LATER)
    store.rounds.open(a_round(id="r-2", project="hills"))
    assert [r.id for r in store.rounds.all({"delta"})] == ["r-1"]
    assert [r.id for r in store.rounds.all({"delta", "hills"})] == ["r-1", "r-2"]
    assert store.rounds.all(()) == []
    assert store.rounds.get("r-9") is None


def test_settlements_are_added_to(store: SqlStore, kept: Testimony) -> None:
    store.rounds.open(a_round())
    made = [Settlement("r-1", "t-1", 1, 1, 20, 30, "3.8", keep, "abe", NOON) for keep in (True, False)]
    for one in made:
        store.rounds.settle(one)
    assert store.rounds.settled("r-1") == made
    assert store.rounds.settled("r-2") == []


# ---- memos


def test_the_newest_memo_counts_and_an_empty_one_takes_it_away(store: SqlStore, kept: Testimony) -> None:
    store.codings.add(words.coding(1, 1))
    on_code = memo(1, MemoOn.CODE, "3.8")
    on_coding = memo(2, MemoOn.CODING, "k-1", testimony="t-1", version=1, turn=1)
    on_all = memo(3, MemoOn.TESTIMONY, "t-1", testimony="t-1")
    for one in (on_code, on_coding, on_all):
        store.memos.write(one)
    assert store.memos.all("delta") == [on_code, on_coding, on_all]
    assert store.memos.all("hills") == []
    better = replace(on_code, id="m-4", text="MARKTHOUGHT again")
    other = replace(on_code, id="m-5", author="abe")
    store.memos.write(better)
    store.memos.write(other)
    store.memos.write(replace(on_all, id="m-6", text=""))
    assert store.memos.all("delta") == [on_coding, better, other]
    assert "MARK" not in repr(better)


def test_memos_go_with_the_words_they_may_repeat(store: SqlStore, kept: Testimony, ring: FileKeyRing) -> None:
    store.memos.write(memo(1, MemoOn.CODING, "k-1", testimony="t-1", version=1, turn=1))
    store.memos.write(memo(2, MemoOn.CODING, "k-2", testimony="t-1", version=1, turn=2))
    store.memos.write(memo(3, MemoOn.TESTIMONY, "t-1", testimony="t-1"))
    store.memos.write(memo(4, MemoOn.CODE, "3.8"))
    store.testimonies.set_turn_state("t-1", 1, TurnState.SHREDDED)
    assert [m.id for m in store.memos.all("delta")] == ["m-2", "m-4"]
    ring.destroy("p-2")
    assert [m.id for m in store.memos.all("delta")] == ["m-4"]


def test_a_memo_on_one_persons_testimony_is_sealed_under_their_key(
    store: SqlStore, ring: FileKeyRing
) -> None:
    alone = words.testimony(
        id="t-2", turns=words.testimony().turns[:2], length=words.testimony().turns[1].end
    )
    store.testimonies.add(alone, TEXT[: alone.length], [])
    store.memos.write(memo(1, MemoOn.TESTIMONY, "t-2", testimony="t-2"))
    ring.destroy("p-1")
    assert store.memos.all("delta") == []


def test_a_memo_stands_on_something(store: SqlStore, kept: Testimony) -> None:
    with pytest.raises(NotFound):
        store.memos.write(memo(1, MemoOn.TESTIMONY, "t-9", testimony="t-9"))
    with pytest.raises(UsageError):
        store.memos.write(memo(1, MemoOn.TESTIMONY, "t-1"))
    with pytest.raises(UsageError):
        store.memos.write(memo(1, MemoOn.CODING, "k-1", testimony="t-1", version=1, turn=9))


# ---- codebooks


def test_a_codebook_comes_back_in_every_version(store: SqlStore) -> None:
    first = Codebook("Delta").add(Code("water", "Water", examples=("MARKEXAMPLE",)))
    second = first.add(Code("road", "Road", parent="water", colour="#aa0000"))
    store.codebooks.put("delta", first, "ana", NOON)
    store.codebooks.put("delta", second, "abe", LATER)
    assert store.codebooks.get("delta") == second
    assert store.codebooks.get("delta", first.version) == first
    assert store.codebooks.get("delta", 99) is None
    assert store.codebooks.get("hills") is None
    for stale in (first, second):
        with pytest.raises(UsageError):
            store.codebooks.put("delta", stale, "ana", LATER)


def test_texts_go_from_every_version_of_a_codebook(store: SqlStore) -> None:
    first = Codebook("Delta").add(Code("water", "MARKLABEL", None, "ours", ("MARKEXAMPLE", "ours too")))
    second = first.change(Code("water", "Water", None, "MARKTEXT", ("MARKEXAMPLE",), memo="MARKMEMO"))
    store.codebooks.put("delta", first, "ana", NOON)
    store.codebooks.put("delta", second, "abe", LATER)
    assert store.codebooks.versions("delta") == [first, second]
    assert store.codebooks.versions("hills") == []
    store.codebooks.forget("delta", {"MARKLABEL", "MARKEXAMPLE", "MARKTEXT", "MARKMEMO"})
    before, after = (book.codes["water"] for book in store.codebooks.versions("delta"))
    assert (before.label, before.definition, before.examples) == ("water", "ours", ("ours too",))
    assert (after.label, after.definition, after.examples, after.memo) == ("Water", "", (), "")
    assert [book.act for book in store.codebooks.versions("delta")] == [first.act, second.act]


def test_memos_on_codes_are_forgotten_one_by_one(store: SqlStore) -> None:
    for number, text in ((1, "MARKMEMO"), (2, "ours")):
        store.memos.write(replace(memo(number, MemoOn.CODE, "3.8"), text=text))
    assert [m.text for m in store.memos.on_codes("delta")] == ["MARKMEMO", "ours"]
    store.memos.forget(["m-1"])
    assert [m.text for m in store.memos.on_codes("delta")] == ["ours"]
    assert [m.id for m in store.memos.all("delta")] == ["m-2"]


# ---- what verdicts taught


def test_what_was_learnt_counts_as_long_as_no_consent_changed(store: SqlStore) -> None:
    store.learnt.put("delta", b"MARKMODEL 1", 4, NOON)
    store.learnt.put("delta", b"MARKMODEL 2", 5, LATER)
    assert store.learnt.get("delta", 5) == b"MARKMODEL 2"
    assert store.learnt.get("delta", 6) is None
    assert store.learnt.get("hills", 5) is None
    assert store.learnt.drop("delta")
    assert store.learnt.get("delta", 5) is None
    assert not store.learnt.drop("delta")
