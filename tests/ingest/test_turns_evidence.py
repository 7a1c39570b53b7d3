"""Which convention a document follows, who asks in it, and where its turns begin: told by counting evidence.

What each convention looks like is tested in ``test_turns``; here, what tips the balance.
"""

from __future__ import annotations

import pytest

from archive.ingest import parse_turns
from archive.ingest.text import Declared, Hints, Line, Region, canonical
from archive.model import TurnKind

Shape = list[tuple[str, str | None, str]]


def shape(raw: str) -> Shape:
    """Kind, label and words of every turn."""
    text = canonical(raw)
    return [(t.kind.value, t.label, text[t.body : t.end].strip()) for t in parse_turns(text)]


def hinted(*lines: Line) -> Shape:
    """The same of lines of which the format told more than their words."""
    text = "".join(f"{line.text}\n" for line in lines)
    turns = parse_turns(text, Hints(lines))
    return [(t.kind.value, t.label, text[t.body : t.end].strip()) for t in turns]


def labels(raw: str) -> list[str | None]:
    return [label for _, label, _ in shape(raw)]


def kinds(raw: str) -> list[str]:
    return [kind for kind, _, _ in shape(raw)]


# ---- what the format declares

ASKED = Line("I: Who?", declared=Declared(TurnKind.QUESTION, "I", 3, 1.5))
ANSWERED = Line("R: Me.", declared=Declared(TurnKind.SPEECH, "R", 3))


def test_turns_that_the_format_declares_are_taken_as_they_are() -> None:
    assert hinted(ASKED, Line("X: more"), ANSWERED) == [
        ("question", "I", "Who?\nX: more"),
        ("speech", "R", "Me."),
    ]
    text = "I: Who?\nR: Me.\n"
    one, other = parse_turns(text, Hints((ASKED, ANSWERED)))
    assert (one.start, one.body, one.end, one.seconds) == (0, 3, 8, 1.5)
    assert (other.start, other.body, other.end, other.seconds) == (8, 11, 15, None)


def test_what_stands_before_the_first_declared_turn_is_the_header() -> None:
    assert hinted(Line("Title"), Line("Place"), ASKED, ANSWERED) == [
        ("header", None, "Title\nPlace"),
        ("question", "I", "Who?"),
        ("speech", "R", "Me."),
    ]
    assert hinted(Line("Title"), ANSWERED) == [("header", None, "Title"), ("speech", "R", "Me.")]


def test_hints_of_another_text_are_not_believed() -> None:
    turns = parse_turns("I: a\nR: b\n", Hints((ASKED,)))
    assert [(t.kind.value, t.label) for t in turns] == [("question", "I"), ("speech", "R")]
    assert parse_turns("") == ()


# ---- which labels are believed


def test_one_label_is_believed_if_it_is_a_known_code_and_two_if_one_of_them_recurs() -> None:
    assert shape("I: Ready to talk of it?") == [("question", "I", "Ready to talk of it?")]
    assert shape("Asha: Ready to talk?") == [("speech", None, "Asha: Ready to talk?")]
    assert labels("Asha: Hello there.\nBela: Good day.") == [None]
    assert labels("Asha: Hello there.\nAsha: Good day.") == ["Asha", "Asha"]


def test_a_label_of_which_only_one_is_left_below_the_header_is_not_believed() -> None:
    assert labels("Asha: weaver\nDate: 3 June\nAsha: Hello, I say!") == [None, None]


def test_reported_speech_is_no_voice_however_often_it_stands() -> None:
    assert labels("They went and told: go.\nThey went and told: come.") == [None]


def test_of_two_conventions_the_one_with_more_evidence_counts_and_of_equals_the_first() -> None:
    more = "[Asha] I went.\n[Bela] I came.\n[Asha] So it was.\n[Bela] Yes.\nR: once\nR: twice"
    assert labels(more) == ["Asha", "Bela", "Asha", "Bela"]
    equal = "R: once\nR: twice\n[Asha] I went.\n[Asha] I came."
    assert labels(equal) == ["R", "R"]
    once = "R: once\nR: twice\nR: thrice\n[Asha] I went.\n[Asha] I came.\n[Chand Lal] I.\n[Dipu Lal] I."
    assert labels(once) == ["R", "R", "R"]
    known = "I: once?\nR: once.\n[Asha] I went.\n[Asha] I came."
    assert labels(known) == ["I", "R"]
    halves = "R: once\nR: twice\n[Asha] I went.\n[Asha] I came.\n[Chand Lal] Both."
    assert labels(halves) == [None, "Asha", "Asha", "Chand Lal"]


def test_a_note_is_no_voice_however_often_it_stands() -> None:
    assert shape("NT: she weeps\nNT: again\nAsha: I do.\nAsha: Yes.") == [
        ("header", None, "NT: she weeps\nNT: again"),
        ("speech", "Asha", "I do."),
        ("speech", "Asha", "Yes."),
    ]


