"""A code is the same however it is typed, and no two signs of one look alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.oversight.typed_codes import draw, grouped, plain


@given(st.integers(1, 40), st.sampled_from(["-", " ", "\u00a0", "\u2013", "\u200b", ""]), st.booleans())
def test_how_it_is_typed_does_not_matter(length: int, between: str, large: bool) -> None:
    code = draw(length)
    typed = grouped(code).replace("-", between)
    assert plain(f" {typed.upper() if large else typed}\n") == code


def test_signs_that_look_alike_are_not_drawn() -> None:
    drawn = set("".join(draw(100) for _ in range(100)))
    assert len(drawn) == 31
    assert not drawn & set("ilo01")


@given(st.text())
def test_whatever_is_typed_becomes_letters_and_digits_or_nothing(typed: str) -> None:
    assert all(c.isalnum() or not c.isascii() for c in plain(typed))
    assert len(plain(typed)) <= 4000
    assert plain(plain(typed)) == plain(typed) or not typed.isascii()


def test_other_digits_are_digits() -> None:
    assert plain("\u09e7\u09e8\u09e9 \u0967\u0968\u0969") == "123123"
