"""Runs of words: what is typed anew has the runs it had; other words have others."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.shingles import RUN, SHORT, folded_words, is_short, shingles

ENGLISH = "Nobody came to the lavender market, and the boats were gone."
VIETNAMESE = "T\u00f4i \u0111i ch\u1ee3 v\u00e0 kh\u00f4ng c\u00f2n thuy\u1ec1n n\u00e0o \u1edf b\u1ebfn."
HINDI = (
    "\u0928\u093e\u0935 "
    "\u091a\u0932\u0940 "
    "\u0917\u0908 "
    "\u0914\u0930 "
    "\u0915\u094b\u0908 \u0928\u0939\u0940\u0902 \u0906\u092f\u093e\u0964"
)


@pytest.mark.parametrize("text", [ENGLISH, VIETNAMESE, HINDI])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_typing_it_anew_changes_no_run(text: str, form: str) -> None:
    anew = unicodedata.normalize(form, text).upper().replace(",", " \u2013").replace(" ", "  ")
    assert shingles(anew) == shingles(text)


def test_accents_left_out_in_latin_letters_change_nothing() -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", VIETNAMESE) if not unicodedata.combining(c))
    assert shingles(bare.replace("\u0111", "d")) != frozenset()
    assert shingles("caf\u00e9 na\u00efve l\u00e0 th\u1ebf") == shingles("cafe naive la the")


def test_vowel_signs_of_other_scripts_are_letters() -> None:
    assert folded_words("\u0915\u093f \u0915\u0940") == ("\u0915\u093f", "\u0915\u0940")


@pytest.mark.parametrize(
    ("text", "runs"), [("", 0), ("...", 0), ("yes", 1), ("one two three", 1), ("a b c d", 2)]
)
def test_how_many_runs_there_are(text: str, runs: int) -> None:
    assert len(shingles(text)) == runs


@given(st.lists(st.sampled_from(["water", "road", "nine", "clinic", "she", "went"]), max_size=30))
def test_a_text_within_another_shares_its_runs(words: list[str]) -> None:
    text = " ".join(words)
    assert is_short(text) == (len(words) < SHORT)
    if len(words) >= RUN:
        assert shingles(text) <= shingles(f"{text} and nobody else")
