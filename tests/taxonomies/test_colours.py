"""Colours in the forms that programs write."""

from __future__ import annotations

import pytest

from taxonomies.colours import colour_of


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#AABBCC", "#aabbcc"), ("aabbcc", "#aabbcc"), ("#abc", "#aabbcc"), ("#FFAABBCC", "#aabbcc"),
        (" rgb(170, 187, 204) ", "#aabbcc"), ("rgba(170,187,204,0.5)", "#aabbcc"),
        ("", None), ("red", None), ("#12345", None), ("rgb(1,2,300)", None),
    ],
)  # fmt: skip
def test_a_colour_has_one_form(written: str, colour: str | None) -> None:
    assert colour_of(written) == colour
