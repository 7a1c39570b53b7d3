"""What is sealed to the officer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.audit.officer_seal import (
    OfficerSeal,
    new_officer_key,
    officer_public,
)
from archive.errors import LockedArchive, SealBroken

PRIVATE, PUBLIC = new_officer_key()
OFFICER = OfficerSeal("heard/a-1", PUBLIC, b"k" * 32, PRIVATE)
ARCHIVE = OfficerSeal("heard/a-1", PUBLIC, b"k" * 32)


@given(st.text(max_size=400))
def test_the_officer_opens_what_the_archive_sealed(clear: str) -> None:
    sealed = ARCHIVE.seal(clear)
    assert OFFICER.unseal(sealed) == clear
    assert len(sealed) % 128 == (1 + 32 + 16) % 128


def test_the_archive_itself_cannot_open_it() -> None:
    with pytest.raises(LockedArchive, match="private key"):
        ARCHIVE.unseal(ARCHIVE.seal("flood"))


def test_equal_words_are_sealed_differently_and_grouped_equally() -> None:
    assert ARCHIVE.seal("flood") != ARCHIVE.seal("flood")
    assert ARCHIVE.fingerprint("River  Flood") == OFFICER.fingerprint(" river flood\n")
    assert ARCHIVE.fingerprint("river flood") != ARCHIVE.fingerprint("flood river")
    other = OfficerSeal("heard/a-1", PUBLIC, b"j" * 32)
    assert ARCHIVE.fingerprint("river") != other.fingerprint("river")
    assert len(ARCHIVE.fingerprint("river")) == 24


@given(st.data())
def test_an_altered_seal_does_not_open(data: st.DataObject) -> None:
    sealed = bytearray(ARCHIVE.seal("flood"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        OFFICER.unseal(bytes(sealed))


@pytest.mark.parametrize(
    "sealed", [b"", b"\x01", b"\x01" + bytes(10), b"\x03" + bytes(200), b"\x01" + bytes(200)]
)
def test_what_is_no_seal_does_not_open(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        OFFICER.unseal(sealed)


def test_a_seal_of_another_archive_does_not_open() -> None:
    with pytest.raises(SealBroken):
        OfficerSeal("heard/a-2", PUBLIC, b"k" * 32, PRIVATE).unseal(ARCHIVE.seal("flood"))


def test_keys_that_do_not_belong_together_are_refused() -> None:
    private, public = new_officer_key()
    assert officer_public(private) == public
    with pytest.raises(LockedArchive, match="does not belong"):
        OfficerSeal("heard/a-1", PUBLIC, b"k" * 32, private)
