"""Talks in every shape that exporters write: no turn is lost, no two voices are joined."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archive.ingest import read
from archive.model import Draft, TurnKind
from tests.ingest.talks import SHAPES, Talk, Written, talks

_SIGNS = re.compile(r"[*_\u200b\u200e]")
_SILENT = {TurnKind.NOTE, TurnKind.HEADER}
_MOST_DOUBTED = 1 / 20


def plain(words: str) -> str:
    return " ".join(_SIGNS.sub("", words).split())


def fault(draft: Draft, written: Written) -> str | None:
    """What is wrong with a reading, without a word of it; ``None`` where nothing is."""
    spoken = [t for t in draft.turns if t.kind not in _SILENT]
    if len(spoken) != len(written.turns):
        return f"{len(spoken)} turns for {len(written.turns)}"
    labels: dict[int | None, str | None] = {}
    for turn, (voice, words) in zip(spoken, written.turns, strict=True):
        if plain(draft.text[turn.body : turn.end]) != plain(words):
            return f"other words in turn {turn.index}"
        if labels.setdefault(voice, turn.label) != turn.label:
            return f"voice {voice} under two labels"
    return "two voices under one label" if len(set(labels.values())) != len(labels) else None


def drafted(written: Written, ending: str = "\n") -> Draft:
    name = "talk.md" if "**" in written.text or written.text.startswith("#") else "talk.txt"
    (draft,) = read(name, written.text.replace("\n", ending).encode())
    return draft


@pytest.mark.parametrize("shape", [s for s in SHAPES if s != "gong"])
@settings(max_examples=8)
@given(talk=talks(), ending=st.sampled_from(("\n", "\r\n")))
def test_no_turn_is_lost_and_no_two_voices_are_joined(shape: str, talk: Talk, ending: str) -> None:
    written = SHAPES[shape](talk)
    draft = drafted(written, ending)
    assert draft.doubts or fault(draft, written) is None


@settings(max_examples=40)
@given(talk=talks())
def test_where_nothing_parts_name_and_words_the_file_is_right_or_doubted(talk: Talk) -> None:
    # Where somebody begins every turn alike, their first word may as well be their name's last.
    for voice in {turn.voice for turn in talk.turns}:
        begun = [turn.words.split()[0] for turn in talk.turns if turn.voice == voice]
        assume(len(begun) == 1 or len(set(begun)) > 1)
    written = SHAPES["gong"](talk)
    draft = drafted(written)
    assert draft.doubts or fault(draft, written) is None


@settings(max_examples=5)
@given(drawn=st.lists(talks(), min_size=3, max_size=6))
def test_at_most_one_in_twenty_files_of_all_shapes_is_doubted(drawn: list[Talk]) -> None:
    doubted = Counter(bool(drafted(write(talk)).doubts) for talk in drawn for write in SHAPES.values())
    assert doubted[True] <= _MOST_DOUBTED * doubted.total()
