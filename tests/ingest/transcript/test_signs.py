"""Signs that part labels from words are learnt from the file, and what a file counts or quotes is no word."""

from __future__ import annotations

import pytest

from archive.ingest import read
from archive.model import Draft

TALK = (
    ("Nusrat Jahan", "What happened on the day of the flood?"),
    ("Rahima", "Water came at night. We climbed on the roof."),
    ("Nusrat Jahan", "Did anybody help you?"),
    ("Karim", "I brought the boat, at 3 in the morning."),
    ("Rahima", "Nobody came for two weeks."),
)


def drafted(text: str, name: str = "talk.txt") -> Draft:
    (draft,) = read(name, text.encode())
    return draft


def turns(draft: Draft) -> list[tuple[str | None, str]]:
    return [(t.label, draft.text[t.body : t.end].strip()) for t in draft.turns]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("sign", [" = ", " >> ", " → ", " ~ ", " * ", " / ", " :: ", " » ", " · "])
def test_any_sign_that_recurs_behind_labels_parts_them_from_words(sign: str, between: str) -> None:
    draft = drafted(between.join(f"{who}{sign}{words}" for who, words in TALK))
    assert turns(draft) == list(TALK)
    assert not draft.doubts


@pytest.mark.parametrize("sign", [" = ", " / ", " ~ "])
def test_a_sign_inside_prose_parts_nobody(sign: str) -> None:
    draft = drafted(
        f"The price was 40{sign}50 taka.\nWe paid it.\nThe card{sign}the paper was lost.\nThen we left."
    )
    assert [label for label, _ in turns(draft)] == [None]


@pytest.mark.parametrize("number", ["[{}] ", "({}) ", "{}) ", "{}. ", "{} "])
def test_what_counts_the_turns_is_no_part_of_a_label(number: str) -> None:
    text = "\n".join(f"{number.format(at)}{who}: {words}" for at, (who, words) in enumerate(TALK, 1))
    assert turns(drafted(text)) == list(TALK)


def test_marks_of_quotation_are_no_words() -> None:
    draft = drafted("".join(f"> **{who}:** {words}\n>\n" for who, words in TALK), "talk.md")
    assert [(who, words.replace("*", "").strip()) for who, words in turns(draft)] == list(TALK)


@pytest.mark.parametrize(
    "heads", [("Who", "What was said"), ("Speaker", "What they said"), ("Who", "Message")]
)
def test_heads_that_ask_who_said_what_are_those_of_turns(heads: tuple[str, str]) -> None:
    rows = [
        f"Turn;{heads[0]};{heads[1]}",
        *(f"{at};{who};{words}" for at, (who, words) in enumerate(TALK, 1)),
    ]
    draft = drafted("\n".join(rows), "talk.csv")
    assert [one for one in turns(draft) if one[0]] == list(TALK)
