"""``heard qda``: coding to and from NVivo, ATLAS.ti, MAXQDA, QualCoder and Taguette."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from archive.access.gate import NotDone, UnitOfWork, attempt
from archive.app.wiring import Opened
from archive.cli.command import (
    Json,
    app,
    emit,
    open_archive,
    out,
    viewer,
)
from archive.cli.given_files import given_file
from archive.cli.writing import new_bytes, not_there
from archive.coding.refi.project import Project, Source
from archive.errors import HeardError, Refused
from archive.ingest.bounds import MAX_PACKAGE
from archive.ingest.confinement.sandbox import Sandbox
from archive.intake import admission
from archive.model import Role
from archive.study import exchange
from consent.record import Purpose
from language.visible import visible

qda = typer.Typer(help="Coding to and from other programs (REFI-QDA).", no_args_is_help=True)
app.add_typer(qda, name="qda")
_TOO_LARGE = "The project is larger than 256 MB: export it without its recordings and pictures."


@dataclass(frozen=True, slots=True)
class TakenText:
    """What became of one text that the archive lacked: as ``IntakeResult`` says it, or ``unreadable``."""

    status: str
    name: str = field(repr=False)
    sentence: str


ProjectName = Annotated[str, typer.Option("--project", help="The project.")]


@qda.command("out")
def send(
    to: Annotated[Path, typer.Argument(help="The .qdpx to write; it must not exist yet.")],
    project: ProjectName,
    recipient: Annotated[str, typer.Option("--recipient", help="A code for the recipient.")] = "",
    as_json: Json = False,
) -> None:
    """Write a project's renderings and codes as REFI-QDA.

    As far as consent opens them; what is not in it is said.
    """
    not_there(to)
    with open_archive() as opened:
        researcher = viewer(opened, Role.RESEARCHER, Purpose.RESEARCH_PROJECT, project)
        sent = exchange.send(UnitOfWork(opened.archive, researcher), project, recipient)
    new_bytes(to, sent.content)

    def show() -> None:
        out.print(
            f"{sent.sources} testimonies with {sent.codings} codings for {recipient} in {to}.", markup=False
        )
        for sentence in sent.withheld:
            out.print(f"  {sentence}", markup=False)

    report = {"sources": sent.sources, "codings": sent.codings, "file": str(to), "recipient": recipient}
    emit({**report, "withheld": list(sent.withheld)}, as_json, show)


@qda.command("in")
def bring(
    path: Annotated[Path, typer.Argument(help="A .qdpx, a QualCoder .qda folder, or a Taguette .sqlite3.")],
    project: ProjectName,
    take_in: Annotated[
        bool,
        typer.Option("--take-in", help="Take in texts that the archive lacks; they need consent."),
    ] = False,
    coder: Annotated[
        str,
        typer.Option("--coder", help="Whose codings these are, if the file does not say; for `heard agree`."),
    ] = "",
    as_json: Json = False,
) -> None:
    """Put a colleague's codes on this project's testimonies.

    Every coding that cannot be put for sure is listed with the reason.
    """
    came = _read(path)
    whose = coder.strip() or ("" if came.users else path.stem)
    with open_archive() as opened:
        researcher = viewer(opened, Role.RESEARCHER, Purpose.RESEARCH_PROJECT, project)
        done = exchange.bring(UnitOfWork(opened.archive, researcher), project, came, whose)
        strangers = [came.sources[number] for number in done.strangers]
        taken = _taken(opened, strangers, project) if take_in else []
    names = [visible(s.name) for s in strangers]
    report = {**asdict(done), "strangers": names, "taken_in": list(map(asdict, taken))}

    def show() -> None:
        _show_codings(done)
        _show_strangers(strangers, taken, take_in)

    emit(report, as_json, show)
    if done.refused:
        raise typer.Exit(Refused.exit_code)


def _show_codings(done: exchange.Came) -> None:
    """What came of every coding of the file, in numbers and one by one."""
    out.print(
        f"Codings in the file: {done.brought}; on their words: {done.landed}; not placed: {len(done.look)}. "
        f"Codes put: {done.put}; there already: {done.already}.",
        markup=False,
    )
    if done.codes:
        out.print(f"New in the codebook: {', '.join(done.codes)}.", markup=False)
    if done.coders:
        out.print(f"Coders, for `heard agree`: {', '.join(done.coders)}.", markup=False)
    for doubt in done.look:
        place = f"{doubt.testimony}, turn {doubt.turn}" if doubt.testimony else "no testimony"
        coded = f"{doubt.label or doubt.code or 'no code'} in {doubt.source}, {doubt.start}-{doubt.end}"
        out.print(f"Look: {coded} ({place}): {doubt.why}.", markup=False)
    for sentence in done.notices:
        out.print(sentence, markup=False)


def _show_strangers(strangers: list[Source], taken: list[TakenText], take_in: bool) -> None:
    if taken:
        for row in taken:
            out.print(f"{row.status}: {row.name}. {row.sentence}", markup=False)
        out.print("When they are approved, run this again: their codes are put then.", markup=False)
    elif strangers and not take_in:
        out.print(
            f"{len(strangers)} texts match no testimony that is open to you; with --take-in they come in.",
            markup=False,
        )


def _read(path: Path) -> Project:
    """The project in a file, parsed in the confined child. Raises ``UsageError`` or ``Unreadable``."""
    file = path / "data.qda" if path.is_dir() else path
    content = given_file(file, most=MAX_PACKAGE, too_large=_TOO_LARGE)
    with Sandbox() as sandbox:
        return sandbox.coding_project(visible(path.stem), content)


def _taken(opened: Opened, strangers: list[Source], project: str) -> list[TakenText]:
    """Take the texts in as any other file is: with the consents that the archive has, or into quarantine."""
    collector = viewer(opened, Role.COLLECTOR, project=project)
    work, days = UnitOfWork(opened.archive, collector), opened.settings.quarantine_days
    rows: list[TakenText] = []
    with Sandbox() as sandbox:
        for source in strangers:
            name = visible(source.name if source.name.lower().endswith(".txt") else f"{source.name}.txt")
            try:
                drafts = sandbox.read(name, source.text.encode("utf-8"))
            except HeardError as error:
                rows.append(TakenText("unreadable", name, str(error)))
                continue
            for draft in drafts:
                taken = attempt(work, partial(admission.take_in, work, draft, project, days))
                if isinstance(taken, NotDone):
                    rows.append(TakenText("refused", name, taken.sentence))
                else:
                    rows.append(TakenText(taken.status, taken.name, taken.sentence))
    return rows
