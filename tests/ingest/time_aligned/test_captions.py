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


def vtt(*cues: str) -> bytes:
    """Cues of three seconds each, one right after the other."""
    return (
        "WEBVTT\n\n"
        + "".join(f"00:{3 * n:02}.000 --> 00:{3 * n + 3:02}.000\n{cue}\n\n" for n, cue in enumerate(cues, 1))
    ).encode()


def turns(name: str, content: bytes) -> list[tuple[str | None, str]]:
    (draft,) = read(name, content)
    return [(t.label, draft.text[t.body : t.end].strip()) for t in draft.turns]


def test_entities_are_decoded_once_in_names_and_in_words() -> None:
    spoken = vtt("<v Asha O&#39;Neil>Tom &amp; Ann&nbsp;said 2 &lt; 3.", "<v Mina>&amp;lt; Q&A &notes;</v>")
    assert turns("a.vtt", spoken) == [
        ("Asha O'Neil", "Tom & Ann said 2 < 3."),
        ("Mina", "&lt; Q&A &notes;"),
    ]


def test_captions_that_roll_say_each_word_once() -> None:
    spoken = vtt(
        "they sent us", "they sent us\naway because", "away because\nwe had no card", "we had no card"
    )
    assert turns("a.vtt", spoken) == [(None, "they sent us\naway because\nwe had no card")]


def test_a_cue_with_blanks_for_its_first_line_keeps_its_words() -> None:
    content = (
        b"WEBVTT\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:02.000 align:start\n \n"
        b"they<00:01.500><c> sent</c>\n\n00:02.000 --> 00:02.010\nthey sent\n \n\n"
        b"00:02.010 --> 00:04.000\nthey sent\nus<00:03.000><c> away</c>\n"
    )
    assert turns("a.vtt", content) == [(None, "they sent\nus away")]


def test_a_cue_without_a_voice_is_nobodys() -> None:
    spoken = vtt("<v Asha>Tell me.</v>", "They sent us away.", "<v Asha>Who?</v> The guard.")
    assert turns("a.vtt", spoken) == [
        ("Asha", "Tell me."),
        (None, "They sent us away."),
        ("Asha", "Who?"),
        (None, "The guard."),
    ]
    (draft,) = read("a.vtt", spoken)
    assert draft.notices == ("2 cue(s) name no voice: their words are nobody's.",)


def test_classes_of_a_voice_are_not_its_name() -> None:
    spoken = vtt("<v.loud.first Asha Rao>Tell <i>me</i>.", "<v Mina>They <b>left</b>. <v Lal>I saw.")
    assert turns("a.vtt", spoken) == [("Asha Rao", "Tell me."), ("Mina", "They left."), ("Lal", "I saw.")]


@pytest.mark.parametrize(
    "form", ["{}: {}", "[{}] {}", "({}) {}", "({})\n{}", ">> {}: {}", "- {}: {}", "[{}]: {}"]
)
def test_a_label_that_comes_once_is_a_voice(form: str) -> None:
    spoken = [
        ("Asha", "Tell me."),
        ("Mina", "No card."),
        ("Lal", "I saw."),
        ("Asha", "And?"),
        ("Mina", "Yes."),
    ]
    assert turns("a.srt", srt(*(form.format(*pair) for pair in spoken))) == spoken


def test_what_fits_the_labels_of_a_file_loosely_is_a_doubt_and_nobodys() -> None:
    content = srt(
        "ASHA: Tell me,", "now.", "MINA: They sent us.", "Listen: no card.", "ASHA: And?", "MINA: Yes."
    )
    assert ("MINA", "They sent us.") in turns("a.srt", content)
    assert (None, "Listen: no card.") in turns("a.srt", content)
    (draft,) = read("a.srt", content)
    assert draft.doubts == ("Cue 4 (00:00:12) may begin with a label: say who speaks there.",)


def test_arrows_and_dashes_change_the_speaker() -> None:
    arrows = srt("&gt;&gt; Tell me.", ">> They sent us.", "We had no card. We", "went.", ">> And?")
    assert turns("a.srt", arrows) == [
        (None, "Tell me."),
        (None, "They sent us.\nWe had no card. We\nwent."),
        (None, "And?"),
    ]
    dashes = srt("- Tell me.\n- They sent us.", "We had no card.", "- Who?\n- The guard.")
    assert [words for _, words in turns("a.srt", dashes)] == [
        "Tell me.",
        "They sent us.",
        "We had no card.",
        "Who?",
        "The guard.",
    ]


def test_a_sound_between_labelled_cues_is_a_note() -> None:
    spoken = srt("[Asha] Tell me.", "[laughter]", "[Mina] No.", "[Asha] Why?", "[Mina] No card.")
    (draft,) = read("a.srt", spoken)
    assert [(t.kind.value, t.label) for t in draft.turns][:3] == [
        ("speech", "Asha"),
        ("note", None),
        ("speech", "Mina"),
    ]


def test_what_programs_add_to_captions_is_no_text() -> None:
    content = (
        "\ufeff00:00:01,000 --> 00:00:02.000 X1:117 X2:619 Y1:042 Y2:428\r\nHow old?\r\n12\r\n\r\n"
        '00:00:03.000 --> 00:00:04,000\r\n{\\an8}<font color="#fff">He slept.</font>\r\n\r\nAll night.\r\n'
    )
    assert [words for _, words in turns("a.srt", content.encode())] == ["How old? 12\nHe slept. All night."]


def test_comments_styles_and_lines_outside_of_cues_are_no_words() -> None:
    content = (
        b"WEBVTT - made by a program\n\nNOTE\na comment\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:1\n\n"
        b"intro-1\n00:01.000 --> 00:02.000 line:0 position:20%\nHello.\n\nstray words\n\n"
        b"2\n00:03.000 --> 00:04.000\nBye.\n"
    )
    (draft,) = read("a.vtt", content)
    assert draft.text == "Hello.\nBye.\n"
    assert draft.notices == (
        "1 lines outside of the cues were left out: look at the original.",
        "1 comments of the captions were left out.",
    )
