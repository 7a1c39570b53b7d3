"""Names on a screen: nothing in them is obeyed, and no two names become one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.visible import is_visible, visible, visible_lines, visible_name


@pytest.mark.parametrize(
    "sign", ["\n", "\r", "\x1b", "\x07", "\x85", "\u202e", "\u2066", "\u200f", "\u2028", "\ufeff", "\udc80"]
)
def test_a_sign_that_shows_nothing_or_turns_the_rest_is_replaced(sign: str) -> None:
    assert visible(f"talk{sign}txt") == "talk\ufffdtxt"
    assert not is_visible(f"talk{sign}txt")


@pytest.mark.parametrize("name", ["কথা-১.txt", "र\u094d\u200dयाली.docx", "ảnh hưởng.odt", "a b\u200cc.csv"])
def test_names_in_the_scripts_of_the_archive_stay(name: str) -> None:
    assert visible(name) == name


@given(st.text())
def test_what_is_shown_has_no_control_and_keeps_its_length(name: str) -> None:
    shown = visible(name)
    assert is_visible(shown)
    assert len(shown) == len(name)
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in shown)


def test_a_name_is_put_on_one_line_and_a_text_keeps_its_lines() -> None:
    assert visible_name("fee\r\npaid\tonce\x1b") == "fee paid once\ufffd"
    assert visible_lines("fee\r\n\tpaid\u202e\r") == "fee\n paid\ufffd\n"


@given(st.text())
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert is_visible(visible_name(text))
    assert all(map(is_visible, visible_lines(text).split("\n")))
    assert visible_name(visible_name(text)) == visible_name(text)
    assert visible_lines(visible_lines(text)) == visible_lines(text)
