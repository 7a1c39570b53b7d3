"""A sealed value opens in its own place under its own key, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.errors import SealBroken
from archive.store.envelope import (
    Algorithm,
    Context,
    WrongKey,
    algorithm_of,
    commitment,
    derive,
    open_sealed,
    seal,
)

keys = st.binary(min_size=32, max_size=32)
names = st.text(max_size=12)
contexts = st.builds(Context, names, names, st.integers(0, 2**40), names)
algorithms = st.sampled_from(Algorithm)


@given(keys, st.binary(max_size=200), contexts, algorithms)
def test_what_was_sealed_opens_again(key: bytes, clear: bytes, place: Context, algorithm: Algorithm) -> None:
    sealed = seal(key, clear, place, algorithm)
    assert open_sealed(key, sealed, place) == clear
    assert algorithm_of(sealed) is algorithm
    assert len(clear) < 8 or clear not in sealed


@given(keys, contexts, contexts)
def test_a_value_moved_to_another_place_is_refused(key: bytes, place: Context, other: Context) -> None:
    assume(place != other)
    with pytest.raises(SealBroken):
        open_sealed(key, seal(key, b"words", place), other)


@given(keys, contexts, st.integers(1, 5))
def test_an_older_version_put_back_is_refused(key: bytes, place: Context, later: int) -> None:
    with pytest.raises(SealBroken):
        open_sealed(key, seal(key, b"words", place), replace(place, version=place.version + later))


@given(keys, st.binary(max_size=40), contexts, algorithms, st.data())
def test_every_flipped_bit_is_found(
    key: bytes, clear: bytes, place: Context, algorithm: Algorithm, data: st.DataObject
) -> None:
    sealed = bytearray(seal(key, clear, place, algorithm))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        open_sealed(key, bytes(sealed), place)


@given(keys, contexts, st.data())
def test_a_value_cut_short_is_refused(key: bytes, place: Context, data: st.DataObject) -> None:
    sealed = seal(key, b"some words", place)
    with pytest.raises(SealBroken):
        open_sealed(key, sealed[: data.draw(st.integers(0, len(sealed) - 1))], place)


@given(keys, keys, contexts)
def test_a_wrong_key_is_told_from_a_broken_seal(key: bytes, other: bytes, place: Context) -> None:
    assume(key != other)
    with pytest.raises(WrongKey):
        open_sealed(other, seal(key, b"words", place), place)


def test_a_broken_seal_is_not_called_a_wrong_key() -> None:
    place = Context("t-1", "words 0", 1, "p-1")
    sealed = bytearray(seal(bytes(32), b"words", place))
    sealed[-1] ^= 1
    with pytest.raises(SealBroken) as caught:
        open_sealed(bytes(32), bytes(sealed), place)
    assert not isinstance(caught.value, WrongKey)
    assert "words 0" not in str(caught.value)
    assert caught.value.__cause__ is None


@given(contexts, contexts)
def test_two_places_never_have_the_same_bytes(one: Context, other: Context) -> None:
    assert (one.encoded() == other.encoded()) == (one == other)


def test_the_same_words_sealed_twice_look_different() -> None:
    place = Context("t-1", "words 0", 1, "p-1")
    assert seal(bytes(32), b"words", place) != seal(bytes(32), b"words", place)


def test_an_algorithm_written_over_is_refused() -> None:
    place = Context("t-1", "words 0", 1, "p-1")
    sealed = bytearray(seal(bytes(32), b"words", place))
    for number in (int(Algorithm.CHACHA20_POLY1305), 9):
        sealed[5] = number
        with pytest.raises(SealBroken):
            open_sealed(bytes(32), bytes(sealed), place)


def test_derived_keys_differ_by_label_and_info() -> None:
    key = bytes(range(32))
    made = {derive(key, b"a", b"bc"), derive(key, b"ab", b"c"), derive(key, b"abc"), commitment(key), key}
    assert len(made) == 5
