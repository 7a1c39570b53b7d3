"""Turns by every convention that transcripts use, and a tiling whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest import parse_turns
from archive.ingest.text import Hints, Line, Region, canonical
from archive.ingest.transcript.labels import is_name, name_in, seat
from archive.ingest.transcript.stamps import seconds_of
from archive.ingest.transcript.turns import read_transcript
from archive.model import TurnKind

_PIECES = st.sampled_from(
    [
        "I: ", "R: ", "P3:", "Q1: ", "A1: ", "[Asha] ", "{Asha} ", "NT: ", "Several: ", "- ",
        "Speaker 1   00:13", "\n", "\n\n",
        "Time: 10:30", "http://x", "[laughter]", "\t", "উ: ", "प्र१: ", "Hỏi: ",
        "word ", "?", ".", "🙂",
        "क्षि", "#00:01:05-7#", "Interviewer: Asha", " ",
    ]
)  # fmt: skip


def shape(raw: str) -> list[tuple[str, str | None, str]]:
    text = canonical(raw)
    return [(t.kind.value, t.label, text[t.body : t.end].strip()) for t in parse_turns(text)]


def tiles(text: str, hints: Hints | None = None) -> None:
    turns = parse_turns(text, hints)
    assert "".join(text[t.start : t.end] for t in turns) == text
    assert [t.index for t in turns] == list(range(len(turns)))
    assert all(t.start <= t.body <= t.end and t.start < t.end for t in turns)


@given(st.text())
def test_turns_tile_any_text(raw: str) -> None:
    tiles(raw)
    tiles(canonical(raw))


@given(st.lists(_PIECES, max_size=40))
def test_turns_tile_anything_that_looks_like_a_transcript(pieces: list[str]) -> None:
    tiles(canonical("".join(pieces)))


@given(st.lists(st.tuples(_PIECES, st.sampled_from(Region), st.booleans(), st.sampled_from([None, 0, 1]))))
def test_turns_tile_with_any_hints(raw: list[tuple[str, Region, bool, int | None]]) -> None:
    lines = [Line(p.replace("\n", " ") + "x", r, b, t) for p, r, b, t in raw]
    tiles("".join(f"{line.text}\n" for line in lines), Hints(tuple(lines)))


CONVENTIONS = {
    "letters": ("I: How are you?\nR: Not well.\nI: Why?\nR: The well is dry.", ["I", "R", "I", "R"]),
    "numbered": ("Q1: Who are you?\nA1: A cobbler.\nQ2: Since when?\nA2: Always.", ["Q1", "A1", "Q2", "A2"]),
    "seats": (
        "M: Who starts?\nFGD P3: Me.\nR3 (F, 34): And me.\nM: Good.\nFGD P3: Fine.",
        ["M", "FGD P3", "R3 (F, 34)", "M", "FGD P3"],
    ),
    "otter": (
        "Speaker 1   00:13\nHow are you?\n\nSpeaker 2   00:20\nFine.\n\nSpeaker 1   1:00:02\nGood.",
        ["Speaker 1", "Speaker 2", "Speaker 1"],
    ),
    "tab": ("I\tHow are you?\nR\tFine.\nI\tGood.\nR\tYes.", ["I", "R", "I", "R"]),
    "tab after a colon": ("Speaker 1:\tHow are you?\nSpeaker 2:\tFine.", ["Speaker 1", "Speaker 2"]),
    "square": (
        "[Asha] I like it.\n[Bela] I do not.\n[Asha] Well.\n[Bela] Yes.",
        ["Asha", "Bela", "Asha", "Bela"],
    ),
    "curly": ("{Asha} I like it.\n{Bela} I do not.\n{Asha} Well.", ["Asha", "Bela", "Asha"]),
    "hash": ("#Asha: I like it.\n#Bela: I do not.\n#Asha: Well.", ["#Asha", "#Bela", "#Asha"]),
    "at": ("@Asha: I like it.\n@Bela: I do not.\n@Asha: Well.", ["@Asha", "@Bela", "@Asha"]),
    "time first": ("[00:00:52] I: Ready?\n[00:01:10] R: Yes.", ["I", "R"]),
    "glued": ("I:Ready?\nR:Yes.\nI:Go on.", ["I", "R", "I"]),
    "bangla": ("প্র: নাম কী?\nউ: বলব না।\nপ্র: কেন?\nউ: ভয়ে।", ["প্র", "উ", "প্র", "উ"]),
    "hindi": (
        "प्रश्न: नाम?\nउत्तर: नहीं बताऊँगी।\nप्रश्न: क्यों?\nउत्तर: डर से।",
        ["प्रश्न", "उत्तर", "प्रश्न", "उत्तर"],
    ),
    "native seats": ("संचालक: कौन?\nप्र१: मैं।\nप्र. २: मैं भी।\nप्र१: हाँ।", ["संचालक", "प्र१", "प्र. २", "प्र१"]),
    "vietnamese": (
        "Hỏi: Chị tên gì?\nĐáp: Không nói.\nN2 (nữ, 34 tuổi): Tôi nói.\nHỏi: Vâng?",
        ["Hỏi", "Đáp", "N2 (nữ, 34 tuổi)", "Hỏi"],
    ),
    "people": (
        "Facilitator: Who starts?\nMama Achieng: I do.\nMzee (Barasa): No.\nWoman in red leso: Let her.\n"
        "Mama Achieng: Thank you.\nFacilitator: Go on.",
        ["Facilitator", "Mama Achieng", "Mzee (Barasa)", "Woman in red leso", "Mama Achieng", "Facilitator"],
    ),
}


@pytest.mark.parametrize("name", CONVENTIONS)
def test_each_convention_gives_its_labels(name: str) -> None:
    raw, labels = CONVENTIONS[name]
    assert [label for _, label, _ in shape(raw)] == labels


def test_who_asks_is_told_from_who_answers() -> None:
    kinds = {
        label: kind for kind, label, _ in shape("\n".join(raw for raw, _ in [CONVENTIONS["native seats"]]))
    }
    assert kinds == {"संचालक": "question", "प्र१": "speech", "प्र. २": "speech"}
    assert [k for k, _, _ in shape(CONVENTIONS["numbered"][0])] == ["question", "speech"] * 2
    mixed = "M: Who?\nSeveral: [laughter]\nP1: Me.\nAll: Yes!\nT: She says it is her.\nP1: Yes."
    assert [k for k, _, _ in shape(mixed)] == [
        "question",
        "several",
        "speech",
        "several",
        "question",
        "speech",
    ]


def test_the_header_ends_where_somebody_speaks() -> None:
    raw = (
        "FGD 3, women\nDate: 12 March\nTime: 10:30\nVillage: Nayapara\nModerator: Nusrat Jahan  NT: Sumon\n"
        "http://files.example/3\n\nModerator: Shall we start?\nP1: Yes.\n"
        "Moderator: Good, then say who you are."
    )
    found = shape(raw)
    assert [(k, label) for k, label, _ in found] == [
        ("header", None),
        ("question", "Moderator"),
        ("speech", "P1"),
        ("question", "Moderator"),
    ]
    assert found[0][2].endswith("files.example/3")


def test_words_before_a_colon_inside_a_turn_are_no_speaker() -> None:
    raw = (
        "I: What happened?\nR: He came at night.\nHe told me: go away.\nSee http://x.example: nothing.\n"
        "At 10:30 it was over: all of it.\nI: And then?\nR: I went."
    )
    assert [label for _, label, _ in shape(raw)] == ["I", "R", "I", "R"]
    assert read_transcript(canonical(raw)).doubts == ()


def test_a_line_that_may_be_somebody_elses_is_never_the_end_of_a_turn() -> None:
    raw = canonical("I: What?\nR: He came at night,\nand took it.\nPrice: 40 taka.\nI: And then?\nR: I went.")
    transcript = read_transcript(raw)
    assert [t.label for t in transcript.turns] == ["I", "R", "Price", "I", "R"]
    assert len(transcript.doubts) == 1
    assert "Line 4" in transcript.doubts[0]
    assert "taka" not in transcript.doubts[0]


def test_a_note_stands_alone_and_the_speaker_goes_on_after_it() -> None:
    raw = "I: Go on.\nR: I was\nNT: she weeps\nstill there.\n[phone rings]\nI: Stop?\nR: No."
    assert [(k, label, w) for k, label, w in shape(raw)][1:5] == [
        ("speech", "R", "I was"),
        ("note", None, "NT: she weeps"),
        ("speech", "R", "still there."),
        ("note", None, "[phone rings]"),
    ]


def test_a_text_without_speakers_is_one_voice() -> None:
    raw = "Date: 3 June\nWe had a goat once, and then the river came.\nAnd we had none."
    assert [k for k, _, _ in shape(raw)] == ["header", "speech"]


def test_dashes_change_the_speaker() -> None:
    assert [k for k, _, _ in shape("- Where?\n- There.\n- When?")] == ["speech"] * 3


def test_bold_paragraphs_are_the_interviewer() -> None:
    words = [
        ("Who are you?", True),
        ("A cobbler.", False),
        ("And more.", False),
        ("Since when?", True),
        ("1990.", False),
    ]
    lines = tuple(Line(w, bold=b) for w, b in words)
    text = "".join(f"{line.text}\n" for line in lines)
    turns = parse_turns(text, Hints(lines))
    assert [(t.kind, t.label) for t in turns] == [(TurnKind.QUESTION, "I"), (TurnKind.SPEECH, "R")] * 2


def test_who_asks_is_found_where_speakers_are_only_counted() -> None:
    raw = (
        "Speaker 1   00:01\nWhat is your work?\nSpeaker 2   00:05\n"
        "I sell lottery tickets at the ferry, since the flood.\n"
        "Speaker 1   00:20\nEvery day?\nSpeaker 2   00:25\n"
        "Not when it rains, then nobody buys a thing from me."
    )
    assert [k for k, _, _ in shape(raw)] == ["question", "speech"] * 2


@pytest.mark.parametrize(
    ("stamp", "seconds"),
    [("00:13", 13), ("[00:00:52]", 52), ("#00:01:05-7#", 65.7), ("1:00:02", 3602), ("০০:১৩", 13), ("", None)],
)
def test_times_in_seconds(stamp: str, seconds: float | None) -> None:
    assert seconds_of(stamp) == seconds


def test_times_reach_the_turns() -> None:
    text = canonical("I: Ready? #00:00:10-5#\nR: Yes. #00:00:12-0#\n[00:00:52]\nI: Good?\n[00:01:00] R: Yes.")
    assert [t.seconds for t in parse_turns(text)] == [None, 10.5, 52, 60]
    assert [t.seconds for t in read_transcript(text).turns] == [None, 10.5, 52, 60]
    assert read_transcript(text).text == "I: Ready?\nR: Yes.\n[00:00:52]\nI: Good?\n[00:01:00] R: Yes.\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("R3 (F, 34)", "R3"), ("FGD P3", "p3"), ("প্র. ৩", "প্র3"), ("अंश-१", "अंश 1"),
        ("N2 (nữ, 34 tuổi)", "n2"),
        ("[Asha]", "asha"), ("Speaker 1:", "speaker  1"), ("P6 (F,16)", "P6 (F, 16)"), ("P5 (F, old)", "P5"),
    ],
)  # fmt: skip
def test_labels_of_one_seat(one: str, other: str) -> None:
    assert seat(one) == seat(other)


def test_different_people_keep_different_seats() -> None:
    assert seat("Mzee (Barasa)") != seat("Mzee (Wafula)")
    assert seat("P1") != seat("P11")


def test_names_in_labels() -> None:
    assert [name_in(x) for x in ("Mama Achieng", "Mzee (Barasa)", "P3", "Moderator")] == [
        "Achieng",
        "Barasa",
        "",
        "",
    ]
    assert is_name("Asha Begum")
    assert not is_name("Woman in red leso")
