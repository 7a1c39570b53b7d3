"""Wrapped lines are joined, voices are not, and a hyphen stays where it belongs to the word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.documents.page_layout import Printed
from archive.ingest.documents.paragraphs import paragraphs

FULL = 60


def lines(*texts: str, step: float = 14) -> list[Printed]:
    """Lines below each other in one column, each letter five points wide."""
    return [
        Printed(text, 50, 50, 50 + 5 * len(text), 50 + 5 * FULL, 740 - step * at, 10, bold=False)
        for at, text in enumerate(texts)
    ]


def joined(*texts: str) -> list[str]:
    return [one.text for one in paragraphs(lines(*texts))]


WRAPPED = "R: They sent us away because we had no card to show at the"


def test_a_line_goes_on_where_the_next_word_had_no_room() -> None:
    assert joined(WRAPPED, "gate, and so we went home.") == [f"{WRAPPED} gate, and so we went home."]
    assert joined(WRAPPED, "Karim gate that night, and then we went home.") == [
        f"{WRAPPED} Karim gate that night, and then we went home."
    ]
    assert joined("R: Yes.", "Then we went home.") == ["R: Yes.", "Then we went home."]


@pytest.mark.parametrize(
    "label", ["I: Who?", "Asha Rao: Who?", "[Asha] who?", "00:12 who?", "- who?", "3. Who?"]
)
def test_a_line_that_may_name_a_voice_always_begins_a_paragraph(label: str) -> None:
    assert joined(WRAPPED, label) == [WRAPPED, label]


def test_names_on_lines_of_their_own_stay_there() -> None:
    talk = (WRAPPED, "MINA DAS", "We saw it.", "Asha Rao", "Who?", "MINA DAS", "The guard.")
    assert joined(*talk) == list(talk)


def test_a_small_word_with_a_colon_is_a_voice_only_if_it_comes_again() -> None:
    assert joined(WRAPPED, "so: we left.") == [f"{WRAPPED} so: we left."]
    assert joined(WRAPPED, "dan: left.", "dan: again") == [WRAPPED, "dan: left.", "dan: again"]


def test_a_gap_another_size_and_bold_part_paragraphs() -> None:
    apart = [*lines(WRAPPED), *(Printed("gate", 50, 50, 70, 350, 600, 10, bold=False),)]
    for other in (
        Printed("gate", 50, 50, 70, 350, 726, 14, bold=False),
        Printed("gate", 50, 50, 70, 350, 726, 10, bold=True),
    ):
        assert len(paragraphs([*lines(WRAPPED), other])) == 2
    usual = lines("R: one.", "R: two.", "R: three.")
    assert len(paragraphs([*usual, *apart])) == 5


@pytest.mark.parametrize(
    ("texts", "word"),
    [
        (["R: the hos-", "pital."], "hospital"),
        (["R: a well-", "known man.", "R: a well-known man."], "well-known"),
        (["R: a well-", "known man.", "R: It is well known here."], "well-known"),
        (["R: the hos-", "pital.", "R: hos and pital, hospital."], "hospital"),
        (["R: with Mia-", "Das of the gate."], "Mia-Das"),
        (["R: the hos\u00ad", "pital."], "hospital"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(texts: list[str], word: str) -> None:
    assert word in joined(*texts)[0]


@pytest.mark.parametrize(("end", "count"), [("", 1), ("।", 2), ("?", 2), ("…”", 2)])
def test_scripts_without_capitals_go_on_until_a_sentence_ends(end: str, count: int) -> None:
    first, second = lines(f"উ: আমাদের তাড়িয়ে দিল, কার্ড ছিল না{end}", "বাড়ি গেলাম।")
    assert len(paragraphs([replace(first, end=first.right), second])) == count


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=70), max_size=12))
def test_no_letter_is_lost(texts: list[str]) -> None:
    kept = "".join(one.text for one in paragraphs(lines(*texts))).replace(" ", "")
    hyphens = "-\u2010\u00ad"
    assert [c for c in kept if c not in hyphens] == [c for text in texts for c in text if c not in hyphens]


@given(st.lists(st.sampled_from(["I", "R", "Asha Rao", "P1"]), min_size=1, max_size=10), st.integers(1, 60))
def test_no_voice_is_joined_to_another(labels: list[str], length: int) -> None:
    talk = [f"{label}: {'word ' * (length // 5)}end" for label in labels]
    assert joined(*talk) == talk
