"""Every text on every command line: with a sign that cannot be seen, the command does nothing."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import typer

from archive.cli import command
from archive.cli.given_names import require_names
from archive.errors import UsageError
from tests.cli.command import heard_in

HOSTILE = ["a\x1b[31mb", "a\nb", "a\u202eb", "a\u200bb", "admin\u200d", "a\x9bb"]


def callbacks(commands: typer.Typer) -> Iterator[Any]:
    for info in commands.registered_commands:
        yield info.callback
    for group in commands.registered_groups:
        assert group.typer_instance is not None
        yield from callbacks(group.typer_instance)


def texts() -> list[tuple[Any, str]]:
    """Every parameter of every command that may hold a text."""
    command.add_commands()
    every = []
    for run in callbacks(command.app):
        for name, hint in get_type_hints(run).items():
            if name != "return" and str in (hint, *getattr(hint, "__args__", ()), *_inner(hint)):
                every.append((run, name))
    return every


def _inner(hint: Any) -> list[Any]:
    return [inner for one in getattr(hint, "__args__", ()) for inner in getattr(one, "__args__", ())]


def test_every_text_of_every_command_is_looked_at_before_anything_is_done() -> None:
    every = texts()
    assert len(every) > 80
    for run, name in every:
        repeated = "list" in str(get_type_hints(run)[name])
        for hostile in HOSTILE:
            given: Any = ["fine", hostile] if repeated else hostile
            with pytest.raises(UsageError, match="cannot be seen") as refused:
                run(**{name: given})
            assert hostile not in str(refused.value)
            assert name.replace("_", "-") in str(refused.value)


def test_doing_it_again_changes_nothing() -> None:
    command.add_commands()
    before = list(callbacks(command.app))
    command.add_commands()
    assert list(callbacks(command.app)) == before
    assert all("given" not in inspect.signature(run).parameters for run in before)


def test_names_of_files_and_numbers_are_left_alone() -> None:
    for value in (Path("a\x1bb"), 3, None, True, ["রহিম"], "delta-3.8"):
        require_names("paths", value)


@pytest.mark.parametrize("hostile", HOSTILE[:3])
def test_the_real_command_refuses_it_and_shows_none_of_it(tmp_path: Path, hostile: str) -> None:
    done = heard_in(tmp_path)("silence", hostile)
    assert done.code == 2
    assert "project" in done.err
    assert hostile not in done.err
