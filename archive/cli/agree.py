"""``heard agree``: how far coders agree, in a closed round or over what colleagues sent in files."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table as Grid

from archive.access.gate import UnitOfWork
from archive.cli.command import Json, app, emit, open_archive, out, viewer
from archive.coding.agreement import Agreement
from archive.errors import UsageError
from archive.model import Role
from archive.study import coder_agreement, rounds, settlement
from archive.study.settlement import SideBySide
from consent.record import Purpose


@app.command()
def agree(
    round_id: Annotated[str, typer.Argument(help="A closed round; or leave it out and give --project.")] = "",
    project: Annotated[
        str, typer.Option("--project", help="Compare coders of this project outside of a round.")
    ] = "",
    coder: Annotated[
        list[str] | None,
        typer.Option("--coder", help="With --project: an imported coder or an account; twice or more."),
    ] = None,
    worst: Annotated[int, typer.Option("--worst", help="Show this many disputed passages.")] = 0,
    settle: Annotated[str, typer.Option("--settle", help="The key of a passage to settle…")] = "",
    side: Annotated[
        str, typer.Option("--side", help="…by this side's reading; without it the code goes.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Say how far coders agree, code by code.

    They are those of a round, or with --project those whose files were imported. The passages on which the
    coders of a round differ most are listed, and can be settled.
    """
    if bool(round_id) == bool(project):
        raise UsageError("Name a closed round, or a project with --project.")
    if project:
        if worst or settle or side:
            raise UsageError("Passages are listed and settled in a round; leave out --worst and --settle.")
        _agree_in_project(project, coder or [], as_json)
        return
    if coder:
        raise UsageError("A round has its coders; --coder goes with --project.")
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, Purpose.RESEARCH_PROJECT)
        if settle:
            settlement.settle(UnitOfWork(opened.archive, who), round_id, settle, side or None)
        agreement = rounds.agreement(UnitOfWork(opened.archive, who), round_id)
        passages = settlement.worst(UnitOfWork(opened.archive, who), round_id, worst) if worst else []

    def show() -> None:
        _show_agreement(agreement)
        for one in passages:
            _show_passage(one)

    emit({**asdict(agreement), "worst": [asdict(p) for p in passages]}, as_json, show)


def _agree_in_project(project: str, coders: list[str], as_json: bool) -> None:
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, Purpose.RESEARCH_PROJECT, project)
        compared = coder_agreement.agreement_of(UnitOfWork(opened.archive, who), project, coders)

    def show() -> None:
        _show_agreement(compared.agreement)
        out.print(
            f"{compared.testimonies} testimonies that all of them coded; {compared.left_out} that only some "
            "coded were left out.",
            markup=False,
        )

    report = {"testimonies": compared.testimonies, "left_out": compared.left_out}
    emit({**asdict(compared.agreement), **report}, as_json, show)


def _show_agreement(agreement: Agreement) -> None:
    out.print(
        f"{', '.join(agreement.coders)}: {agreement.turns} turns, {agreement.coded:.0%} of the text coded; "
        f"sets of codes by turn: alpha {_figure(agreement.alpha_sets)}", markup=False,
    )  # fmt: skip
    grid = Grid("code", "overlap", "κ characters", "κ in coded turns", "κ turns", "α turns", "α units")
    for c in agreement.codes:
        values = (c.overlap, c.kappa_characters, c.kappa_within, c.kappa_turns, c.alpha_turns, c.alpha_units)
        grid.add_row(c.code, *map(_figure, values))
    out.print(grid)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _show_passage(one: SideBySide) -> None:
    state = "" if one.settled is None else " (settled: kept)" if one.settled else " (settled: dropped)"
    out.print(f"{one.key}{state}", markup=False, style="bold")
    for side in one.sides:
        marked = " … ".join(one.text[start:end] for start, end in side.marks) or "not coded"
        out.print(f"  {side.label}: {marked}", markup=False)
