"""Every decimal digit there is has a value, whichever of two tables of Unicode knows it."""

from __future__ import annotations

import sys
import unicodedata

import pytest
import regex

from language.digits import ascii_digits, digit

SIGNS = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
DIGITS = regex.findall(r"\p{Nd}", SIGNS)


def test_every_digit_has_the_value_that_python_knows_or_its_place_tells() -> None:
    assert len(DIGITS) > 600
    for sign in DIGITS:
        assert digit(sign) == unicodedata.decimal(sign, digit(sign)), hex(ord(sign))
        assert 0 <= digit(sign) <= 9
    assert [digit(sign) for sign in DIGITS] == [n % 10 for n in range(len(DIGITS))]


def test_garay_digits_of_unicode_16_are_read() -> None:
    assert ascii_digits("\U00010d40 to \U00010d49, ৩৪, 5") == "0 to 9, 34, 5"


def test_what_is_no_decimal_digit_is_refused_and_stays_as_it_is() -> None:
    for sign in ("²", "①", "Ⅳ", "a", "\U0001f30a"):
        with pytest.raises(ValueError, match="no decimal digit"):
            digit(sign)
        assert ascii_digits(sign) == sign


def test_every_other_sign_and_every_length_stays() -> None:
    plain = ascii_digits(SIGNS)
    changed = {before for before, after in zip(SIGNS, plain, strict=True) if before != after}
    assert changed == set(DIGITS) - set("0123456789")
