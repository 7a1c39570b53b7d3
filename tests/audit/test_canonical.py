"""One spelling, and back again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.audit.canonical import canonical, export_line, instant, leaf_data, parse, stamp

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
KEYS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
)


def test_the_example_of_the_standard() -> None:
    # The strings and literals of RFC 8785, section 3.2.2, without its fractions, which a log never holds.
    value = {"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", "literals": [None, True, False]}
    assert canonical(value) == (
        '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'.encode()
    )


@pytest.mark.parametrize(
    ("character", "spelled"),
    [("\b", "\\b"), ("\t", "\\t"), ("\f", "\\f"), ("\r", "\\r"), ("\x1f", "\\u001f"), ("\x7f", "\x7f")],
)
def test_control_characters_are_spelled_as_the_standard_says(character: str, spelled: str) -> None:
    assert canonical(character) == f'"{spelled}"'.encode()


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_what_was_spelled_is_read_back_and_spelled_the_same(value: dict[str, object]) -> None:
    spelled = canonical(value)
    assert parse(spelled) == value
    assert canonical(parse(json.dumps(value, indent=2, ensure_ascii=True))) == spelled


@pytest.mark.parametrize("value", [1.5, 2**53, "\ud800", {"clé": 1}, {"a": [b"bytes"]}, {1, 2}])
def test_what_has_no_single_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="event"):
        canonical(value)


@pytest.mark.parametrize(
    "text", ['{"a":1,"a":2}', '{"a":1.0}', '{"a":NaN}', "[1]", "{", '{"a":{"b":1,"b":1}}']
)
def test_what_could_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"JSON|twice|whole"):
        parse(text)


@given(st.datetimes(), st.integers(-12 * 60, 14 * 60))
def test_times_are_utc_with_microseconds(naive: datetime, minutes: int) -> None:
    try:
        at = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
        text = stamp(at)
    except OverflowError:  # within a day of the calendar's ends
        return
    assert len(text) == 27
    assert text.endswith("Z")
    assert instant(text) == at
    assert instant(text).tzinfo == UTC


def test_a_time_without_a_zone_or_in_another_spelling_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2026, 1, 1))  # noqa: DTZ001 - a time without a zone is what is refused here
    with pytest.raises(ValueError, match="does not match"):
        instant("2026-01-01T00:00:00Z")
    with pytest.raises(ValueError, match="spelled"):
        instant("2026-01-01T00:00:00.1Z")


@given(st.integers(0, 10**9), st.dictionaries(KEYS, VALUES, max_size=4))
def test_an_exported_line_is_canonical_itself(seq: int, event: dict[str, object]) -> None:
    at = "2026-03-01T08:00:00.000000Z"
    data = leaf_data(seq, at, event)
    line = export_line(data, seq, bytes(32))
    whole = {"at": at, "event": event, "leaf": "00" * 32, "seq": seq}
    assert line == canonical(whole)
