"""``heard init`` and ``heard ingest``: how an archive begins and what comes into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from archive import oversight, withdrawal
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.wiring import Opened
from archive.audit.officers import read_officer
from archive.cli import column_choice
from archive.cli.command import (
    STOPPED,
    Json,
    app,
    emit,
    err,
    open_archive,
    out,
    passphrase,
    settings,
    shared,
    viewer,
)
from archive.cli.ingest_report import UNREADABLE, WAITING, FileResult, closing_lines, file_lines, table_of
from archive.cli.ingest_run import IntakeRun
from archive.cli.layout_choice import LayoutName, Like
from archive.cli.number_ranges import ranges
from archive.cli.source_files import SourceFiles, source_files
from archive.cli.statements import statements
from archive.errors import HeardError, NoConsent, Refused, Unreadable
from archive.ingest.confinement.layers import Layers
from archive.ingest.confinement.sandbox import Sandbox
from archive.intake import consents
from archive.intake.consents import LineOutcome, LineResult, StatedLine
from archive.model import Role
from archive.oversight import key_administration
from archive.pipeline import Desks
from consent.record import Purpose


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="A new folder for the archive.")],
    officer: Annotated[
        Path | None,
        typer.Option("--officer", help="The public half of the officer's key (heard keys officer)."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a new archive in FOLDER."""
    shared.folder = folder
    chosen = settings()
    appointed = read_officer(oversight.text_of(officer)) if officer else None
    word = passphrase(chosen, new=True)
    archive_id = wiring.create(chosen, word)
    if appointed is not None:
        with wiring.opened(chosen, word) as opened:
            following = key_administration.Following(appointed)
            key_administration.appoint(
                UnitOfWork(opened.archive, viewer(opened, Role.DPO)), opened.log, following
            )

    def show() -> None:
        out.print(f"Made archive {archive_id} in {folder}.", markup=False)
        out.print(
            "Back up its folder `keys` apart from the rest: without it nothing can be read.", markup=False
        )

    emit({"archive": archive_id, "folder": str(folder)}, as_json, show)


