"""The officer's own keys: what is sealed to them opens with them alone, and what they sign is theirs."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.audit.officer_seal import (
    OfficerSeal,
    new_officer_key,
    sealed_to,
)
from archive.audit.officers import (
    OfficerKey,
    Older,
    handed_over,
    is_accepted,
    older_log,
    read_officer,
)
from archive.errors import LockedArchive, SealBroken, UsageError

ORIGIN = "heard/a-one"
ANA, BO = OfficerKey(b"a" * 32), OfficerKey(b"b" * 32)
PRIVATE, PUBLIC = new_officer_key()
RING = OfficerSeal(ORIGIN, PUBLIC, b"f" * 32, PRIVATE)
OLDER = Older(ORIGIN, 12, b"r" * 32, 20, b"k" * 32)


@given(st.text(max_size=600))
def test_what_is_sealed_to_an_officer_opens_with_that_key_alone(clear: str) -> None:
    sealed = RING.seal(clear, ANA.public)
    assert RING.unseal(sealed, ANA) == clear
    assert sealed_to(sealed) == ANA.public.id
    for other in (None, BO):
        with pytest.raises(LockedArchive, match=ANA.public.id):
            RING.unseal(sealed, other)


def test_the_ring_goes_on_opening_what_was_sealed_to_it_and_nothing_else() -> None:
    before = RING.seal("river")
    assert sealed_to(before) == ""
    assert RING.unseal(before) == RING.unseal(before, ANA) == "river"
    # Whoever relabels an officer's seal as the ring's gets nothing out of it.
    sealed = RING.seal("river", ANA.public)
    with pytest.raises(SealBroken):
        RING.unseal(b"\x01" + sealed[9:])
    with pytest.raises(SealBroken):
        RING.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), ANA)
    with pytest.raises(SealBroken):
        OfficerSeal("heard/a-two", PUBLIC, b"f" * 32, PRIVATE).unseal(sealed, ANA)


def test_the_public_half_is_one_word_that_proves_itself() -> None:
    word = str(ANA.public)
    assert read_officer(f" {word}\n") == ANA.public
    assert len(word) < 200
    assert " " not in word
    assert word.isascii()
    assert ANA.public.id != BO.public.id
    changed = word.replace(ANA.public.id, BO.public.id)
    for wrong in (word[:-4], changed, word.replace("heard-officer", "heard"), "", "heard-officer+o-1+%%"):
        with pytest.raises(UsageError):
            read_officer(wrong)


def test_a_hand_over_is_from_one_to_one_for_one_archive() -> None:
    signature = ANA.hand_over(ORIGIN, BO.public)
    assert handed_over(ORIGIN, ANA.public, BO.public, signature)
    assert not handed_over("heard/a-two", ANA.public, BO.public, signature)
    assert not handed_over(ORIGIN, BO.public, BO.public, signature)
    third = OfficerKey(b"c" * 32).public
    assert not handed_over(ORIGIN, ANA.public, third, signature)
    assert not handed_over(ORIGIN, ANA.public, BO.public, "not base64")
    assert not handed_over(ORIGIN, ANA.public, BO.public, BO.hand_over(ORIGIN, BO.public))


def test_an_acceptance_is_of_exactly_these_two_logs() -> None:
    note = ANA.accept(OLDER)
    assert is_accepted(OLDER, note, ANA.public)
    assert not is_accepted(OLDER, note, BO.public)
    assert not is_accepted(OLDER, BO.accept(OLDER), ANA.public)
    assert not is_accepted(OLDER, "no note", ANA.public)
    typed = older_log(ORIGIN, 12, OLDER.root.hex(), 20, OLDER.known_root.hex())
    assert typed == OLDER
    for size, known, root in ((20, 20, "72" * 32), (-1, 20, "72" * 32), (12, 20, "72"), (12, 20, "zz")):
        with pytest.raises(UsageError):
            older_log(ORIGIN, size, root, known, "6b" * 32)
    for other in (
        Older("heard/a-two", 12, OLDER.root, 20, OLDER.known_root),
        Older(ORIGIN, 11, OLDER.root, 20, OLDER.known_root),
        Older(ORIGIN, 12, OLDER.root, 21, OLDER.known_root),
        Older(ORIGIN, 12, OLDER.known_root, 20, OLDER.root),
    ):
        assert not is_accepted(other, note, ANA.public)


def test_no_key_shows_itself() -> None:
    secret = os.urandom(32)
    key = OfficerKey(secret)
    assert secret.hex() not in repr(key)
    assert repr(key) == "OfficerKey()"
