"""A checksum finds every slip that it was made to find, and says yes to one last digit alone."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from archive.redact.patterns.packs.checks import CHECKS, verhoeff
from language.lists import read_words

NUMBERS = st.text("0123456789", min_size=2, max_size=20)


def whole(number: str) -> str:
    """The number with its check digit."""
    return next(f"{number}{digit}" for digit in range(10) if verhoeff(f"{number}{digit}"))


@given(NUMBERS)
def test_one_last_digit_fits(number: str) -> None:
    assert sum(verhoeff(f"{number}{digit}") for digit in range(10)) == 1


@given(NUMBERS, st.data())
def test_one_wrong_digit_is_found(number: str, data: st.DataObject) -> None:
    right = whole(number)
    place = data.draw(st.integers(0, len(right) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != right[place]]))
    assert not verhoeff(right[:place] + other + right[place + 1 :])


@given(NUMBERS, st.data())
def test_two_neighbours_that_changed_places_are_found(number: str, data: st.DataObject) -> None:
    right = whole(number)
    place = data.draw(st.integers(0, len(right) - 2))
    assume(right[place] != right[place + 1])
    assert not verhoeff(right[:place] + right[place + 1] + right[place] + right[place + 2 :])


def test_the_published_example_holds() -> None:
    assert verhoeff("2363")
    assert not verhoeff("2364")


def test_every_check_is_asked_for_by_a_country() -> None:
    frames = (f for code in ("bd", "in", "ke", "np", "vn") for f in read_words("archive.redact", code).frames)
    assert {dict(frame.fields)["check"] for frame in frames if "check" in frame.fields} == set(CHECKS)
