"""Symbol fonts: what they draw is a letter, or a box, and never nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.documents.symbols import UNKNOWN, is_symbol_font, symbol, unfolded


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", 0xF0B0, "°"),
        ("Symbol", 0x61, "α"),
        ("Symbol", 0xB3, "≥"),
        ("Symbol", 0xD2, "®"),
        ("Symbol", 0xFE, "⎭"),
        ("Wingdings", 0xFC, "✓"),
        ("Wingdings 2", 0xF052, "☑"),
        ("Wingdings", 0x01, UNKNOWN),
        ("Arial", 0xF0B7, "•"),
    ],
)
def test_a_code_is_what_the_font_draws(font: str, code: int, sign: str) -> None:
    assert symbol(font, code) == sign


@given(st.sampled_from(["Symbol", "Wingdings", "Webdings", ""]), st.integers(0xF020, 0xF0FF))
def test_every_code_stands_for_one_sign(font: str, code: int) -> None:
    sign = unfolded(chr(code), font)
    assert len(sign) == 1
    assert not "\ue000" <= sign <= "\uf8ff"


def test_letters_are_left_alone() -> None:
    assert unfolded("R: words", "Wingdings") == "R: words"
    assert is_symbol_font("Wingdings")
    assert not is_symbol_font("Arial")
