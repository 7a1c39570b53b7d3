"""A whole name and its short form are one voice where the file shows it, and only there."""

from __future__ import annotations

import pytest

from tests.ingest.shapes import labels

OPENING = "Asha Rao: Tell me about it, please.\nMina Das: They sent us away.\n"


def test_the_short_form_afterwards_is_the_same_voice() -> None:
    assert labels(f"{OPENING}Asha: Why?\nMina: No card.") == ["Asha Rao", "Mina Das"] * 2


@pytest.mark.parametrize(
    ("raw", "apart"),
    [
        ("Asha: Tell me.\nMina Das: They did.\nAsha Rao: Why?\nMina Das: So.", {"Asha", "Asha Rao"}),
        (f"{OPENING}Asha: Why?\nMina Das: No card.\nAsha Rao: And?\nMina Das: So.", {"Asha", "Asha Rao"}),
        ("Asha Rao: Tell me.\nAsha: They did.\nAsha Rao: Why?\nAsha: So.", {"Asha", "Asha Rao"}),
        ("Asha Rao: Tell me.\nAsha Das: They did.\nMina: Why?\nAsha: So.\nMina: Oh.", {"Asha", "Asha Rao"}),
        ("Mama Achieng: Tell me.\nBela: They did.\nMama: Why?\nBela: So.", {"Mama", "Mama Achieng"}),
        (
            "Speaker 1: Tell me.\nBela: They did.\nSpeaker: Why?\nBela: So.\nSpeaker 2: Oh.",
            {"Speaker 1", "Speaker 2"},
        ),
    ],
)
def test_two_who_may_be_two_keep_their_labels(raw: str, apart: set[str]) -> None:
    assert apart <= set(labels(raw))
