"""A Vietnamese tone has one place, whichever spelling was learnt."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.tones import settled_tone


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("hòa", "hoà"), ("hóa", "hoá"), ("hỏa", "hoả"), ("hõa", "hoã"), ("họa", "hoạ"),
        ("khỏe", "khoẻ"), ("xòe", "xoè"), ("thủy", "thuỷ"), ("tùy", "tuỳ"), ("lũy", "luỹ"), ("qúy", "quý"),
        ("qủa", "quả"), ("qúôc", "quốc"), ("hòan", "hoàn"),
    ],
)  # fmt: skip
def test_both_spellings_are_one(older: str, newer: str) -> None:
    assert settled_tone(older) == settled_tone(newer) == newer
    assert settled_tone(unicodedata.normalize("NFD", older)) in (newer, unicodedata.normalize("NFD", newer))


@pytest.mark.parametrize(
    "word", ["mùa", "của", "bìa", "lúa", "thuế", "tuổi", "đói", "ngoài", "sông", "naïve"]
)
def test_a_tone_that_has_one_place_stays(word: str) -> None:
    assert settled_tone(word) == word


@given(st.text(alphabet="hoaeuyq\u0300\u0301\u0302\u0303\u0309\u0323\u0306", max_size=8))
def test_a_settled_tone_stays(word: str) -> None:
    once = settled_tone(unicodedata.normalize("NFC", word))
    assert settled_tone(once) == once
