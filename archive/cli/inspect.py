"""``heard inspect``: what Heard reads in a file, before any of it goes into an archive.

It opens no archive and asks for no passphrase. It keeps nothing and writes nothing: the words go to the
screen of whoever holds the file. Files are read by the confined child, as they are when they are taken in.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from archive.cli.command import Json, app, err, out
from archive.cli.console import as_line
from archive.cli.draft_report import DraftReport, report_of
from archive.cli.layout_choice import LayoutChoice, LayoutName, Like
from archive.cli.source_files import SourceFiles, source_files
from archive.errors import Unreadable
from archive.ingest.confinement.file_opening import content_of
from archive.ingest.confinement.sandbox import Sandbox
from archive.ingest.turn_languages import with_languages
from archive.model.json_object import JsonObject
from language.visible import visible


@app.command("inspect")
def inspect(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    layout: LayoutName = None,
    like: Like = None,
    as_json: Json = False,
) -> None:
    """Show what is read in files, without an archive.

    For each testimony: its kind, language and layout, who speaks and how often, the first and the last turn,
    what was left out, and what is not certain. Words are shown on this screen and kept nowhere. `--json`
    prints a line for each testimony.
    """
    sources = source_files(paths)
    unread = 0
    with Sandbox() as sandbox:
        choice = LayoutChoice.of(sandbox, layout, like)
        for path in sources.files:
            try:
                for report in _reports(sandbox, path, choice):
                    _show(report, as_json)
            except Unreadable as error:
                unread += 1
                _show_unread(path, str(error), as_json)
    _tell_skipped(sources)
    if unread:
        raise typer.Exit(Unreadable.exit_code)


def _reports(sandbox: Sandbox, path: Path, choice: LayoutChoice) -> Iterator[DraftReport]:
    for draft in choice.read(sandbox, path.name, content_of(path)).drafts:
        yield report_of(path, with_languages(draft))


def _show(report: DraftReport, as_json: bool) -> None:
    if as_json:
        _line(report.as_data())
        return
    for line in report.lines():
        out.print(line, markup=False)
    out.print()


def _show_unread(path: Path, sentence: str, as_json: bool) -> None:
    if as_json:
        _line({"path": str(path), "error": sentence})
    else:
        out.print(visible(str(path)), markup=False)
        out.print(f"  not read   {sentence}\n", markup=False)


def _line(data: JsonObject) -> None:
    sys.stdout.write(as_line(data) + "\n")


def _tell_skipped(sources: SourceFiles) -> None:
    for skipped in sources.skipped:
        err.print(f"{visible(str(skipped.path))}: {skipped.sentence}", markup=False)
    for aside in sources.asides:
        err.print(aside, markup=False)
