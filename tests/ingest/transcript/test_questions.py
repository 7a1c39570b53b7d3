"""Questions without a label between labelled answers are nobody's turn but their own."""

from __future__ import annotations

from tests.ingest.shapes import shape

ANSWER = "Mina Das: They sent us away."


def test_they_are_questions_of_an_unnamed_voice_the_first_one_too() -> None:
    raw = f"Tell me.\n\n{ANSWER}\n\nWho did?\n\n{ANSWER}\n\nLal Chand: I did.\n\nAnd then?\n\n{ANSWER}"
    assert [(kind, label) for kind, label, _ in shape(raw)] == [
        ("question", None), ("speech", "Mina Das"), ("question", None), ("speech", "Mina Das"),
        ("speech", "Lal Chand"), ("question", None), ("speech", "Mina Das"),
    ]  # fmt: skip


def test_a_title_before_them_stays_a_header() -> None:
    raw = f"The clinic\n\nWho did?\n\n{ANSWER}\n\nAnd then?\n\n{ANSWER}"
    assert [kind for kind, _, _ in shape(raw)] == ["header", "question", "speech", "question", "speech"]


def test_paragraphs_that_go_on_are_no_questions() -> None:
    raw = f"I: Who?\n\n{ANSWER}\n\nWe went.\n\nWas it night? Yes.\n\nI: Then?\n\n{ANSWER}\n\nSo it was."
    assert [label for _, label, _ in shape(raw)] == ["I", "Mina Das", "I", "Mina Das"]
