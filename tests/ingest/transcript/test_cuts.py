"""Times and line numbers leave the words, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.text import canonical
from archive.ingest.transcript.turns import read_transcript

_PIECES = st.sampled_from(
    [
        "I: ", "R: ", "[00:01] ", "#00:00:01-1#", "\n", "\n\n", "00:03\n", "   3  ", "words ", "(laughs)",
        "12/03/2025, 10:02 - ", "Asha: ", "### Asha\n", "¤<3000>", "?", "3.0\t6.0\t", "- ",
    ]
)  # fmt: skip


def words(raw: str) -> list[str]:
    transcript = read_transcript(canonical(raw))
    return [transcript.text[t.body : t.end].strip() for t in transcript.turns]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("I: Who? #00:00:01-1#\nR: Me. #00:00:02-1#", ["Who?", "Me."]),
        ("I: Who? [00:00:01]\nR: Me. (00:00:02)", ["Who?", "Me."]),
        ("I: Who?\n[00:01:00]\nR: Me\n[00:02:00]\nand mine.", ["Who?", "Me\nand mine."]),
        ("[00:01] I: Who?\n[00:02] R: Me\n[00:03] and mine.", ["Who?", "Me\nand mine."]),
        (" 1  I: Who?\n 2  R: Me\n 3  and mine.\n 4  I: So?", ["Who?", "Me\nand mine.", "So?"]),
        ("I: Who?\nR: Me [inaudible 00:12] at 10:30.", ["Who?", "Me [inaudible 00:12] at 10:30."]),
        ("I: When?\nR: 10:30 in the morning.", ["When?", "10:30 in the morning."]),
    ],
)
def test_times_are_no_words(raw: str, kept: list[str]) -> None:
    assert words(raw) == kept


@given(st.lists(_PIECES, max_size=40))
def test_what_is_left_is_canonical_and_tiled(pieces: list[str]) -> None:
    text = canonical("".join(pieces))
    transcript = read_transcript(text)
    assert "".join(transcript.text[t.start : t.end] for t in transcript.turns) == transcript.text
    assert all(t.start <= t.body <= t.end and t.start < t.end for t in transcript.turns)
    assert [t.index for t in transcript.turns] == list(range(len(transcript.turns)))
    assert sum(map(str.isalpha, transcript.text)) == sum(map(str.isalpha, text))
    assert transcript.text == canonical(transcript.text)
