"""``heard init``, ``heard ingest``, ``heard quarantine``: how an archive begins and what comes into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from archive import oversight, pipeline, withdrawal
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.wiring import Opened
from archive.audit.officers import read_officer
from archive.cli import column_choice
from archive.cli.command import (
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
from archive.cli.statements import statements
from archive.errors import HeardError, Unreadable, UsageError
from archive.ingest import SUPPORTED
from archive.ingest.confinement.sandbox import Sandbox
from archive.intake import admission, consents
from archive.model import Role
from archive.model.json_object import JsonObject
from archive.oversight import key_administration
from consent.record import Purpose

quarantine = typer.Typer(help="What waits for a consent.", no_args_is_help=True)
app.add_typer(quarantine, name="quarantine")

UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one draft in a file, as ``IntakeResult`` says it, or of a file that is unreadable."""

    status: str
    name: str = field(repr=False)
    sentence: str
    testimony: str | None = None
    withheld_turns: int = 0
    notices: tuple[str, ...] = ()

    def as_data(self) -> JsonObject:
        """For a program; of an unreadable file there is nothing but why."""
        common = {"status": self.status, "name": self.name, "sentence": self.sentence}
        if self.status == UNREADABLE:
            return common
        return {
            **common, "testimony": self.testimony, "withheld_turns": self.withheld_turns,
            "notices": list(self.notices),
        }  # fmt: skip


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
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    project: Annotated[str, typer.Option("--project", help="The project they belong to.")],
    consent: Annotated[
        Path | None,
        typer.Option("--consent", help="Consent records (.jsonl, .json, .csv, .xlsx); without: quarantine."),
    ] = None,
    columns: column_choice.Columns = None,
    as_json: Json = False,
) -> None:
    """Read files, match them with consents, seal what is allowed.

    The rest waits in quarantine. The same import twice adds nothing. A file that cannot be read changes
    nothing, and the rest goes on.
    """
    files = [path for path in _files(paths, consent) if not column_choice.is_form(path)]
    with open_archive() as opened:
        kept = _consents(opened, consent, project) if consent else 0
        results = _take_all(opened, files, project, columns)
    report = {"consents": kept, "files": len(files), "results": [row.as_data() for row in results]}

    def show() -> None:
        if consent:
            out.print(f"Consents recorded: {kept}.", markup=False)
        for status in ("taken", "completed", "changed", "already", "quarantined", "refused", UNREADABLE):
            rows = [r for r in results if r.status == status]
            if rows:
                out.print(f"{status}: {len(rows)}", markup=False)
            if status in ("changed", "quarantined", "refused", UNREADABLE):
                _explain(rows)
        _suggest_next(results)

    emit(report, as_json, show)
    states = {r.status for r in results}
    if UNREADABLE in states:
        raise typer.Exit(Unreadable.exit_code)
    if results and states <= {"quarantined", "refused"}:
        raise typer.Exit(6)


def _explain(rows: list[FileResult]) -> None:
    """Each reason once, with the files it is about."""
    for sentence in dict.fromkeys(row.sentence for row in rows):
        out.print(f"  {sentence}", markup=False)
        for name, count in Counter(r.name for r in rows if r.sentence == sentence).items():
            out.print(f"    {name}" + (f" ({count} rows)" if count > 1 else ""), markup=False)


def _suggest_next(results: list[FileResult]) -> None:
    if any(r.status in ("taken", "completed", "changed") for r in results):
        out.print("Next: heard review", markup=False)


def _files(paths: list[Path], consent: Path | None) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            for each in sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")):
                if each.suffix.lower() in SUPPORTED and (
                    consent is None or each.resolve() != consent.resolve()
                ):
                    yield each
        elif path.is_file():
            yield path
        else:
            raise UsageError(f"There is no file or folder at {path}.")


def _consents(opened: Opened, path: Path, project: str) -> int:
    records = statements(opened, path, project, "consent file")
    kept = consents.record_consents(
        UnitOfWork(opened.archive, viewer(opened, Role.COLLECTOR, project=project)), records
    )
    withdrawal.resume(opened.archive)  # a file may withdraw somebody: carried out now, not at the next start
    return kept


def _take_all(
    opened: Opened, files: list[Path], project: str, columns: Path | None = None
) -> list[FileResult]:
    collector = UnitOfWork(opened.archive, viewer(opened, Role.COLLECTOR, project=project))
    steward = viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY, project)
    desks = pipeline.Desks(collector, UnitOfWork(opened.archive, steward))
    results: list[FileResult] = []
    with Sandbox() as sandbox, Progress(console=err, disable=not err.is_terminal) as bar:
        task = bar.add_task("Reading and sealing", total=len(files))
        for path in files:
            try:
                content = path.read_bytes()
                choice = column_choice.columns_of(collector, sandbox, path, content, project, columns)
                column_choice.show(err, path.name, choice)
                drafts = sandbox.read(path.name, content, columns=choice.columns)
                column_choice.remember(collector, project, choice)
            except (HeardError, OSError) as error:
                sentence = str(error) if isinstance(error, HeardError) else "The file cannot be opened."
                results.append(FileResult(UNREADABLE, path.name, sentence))
                drafts = []
            for draft in drafts:
                taken = pipeline.receive(desks, draft, project, opened.settings.quarantine_days)
                results.append(_row(taken, draft.notices))
            bar.advance(task)
    return results


def _row(taken: admission.IntakeResult, notices: tuple[str, ...]) -> FileResult:
    return FileResult(taken.status, taken.name, taken.sentence, taken.testimony, taken.withheld, notices)


@quarantine.command("list")
def list_(as_json: Json = False) -> None:
    """List what waits for a consent, and until when."""
    with open_archive() as opened:
        items = admission.waiting(UnitOfWork(opened.archive, viewer(opened, Role.DPO)))

    def show() -> None:
        for item in items:
            out.print(
                f"{item.id}\t{item.project}\t{item.reason}\tuntil {item.expires.isoformat()}", markup=False
            )
        out.print(f"{len(items)} waiting.", markup=False)

    emit(
        [
            {"id": i.id, "project": i.project, "reason": i.reason, "expires": i.expires.isoformat()}
            for i in items
        ],
        as_json,
        show,
    )


@quarantine.command("expire")
def expire(as_json: Json = False) -> None:
    """Destroy what has waited past its day."""
    with open_archive() as opened:
        gone = admission.expire(UnitOfWork(opened.archive, viewer(opened, Role.DPO)))
    emit({"destroyed": gone}, as_json, lambda: out.print(f"{gone} destroyed.", markup=False))
