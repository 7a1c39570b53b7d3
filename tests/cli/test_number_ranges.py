"""Line numbers written short say the same numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cli.number_ranges import ranges


@pytest.mark.parametrize(
    ("numbers", "written"),
    [([], ""), ([3], "3"), ([4, 3], "3-4"), ([2, 3, 4, 7], "2-4, 7"), ([1, 1, 3, 5], "1, 3, 5")],
)
def test_what_follows_stands_together(numbers: list[int], written: str) -> None:
    assert ranges(numbers) == written


@given(st.lists(st.integers(1, 60)))
def test_nothing_is_lost_and_nothing_added(numbers: list[int]) -> None:
    read: set[int] = set()
    for part in ranges(numbers).split(", ") if numbers else []:
        first, _, last = part.partition("-")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == set(numbers)
