"""Numbers before paragraphs: forms, levels, and where they begin again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.documents.numbering import Counters, Level, numeral


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 3, "c"),
        ("upperLetter", 28, "BB"),
        ("A", 1, "A"),
        ("lowerRoman", 14, "xiv"),
        ("I", 1999, "MCMXCIX"),
        ("ordinal", 22, "22nd"),
        ("ordinal", 11, "11th"),
        ("hindiNumbers", 10, "१०"),
        ("hindiVowels", 2, "आ"),
        ("hindiConsonants", 3, "ग"),
        ("1, 2, 3", 4, "4"),
        ("001, 002, 003, ...", 7, "007"),
        ("১, ২, ৩, ...", 21, "২১"),
        ("ক, খ, গ, ...", 2, "খ"),
        ("no such form", 5, "5"),
        ("lowerRoman", 0, "0"),
        ("lowerLetter", 0, "0"),
    ],
)
def test_a_number_in_a_form(form: str, value: int, text: str) -> None:
    assert numeral(value, form) == text


@given(st.text(max_size=12), st.integers(0, 10_000))
def test_no_form_leaves_a_number_out(form: str, value: int) -> None:
    assert numeral(value, form)


DEEP = {0: Level(template="%1."), 1: Level("lowerLetter", "%1.%2)"), 2: Level("upperRoman", "%3")}


def counted(*depths: int, levels: dict[int, Level] = DEEP) -> list[str]:
    counters = Counters()
    return [counters.next("a", levels, depth) for depth in depths]


def test_a_deeper_level_begins_again_after_a_higher_one() -> None:
    assert counted(0, 1, 1, 2, 0, 1) == ["1. ", "1.a) ", "1.b) ", "I ", "2. ", "2.a) "]


def test_a_level_that_never_begins_again() -> None:
    levels = {0: Level(), 1: Level("decimal", "%2)", restart=0)}
    assert counted(0, 1, 0, 1, levels=levels) == ["1. ", "1) ", "2. ", "2) "]


def test_a_level_without_the_one_above_takes_its_start() -> None:
    assert counted(1, levels={0: Level(start=4), 1: Level("decimal", "%1.%2")}) == ["4.1 "]


def test_lists_are_counted_apart_and_anew() -> None:
    counters = Counters()
    assert [counters.next(key, DEEP, 0) for key in "aba"] == ["1. ", "1. ", "2. "]
    counters.restart("a", 0, 10)
    assert counters.next("a", DEEP, 0) == "10. "


def test_bullets_are_dots_unless_they_are_dashes() -> None:
    assert counted(0, levels={0: Level("bullet", "\uf0b7")}) == ["• "]
    assert counted(0, levels={0: Level("bullet", "–")}) == ["– "]
    assert counted(0, levels={0: Level("none", "Q:")}) == ["Q: "]
    assert counted(0, levels={0: Level("decimal", "")}) == [""]
    assert counted(7) == [""]
