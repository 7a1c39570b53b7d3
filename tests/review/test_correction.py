"""A correction brings in no words that somebody withdrew."""

from __future__ import annotations

import pytest

from archive.access.gate import UnitOfWork
from archive.coding.moving import Edit
from archive.errors import Refused
from archive.model.fingerprints import Kept
from archive.ports import Archive
from archive.review import correction
from tests.withdrawal import group

GONE = "She hid the letters of her sister under the stones of the old ferry landing for three years."


@pytest.fixture
def turn(archive: Archive) -> tuple[str, int]:
    """A turn of the group, and words that somebody else withdrew."""
    group.fill(archive)
    [testimony] = archive.store.testimonies.of_participant(group.WHO)
    archive.store.fingerprints.put("w-other", Kept.OWN, [GONE])
    return testimony.id, group.FREE[0]


def said(archive: Archive, turn: tuple[str, int]) -> str:
    testimony = archive.store.testimonies.get(turn[0])
    assert testimony is not None
    return archive.store.testimonies.unseal(turn[0], [turn[1]])[turn[1]]


def test_withdrawn_words_are_not_typed_in_again(archive: Archive, turn: tuple[str, int]) -> None:
    steward, before = UnitOfWork(archive, group.steward()), said(archive, turn)
    for words in (GONE, GONE.upper(), f"{GONE} And that is all."):
        with pytest.raises(Refused, match="somebody withdrew"):
            correction.rewrite(steward, *turn, words)
    with pytest.raises(Refused, match="somebody withdrew"):
        correction.correct(steward, *turn, [Edit(0, len(before.partition(": ")[2].rstrip()), GONE)])
    assert said(archive, turn) == before
    correction.rewrite(steward, *turn, "The ferry was late, and nobody had written to anybody about it.")
    assert "ferry was late" in said(archive, turn)


def test_words_that_stood_there_before_may_be_mended(archive: Archive, turn: tuple[str, int]) -> None:
    """As of a speaker who says again what another one has withdrawn since."""
    steward = UnitOfWork(archive, group.steward())
    correction.rewrite(steward, *turn, "Another sentence stands here first, so that something changes.")
    own = said(archive, turn).partition(": ")[2]
    archive.store.fingerprints.put("w-late", Kept.OWN, [own])
    correction.rewrite(steward, *turn, own.replace("sentence", "phrase").rstrip())
    assert "phrase" in said(archive, turn)
