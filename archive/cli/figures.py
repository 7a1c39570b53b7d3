"""``heard round``, ``heard agree``, ``heard matrix``: what coders, and codings, tell together."""

from __future__ import annotations

from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table as Grid

from archive.access.gate import UnitOfWork
from archive.access.policy import demographics
from archive.cli.command import (
    Json,
    app,
    emit,
    open_archive,
    out,
    viewer,
)
from archive.cli.writing import new_bytes
from archive.coding.export_tables import rows_of
from archive.coding.saturation import quiet_for
from archive.errors import Refused, UsageError
from archive.model import Role, Viewer
from archive.ports import Archive
from archive.statistics.cross_tables import Table, as_data
from archive.study import (
    figures,
    rounds,
)
from consent.record import Purpose

blind = typer.Typer(
    help="Blind rounds: several people code the same testimonies.\n\n"
    "Nobody sees another's codes until the round is closed."
)
app.add_typer(blind, name="round", no_args_is_help=True)


class What(StrEnum):
    """What a matrix counts."""

    CODES = "codes"
    GOALS = "goals"
    TOGETHER = "together"
    DRIVERS = "drivers"


Project = Annotated[str, typer.Argument(help="A project.")]
RESEARCH = Purpose.RESEARCH_PROJECT


@blind.command("open")
def open_(
    project: Project,
    testimony: Annotated[list[str], typer.Option("--testimony", help="Repeat for several.")],
    coder: Annotated[list[str], typer.Option("--coder", help="Sign-in name of a coder; two or more.")],
    code: Annotated[list[str] | None, typer.Option("--code", help="Compare these codes alone.")] = None,
    as_json: Json = False,
) -> None:
    """Open a blind round."""
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, RESEARCH, project)
        round_ = rounds.open_round(UnitOfWork(opened.archive, who), project, testimony, coder, code or ())
    emit({"round": round_.id}, as_json, lambda: out.print(f"Opened {round_.id}.", markup=False))


@blind.command("close")
def close(round_id: Annotated[str, typer.Argument(help="A round's id.")], as_json: Json = False) -> None:
    """Close a round: from now on everybody sees its codings."""
    with open_archive() as opened:
        round_ = rounds.close_round(
            UnitOfWork(opened.archive, viewer(opened, Role.RESEARCHER, RESEARCH)), round_id
        )
    emit({"round": round_.id}, as_json, lambda: out.print(f"Closed {round_.id}.", markup=False))


@blind.command("list")
def list_(project: Project, as_json: Json = False) -> None:
    """List the rounds of a project."""
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, RESEARCH, project)
        every = rounds.rounds(UnitOfWork(opened.archive, who), project)
    rows = [
        {
            "round": r.id,
            "open": r.closed_at is None,
            "testimonies": len(r.testimonies),
            "coders": list(r.coders),
        }
        for r in every
    ]

    def show() -> None:
        for row in rows:
            state = "open" if row["open"] else "closed"
            out.print(f"{row['round']} {state}, {row['testimonies']} testimonies", markup=False)

    emit(rows, as_json, show)


@app.command()
def matrix(
    project: Project,
    by: Annotated[
        str, typer.Option("--by", help=f"One of {', '.join(demographics.TERMS)}.")
    ] = demographics.GENDER,
    what: Annotated[What, typer.Option("--what", help="What to count.")] = What.CODES,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write a new .csv, or .xlsx with every table.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Count who speaks of what: people, never quotes.

    Small groups are withheld, larger ones too in an export.
    """
    if export is not None and export.suffix not in (".csv", ".xlsx"):
        raise UsageError("Name the new file .csv or .xlsx.")
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, RESEARCH, project)
        if export is not None and export.suffix == ".xlsx":
            content = figures.workbook(UnitOfWork(opened.archive, who), project, [by])
        else:
            table = _counted(opened.archive, who, project, what, by, export is not None)
            content = figures.as_csv(table, f"people by {what.value}").encode()
    if export is None:
        emit(as_data(table), as_json, lambda: _show_table(table))
    else:
        new_bytes(export, content)
        emit({"file": str(export)}, as_json, lambda: out.print(f"Written to {export}.", markup=False))


def _counted(archive: Archive, who: Viewer, project: str, what: What, by: str, export: bool) -> Table:
    if what is What.TOGETHER:
        return figures.together(UnitOfWork(archive, who), project, export=export)
    if what is What.DRIVERS:
        return figures.drivers_by_target(UnitOfWork(archive, who), project, export=export)
    return figures.matrix(UnitOfWork(archive, who), project, by, rolled=what is What.GOALS, export=export)


def _show_table(table: Table) -> None:
    first, *lines = rows_of(replace(table, note=""), corner="people", withheld="·")
    grid = Grid(*map(str, first))
    for line in lines:
        grid.add_row(*map(str, line))
    out.print(grid)
    if table.note:
        out.print(table.note, markup=False)
    out.print(f"· withheld: it counts fewer than {table.k} people, or would tell of a number that does.")


@app.command()
def silence(
    project: Project,
    by: Annotated[
        str, typer.Option("--by", help="The attribute that makes the groups.")
    ] = demographics.GROUP,
    code: Annotated[list[str] | None, typer.Option("--code", help="Ask about these codes alone.")] = None,
    planned: Annotated[list[str] | None, typer.Option("--planned", help="A group to be heard.")] = None,
    as_json: Json = False,
) -> None:
    """List the groups with too few voices to be shown on a code.

    Groups with none are among them.
    """
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, RESEARCH, project)
        quiet = figures.silence(
            UnitOfWork(opened.archive, who), project, by, codes=code or (), planned=planned or ()
        )
    if quiet.note and not quiet.quiet:  # an empty list would say that everybody is heard
        raise Refused(quiet.note)

    def show() -> None:
        if quiet.note:
            out.print(quiet.note, markup=False)
        elif not quiet.known:
            out.print("Nobody's group is known here, so nobody can say who is not heard.")
        for one in quiet.quiet:
            out.print(f"{one.group}: fewer than {one.k} on {one.code or 'anything'}", markup=False)

    emit([asdict(one) for one in quiet.quiet], as_json, show)


@app.command()
def saturation(project: Project, as_json: Json = False) -> None:
    """List the codes that were new, testimony after testimony."""
    with open_archive() as opened:
        steps = figures.new_codes(
            UnitOfWork(opened.archive, viewer(opened, Role.RESEARCHER, RESEARCH, project)), project
        )

    def show() -> None:
        for step in steps:
            out.print(f"{step.testimony}: {len(step.new)} new, {step.so_far} in all", markup=False)
        out.print(f"The last {quiet_for(steps)} brought nothing new.", markup=False)

    emit([asdict(step) for step in steps], as_json, show)
