"""``heard organisations``: members of the coalition in one archive, and projects that two of them share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from archive.access.gate import UnitOfWork
from archive.cli.command import Json, app, emit, open_archive, out, viewer
from archive.cli.prompts import As, signed_in
from archive.model import Role
from archive.model.json_object import JsonObject
from archive.oversight import organisations as oversight_organisations
from archive.oversight import sharing

commands = typer.Typer(help="Organisations of this archive, and projects they share.", no_args_is_help=True)
app.add_typer(commands, name="organisations")


@commands.command("list")
def list_(as_json: Json = False) -> None:
    """Show the organisation you work for.

    Its people, its projects and what it shares; for the one that keeps the archive, every other organisation
    too, by id and name.
    """
    with open_archive() as opened:
        one = oversight_organisations.overview(UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR)))

    def show() -> None:
        out.print(f"{one.organisation.id}\t{one.organisation.name}", markup=False)
        for each in one.every:
            if each.id != one.organisation.id:
                out.print(f"organisation\t{each.id}\t{each.name}", markup=False)
        for account in one.members:
            out.print(f"member\t{account.user}\t{account.role}", markup=False)
        for project in one.projects:
            out.print(f"project\t{project}", markup=False)
        for row in one.shares:
            side = "with" if row.given else "from"
            said = f"share\t{row.share}\t{row.project}\t{side} {row.other}\tuntil {row.until}\t{row.standing}"
            out.print(said, markup=False)

    report: JsonObject = {
        "organisation": one.organisation.id, "name": one.organisation.name,
        "organisations": [{"organisation": o.id, "name": o.name} for o in one.every],
        "members": [{"user": a.user, "role": a.role.value, "active": a.active} for a in one.members],
        "projects": list(one.projects),
        "shares": [row.as_data() for row in one.shares],
    }  # fmt: skip
    emit(report, as_json, show)


@commands.command("open")
def open_(
    organisation: Annotated[
        str, typer.Argument(help="Its id, for good: names of its accounts and projects begin with it.")
    ],
    name: Annotated[str, typer.Option("--name", help="What it is called.")],
    officer: Annotated[
        str, typer.Option("--officer", help="The first protection officer's sign-in name: hills.ana.")
    ],
    administrator: Annotated[
        str, typer.Option("--administrator", help="The first administrator's sign-in name.")
    ],
    as_json: Json = False,
) -> None:
    """Open an organisation, and invite its first two people.

    Their invitations are printed once. The officer's account is open at once; the administrator's waits for
    that officer.
    """
    with open_archive() as opened:
        invited = oversight_organisations.open_organisation(
            UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR)),
            organisation,
            name,
            officer,
            administrator,
        )

    def show() -> None:
        out.print(f"Opened {organisation}. Give each person their code; it is shown this once.", markup=False)
        for one in invited:
            until = one.expires_at.date().isoformat()
            out.print(f"Invitation of {one.account.user}, good until {until}: {one.code}", markup=False)

    codes = [
        {"user": i.account.user, "invitation": i.code, "expires": i.expires_at.date().isoformat()}
        for i in invited
    ]
    emit({"organisation": organisation, "invitations": codes}, as_json, show)


@commands.command("share")
def share(
    project: Annotated[str, typer.Argument(help="A project of your organisation.")],
    partner: Annotated[str, typer.Option("--with", help="The other organisation's id.")],
    until: Annotated[
        datetime, typer.Option("--until", formats=["%Y-%m-%d"], help="The last day, at most a year ahead.")
    ],
    officer: As,
    as_json: Json = False,
) -> None:
    """Propose that another organisation may work on a project.

    Nothing is shared before an officer of theirs has agreed.
    """
    with open_archive() as opened:
        work = UnitOfWork(opened.archive, signed_in(opened, officer, (Role.DPO,)))
        one = sharing.propose(work, project, partner, until.date())
    said = f"Proposed as {one.id}. Their officer agrees: heard organisations agree {one.id} --as OFFICER"
    emit({"share": one.id, "until": one.until.isoformat()}, as_json, lambda: out.print(said, markup=False))


@commands.command("agree")
def agree(
    share_id: Annotated[str, typer.Argument(metavar="SHARE", help="The proposal's id.")],
    officer: As,
    as_json: Json = False,
) -> None:
    """Agree that a project of another organisation be shared with yours."""
    with open_archive() as opened:
        work = UnitOfWork(opened.archive, signed_in(opened, officer, (Role.DPO,)))
        one = sharing.agree(work, share_id)
    said = f"Accounts of yours may be given {one.project} until {one.until.isoformat()}."
    emit({"share": one.id, "project": one.project}, as_json, lambda: out.print(said, markup=False))


@commands.command("end")
def end(
    share_id: Annotated[str, typer.Argument(metavar="SHARE", help="The share's or the proposal's id.")],
    as_json: Json = False,
) -> None:
    """End a share at once, or take back or decline a proposal."""
    with open_archive() as opened:
        one = sharing.end(UnitOfWork(opened.archive, viewer(opened, Role.DPO)), share_id)
    emit({"share": one.id, "ended": True}, as_json, lambda: out.print("Ended.", markup=False))