@app.command()
def ingest(  # noqa: PLR0913 - each option of the command is a parameter
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    project: Annotated[str, typer.Option("--project", help="The project they belong to.")],
    consent: Annotated[
        Path | None,
        typer.Option("--consent", help="Consent records (.jsonl, .json, .csv, .xlsx); without: quarantine."),
    ] = None,
    layout: LayoutName = None,
    like: Like = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")
    ] = False,
    columns: column_choice.Columns = None,
    as_json: Json = False,
) -> None:
    """Read files, match them with consents, seal what is allowed.

    The rest waits in quarantine. Of each file you are told who speaks, whose consent is missing and what was
    left out. The same import twice adds nothing, so one that was stopped goes on from where it stood. A file
    that cannot be read changes nothing, and the rest goes on.
    """
    sources = source_files(paths, consent)
    sources = replace(sources, files=tuple(f for f in sources.files if not column_choice.is_form(f)))
    with open_archive() as opened:
        desks = _desks(opened, project)
        stated = _stated(opened, consent, project)
        answers = [] if dry_run else _record(desks.collector, stated)
        days = opened.settings.quarantine_days
        run = IntakeRun(desks, project, days, columns, [line.record for line in stated] if dry_run else None)
        rows = _rows(run, sources, Chosen(layout, like), as_json)
    report = {
        "consents": sum(answer.kept for answer in answers),
        "consent_lines": [asdict(answer) for answer in answers],
        "files": len(sources.files),
        "results": [row.as_data() for row in rows.through],
        "skipped": [{"name": one.path.name, "sentence": one.sentence} for one in sources.skipped],
        "asides": list(sources.asides),
        "hidden": sources.hidden,
        "dry_run": dry_run,
        "confined": rows.confined.as_data() if rows.confined else None,
    }
    emit(report, as_json, lambda: _show(rows, sources, answers if consent else None, tried=dry_run))
    _end(rows, answers)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the options say of the layout."""

    layout: str | None
    like: Path | None


@dataclass(slots=True)
class Progressed:
    """What is through so far, of so many files; ``stopped`` if somebody stopped the run."""

    files: int
    through: list[FileResult] = field(default_factory=list)
    done: int = 0
    stopped: bool = False
    confined: Layers | None = None


def _desks(opened: Opened, project: str) -> Desks:
    """Who takes in, and who makes the next version of a row that was changed since."""
    steward = viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY, project)
    return Desks(
        UnitOfWork(opened.archive, viewer(opened, Role.COLLECTOR, project=project)),
        UnitOfWork(opened.archive, steward),
    )


def _stated(opened: Opened, path: Path | None, project: str) -> Sequence[StatedLine]:
    return statements(opened, path, project, "consent file") if path else ()


def _record(work: UnitOfWork, stated: Sequence[StatedLine]) -> list[LineResult]:
    if not stated:
        return []
    try:
        results = consents.record_lines(work, stated)
    except HeardError:
        withdrawal.resume(work.archive)
        raise
    withdrawal.resume(work.archive)  # a file may withdraw somebody: carried out now, not at the next start
    return results


def _line_answers(results: Sequence[LineResult]) -> Iterator[str]:
    """What became of each line of the consents; those that are new or only repeat stand together."""
    quiet = (LineOutcome.NEW, LineOutcome.SAME)
    for one in results:
        if one.outcome not in quiet or one.sentence:
            yield f"Consents, line {one.number}, {one.participant}: {one.outcome}. {one.sentence}".rstrip()
    for outcome in quiet:
        numbers = [one.number for one in results if one.outcome is outcome and not one.sentence]
        if numbers:
            yield f"Consents, line {ranges(numbers)}: {outcome}."


def _rows(run: IntakeRun, sources: SourceFiles, chosen: Chosen, as_json: bool) -> Progressed:
    """Take every file through; Ctrl-C stops between two drafts, or undoes the one it came in."""
    progressed = Progressed(len(sources.files))
    with Sandbox() as sandbox, Progress(console=err, disable=not err.is_terminal) as bar:
        progressed.confined = sandbox.layers()
        choice = run.choice(sandbox, chosen.layout, chosen.like)
        task = bar.add_task("Reading and sealing", total=len(sources.files))
        try:
            for path in sources.files:
                rows: list[FileResult] = []
                for row in run.through(sandbox, path, choice):
                    rows.append(row)
                    progressed.through.append(row)
                progressed.done += 1
                bar.advance(task)
                for line in () if as_json else file_lines(rows):
                    out.print(line, markup=False)
        except KeyboardInterrupt:
            progressed.stopped = True
    return progressed


def _show(
    rows: Progressed, sources: SourceFiles, answers: Sequence[LineResult] | None, *, tried: bool
) -> None:
    if rows.through:
        out.print()
        out.print(table_of(rows.through))
        out.print()
    if answers is not None and not tried:
        for line in _line_answers(answers):
            out.print(line, markup=False)
        out.print(f"Consents recorded: {sum(answer.kept for answer in answers)}.", markup=False)
    for line in closing_lines(rows.through, sources, tried=tried):
        out.print(line, markup=False)
    if rows.confined:
        out.print(rows.confined.sentence(), markup=False)


def _end(rows: Progressed, answers: Sequence[LineResult]) -> None:
    """End with the code that the documentation has for it."""
    if rows.stopped:
        err.print(
            f"Stopped: {rows.done} of {rows.files} file(s) are through. Run the same command again to go on."
        )
        raise typer.Exit(STOPPED)
    states = {row.status for row in rows.through}
    if any(answer.outcome is LineOutcome.REFUSED for answer in answers):
        raise typer.Exit(Refused.exit_code)
    if UNREADABLE in states:
        raise typer.Exit(Unreadable.exit_code)
    if states and states <= WAITING:
        raise typer.Exit(NoConsent.exit_code)
