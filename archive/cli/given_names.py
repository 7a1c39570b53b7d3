"""What stands on the command line can be read: one rule for every command, those to come too.

A project, a code, a coder or an account with a sign that cannot be seen would look like another one, on
every screen and in every list. Names of files are not chosen by whoever types them: they are taken as they
are and shown as ``language.visible`` has them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import typer

from archive.errors import UsageError
from language.visible import is_name

_CHECKED = "_checked_for_signs"


def check_names(commands: typer.Typer) -> None:
    """Let every command refuse words with signs that cannot be seen. Doing it again changes nothing."""
    for info in commands.registered_commands:
        if info.callback is not None and not hasattr(info.callback, _CHECKED):
            info.callback = _checked(info.callback)
    for group in commands.registered_groups:
        if group.typer_instance is not None:
            check_names(group.typer_instance)


def _checked(run: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(run)
    def checked(*args: Any, **given: Any) -> Any:
        for name, value in given.items():
            require_names(name, value)
        return run(*args, **given)

    setattr(checked, _CHECKED, True)
    return checked


def require_names(option: str, value: object) -> None:
    """Raise ``UsageError`` if a text, or one of several, could not be read as it is. ``option`` is named."""
    every = value if isinstance(value, (list, tuple)) else [value]
    if not all(is_name(one) for one in every if type(one) is str):
        raise UsageError(
            f"What was given for {option.replace('_', '-')} holds signs that cannot be seen (a line break, a "
            "control, or one that turns the direction of writing): type it anew."
        )
