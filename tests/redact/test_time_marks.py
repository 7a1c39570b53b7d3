"""Times of a recording are left alone; ages, dates and numbers that look like them are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import IdentifierType as T
from archive.redact.detect import find
from archive.redact.spans import Span
from archive.redact.time_marks import without_times

SPOKEN = {
    "en": "Lal Chand",
    "vi": "L\u00fd Th\u00f4ng",
    "sw": "Juma Otieno",
    "hi": "\u0932\u093e\u0932 \u091a\u0902\u0926",
}
SHAPES = (
    "{} (00:33):\nI saw that.",
    "{} [00:01:23]\nI saw that.",
    "{}  0:45\nI saw that.",
    "1\n00:00:12,345 --> 00:00:15,000\n{}: I saw that.",
    "{} (1:02:33.5): I saw that.",
    "{} (33:05)\nI saw that.",
    "#00:12:33-4# {}: I saw that. #00:13:01-0#",
    "{} (0:33 - 0:47): I saw that.",
    "[00:33] {}: [laughs]",
    "{} (12'30\"): I saw that.",
)


@pytest.mark.parametrize("lang", SPOKEN)
@pytest.mark.parametrize("shape", SHAPES)
def test_no_digit_of_a_time_is_found_and_the_name_is(shape: str, lang: str) -> None:
    text = shape.format(SPOKEN[lang])
    masked = {at for span in find(text, lang) for at in range(span.start, span.end)}
    name = text.index(SPOKEN[lang])
    assert not [text[at] for at in masked if text[at].isdigit()]
    assert set(range(name, name + len(SPOKEN[lang].split()[0]))) <= masked


def test_an_age_in_brackets_is_still_an_age() -> None:
    spans = find("Lal Chand (33): I came. She (28) left.", "en")
    assert [s.type for s in spans if s.type is T.AGE] == [T.AGE, T.AGE]


@pytest.mark.parametrize(
    "text", ["Call 01711:98:76", "born 12.05.1999", "file 12:75", "12:30:45:10:20:11", "no. 5m", "x12:30"]
)
def test_what_has_no_shape_of_a_time_is_left_as_it_was_found(text: str) -> None:
    spans = [Span(0, len(text), T.ID, 0.9, "rule")]
    assert without_times(text, spans) == spans


def test_a_time_of_day_in_a_sentence_may_be_found_as_a_time_and_as_nothing_else() -> None:
    text = "They came at 10:30 that night."
    of_day, age = Span(13, 18, T.DATETIME, 0.9, "rule"), Span(16, 18, T.AGE, 0.9, "rule")
    assert without_times(text, [of_day, age]) == [of_day]


@given(st.text(alphabet="a1:(\n) -0", max_size=40), st.data())
def test_a_span_is_only_ever_made_smaller(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = without_times(text, [Span(start, end, T.ID, 0.5, "rule")])
    assert all(start <= p.start < p.end <= end and any(c.isalnum() for c in p.of(text)) for p in pieces)
    assert sum(p.end - p.start for p in pieces) <= end - start
    gone = set(range(start, end)) - {at for p in pieces for at in range(p.start, p.end)}
    assert not [text[at] for at in gone if text[at] == "a"]
