"""Bangla case endings agree with the sound before them."""

from __future__ import annotations

import pytest

from bench.train.interviews import documents
from bench.train.suffixes import genitive, locative


@pytest.mark.parametrize(
    ("word", "of", "at"),
    [
        ("করিম", "ের", "ে"),
        ("রহিমা", "র", "য়"),
        ("বাবলু", "র", "তে"),
        ("রায়", "ের", "ে"),
        ("মাচিং", "য়ের", "য়ে"),
        ("চাঁ", "র", "য়"),
        ("Karim", "er", "e"),
        ("Rahima", "r", "y"),
        ("Bablu", "r", "te"),
        ("", "", ""),
    ],
)
def test_endings_follow_the_last_sound(word: str, of: str, at: str) -> None:
    assert (genitive(word), locative(word)) == (of, at)


def test_endings_stand_outside_the_identifier() -> None:
    for document in documents("bn", seed=3, copies=2):
        for mention in document["gold"]:
            surface = document["text"][mention["start"] : mention["end"]]
            if mention["type"] in {"PERSON", "KIN"} and document["text"][mention["end"] :].startswith("ের"):
                assert not surface.endswith("ের")
