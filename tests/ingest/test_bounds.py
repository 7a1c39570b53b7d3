"""Limits are counted and told; nothing is cut to fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from archive.errors import Unreadable
from archive.ingest import bounds, read
from archive.ingest.bounds import Tally, check_cues, check_draft
from archive.model import Draft, Kind, Turn, TurnKind


def draft(labels: list[str]) -> Draft:
    """One letter for each turn."""
    turns = tuple(Turn(n, n, n, n + 1, TurnKind.SPEECH, label) for n, label in enumerate(labels))
    return Draft("a.txt", "", "0" * 64, Kind.INTERVIEW, "x" * len(labels), turns)


def test_a_text_is_as_long_as_the_limit_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_CODE_POINTS", 30)
    assert read("a.txt", b"I: How are you?\nR: Not well.\n")
    with pytest.raises(Unreadable, match="20 million characters"):
        read("a.txt", b"I: How are you?\nR: Not well!!.\n")


def test_turns_and_voices_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_TURNS", 4)
    monkeypatch.setattr(bounds, "MAX_VOICES", 2)
    check_draft(draft(["I", "R", "I", "R"]))
    with pytest.raises(Unreadable, match="turns"):
        check_draft(draft(["I", "R", "I", "R", "I"]))
    with pytest.raises(Unreadable, match="people speak"):
        check_draft(draft(["I", "R", "S"]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_cues_are_counted_before_they_are_read(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_CUES", 2)
    cue = "00:00:01.000 --> 00:00:02.000\nwords\n\n"
    check_cues(f"WEBVTT\n\n{cue * 2}".encode(encoding))
    with pytest.raises(Unreadable, match="cues"):
        read("a.vtt", f"WEBVTT\n\n{cue * 3}".encode(encoding))


def endless(row: list[str], most: int) -> Iterator[list[str]]:
    """Rows without end; whoever reads more than ``most`` of them has not counted."""
    for _ in range(most + 1):
        yield row
    raise AssertionError("the rows were read past the limit")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (lambda: endless([], bounds.MAX_ROWS), "rows"),
        (lambda: endless(["x"] * (bounds.MAX_COLUMNS + 1), 0), "columns"),
        (lambda: endless(["x"] * bounds.MAX_COLUMNS, bounds.MAX_CELLS // bounds.MAX_COLUMNS), "cells"),
    ],
)
def test_a_table_is_counted_while_it_is_read(rows: Callable[[], Iterator[list[str]]], sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        list(Tally().counted(rows()))


def test_the_tables_of_a_file_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_ROWS", 3)
    tally = Tally()
    assert len(list(tally.counted([["a"], ["b"]]))) == 2
    with pytest.raises(Unreadable):
        list(tally.counted([["c"], ["d"]]))
