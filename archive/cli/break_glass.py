"""``heard emergency``: the original words of one testimony, where a life is at risk.

Everybody acts by their own account. Passwords, reasons and notes are asked for on a terminal, or are lines of
the standard input: a process list must not show them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from archive.access.gate import UnitOfWork
from archive.cli.command import (
    Json,
    app,
    emit,
    open_archive,
    out,
)
from archive.cli.prompts import (
    As,
    prompt_text,
    signed_in,
)
from archive.cli.writing import in_clear, not_there
from archive.model import Role
from archive.oversight import break_glass as emergencies

emergency = typer.Typer(
    help="Open original words, by two people, where a life is at risk.",
    no_args_is_help=True,
)
app.add_typer(emergency, name="emergency")

ASKING = (Role.RESEARCHER, Role.STEWARD)
SECOND = (Role.STEWARD, Role.DPO)
Which = Annotated[str, typer.Argument(help="The id of the emergency opening.")]


@emergency.command("request")
def request(
    testimony: Annotated[str, typer.Argument(help="The one testimony.")],
    user: As,
    minutes: Annotated[
        int, typer.Option("--minutes", min=1, max=emergencies.MOST_MINUTES, help="For how long.")
    ] = emergencies.USUAL_MINUTES,
    as_json: Json = False,
) -> None:
    """Ask to read a testimony as it was said.

    Say whose life is at risk and how.
    """
    with open_archive() as found:
        viewer = signed_in(found, user, ASKING)
        one = emergencies.request(UnitOfWork(found.archive, viewer), testimony, prompt_text("Why: "), minutes)

    def show() -> None:
        out.print(f"Asked: {one}. A second person countersigns within a day:", markup=False)
        out.print(f"heard emergency countersign {one} --as STEWARD-OR-OFFICER", markup=False)

    emit({"emergency": one}, as_json, show)


@emergency.command("countersign")
def countersign(one: Which, user: As, as_json: Json = False) -> None:
    """Agree to what somebody else asked for; the time begins.

    A steward of the project or a protection officer does, who did not ask.
    """
    with open_archive() as found:
        signed = emergencies.countersign(UnitOfWork(found.archive, signed_in(found, user, SECOND)), one)
    until = signed.until.isoformat() if signed.until else ""
    emit({"emergency": one, "until": until}, as_json, lambda: out.print(f"Open until {until}.", markup=False))


@emergency.command("open")
def open_(
    one: Which,
    user: As,
    to: Annotated[Path, typer.Option("--to", help="A new file for the words, outside the archive.")],
) -> None:
    """Write the words as they were said into a file.

    The file belongs to whoever asked.
    """
    not_there(to)
    with open_archive() as found:
        words = emergencies.read(UnitOfWork(found.archive, signed_in(found, user, ASKING)), one)
    in_clear(to, words)


@emergency.command("stop")
def stop(one: Which, user: As) -> None:
    """End it before its time."""
    with open_archive() as found:
        emergencies.stop(UnitOfWork(found.archive, signed_in(found, user, (*ASKING, Role.DPO))), one)
    out.print("Over.", markup=False)


@emergency.command("review")
def review(
    one: Which,
    user: As,
    justified: Annotated[bool, typer.Option("--justified/--not-justified", help="What you found.")],
) -> None:
    """Review a past opening within three days.

    An officer does, who neither asked nor countersigned.
    """
    with open_archive() as found:
        officer = signed_in(found, user, (Role.DPO,))
        emergencies.review(
            UnitOfWork(found.archive, officer), one, justified, prompt_text("What you found: ")
        )
    out.print("Reviewed.", markup=False)


@emergency.command("list")
def list_(user: As, as_json: Json = False) -> None:
    """List the openings that one may know of.

    All for an officer, the project's for a steward, their own for a researcher.
    """
    with open_archive() as found:
        viewer = signed_in(found, user, (*ASKING, Role.DPO))
        rows = [
            emergencies.row(found.archive, one)
            for one in emergencies.listed(UnitOfWork(found.archive, viewer))
        ]

    def show() -> None:
        for each in rows:
            one = each.opening
            until = f"\tuntil {one.until.isoformat()}" if one.until else ""
            parts = (one.id, each.standing.value, one.testimony, f"asked by {one.asked_by}")
            out.print("\t".join(parts) + until, markup=False)

    emit([each.as_data() for each in rows], as_json, show)
