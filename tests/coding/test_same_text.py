"""A text is known again though names are masked and labels changed, and no other is taken for it."""

from __future__ import annotations

import random
import re

from archive.coding.same_text import likest, runs_of

CHANCE = random.Random(7)
GUIDE = ["What happened after the flood came to your village?", "Who helped you, and what did they ask for?"]


def answers(seed: int, count: int = 12) -> list[str]:
    chance = random.Random(seed)
    words = [
        "water",
        "gate",
        "card",
        "queue",
        "road",
        "night",
        "goat",
        "loan",
        "paper",
        "boat",
        "rice",
        "field",
    ]
    return [" ".join(chance.choices(words, k=14)) + "." for _ in range(count)]


def talk(seed: int, label: str = "R1") -> str:
    return "\n".join(
        f"{label}: {line}" for pair in zip(GUIDE * 6, answers(seed), strict=True) for line in pair
    )


TALKS = {seed: talk(seed) for seed in (1, 2, 3)}
RUNS = {seed: runs_of(text) for seed, text in TALKS.items()}


def test_a_text_with_other_labels_and_masked_words_is_known() -> None:
    ours = talk(2).replace("goat", "[animal]").replace("loan", "[debt]")
    masked = [match.span() for match in re.finditer(r"\[\w+\]|^R1: ", ours, re.MULTILINE)]
    assert likest(runs_of(talk(2, "Mina 00:10")), {**RUNS, 2: runs_of(ours, masked)}) == 2


def test_a_part_of_a_text_is_known() -> None:
    lines = TALKS[3].split("\n")
    assert likest(runs_of("\n".join(lines[6:14])), RUNS) == 3


def test_the_questions_of_one_guide_make_no_two_talks_the_same() -> None:
    assert likest(runs_of(talk(9)), RUNS) is None
    assert likest(runs_of("\n".join(GUIDE)), RUNS) is None


def test_a_short_answer_inside_of_a_long_text_is_not_that_text() -> None:
    short = {"short": runs_of(" ".join(answers(1)[0].split()[:4]))}
    assert likest(RUNS[1], short) is None


def test_runs_over_what_is_masked_do_not_count() -> None:
    text = "we met Person A at the gate of the camp"
    at = text.index("Person A")
    assert runs_of(text, [(at, at + 8)]) == runs_of("at the gate of the camp")
    assert likest(frozenset(), RUNS) is None
    assert likest(RUNS[1], {}) is None
