"""What is printed steers no terminal, whoever chose the words."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import settings as chosen
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from archive.cli.command import err, out
from archive.cli.console import VisibleConsole, as_line
from language.visible import is_visible

HOSTILE = "\x1b]0;owned\x07\u202eexe.txt\u200b\x9b31m"


def printed(*what: object, terminal: bool = False) -> str:
    console = VisibleConsole(
        file=io.StringIO(), soft_wrap=True, highlight=False, force_terminal=terminal, width=80
    )
    for each in what:
        console.print(each, markup=False)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_the_commands_print_through_it() -> None:
    assert isinstance(out, VisibleConsole)
    assert isinstance(err, VisibleConsole)


@chosen(deadline=None)
@given(st.text(max_size=60))
def test_a_sentence_and_a_table_show_no_sign_that_cannot_be_seen(name: str) -> None:
    table = Table("name", title=Text(name))
    table.add_row(Text(name))
    table.add_row(name.replace("[", "("))
    assert all(map(is_visible, printed(name, table).split("\n")))


def test_what_rich_itself_sends_to_a_terminal_stays() -> None:
    shown = printed(Text(HOSTILE, style="bold"), terminal=True)
    assert shown.startswith("\x1b[1m")
    assert "owned" in shown
    assert all(sign not in shown for sign in ("\x07", "\u202e", "\u200b", "\x9b", "\x1b]"))


def test_programs_get_the_text_and_terminals_nothing() -> None:
    assert is_visible(as_line({"name": HOSTILE}))
