"""Names on a screen: nothing in them is obeyed, and no two names become one."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.visible import (
    escaped,
    is_name,
    is_text,
    is_visible,
    visible,
    visible_lines,
    visible_name,
)


@pytest.mark.parametrize(
    "sign",
    [
        "\u200b",
        "\xad",
        "\u3164",
        "\n",
        "\r",
        "\x1b",
        "\x07",
        "\x85",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u2028",
        "\ufeff",
        "\udc80",
    ],
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


@pytest.mark.parametrize(
    "name", ["delta-3.8", "রহিম", "र\u094d\u200dयाली", "ক\u09cd\u200cষ", "Nguyễn Ảnh", "o'Brien"]
)
def test_a_name_in_the_scripts_of_the_archive_is_one(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name", ["a\u200cb", "admin\u200d", "\u200dadmin", "রহিম\u200d", "a\u200bb", "a\nb", "a\x1b[31m"]
)
def test_a_name_that_looks_like_another_is_none(name: str) -> None:
    assert not is_name(name)


@given(st.text())
def test_a_name_is_seen_whole(text: str) -> None:
    if is_name(text):
        assert visible(text) == text
        assert is_text(text)


@given(st.text())
def test_json_for_a_terminal_says_the_same_and_steers_nothing(text: str) -> None:
    line = escaped(json.dumps({text: [text]}, ensure_ascii=False))
    assert is_visible(line)
    assert json.loads(line) == {text: [text]}


@pytest.mark.parametrize("text", ["\x00", "a\ud800"])
def test_what_cannot_be_kept_is_no_text(text: str) -> None:
    assert not is_text(text)
    assert is_text("a\u202e\n\tb")
