"""The form in which words are compared keeps every offset."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from archive.coding.comparable import CanonicalText, same_words

TEXTS = st.lists(
    st.sampled_from(
        ["ab", "é", "e\u0301", "কি", "ड़", "👩🏽", " ", "  ", "\t", "\u00a0", "\n", " \n\n", "\u1100\u1161"]
    )
).map("".join)


@given(TEXTS)
def test_it_is_composed_with_one_blank_or_line_end(text: str) -> None:
    canonical = CanonicalText(text).text
    assert unicodedata.is_normalized("NFC", canonical)
    assert canonical.split() == unicodedata.normalize("NFC", text).split()
    assert CanonicalText(canonical).text == canonical


@given(TEXTS, st.data())
def test_a_span_goes_there_and_back_around_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    form = CanonicalText(text)
    inside = form.span_in(start, end)
    back = form.span_out(*inside)
    assert back[0] <= start
    assert end <= back[1] <= len(text)
    assert same_words(CanonicalText(text[slice(*back)]).text, form.text[slice(*inside)])
