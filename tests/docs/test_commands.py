"""``docs/commands.md`` names every command and every option of the program, and no other."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from archive import errors
from tests.docs.program import ROOT, commands, complaint, shell_lines

PAGE = ROOT / "docs/commands.md"
SECTION = re.compile(r"^### heard (.+?)\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)
SECTIONS: dict[str, str] = dict(SECTION.findall(PAGE.read_text(encoding="utf-8")))
OPTION = re.compile(r"--[a-z][a-z-]*")
GIVEN = re.compile(r"\[?--[a-z-]+(?:\|--[a-z-]+)*(?: [A-Z]+(?:[:=-][A-Z]+)?…?)?\]?…?")
LEAVES = sorted(name for name, command in commands().items() if not command.group)


def parts(name: str) -> tuple[str, str]:
    """What follows the command's name where it is shown, and the text below it, other commands left out."""
    shown = re.compile(rf"^`heard {re.escape(name)}(?: (.*))?`$", re.MULTILINE)
    lines = list(shown.finditer(SECTIONS[name]))
    assert len(lines) == 1
    return lines[0][1] or "", re.sub(r"`heard [^`]*`", "", SECTIONS[name][lines[0].end() :])


def test_every_command_of_the_program_has_its_section() -> None:
    assert sorted(SECTIONS) == sorted(name for name in commands() if name)


def test_each_group_says_what_it_holds() -> None:
    groups = [name for name, command in commands().items() if name and command.group]
    assert groups
    assert [name for name in groups if not SECTIONS[name].strip()] == []


@pytest.mark.parametrize("name", LEAVES)
def test_a_section_names_the_options_of_its_command_and_no_other(name: str) -> None:
    synopsis, below = parts(name)
    assert set(OPTION.findall(synopsis)) == commands()[name].options
    assert set(OPTION.findall(below)) <= commands()[name].options


@pytest.mark.parametrize("name", LEAVES)
def test_every_option_is_explained_below_or_for_all(name: str) -> None:
    for_all = {"--json"} | ({"--as"} if "--as ACCOUNT" in parts(name)[0] else set())
    assert commands()[name].options - for_all <= set(OPTION.findall(parts(name)[1]))


@pytest.mark.parametrize("name", LEAVES)
def test_a_synopsis_brackets_what_may_be_left_out(name: str) -> None:
    (line, _), command = parts(name), commands()[name]
    given = GIVEN.findall(line)
    needed = {option for part in given if not part.startswith("[") for option in OPTION.findall(part)}
    assert needed == command.required
    arguments = GIVEN.sub("", line).split()
    assert tuple(not word.startswith("[") for word in arguments) == command.arguments


def test_the_options_before_the_subcommand_are_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [option for option in commands()[""].options if f"- `{option} " not in page] == []


def test_every_line_that_is_shown_can_be_typed() -> None:
    lines = shell_lines(PAGE)
    assert lines
    assert {line: wrong for line in lines if (wrong := complaint(line))} == {}


def test_every_exit_code_of_an_error_is_in_the_table() -> None:
    rows = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.HeardError)}
    assert rows == codes | {0}


@pytest.mark.parametrize("command", ["deidentify", "tag"])
def test_the_examples_of_the_streams_are_what_the_program_answers(command: str) -> None:
    blocks = re.findall(
        rf"^```json lines={command}\n(.*?)^```$",
        PAGE.read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    asked, told = blocks[0].splitlines()
    program = "import sys; sys.argv[0] = 'heard'; from archive.cli import main; main()"
    answer = subprocess.run(
        [sys.executable, "-c", program, command, "--jsonl"],
        input=asked + "\n", capture_output=True, encoding="utf-8", check=True, cwd=ROOT,
    ).stdout  # fmt: skip
    assert re.fullmatch(_pattern(asked, told), answer.strip())


def _pattern(asked: str, told: str) -> str:
    """The shown answer as a pattern: ``…`` for whatever is left out, an invented name for any other."""
    pattern = re.escape(told).replace("…", ".*")
    if '"PERSON"' not in told:
        return pattern
    begin = next(start for start, _, kind in json.loads(told)["spans"] if kind == "PERSON")
    invented = " ".join(json.loads(told)["text"][begin:].split(",")[0].split())
    assert invented not in asked
    return pattern.replace(re.escape(invented), r"\w+ \w+")
