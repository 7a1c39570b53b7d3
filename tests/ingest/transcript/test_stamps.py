"""Times in every form that exporters write, in front of a line and behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.transcript.stamps import (
    Front,
    after_number,
    back,
    front,
    is_time,
    marks_of_time,
    number_before,
    seconds_of,
)


@pytest.mark.parametrize(
    ("line", "form", "words", "seconds"),
    [
        ("00:00:03 Asha", Front.CLOCK, "Asha", 3),
        ("0:03\tAsha", Front.CLOCK, "Asha", 3),
        ("[00:01:03.120 --> 00:01:05.000]  Asha", Front.WRAPPED, "Asha", 63.12),
        ("(01:03) Asha", Front.WRAPPED, "Asha", 63),
        ("#00:00:03-1# Asha", Front.WRAPPED, "Asha", 3.1),
        ("[00:00:03] - Asha", Front.WRAPPED, "Asha", 3),
        ("12/03/2025, 10:02 - Asha", Front.CHAT, "Asha", None),
        ("3/12/25, 10:02 AM - Asha", Front.CHAT, "Asha", None),
        ("2025-03-12, 10:02 - Asha", Front.CHAT, "Asha", None),
        ("[12.03.25, 10:02:11] Asha", Front.CHAT, "Asha", None),
        ("3.000000\t6.500000\tAsha", Front.FLOATS, "Asha", 3),
        ("¤<62000>Asha", Front.MILLISECONDS, "Asha", 62),
        ("Asha 00:03", Front.NOTHING, "Asha 00:03", None),
        ("3 goats", Front.NOTHING, "3 goats", None),
    ],
)
def test_what_stands_in_front(line: str, form: Front, words: str, seconds: float | None) -> None:
    stamp = front(line)
    assert (stamp.front, line[stamp.end :], stamp.seconds) == (form, words, seconds)


@pytest.mark.parametrize(
    ("line", "words", "seconds"),
    [
        ("Asha Rao   0:03", "Asha Rao", 3),
        ("Asha Rao (00:00:03)", "Asha Rao", 3),
        ("Asha Rao - 1:02:03", "Asha Rao", 3723),
        ("Asha Rao | 0:03", "Asha Rao", 3),
        ("Asha Rao, [12.03.25 10:02]", "Asha Rao", None),
    ],
)
def test_what_stands_behind(line: str, words: str, seconds: float | None) -> None:
    stamp = back(line)
    assert stamp is not None
    assert (line[: stamp.start], stamp.seconds) == (words, seconds)
    assert back("Asha Rao, 30 June") is None


def test_the_frames_of_a_time_code_are_no_seconds() -> None:
    assert seconds_of("00:00:03:12 - 00:00:06:02") == 3


@pytest.mark.parametrize(
    "line", ["00:03", "[00:00:03]", "0:0:3.100 --> 0:0:6.200", "#00:00:03-1#", "¤<3000>"]
)
def test_a_line_that_is_a_time(line: str) -> None:
    assert is_time(line)
    assert not is_time(f"{line} and then")


def test_times_behind_words_are_found_and_remarks_are_not() -> None:
    line = "He went. #00:00:03-1# Then [inaudible 00:12:30] home. [00:13:00]"
    assert [line[place] for place in marks_of_time(line)] == ["#00:00:03-1#", " [00:13:00]"]


def test_the_number_of_a_line() -> None:
    assert (number_before("   12  I: so"), after_number("   12  I: so")) == (12, 7)
    assert (number_before("12:30 so"), after_number("12:30 so")) == (None, 0)


@given(st.text(alphabet="0123:[]() #-.,/¤<>AP\tM", max_size=300))
def test_any_line_has_its_columns_inside_itself(line: str) -> None:
    stamp = front(line)
    assert 0 <= stamp.start <= stamp.end <= len(line)
    behind = back(line)
    assert behind is None or 0 <= behind.start <= behind.end <= len(line)
    assert all(0 <= p.start <= p.stop <= len(line) for p in marks_of_time(line))
