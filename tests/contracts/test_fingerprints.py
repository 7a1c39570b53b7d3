"""Fingerprints on every engine: near copies are known, other words are not, and nothing readable is kept."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import event, text

from archive.model.fingerprints import Kept, NearCopy
from archive.store.sql import SqlStore

LONG = (
    "I went to the market before the rain began and counted all of the empty buckets by the well, "
    "and then the nurse sent us away for nine days without a word about the medicine."
)
OTHER = (
    "Our road broke near the mill and no lorry has passed since the spring, so the rice stays in the sacks."
)


def changed(words: str, share: float, seed: int) -> str:
    """The words with so many of them replaced, as recognition of speech or print may do."""
    parts = words.split()
    for at in random.Random(seed).sample(range(len(parts)), round(share * len(parts))):
        parts[at] = f"x{at}"
    return " ".join(parts)


def test_a_near_copy_is_known_and_other_words_are_not(store: SqlStore) -> None:
    assert store.fingerprints.near([LONG]) == [()]
    store.fingerprints.put("w-1", Kept.OWN, [LONG])
    store.fingerprints.put("w-1", Kept.OTHER, [OTHER])
    again = f"  {LONG.upper()} And one more line."
    near = store.fingerprints.near(
        [again, OTHER, "Something else was said here by nobody that anybody knows."]
    )
    assert near == [(NearCopy("w-1", Kept.OWN, False),), (NearCopy("w-1", Kept.OTHER, False),), ()]


@pytest.mark.parametrize("seed", range(20))
def test_one_word_in_ten_may_be_another(store: SqlStore, seed: int) -> None:
    store.fingerprints.put("w-1", Kept.OWN, [LONG])
    assert store.fingerprints.near([changed(LONG, 0.10, seed)])[0]
    assert not store.fingerprints.near([changed(LONG, 0.75, seed)])[0]


def test_the_same_withdrawal_twice_is_remembered_once(store: SqlStore) -> None:
    for _ in range(2):
        store.fingerprints.put("w-1", Kept.OWN, [LONG, "Yes."])
    store.fingerprints.put("w-2", Kept.OTHER, [LONG])
    assert set(store.fingerprints.near([LONG])[0]) == {
        NearCopy("w-1", Kept.OWN, False), NearCopy("w-2", Kept.OTHER, False),
    }  # fmt: skip
    assert store.fingerprints.near(["yes"]) == [(NearCopy("w-1", Kept.OWN, True),)]
    with store.database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM fingerprints")) == 3


def test_what_was_cleared_is_these_words_and_no_word_more(store: SqlStore) -> None:
    store.fingerprints.put("w-1", Kept.OTHER, [LONG])
    for _ in range(2):
        store.fingerprints.clear(["w-1", "w-2"], LONG)
    telling, cleared = NearCopy("w-1", Kept.OTHER, False), NearCopy("w-1", Kept.CLEARED, False)
    also = NearCopy("w-2", Kept.CLEARED, False)
    same, more, less, turned = store.fingerprints.near(
        [f"  {LONG.upper()}!", f"{LONG} Rahima", LONG.rpartition(" ")[0], " ".join(reversed(LONG.split()))]
    )
    assert set(same) == {telling, cleared, also}
    assert set(more) == set(less) == {telling}
    assert turned == ()
    with store.database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM fingerprints")) == 3


def test_the_work_does_not_grow_with_what_is_kept(store: SqlStore) -> None:
    statements: list[str] = []

    def asked() -> int:
        statements.clear()
        store.fingerprints.near([LONG, OTHER])
        return len(statements)

    event.listen(store.database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    store.fingerprints.put("w-1", Kept.OWN, [LONG])
    few = asked()
    store.fingerprints.put("w-2", Kept.OWN, [changed(OTHER, 0.9, seed) for seed in range(60)])
    assert asked() == few
