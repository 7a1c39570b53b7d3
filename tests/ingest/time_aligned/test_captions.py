"""Captions: voices become turns, and a broken file is told in a sentence."""

from __future__ import annotations

import pytest

from archive.errors import Unreadable
from archive.ingest import read

VTT = """WEBVTT

NOTE Interviewer: somebody

00:01.000 --> 00:03.000
<v I>How are
you?</v>

00:03.000 --> 00:05.000
<v R1>Not <i>well</i>.

00:05.500 --> 00:06.000
<v R1>The pump broke.

00:07.000 --> 00:09.000
<v I>When?
"""


def test_voices_are_turns_and_runs_are_joined() -> None:
    (draft,) = read("a.vtt", VTT.encode())
    assert draft.text == "I: How are you?\nR1: Not well. The pump broke.\nI: When?\n"
    assert [(t.kind.value, t.label, t.seconds) for t in draft.turns] == [
        ("question", "I", 1),
        ("speech", "R1", 3),
        ("question", "I", 7),
    ]
    assert [draft.text[t.body : t.end] for t in draft.turns][1] == "Not well. The pump broke.\n"


def srt(*cues: str) -> bytes:
    """Cues of three seconds each, one right after the other."""
    return "".join(
        f"{n}\n00:00:{3 * n:02},000 --> 00:00:{3 * n + 3:02},000\n{cue}\n\n" for n, cue in enumerate(cues, 1)
    ).encode()


def test_names_before_a_colon_are_voices_and_run_on_in_the_middle_of_a_sentence() -> None:
    (draft,) = read("a.srt", srt("Asha Roy: Hello,", "and more.", "Bela: Yes."))
    assert draft.text == "Asha Roy: Hello, and more.\nBela: Yes.\n"
    assert [t.label for t in draft.turns] == ["Asha Roy", "Bela"]


def test_a_cue_without_a_label_is_nobodys_where_no_turn_runs_on() -> None:
    (draft,) = read("a.srt", srt("Asha Roy: Hello.", "And more.", "Bela: Yes."))
    assert [t.label for t in draft.turns] == ["Asha Roy", None, "Bela"]


def test_captions_without_voices_are_plain_lines() -> None:
    (draft,) = read(
        "a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:02,000 --> 00:00:03,000\nTwo\n"
    )
    assert draft.text == "One\nTwo\n"
    assert [t.label for t in draft.turns] == [None]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.vtt", b"no head\n\n00:01.000 --> 00:02.000\nx\n"),
        ("a.vtt", b"WEBVTT\n"),
        ("a.srt", b"1"),
        ("a.srt", b"some text"),
        ("a.srt", b"some text\n00:00:00,500 --> 00:00:07,000"),
    ],
)
def test_broken_captions_say_so(name: str, content: bytes) -> None:
    with pytest.raises(Unreadable, match="captions"):
        read(name, content)


def test_cues_without_a_readable_time_are_counted_and_their_words_kept() -> None:
    cue = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n{}\nTwo\n"
    (lost,) = read("a.srt", cue.format("00:xx:02 --> 00:xx:03").encode())
    assert (lost.text, [t.seconds for t in lost.turns]) == ("One.\nTwo\n", [1, None])
    assert [notice for notice in lost.notices if notice.startswith("1 cues without readable time")]
    for times in ("00:00:02,000 --> 00:00:03.000.1", "00:02,000 --> 00:03,000"):
        (whole,) = read("a.srt", cue.format(times).encode())
        assert (whole.text, whole.notices, whole.turns[1].seconds) == ("One.\nTwo\n", (), 2)
