"""What the program offers, read from the program itself, and what the pages show to type.

The pages are tried against this, so it takes nothing from them and nothing from a copy. It runs no command
of a page: it says whether there is such a command, and whether it has such options.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typer.main
import yaml

from archive import cli

ROOT = Path(__file__).resolve().parents[2]
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ASSIGNMENT = re.compile(r"[A-Z_]+=.*")
ANYWHERE = frozenset({"--help"})


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its options, those that have to be given, and whether each argument has to be."""

    options: frozenset[str]
    required: frozenset[str]
    arguments: tuple[bool, ...]
    group: bool


@cache
def commands() -> Mapping[str, Command]:
    """Every command by what is typed after ``heard``; the frame itself under the empty name."""
    argv, sys.argv = sys.argv, ["heard", "--help"]
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
            cli.main()
    finally:
        sys.argv = argv
    from archive.cli.command import app

    return dict(_walk("", typer.main.get_command(app)))


def _walk(name: str, command: Any) -> Iterator[tuple[str, Command]]:
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    yield (
        name,
        Command(
            options=frozenset(o for p in options for o in (*p.opts, *p.secondary_opts)),
            required=frozenset(o for p in options if p.required for o in (*p.opts, *p.secondary_opts)),
            arguments=tuple(p.required for p in command.params if p.param_type_name == "argument"),
            group=hasattr(command, "commands"),
        ),
    )
    for own, below in getattr(command, "commands", {}).items():
        yield from _walk(f"{name} {own}".strip(), below)


def targets() -> frozenset[str]:
    """The targets of the Makefile that say what they do."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))


def services() -> frozenset[str]:
    """The services of the installation that is described for one machine."""
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)["services"])


def shell_lines(page: Path) -> list[str]:
    """What a page shows to type, one command a line, without comments."""
    lines = []
    for block in SHELL.findall(page.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            lines += [part.strip() for part in re.sub(r"(^|\s)#.*", "", line).split("&&")]
    return [line for line in lines if line]


def complaint(line: str) -> str:
    """What is wrong with a line that somebody would type; empty if nothing is."""
    words = shlex.split(line)
    if "HEARD_ARCHIVE" in line or ASSIGNMENT.fullmatch(words[0]):
        words = [word for word in words if not ASSIGNMENT.fullmatch(word)]
    words = words[: min((i for i, word in enumerate(words) if word in ("<", ">", "|")), default=len(words))]
    if not words or words == ["export"]:
        return ""
    judges = {"heard": _heard, "make": _make, "docker": _compose, "python": _module, "pip": _pip}
    judge = judges.get(words[0])
    return judge(words[1:]) if judge else f"{words[0]} is no command of ours"


def _heard(words: list[str]) -> str:
    name, known = "", commands()
    while words and words[0] in known[""].options:
        words = words[2:]
    while words and (f"{name} {words[0]}".strip() in known):
        name = f"{name} {words.pop(0)}".strip()
    if not name or known[name].group:
        return "no such command"
    given = {word.partition("=")[0] for word in words if word.startswith("--")}
    missing = known[name].required - given
    unknown = given - known[name].options - ANYWHERE
    return f"{unknown or missing}" if unknown or (missing and "--help" not in given) else ""


def _make(words: list[str]) -> str:
    unknown = [word for word in words if not ASSIGNMENT.fullmatch(word) and word not in targets()]
    return f"no targets: {unknown}" if unknown else ""


def _module(words: list[str]) -> str:
    if words[:1] != ["-m"]:
        return "only modules are run"
    path = ROOT / words[1].replace(".", "/")
    return "" if path.with_suffix(".py").is_file() or (path / "__main__.py").is_file() else "no such module"


def _pip(words: list[str]) -> str:
    return "" if words == ["install", "."] else "only the project itself is installed"


def _compose(words: list[str]) -> str:
    """``docker compose run --rm SERVICE …`` and its kin; what is run in ours is a command of Heard."""
    plain = [word for word in words if not word.startswith("-")]
    if plain[:1] != ["compose"] or plain[1:2] not in (["run"], ["up"], ["exec"], ["build"]):
        return "not a command of the described installation"
    if plain[1] in ("up", "build"):
        return "" if set(plain[2:]) <= services() else "no such service"
    if plain[2] not in services():
        return "no such service"
    return _heard(words[words.index(plain[2]) + 1 :]) if plain[2] == "web" else ""
