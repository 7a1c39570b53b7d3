"""Every source of a project has a name of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.coding.refi.project import Source
from archive.coding.refi.source_names import told_apart


def names(*given: str) -> list[str]:
    return [s.name for s in told_apart(Source(str(n), name, "x") for n, name in enumerate(given))]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("", "talk", ""), ["text 1", "talk", "text 3"]),
        (("talk", "Talk", "talk"), ["talk", "Talk (2)", "talk (3)"]),
        (("talk.docx", "talk.docx"), ["talk.docx", "talk (2).docx"]),
        (("talk", "talk (2)", "talk"), ["talk", "talk (2)", "talk (3)"]),
        (("Mr. Nobody", "Mr. Nobody"), ["Mr. Nobody", "Mr. Nobody (2)"]),
    ],
)
def test_names_are_told_apart(given: tuple[str, ...], told: list[str]) -> None:
    assert names(*given) == told


@given(st.lists(st.sampled_from(["", "a", "A", "a (2)", "text 2", "b.txt", " "]), max_size=9))
def test_no_two_sources_share_a_name(given: list[str]) -> None:
    written = [name.casefold() for name in names(*given)]
    assert len(set(written)) == len(given)
    assert all(written)
