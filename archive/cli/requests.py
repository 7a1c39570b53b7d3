"""``heard requests``: ask for what a role does not show, answer, and end it.

Reasons are asked for on a terminal, or are lines of the standard input: a process list must not show them. An
officer answers by their own account, so that the one who asked is never the one who answers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from archive.access.gate import UnitOfWork
from archive.app.wiring import Opened
from archive.cli.command import Json, app, emit, open_archive, out, viewer
from archive.cli.prompts import As, prompt_text, signed_in
from archive.model import Role, Viewer
from archive.oversight import access_requests
from archive.oversight.access_requests import RequestRow
from consent.record import Purpose

requests = typer.Typer(
    help="Ask to read what a role does not show; the officer answers.",
    no_args_is_help=True,
)
app.add_typer(requests, name="requests")

Which = Annotated[str, typer.Argument(help="The id of the request.")]
Own = Annotated[
    str | None, typer.Option("--as", help="Your own account; without it, the person at this machine.")
]


@requests.command("list")
def list_(user: Own = None, as_json: Json = False) -> None:
    """List requests and how they stand.

    An officer sees those of their projects, everybody else their own.
    """
    with open_archive() as opened:
        who = _who(opened, user, (Role.ADVOCACY, Role.DPO), Role.DPO)
        rows = access_requests.listed(UnitOfWork(opened.archive, who))

    def show() -> None:
        for row in rows:
            _show(row)

    emit([row.as_data() for row in rows], as_json, show)


@requests.command("ask")
def ask(
    project: Annotated[str, typer.Argument(help="The project in which a search said that more matches.")],
    purpose: Annotated[Purpose, typer.Option("--purpose", help="The purpose of that search.")],
    days: Annotated[
        int, typer.Option("--days", min=1, max=access_requests.MOST_DAYS, help="For how many days.")
    ] = access_requests.USUAL_DAYS,
    user: Own = None,
    as_json: Json = False,
) -> None:
    """Ask to read what more matches.

    Say what you need the words for.
    """
    with open_archive() as opened:
        who = replace(_who(opened, user, (Role.ADVOCACY,), Role.ADVOCACY), purpose=purpose)
        row = access_requests.ask(UnitOfWork(opened.archive, who), project, prompt_text("Why: "), days)

    def show() -> None:
        _show(row)
        out.print("The protection officer of the project answers.", markup=False)

    emit(row.as_data(), as_json, show)


@requests.command("answer")
def answer(
    one: Which,
    user: As,
    granted: Annotated[bool, typer.Option("--yes/--no", help="What you answer.")],
    as_json: Json = False,
) -> None:
    """Answer a request as the project's officer.

    Say why; whoever asked is shown it.
    """
    with open_archive() as opened:
        officer = signed_in(opened, user, (Role.DPO,))
        row = access_requests.answer(
            UnitOfWork(opened.archive, officer), one, yes=granted, note=prompt_text("Why: ")
        )
    emit(row.as_data(), as_json, lambda: _show(row))


@requests.command("end")
def end(one: Which, user: Own = None, as_json: Json = False) -> None:
    """End a grant at once, or take back a request."""
    with open_archive() as opened:
        who = _who(opened, user, (Role.ADVOCACY, Role.DPO), Role.DPO)
        row = access_requests.end(UnitOfWork(opened.archive, who), one)
    emit(row.as_data(), as_json, lambda: _show(row))


def _who(opened: Opened, user: str | None, roles: tuple[Role, ...], local: Role) -> Viewer:
    return viewer(opened, local) if user is None else signed_in(opened, user, roles)


def _show(row: RequestRow) -> None:
    one = row.request
    parts = (one.id, row.standing.value, one.project, one.purpose.value, f"asked by {one.user}")
    out.print("\t".join((*parts, f"until {one.until.isoformat()}")), markup=False)
    if one.note:
        out.print(f"  {one.answered_by}: {one.note}", markup=False)
