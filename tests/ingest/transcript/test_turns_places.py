"""Who asks in a document, what is a note in it, and where its turns begin."""

from __future__ import annotations

import pytest

from archive.ingest import parse_turns
from archive.ingest.text import Line, Region, canonical
from tests.ingest.shapes import hinted, kinds, shape

# ---- who asks

FAR = "It is far from here."


@pytest.mark.parametrize(
    ("asha", "bela", "asks"),
    [
        (("Where is it?", "Far?"), (FAR, FAR), True),
        (("Where is it?", "Go on."), (FAR, FAR), True),
        (("कहाँ？", "Far？ "), (FAR, FAR), True),
        (("Go on.", "Do."), (FAR, FAR), False),
        (("Where is it?", "Go on."), (FAR, "Is it a day on foot?"), False),
        (("Where is it?", "Is it far from here, on foot?"), ("Far.", "Yes."), False),
        (("Where is it?", "So you say now?"), ("It is so.", "It is so far."), False),
        (("Where?", "Go.", "Do."), (FAR, FAR, FAR), False),
        (("Where?", "Far?"), (FAR, "Is it a day on foot?"), False),
        (("Where?", "Far?", "So?"), (FAR, FAR, "Is it a day on foot?"), True),
    ],
)
def test_who_asks_in_half_of_their_turns_and_says_less_is_the_interviewer(
    asha: tuple[str, ...], bela: tuple[str, ...], asks: bool
) -> None:
    raw = "\n".join(f"Asha: {one}\nBela: {other}" for one, other in zip(asha, bela, strict=True))
    assert kinds(raw) == ["question" if asks else "speech", "speech"] * len(asha)


@pytest.mark.parametrize(("others", "asks"), [(1, True), (2, True), (3, False)])
def test_nobody_is_told_to_ask_among_four_voices(others: int, asks: bool) -> None:
    answers = "".join(f"{name}: {FAR}\n" for name in ("Bela", "Chand", "Dipu")[:others])
    said = shape(f"Asha: Where?\n{answers}Asha: Far?\n{answers}")
    assert {label for kind, label, _ in said if kind == "question"} == ({"Asha"} if asks else set())


def test_one_voice_alone_asks_nobody() -> None:
    assert kinds("Asha: Where is it?\nAsha: Is it far?") == ["speech", "speech"]


def test_who_asked_once_is_passed_over_for_who_asks_again_and_again() -> None:
    raw = f"#Asha: Is it?\n#Zeba: Where?\n#Chand: {FAR}\n#Zeba: Far?\n#Chand: {FAR}"
    assert [label for kind, label, _ in shape(raw) if kind == "question"] == ["#Zeba", "#Zeba"]


def test_where_a_label_says_who_asks_nobody_else_is_guessed() -> None:
    raw = f"Asha: Where?\nModerator: {FAR}\nAsha: Far?\nModerator: {FAR}"
    assert kinds(raw) == ["speech", "question"] * 2


# ---- notes between


def test_after_a_note_the_same_voice_goes_on_once_something_is_said() -> None:
    assert shape("I: Go on.\nR: I was\nNT: she weeps\n\nstill there.\nand there.\nR: No.")[1:] == [
        ("speech", "R", "I was"),
        ("note", None, "NT: she weeps"),
        ("speech", "R", "still there.\nand there."),
        ("speech", "R", "No."),
    ]
    text = canonical("I: Go on.\nR: I was\nNT: she weeps\n\nstill there.\nR: No.")
    assert text[parse_turns(text)[3].start :].startswith("still there.")
    asked = f"Asha: Where is it?\nBela: {FAR}\nAsha: Far?\n(noise)\nfrom where?\nBela: {FAR}"
    assert kinds(asked) == ["question", "speech", "question", "note", "question", "speech"]
    assert kinds("I: Go on\n<phone>\nplease, do.\nR: I was.") == ["question", "note", "question", "speech"]


def test_a_time_in_brackets_is_no_note() -> None:
    assert shape("I: Go on.\nR: I was\n[00:12]\nthere.\nR: Yes.")[1] == (
        "speech",
        "R",
        "I was\n[00:12]\nthere.",
    )


@pytest.mark.parametrize(
    "line", [Line("page 2", Region.FOOT), Line("page 2", Region.HEADER), Line("a\tb", table=0)]
)
def test_page_margins_and_tables_between_turns_are_notes(line: Line) -> None:
    said = hinted(Line("I: Who?"), Line("R: Me"), line, Line("and us."), Line("R: So."))
    assert [(kind, label) for kind, label, _ in said] == [
        ("question", "I"), ("speech", "R"), ("note", None), ("speech", "R"), ("speech", "R"),
    ]  # fmt: skip


def test_without_speakers_notes_part_the_one_voice_and_a_table_does_not() -> None:
    text = canonical("NT: she weeps\n\nWe had a goat.")
    assert text[parse_turns(text)[1].start :].startswith("We had")
    assert shape("NT: she weeps\nWe had a goat.\nNT: again\n\nAnd then none.\n\nSo.") == [
        ("note", None, "NT: she weeps"),
        ("speech", None, "We had a goat."),
        ("note", None, "NT: again"),
        ("speech", None, "And then none.\n\nSo."),
    ]
    assert kinds("We had a goat.\n{noise}.\nAnd then none.") == ["speech", "note", "speech"]
    assert [k for k, _, _ in hinted(Line("a\tb", table=0), Line("We went."))] == ["speech"]
    margins = hinted(Line("page 1", Region.HEADER), Line("We went."), Line("page 1", Region.FOOT))
    assert [k for k, _, _ in margins] == ["header", "speech", "note"]


def test_fields_behind_the_first_sentence_are_no_header() -> None:
    early = "Date: 3 June\nThe goat\nPlace: here\nWe had one!\nTime: 3"
    assert [(kind, words) for kind, _, words in shape(early)] == [
        ("header", "Date: 3 June\nThe goat\nPlace: here"),
        ("speech", "We had one!\nTime: 3"),
    ]
    assert kinds("We had a goat!\nDate: 3 June") == ["speech"]
    assert kinds("Place: here\nDate: 3 June") == ["header"]


# ---- times and places


def test_the_time_of_a_turn_stands_on_the_line_above_or_at_its_end() -> None:
    raw = "[00:00:05]\nI: Ready?\nR: Yes. #00:00:12-0#\nI: Good?\nR: It is [00:30]\nI: So?"
    assert [t.seconds for t in parse_turns(canonical(raw))] == [5, None, 12, None, None]
    first = parse_turns(canonical("I: Ready?\nR: Yes.\nI: Good? #00:00:12-0#"))
    assert [t.seconds for t in first] == [None] * 3


def test_the_words_of_a_turn_begin_past_its_label_and_the_break_behind_it() -> None:
    text = canonical("I:\nAre you ready?\nR:\n   Yes.\nI:\nR: No.")
    turns = parse_turns(text)
    assert [text[t.body :][:4] for t in turns] == ["Are ", "Yes.", "\nR: ", "No.\n"]
    assert [text[t.start :][:2] for t in turns] == ["I:", "R:", "I:", "R:"]


def test_what_stands_before_the_first_mark_is_the_header() -> None:
    assert shape("We talk\nI: Ready?\nR: Yes.\nI: Good?")[:2] == [
        ("header", None, "We talk"),
        ("question", "I", "Ready?"),
    ]