def test_a_remark_in_brackets_is_no_voice_nor_is_who_only_makes_a_sound() -> None:
    assert shape("[Asha] I like it.\n[Asha] I do.\n[Bela] [sighs]\n[Bela] (nods)\n[Asha] Well.") == [
        ("speech", "Asha", "I like it."),
        ("speech", "Asha", "I do.\n[Bela] [sighs]\n[Bela] (nods)"),
        ("speech", "Asha", "Well."),
    ]
    assert labels("[loud laughter] went on\n[loud laughter] again\n[Asha] I do.\n[Asha] Yes.") == [
        None, "Asha", "Asha",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("between", "believed"),
    [("", False), ("P3: Me.\n", True)],
)
def test_a_name_seen_once_is_believed_among_three_voices_and_not_among_two(
    between: str, believed: bool
) -> None:
    said = labels(f"I: Who?\nR: Me.\n{between}Shirin: She went.\nR: Yes.")
    assert ("Shirin" in said) == believed


def test_a_name_seen_once_is_believed_after_a_tag_or_in_brackets() -> None:
    for form in ("#{}:", "@{}:", "[{}]", "{{{}}}"):
        one, other = form.format("Asha"), form.format("Bela")
        assert len(labels(f"{one} I like it.\n{one} Well.\n{other} No.")) == 3
    assert len(labels("Asha: I like it.\nAsha: Well.\nBela: No.")) == 2


@pytest.mark.parametrize(("voices", "believed"), [(5, False), (6, True)])
def test_six_voices_are_a_gathering_where_a_description_seen_once_speaks(voices: int, believed: bool) -> None:
    seats = "".join(f"P{n}: So it was.\n" for n in range(1, voices + 1))
    assert ("Grey coat near the door" in labels(f"{seats}Grey coat near the door: No.\nP1: Yes.")) == believed
    brackets = "".join(f"[P{n}] So it was.\n" for n in range(1, voices + 1))
    assert "Grey coat near the door" not in labels(f"{brackets}[Grey coat near the door] No.\n[P1] Yes.")
    assert "grey coat near the door" not in labels(f"{seats}grey coat near the door: No.\nP1: Yes.")


def test_a_single_row_of_a_tabbed_text_is_a_voice_where_two_are_known() -> None:
    raw = "I\tWho was it?\nR\tMe.\nBela Khatun Devi\tAnd me."
    assert labels(raw) == ["I", "R", "Bela Khatun Devi"]


def test_names_alone_on_their_lines_are_voices_if_one_recurs() -> None:
    bold = [Line(name, bold=True) for name in ("Asha", "Bela", "Asha")]
    said = hinted(bold[0], Line("I went."), bold[1], Line("I came."), bold[2], Line("So it was."))
    assert said == [("speech", "Asha", "I went.\nBela\nI came."), ("speech", "Asha", "So it was.")]
    assert labels("Asha   00:01\nI went.\nBela   00:05\nI came.") == [None]
    assert labels("Speaker 1   00:01\nI went.\nSpeaker 2   00:05\nI came.") == [None]
    codes = [Line(name, bold=True) for name in ("Speaker 1", "Speaker 2")]
    once = hinted(codes[0], Line("I went."), codes[1], Line("I came."))
    assert [label for _, label, _ in once] == ["I", "R", "I", "R"]


# ---- no labels: bold type, dashes


def test_one_bold_paragraph_makes_no_interview_and_two_do() -> None:
    plain, bold = Line("A cobbler, since long."), Line("Who are you, then?", bold=True)
    assert [kind for kind, _, _ in hinted(plain, bold, plain, plain)] == ["speech"]
    assert [kind for kind, _, _ in hinted(bold, plain, plain)] == ["speech"]
    assert [label for _, label, _ in hinted(bold, plain, bold, plain)] == ["I", "R", "I", "R"]
    assert hinted(Line("On goats"), bold, plain, bold)[:2] == [
        ("header", None, "On goats"),
        ("question", "I", "Who are you, then?"),
    ]


def test_a_dash_is_part_of_the_words_of_a_text_that_does_not_change_speakers_by_it() -> None:
    assert shape("- Where?") == [("speech", None, "- Where?")]
    assert shape("- Where?\n- There.") == [("speech", None, "Where?"), ("speech", None, "There.")]


@pytest.mark.parametrize(
    ("raw", "turns"),
    [
        ("- Where?", 1),
        ("- Where?\n- There.", 2),
        ("- Where?\nThere.\n\n\n- When?\nNow.", 2),
        ("- Where?\nThere.\n- When?\nNow.\nSo.", 1),
        ("So it was:\n- Where?\n- There.\nNow.", 3),
    ],
)
def test_dashes_count_where_half_of_the_lines_that_are_filled_begin_with_one(raw: str, turns: int) -> None:
    assert len(shape(raw)) == turns


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
    assert [t.seconds for t in parse_turns(canonical(raw))] == [None, 5, None, 12, None, None]
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
