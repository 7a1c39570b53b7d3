"""What becomes a doubt beside the layout of a file, and what never does."""

from __future__ import annotations

import pytest

from archive.ingest.text import canonical
from archive.ingest.transcript.turns import Transcript, read_transcript

TALK = "Asha Rao: Tell me.\nMina Das: We went.\n{}\nAsha Rao: And then?\nMina Das: So it was.\n"
LINES = (
    "Asha Rao: Tell me.\nMina Das: We went\nthat night,\nall of us.\n{}\nAsha Rao: And then?\nMina Das: So.\n"
)


def reading(line: str, talk: str = LINES) -> Transcript:
    return read_transcript(canonical(talk.format(line)))


@pytest.mark.parametrize(
    "line",
    ["Lal Chand - I saw that too.", "[Lal Chand] I saw that.", "Price: 40 taka", "Lal Chand\tI saw it."],
)
def test_a_line_that_may_be_somebody_elses_waits_in_a_turn_of_its_own(line: str) -> None:
    for talk in (TALK, LINES):
        transcript = reading(line, talk)
        assert len(transcript.doubts) == 1
        ends = [transcript.text[t.body : t.end] for t in transcript.turns if t.label == "Mina Das"]
        assert not any("saw" in words or "taka" in words for words in ends)


@pytest.mark.parametrize(
    "line",
    [
        "He told me: go away.",
        "At 10:30 it was closed: nobody came.",
        "http://example.org: nothing there.",
        "Time: 10:30",
        "the guard: he had a stick.",
        "We - my brother and I - went on.",
        "(she weeps)",
        "[inaudible 00:12]",
        "- a goat",
        "I had to ask him one more thing: why?",
    ],
)
def test_ordinary_words_are_neither_a_voice_nor_a_doubt(line: str) -> None:
    transcript = reading(line)
    assert transcript.doubts == ()
    assert {t.label for t in transcript.turns} <= {"Asha Rao", "Mina Das", None}


def test_a_doubt_says_where_and_quotes_no_words() -> None:
    (sentence,) = reading("Lal Chand - I saw that too.").doubts
    assert sentence.startswith('Line 5: "Lal Chand"')
    assert "saw" not in sentence
    assert "Lal Chand" not in repr(reading("Lal Chand - I saw that too."))


def test_a_voice_in_a_text_of_one_voice_is_doubted() -> None:
    raw = "A boatman\n\nI was on the river.\nLal Chand: I saw that too, from the stall.\nWe went home."
    transcript = read_transcript(canonical(raw))
    assert len(transcript.doubts) == 1
    assert [t.label for t in transcript.turns] == [None, "Lal Chand"]


def test_many_doubts_are_counted() -> None:
    lines = "\n".join(f"Thing{chr(97 + n)}: {n} taka" for n in range(20))
    assert reading(lines).doubts[-1] == "8 more lines are as doubtful."
