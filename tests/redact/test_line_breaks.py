"""Words cut by a hyphen at the end of a line: read whole, kept where they stand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Turn, TurnKind
from archive.redact.line_breaks import unbroken
from archive.redact.spans import Span
from archive.redact.stream import deidentify_lines

BREAKS = ("-\n", "\u00ad\n", "\u2010\n", "-\n   ", "- \n")


def rendered(text: str, known: list[str]) -> tuple[list[list[object]], str]:
    line = json.dumps({"id": "1", "text": text, "lang": "en", "known": known})
    answer = json.loads(next(iter(deidentify_lines([line], secret=b"k" * 32))))
    return answer["spans"], answer["text"]


@pytest.mark.parametrize("cut", BREAKS)
@pytest.mark.parametrize("at", range(2, 5))
def test_a_known_name_cut_anywhere_is_one_mention_of_one_person(cut: str, at: int) -> None:
    name = "Karim " + "Miazi"[:at] + cut + "Miazi"[at:]
    spans, text = rendered(f"{name} stood there and Karim Miazi left.", ["Karim Miazi"])
    whole = len(name) + len(" stood there and ")
    assert [(s[0], s[1]) for s in spans] == [(0, len(name)), (whole, whole + len("Karim Miazi"))]
    pseudonym = text.split(" stood there and ")[0]
    assert text == f"{pseudonym} stood there and {pseudonym} left."


def test_a_name_with_a_hyphen_of_its_own_is_one_mention_too() -> None:
    spans, _ = rendered("Then Abdul-\nKareem came. Abdul-Kareem left.", ["Abdul-Kareem"])
    assert [(s[0], s[1]) for s in spans] == [(5, 18), (25, 37)]


def test_a_name_cut_in_a_script_without_capitals_is_masked() -> None:
    name = "\u0915\u0930\u0940\u092e\u093e"
    text = f"{name[:3]}-\n{name[3:]} \u0906\u0908\u0964"
    spans, _ = rendered(text, [name])
    assert [(s[0], s[1]) for s in spans] == [(0, len(name) + 2)]


@given(
    st.lists(st.sampled_from(["ab", "Cd", " ", "-", "\n", "- ", "-\n", "\u00ad\n", "e", ". "]), max_size=30)
)
@settings(max_examples=300)
def test_every_place_of_a_text_comes_back(pieces: list[str]) -> None:
    text = "".join(pieces)
    whole = unbroken(text)
    for at in range(len(whole.text)):
        assert text[whole.original(at)] == whole.text[at]
        assert whole.place(whole.original(at)) == at
        start, end = whole.original(at), whole.original(at + 1, end=True)
        assert text[start:end] == whole.text[at]
    left_out = "".join(text[gap.start : gap.end] for gap in whole.gaps)
    assert set(left_out) <= set("-\n \u00ad")
    assert len(left_out) + len(whole.text) == len(text)


def test_a_span_over_a_break_covers_both_halves() -> None:
    text = "see Mia-\nzi go"
    whole = unbroken(text)
    assert whole.text == "see Miazi go"
    (span,) = whole.spans([Span(4, 9, "PERSON", 1.0, "t")])  # type: ignore[arg-type]
    assert span.of(text) == "Mia-\nzi"


def test_nothing_is_joined_across_the_border_of_a_turn() -> None:
    text = "I saw Kar-\nim too."
    turns = [Turn(0, 0, 0, 11, TurnKind.SPEECH), Turn(1, 11, 11, len(text), TurnKind.SPEECH)]
    assert unbroken(text, turns).gaps == ()
    assert unbroken(text).text == "I saw Karim too."
    second = Turn(1, 13, 13, 17, TurnKind.SPEECH)
    moved = unbroken("Well-\nknown.\nYes.", [Turn(0, 0, 0, 13, TurnKind.SPEECH), second])
    assert [t.start for t in moved.turns([second]) or ()] == [11]


@pytest.mark.parametrize("text", ["twenty-\n30", "a -\nb", "- one\n- two", "yes-\n\nno", "Rahima-Khatun"])
def test_other_hyphens_and_lines_stay(text: str) -> None:
    assert unbroken(text).text == text
