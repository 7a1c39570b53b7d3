"""A newcomer sees every command once, under a person and a moment, in a sentence that is not cut off."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

import archive.cli
from archive.cli.command import app
from archive.cli.panels import PANELS

for module in pkgutil.iter_modules(archive.cli.__path__):
    importlib.import_module(f"archive.cli.{module.name}")  # each registers its commands
ROOT: Any = typer.main.get_command(app)
GROUPS = sorted(name for name, command in ROOT.commands.items() if hasattr(command, "commands"))


def _sections(*words: str, columns: int = 80) -> dict[str, list[str]]:
    """The help's sections that list commands: each title, and the lines under it."""
    shown = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": str(columns)})
    assert shown.exit_code == 0, shown.output
    found = re.findall(r"^(\w.*):\n((?:  .*\n)+)", shown.output, re.MULTILINE)
    return {title: text.splitlines() for title, text in found if title not in ("Usage", "Options")}


def test_every_command_stands_in_one_panel() -> None:
    listed = [name for names in PANELS.values() for name in names]
    assert sorted(listed) == sorted(ROOT.commands)
    assert {t: tuple(line.split()[0] for line in lines) for t, lines in _sections().items()} == PANELS


def test_the_installed_command_knows_every_command_by_itself() -> None:
    # Nothing but ``main`` runs in it: a module that the tests alone import would be missing here.
    program = "import sys; sys.argv[:] = ['heard', '--help']; from archive.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True
    )
    names = {line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")}
    assert names >= set(ROOT.commands)


@pytest.mark.parametrize("group", ["", *GROUPS])
def test_each_command_is_told_in_one_line_that_is_not_cut_off(group: str) -> None:
    lines = [line for section in _sections(*group.split()).values() for line in section]
    commands = (ROOT.commands[group] if group else ROOT).commands
    assert sorted(line.split()[0] for line in lines) == sorted(commands), "a wrapped line is no command"
    assert [line for line in lines if line.rstrip().endswith(("...", "…")) or len(line) > 80] == []


def test_on_a_narrow_terminal_sentences_are_wrapped_and_not_cut_off() -> None:
    def words(columns: int) -> str:
        return " ".join(" ".join(" ".join(lines).split()) for lines in _sections(columns=columns).values())

    assert words(60) == words(80)
