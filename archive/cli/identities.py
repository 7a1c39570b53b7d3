"""``heard identities``: who participants are, kept apart, opened by two people for one participant.

Names and contacts are asked for on a terminal, or are lines of the standard input: a process list must not
show them. Adding reads nothing back. Opening takes a steward's own account and an officer's.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from archive.access.gate import UnitOfWork
from archive.cli.command import Json, app, emit, open_archive, out, viewer
from archive.cli.given_files import given_file
from archive.cli.prompts import As, prompt_text, signed_in
from archive.cli.writing import new_bytes, new_file, new_folder, not_there
from archive.errors import UsageError
from archive.intake import identities as adding
from archive.model import Role
from archive.model.identities import HeldIdentity, IdentityDetails
from archive.oversight import identities as openings

identities = typer.Typer(
    help="Keep names and contacts apart; open them by two people.",
    no_args_is_help=True,
)
app.add_typer(identities, name="identities")

STEWARD, OFFICER = (Role.STEWARD,), (Role.DPO,)
Which = Annotated[str, typer.Argument(help="The id of the opening.")]
_ENDINGS = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif",
    "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg", "audio/wav": ".wav",
}  # fmt: skip


@identities.command("add")
def add(
    participant: Annotated[str, typer.Argument(help="The participant's id, as consents have it.")],
    artefact: Annotated[
        list[Path] | None,
        typer.Option("--artefact", help="A signed form, thumbprint or recording that proves it; repeat."),
    ] = None,
    files_only: Annotated[bool, typer.Option("--files-only", help="Ask for no names and contacts.")] = False,
    as_json: Json = False,
) -> None:
    """Keep names, contacts and consent files of one participant.

    Two lines are asked for: names, then contacts, several parted by semicolons. Nothing is read back.
    """
    files = [given_file(path, most=adding.MOST_BYTES, too_large=_TOO_LARGE) for path in artefact or ()]
    if files_only and not files:
        raise UsageError("Name a file: --artefact FILE.")
    names, contacts = ([], []) if files_only else (_line("Names: "), _line("Contacts: "))
    with open_archive() as opened:
        work = UnitOfWork(opened.archive, viewer(opened, Role.COLLECTOR))
        added = adding.add(work, participant, IdentityDetails(tuple(names), tuple(contacts)), files)
    row = {
        "participant": added.participant, "names": added.names, "contacts": added.contacts,
        "artefacts": added.artefacts,
    }  # fmt: skip

    def show() -> None:
        out.print(
            f"Kept of {added.participant}: {added.names} name(s), {added.contacts} contact(s), "
            f"{added.artefacts} file(s).",
            markup=False,
        )
        out.print("What is detected from now on knows them.", markup=False)

    emit(row, as_json, show)


@identities.command("request")
def request(
    participant: Annotated[str, typer.Argument(help="The one participant.")], user: As, as_json: Json = False
) -> None:
    """Ask, as a steward, to read who one participant is.

    Say why. An officer agrees within a day.
    """
    with open_archive() as opened:
        work = UnitOfWork(opened.archive, signed_in(opened, user, STEWARD))
        one = openings.request(work, participant, prompt_text("Why: "))

    def show() -> None:
        out.print(f"Asked: {one}. An officer agrees within a day:", markup=False)
        out.print(f"heard identities agree {one} --as OFFICER", markup=False)

    emit({"opening": one}, as_json, show)


@identities.command("agree")
def agree(one: Which, user: As, as_json: Json = False) -> None:
    """Agree, as an officer; fifteen minutes begin.

    Whoever asked reads that one participant, and nobody else.
    """
    with open_archive() as opened:
        agreed = openings.agree(UnitOfWork(opened.archive, signed_in(opened, user, OFFICER)), one)
    until = agreed.until.isoformat() if agreed.until else ""
    emit({"opening": one, "until": until}, as_json, lambda: out.print(f"Open until {until}.", markup=False))


@identities.command("open")
def open_(
    one: Which,
    user: As,
    to: Annotated[Path, typer.Option("--to", help="A new folder for what is read, outside the archive.")],
) -> None:
    """Write who the participant is into a new folder.

    The folder belongs to whoever asked.
    """
    not_there(to)
    with open_archive() as opened:
        read = openings.read(UnitOfWork(opened.archive, signed_in(opened, user, STEWARD)), one)
    _write(to, read.held)
    out.print(f"Written to {to}: it is in clear there. Destroy it when it has served.", markup=False)


@identities.command("stop")
def stop(one: Which, user: As) -> None:
    """End an opening before its time."""
    with open_archive() as opened:
        openings.stop(UnitOfWork(opened.archive, signed_in(opened, user, (*STEWARD, *OFFICER))), one)
    out.print("Over.", markup=False)


@identities.command("list")
def list_(user: As, as_json: Json = False) -> None:
    """List openings.

    One's own for a steward, those of the projects for an officer.
    """
    with open_archive() as opened:
        viewer_ = signed_in(opened, user, (*STEWARD, *OFFICER))
        rows = openings.listed(UnitOfWork(opened.archive, viewer_))

    def show() -> None:
        for row in rows:
            one = row.opening
            until = f"\tuntil {one.until.isoformat()}" if one.until else ""
            parts = (one.id, row.stage.value, one.participant, f"asked by {one.asked_by}")
            out.print("\t".join(parts) + until, markup=False)

    emit([row.as_data() for row in rows], as_json, show)


_TOO_LARGE = f"The file is too large: {adding.MOST_BYTES // 1024 // 1024} MB are the most."


def _line(what: str) -> list[str]:
    """One line of values, parted by semicolons."""
    given = str(typer.prompt(what, default="")) if sys.stdin.isatty() else sys.stdin.readline()
    return [part for part in given.split(";") if part.strip()]


def _write(to: Path, held: HeldIdentity) -> None:
    new_folder(to)
    details = {"names": held.details.names, "contacts": held.details.contacts}
    new_file(to / "identity.json", json.dumps(details, ensure_ascii=False, indent=2) + "\n")
    for artefact in held.artefacts:
        new_bytes(to / f"{artefact.id}{_ENDINGS[artefact.kind.value]}", artefact.content)
