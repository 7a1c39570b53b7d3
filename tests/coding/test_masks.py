"""Behind a mask anything may have stood: codes land there, and nobody learns what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.coding.masks import hidden, is_hidden
from archive.coding.moving import RetypedText
from archive.coding.selectors import Place
from archive.model import Fit

OURS = "Voice 2: the guard [Person A] took the card at the gate, and then he left us there.\n"
MASKED = [(0, 9), (OURS.index("[Person A]"), OURS.index("[Person A]") + 10)]


def landed(theirs: str, words: str) -> Place:
    at = theirs.index(words)
    return RetypedText(theirs, OURS, MASKED).places([(at, at + len(words))])[0]


@given(
    st.lists(
        st.sampled_from(["Rahim", "Uddin", "X", "Person", "রহিম", "o'Neil", "🌊"]), min_size=1, max_size=4
    )
)
def test_whatever_stood_there_a_code_over_it_lands_on_the_same_place(names: list[str]) -> None:
    name = " ".join(names)
    theirs = f"Mina 00:20\nthe guard {name} took the card at the gate, and then he left us there.\n"
    for words, ours in (
        (f"guard {name} took", "guard [Person A] took"),
        (name, "[Person A]"),
        ("took the card", "took the card"),
    ):  # fmt: skip
        place = landed(theirs, words)
        assert (OURS[place.start : place.end], place.fit) == (ours, Fit.WORDS)


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        (
            "Mina: the guard Rahim sold the card at the gate, and then he left us there.\n",
            "Rahim sold the card",
        ),
        (
            "Mina: the guard Rahim took his card at the gate, and then he left us there.\n",
            "Rahim took his card",
        ),
    ],
)
def test_other_words_beside_a_mask_are_changed(theirs: str, words: str) -> None:
    assert landed(theirs, words).fit is Fit.CHANGED


def test_what_is_hidden_keeps_its_offsets_and_blanks() -> None:
    sealed = hidden(OURS, MASKED)
    assert len(sealed) == len(OURS)
    assert "Person" not in sealed
    assert is_hidden(sealed[MASKED[1][0] : MASKED[1][1]])
    assert not is_hidden(OURS)
    assert not is_hidden(" ")
