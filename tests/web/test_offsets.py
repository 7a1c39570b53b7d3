"""Offsets of a browser and offsets of the archive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UsageError
from archive.web.offsets import from_utf16


@given(st.text(st.sampled_from("aé ঘক্ষ🌊👩‍🌾\n")), st.data())
def test_offsets_go_there_and_back(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    units = len(text[:at].encode("utf-16-le")) // 2
    assert from_utf16(text, units) == at


def test_an_offset_inside_a_pair_goes_to_its_end() -> None:
    assert from_utf16("a🌊b", 2) == 2


@pytest.mark.parametrize("offset", [-1, 5, 10**9])
def test_an_offset_outside_is_refused(offset: int) -> None:
    with pytest.raises(UsageError):
        from_utf16("a🌊b", offset)
