"""Anchors: a span finds its own words again, never others, and cuts no grapheme cluster."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from archive.coding.clusters import whole
from archive.coding.selectors import (
    CONTEXT,
    Place,
    anchored,
    find,
)
from archive.errors import UsageError
from archive.model import Fit

SCRIPTS = st.text(alphabet="abc \nক্ষাি্রমাকोनाни́👩‍👩‍👧🇧🇩 é́ỗ.", min_size=1, max_size=60)


def borders(text: str) -> set[int]:
    return {0} | {m.end() for m in regex.finditer(r"\X", text)}


@given(text=SCRIPTS, data=st.data())
def test_an_anchor_holds_whole_clusters_and_stands_on_them(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = anchored(text, start, end)
    assert anchor.start <= start < end <= anchor.end
    assert {anchor.start, anchor.end} <= borders(text)
    assert not any(anchor.start < b <= start or end <= b < anchor.end for b in borders(text))
    assert text[anchor.start : anchor.end] == anchor.quote


def test_an_akshara_is_taken_whole() -> None:
    text = "আমি ক্ষমা চাই"
    assert whole(text, 5, 6) == (4, 7)
    assert whole(text, 4, 4) == (4, 4)
    family = "see 👩‍👩‍👧 here"
    assert anchored(family, 5, 6).quote == "👩‍👩‍👧"


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_a_span_that_is_none_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(UsageError):
        anchored("some words", *span)


def test_words_that_moved_are_found_by_what_stands_around_them() -> None:
    old = "The clinic was closed. The school was open."
    anchor = anchored(old, old.index("was open"), old.index("was open") + 3)
    new = "In spring the clinic was closed. The school was open."
    found = find(new, anchor)
    assert found is not None
    assert new[found.start :].startswith("was open")
    assert found.fit is Fit.WORDS


def test_of_equal_places_its_own_counts_and_else_none() -> None:
    anchor = anchored("no no no", 3, 5)
    assert find("no no no", anchor) is not None
    same = anchored("xx no xx", 3, 5)
    assert find("ab: ab no ab, ab no ab", same) is None
    assert find("silence", same) is None


def test_words_among_strangers_need_a_look() -> None:
    anchor = anchored("we walked to the clinic at dawn", 17, 23)
    found = find("(clinic)", anchor)
    assert found is not None
    assert found.fit is Fit.CHANGED


@given(text=SCRIPTS, before=SCRIPTS, after=SCRIPTS, data=st.data())
def test_what_is_found_are_its_very_words(text: str, before: str, after: str, data: st.DataObject) -> None:
    """In its own text at its own place; in another where its words stand uncut, and there if only once."""
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = anchored(text, start, data.draw(st.integers(start + 1, len(text))))
    assert find(text, anchor) == Place(anchor.start, anchor.end, Fit.WORDS)
    other = f"{before}.{text}.{after}"
    places = [m.start() for m in regex.finditer(regex.escape(anchor.quote), other, overlapped=True)]
    found = find(other, anchor)
    spans = [(at, at + len(anchor.quote)) for at in places]
    if len(spans) == 1:
        assert (found is not None) == (whole(other, *spans[0]) == spans[0])
    if found is not None:
        assert found.start in places
        assert other[found.start : found.end] == anchor.quote


def test_the_context_is_bounded_and_hidden() -> None:
    anchor = anchored("a" * 100 + "MARK" + "b" * 100, 100, 104)
    assert (len(anchor.before), len(anchor.after)) == (CONTEXT, CONTEXT)
    assert "MARK" not in repr(anchor)
