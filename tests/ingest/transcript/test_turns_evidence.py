"""Which convention a document follows: told by counting evidence.

What each convention looks like is tested in ``test_turns``; here, what tips the balance.
"""

from __future__ import annotations

import pytest

from archive.ingest import parse_turns
from archive.ingest.text import Declared, Hints, Line, canonical
from archive.ingest.transcript.turns import read_transcript
from archive.model import TurnKind
from tests.ingest.shapes import hinted, labels, shape

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
    assert labels("Asha: Hello there.\nAsha: Good day.") == ["Asha", "Asha"]


def test_two_labels_of_which_none_recurs_are_two_voices_and_a_doubt() -> None:
    assert labels("Asha: Hello there.\nBela: Good day.") == ["Asha", "Bela"]
    assert len(read_transcript("Asha: Hello there.\nBela: Good day.\n").doubts) == 2
    assert read_transcript("Asha Rao: Hello there.\nBela Das: Good day.\n").doubts == ()


def test_a_label_of_which_only_one_is_left_below_the_header_is_not_believed() -> None:
    assert labels("Asha: weaver\nDate: 3 June\nAsha: Hello, I say!") == [None, None]


def test_reported_speech_is_no_voice_however_often_it_stands() -> None:
    assert labels("They went and told: go.\nThey went and told: come.") == [None]


def test_of_two_conventions_the_one_with_more_evidence_counts_and_of_equals_the_first() -> None:
    more = "[Asha] I went.\n[Bela] I came.\n[Asha] So it was.\n[Bela] Yes.\nR: once\nR: twice"
    assert labels(more)[:4] == ["Asha", "Bela", "Asha", "Bela"]
    assert len(read_transcript(canonical(more)).doubts) == 2
    equal = "R: once\nR: twice\n[Asha] I went.\n[Asha] I came."
    assert labels(equal) == ["R", "R", "Asha", "Asha"]
    assert read_transcript(canonical(equal)).layout == "label and colon"
    assert len(read_transcript(canonical(equal)).doubts) == 2
    once = "R: once\nR: twice\nR: thrice\n[Asha] I went.\n[Asha] I came.\n[Chand Lal] I.\n[Dipu Lal] I."
    assert read_transcript(canonical(once)).layout == "label and colon"
    known = "I: once?\nR: once.\n[Asha] I went.\n[Asha] I came."
    assert read_transcript(canonical(known)).layout == "label and colon"
    halves = "R: once\nR: twice\n[Asha] I went.\n[Asha] I came.\n[Chand Lal] Both."
    assert read_transcript(canonical(halves)).layout == "label in square brackets"
    for raw in (equal, once, known, halves):
        assert None not in labels(raw)
        assert read_transcript(canonical(raw)).doubts
        assert {"label and colon", "label in square brackets"} <= {*read_transcript(canonical(raw)).rivals}


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


@pytest.mark.parametrize("label", ["Shirin", "Mother-in-law", "Lal Chand", "THE GUARD", "P7", "Woman in red"])
def test_a_label_seen_once_is_a_voice_where_every_line_has_one(label: str) -> None:
    raw = f"I: Who?\nR: Me.\n{label}: She went.\nR: Yes."
    assert labels(raw) == ["I", "R", label, "R"]
    assert read_transcript(canonical(raw)).doubts == ()


def test_a_name_seen_once_between_lines_that_go_on_is_a_voice_among_three_and_a_doubt_among_two() -> None:
    two = "I: Who?\nR: Me.\nand mine\nand all.\nShirin: She went.\nR: Yes."
    three = "I: Who?\nR: Me.\nP3: And me.\nand mine\nand all.\nShirin: She went.\nR: Yes."
    assert "Shirin" in labels(two)
    assert read_transcript(canonical(two)).doubts
    assert "Shirin" in labels(three)
    assert read_transcript(canonical(three)).doubts == ()


def test_a_name_seen_once_is_believed_whatever_marks_it() -> None:
    for form in ("#{}:", "@{}:", "[{}]", "{{{}}}", "{}:"):
        one, other = form.format("Asha"), form.format("Bela")
        assert len(labels(f"{one} I like it.\n{one} Well.\n{other} No.")) == 3


@pytest.mark.parametrize(("voices", "sure"), [(5, False), (6, True)])
def test_six_voices_are_a_gathering_where_a_description_seen_once_speaks(voices: int, sure: bool) -> None:
    seats = "".join(f"P{n}: So it was.\n" for n in range(1, voices + 1))
    raw = canonical(f"{seats}Grey coat near the door: No.\nP1: Yes.")
    assert "Grey coat near the door" in labels(raw)
    assert (read_transcript(raw).doubts == ()) == sure
    assert read_transcript(canonical(f"{seats}grey coat near the door: No.\nP1: Yes.")).doubts


def test_a_single_row_of_a_tabbed_text_is_a_voice_where_two_are_known() -> None:
    raw = "I\tWho was it?\nR\tMe.\nBela Khatun Devi\tAnd me."
    assert labels(raw) == ["I", "R", "Bela Khatun Devi"]


def test_names_alone_on_their_lines_are_voices_if_one_recurs() -> None:
    bold = [Line(name, bold=True) for name in ("Asha", "Bela", "Asha")]
    said = hinted(bold[0], Line("I went."), bold[1], Line("I came."), bold[2], Line("So it was."))
    assert said == [
        ("speech", "Asha", "I went."),
        ("speech", "Bela", "I came."),
        ("speech", "Asha", "So it was."),
    ]
    assert labels("Asha   00:01\nI went.\nBela   00:05\nI came.") == ["Asha", "Bela"]
    assert labels("Speaker 1   00:01\nI went.\nSpeaker 2   00:05\nI came.") == ["Speaker 1", "Speaker 2"]
    codes = [Line(name, bold=True) for name in ("Speaker 1", "Speaker 2")]
    once = hinted(codes[0], Line("I went."), codes[1], Line("I came."))
    assert [label for _, label, _ in once] == ["Speaker 1", "Speaker 2"]


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
