"""Cells of tables of turns: times in every form, and heads in six languages."""

from __future__ import annotations

import pytest

from archive.ingest.tables.turn_cells import Head, head, is_clock, language_of_head, seconds, unit_of
from language.across import values_of_all
from language.countries import LANGUAGES
from language.lists import read_words


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("00:01:02", 62),
        ("1:02", 62),
        ("[00:01:02.5]", 62.5),
        ("#00:01:02-7#", 62),
        ("00:01:02:12", 62),
        ("00:01:02,250 --> 00:01:04,000", 62.25),
        ("00:01:02-00:01:08", 62),
        ("0:59 - 1:02", 59),
        ("1m 2s", 62),
        ("62.5", 62.5),
        ("\u09e7:\u09e6\u09e8", 62),
        ("", None),
        ("2026-03-01 10:22:03", None),
        ("3/1/2026 10:22:03", None),
        ("R1", None),
        ("10:30 we left", None),
    ],
)
def test_times_in_a_recording(cell: str, time: float | None) -> None:
    assert seconds(cell) == time


def test_numbers_are_milliseconds_where_rows_would_last_minutes() -> None:
    assert unit_of("start", ["3000", "9000"], ["6000", "12000"]) == 1000
    assert unit_of("start", ["3", "9"], ["6", "12"]) == 1
    assert unit_of("start_ms", ["3"], ["6"]) == 1000
    assert unit_of("", ["0", "900000"], []) == 1000
    assert unit_of("", ["00:03", "00:09"], ["00:06", "00:12"]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_are_known_in_every_language(language: str) -> None:
    lists = read_words("archive.ingest", language)
    for which in Head:
        assert lists.entries(which.value), (language, which)
    for which in (Head.START, Head.SPEAKER, Head.WORDS, Head.TRANSLATION, Head.NOTES):
        assert all(head(word) is not None for word in lists.entries(which.value))
    assert head(lists.entries(Head.WORDS.value)[0].upper() + ":") is Head.WORDS


def test_languages_head_columns() -> None:
    assert {language_of_head(word) for word in values_of_all("language_columns", "archive.ingest")} >= set(
        LANGUAGES
    )
    assert head("Transcript (Kiswahili)") is Head.LANGUAGE
    assert (language_of_head("English"), language_of_head("Kiswahili text")) == ("en", "sw")
    assert head("What happened in English class yesterday") is None


def test_a_clock_has_colons() -> None:
    assert is_clock("1:02")
    assert not is_clock("62")
