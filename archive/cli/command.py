"""The frame of the command: shared options, exit codes, output for people or for programs."""

from __future__ import annotations

import getpass
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from archive.access.gate import UnitOfWork
from archive.app import settings as app_settings
from archive.app.hardening import close_files
from archive.app.wiring import Opened, opened
from archive.audit.anchor_places import AnchorKind
from archive.cli.console import VisibleConsole, as_line
from archive.cli.given_names import check_names
from archive.cli.panels import InPanels
from archive.errors import HeardError, LockedArchive, SealBroken, unexpected, was_stopped
from archive.model import Role, Viewer
from archive.model.json_object import JsonObject
from archive.oversight.sessions import LOCAL, local_viewer
from consent.record import Purpose

EXIT_CODES = """Exit codes: 0 done · 1 could not be done · 2 the call is wrong · 3 refused by role, purpose or
consent · 4 no such thing · 5 some files could not be read · 6 no consent, waits in quarantine · 7 the archive
did not open · 8 the key is destroyed · 9 a seal is broken · 10 the log could not be written · 11 the log
does not prove itself · 12 a server does not answer."""

STOPPED = 130
"""The exit code of a command that was stopped with Ctrl-C."""


class Stoppable(InPanels):
    """The commands, each of which says so when somebody stops it: typer ends without a word."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command. Ctrl-C is a sentence and an exit code of its own."""
        try:
            return super().invoke(ctx)
        except BaseException as error:
            if not was_stopped(error):
                raise
            err.print("Stopped. What was done so far is kept; run the same command to go on.")
            raise typer.Exit(STOPPED) from None


app = typer.Typer(
    name="heard",
    cls=Stoppable,
    help="An archive of testimony: consent, de-identification, coding and search by role.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
out = VisibleConsole(soft_wrap=True, highlight=False)
err = VisibleConsole(stderr=True, soft_wrap=True, highlight=False)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@dataclass(slots=True)
class Shared:
    """What the options before the subcommand said."""

    folder: Path | None = None
    passphrase_file: Path | None = None
    organisation: str | None = None


shared = Shared()


@app.callback()
def options(
    archive: Annotated[
        Path | None, typer.Option("--archive", help="The archive's folder (or set HEARD_ARCHIVE).")
    ] = None,
    passphrase_file: Annotated[
        Path | None,
        typer.Option("--passphrase-file", help="A file with the passphrase (or set HEARD_PASSPHRASE_FILE)."),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", help="The organisation you work for (or set HEARD_ORGANISATION)."),
    ] = None,
) -> None:
    """An archive of testimony: consent, de-identification, coding and search by role."""
    shared.folder = archive
    shared.passphrase_file = passphrase_file
    shared.organisation = organisation


def settings() -> app_settings.Settings:
    """Settings of this call."""
    current = app_settings.settings(shared.folder)
    return current.changed(
        passphrase_file=shared.passphrase_file or current.passphrase_file,
        organisation=shared.organisation or current.organisation,
    )


def passphrase(chosen: app_settings.Settings, *, new: bool = False) -> str:
    """The passphrase from ``HEARD_PASSPHRASE_FILE``, or asked for on a terminal, twice when new."""
    if chosen.keyring is app_settings.Ring.VAULT:
        return ""
    given = app_settings.passphrase(chosen)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise LockedArchive("Set HEARD_PASSPHRASE_FILE to a file whose first line is the passphrase.")
    first = getpass.getpass("Passphrase of the archive: ")
    if new and getpass.getpass("Once more: ") != first:
        raise LockedArchive("The two were not the same; nothing was made.")
    return first


@contextmanager
def open_archive() -> Iterator[Opened]:
    """The archive of this call, open for the length of the block."""
    chosen = settings()
    word = passphrase(chosen)
    if chosen.anchor == AnchorKind.CODE and not chosen.anchor_code and sys.stdin.isatty():
        chosen = chosen.changed(anchor_code=input("The newest code that the officer has: "))
    with opened(chosen, word) as unlocked:
        for remark in unlocked.remarks:
            err.print(remark, markup=False)
        try:
            yield unlocked
        except SealBroken as error:
            UnitOfWork(unlocked.archive, Viewer(LOCAL, Role.ADMINISTRATOR, frozenset())).record_seal_failure(
                error
            )
            raise


def viewer(
    unlocked: Opened, role: Role, purpose: Purpose | None = None, project: str | None = None
) -> Viewer:
    """The person at this machine in one role, for one project of their organisation or for all of them."""
    return local_viewer(unlocked.archive, role, purpose, project, unlocked.settings.organisation)


def emit(value: JsonObject | Sequence[JsonObject], as_json: bool, text: Callable[[], None]) -> None:
    """Print ``value`` as JSON, or call ``text`` to print it for a person."""
    if as_json:
        sys.stdout.write(as_line(value) + "\n")
    else:
        text()


def add_commands() -> None:
    """Import every module beside this one: each adds its own commands to ``app`` when it is imported."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        importlib.import_module(f"{__package__}.{module.name}")
    check_names(app)


def main() -> None:
    """Run ``heard``; a refusal is one sentence on standard error and its exit code."""
    close_files()
    add_commands()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except HeardError as error:
        err.print(str(error), markup=False)
        sys.exit(error.exit_code)
    except Exception as error:  # no text of an unknown error is shown: it could quote somebody
        err.print(unexpected(error), markup=False)
        sys.exit(1)
