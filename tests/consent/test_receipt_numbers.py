"""A receipt's number: stable, meaningless, and safe against a slip of the tongue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.receipt_numbers import (
    bearing,
    heard_number,
    receipt_number,
)
from tests.consent.made import record

SECRET = b"s" * 32
ids = st.from_regex(r"c-[0-9a-f]{16}", fullmatch=True)


@given(ids)
def test_a_number_is_found_again_however_it_is_written(consent_id: str) -> None:
    number = receipt_number(consent_id, SECRET)
    assert [len(group) for group in number.split(" ")] == [4, 4, 4]
    assert receipt_number(consent_id, SECRET) == number
    bengali = number.translate({ord(str(d)): chr(0x9E6 + d) for d in range(10)})
    for written in (number, number.replace(" ", ""), number.replace(" ", "-"), f" {bengali}."):
        assert heard_number(written) == number


@given(ids, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(consent_id: str, place: int, shift: int) -> None:
    digits = list(receipt_number(consent_id, SECRET).replace(" ", ""))
    digits[place] = str((int(digits[place]) + shift) % 10)
    assert heard_number("".join(digits)) is None


@given(ids, st.integers(0, 10))
def test_two_neighbours_exchanged_are_noticed(consent_id: str, place: int) -> None:
    digits = list(receipt_number(consent_id, SECRET).replace(" ", ""))
    if digits[place] != digits[place + 1]:
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
        assert heard_number("".join(digits)) is None


@pytest.mark.parametrize(
    "words", ["", "0000 0000 000", "p-1", "0000 0000 0000 0", "0000 0000 000x", "²" * 12]
)
def test_what_is_no_number(words: str) -> None:
    assert heard_number(words) is None


def test_a_number_leads_to_its_consent_only_under_the_secret() -> None:
    known = [replace(record(f"p-{i}"), consent_id=f"c-{i}") for i in range(50)]
    number = receipt_number("c-7", SECRET)
    assert bearing(known, number, SECRET) == [known[7]]
    assert bearing(known, number, b"t" * 32) == []
    assert bearing(known, "1234", SECRET) == []
    later = replace(known[7], version=2)
    assert bearing([later], number, SECRET) == [later]
    with pytest.raises(ValueError, match="secret"):
        receipt_number("c-7", b"")


def test_the_check_digit_is_the_published_one() -> None:
    assert heard_number("000000005724") == "0000 0000 5724"
