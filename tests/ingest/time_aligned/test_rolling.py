"""Captions that show words again: each word once, and nothing lost of those that do not roll."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.time_aligned.cues import Cue
from archive.ingest.time_aligned.rolling import each_word_once

WORDS = st.lists(
    st.sampled_from(["they", "sent", "us", "away", "and", "we", "had", "no", "card"]), min_size=3, max_size=12
)


def once(cues: list[Cue]) -> list[str]:
    return [w for cue in each_word_once(cues) for line in cue.lines for w in line.split()]


@given(st.lists(WORDS, min_size=3, max_size=6))
def test_lines_that_roll_up_are_read_once(lines: list[list[str]]) -> None:
    distinct = [[f"{n}", *line] for n, line in enumerate(lines)]
    cues = [
        Cue(tuple(" ".join(line) for line in distinct[max(0, n - 1) : n + 1]), n, n + 1.2)
        for n in range(len(distinct))
    ]
    assert once(cues) == [word for line in distinct for word in line]


@given(WORDS)
def test_words_that_build_up_are_read_once(words: list[str]) -> None:
    cues = [Cue((" ".join(words[:n]),), n, n + 1) for n in range(1, len(words) + 1)]
    assert once(cues) == words


@given(WORDS)
def test_words_that_light_up_are_read_once(words: list[str]) -> None:
    cues = [
        Cue((" ".join(f"<u>{w}</u>" if n == m else w for m, w in enumerate(words)),), n, n + 1)
        for n in range(len(words))
    ]
    kept = each_word_once(cues)
    assert len(kept) == 1
    assert kept[0].lines == cues[0].lines


@given(st.lists(st.sampled_from(["No.", "Yes.", "And then we went."]), min_size=1, max_size=9))
def test_whoever_says_it_again_has_said_it_again(said: list[str]) -> None:
    cues = [Cue((words,), 2.0 * n, 2.0 * n + 2) for n, words in enumerate(said)]
    assert each_word_once(cues) == cues


def test_the_tag_of_a_voice_stays_with_what_is_left_of_its_cue() -> None:
    cues = [
        Cue(("<v Asha>they sent us",), 0, 1),
        Cue(("<v Asha>they sent us", "away because"), 1, 2),
        Cue(("<v Asha>away because", "we had no card"), 2, 3),
    ]
    assert [cue.lines for cue in each_word_once(cues)] == [
        ("<v Asha>they sent us",),
        ("<v Asha>away because",),
        ("<v Asha>we had no card",),
    ]
