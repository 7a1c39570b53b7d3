"""``heard quote``: words for advocacy are released, exported for one recipient, and taken back."""

from __future__ import annotations

import sys
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
    viewer,
)
from archive.cli.writing import new_file, not_there
from archive.model import Role
from archive.reading import quote_export
from archive.review import decisions as review_decisions
from archive.review import release as review_release
from consent.record import Purpose

quote = typer.Typer(help="Released excerpts: release, export, take back.", no_args_is_help=True)
app.add_typer(quote, name="quote")


@quote.command("release")
def release(
    testimony: Annotated[str, typer.Argument(help="An approved testimony.")],
    turn: Annotated[int, typer.Option("--turn", help="The turn's number.")],
    as_json: Json = False,
) -> None:
    """Release words for advocacy in their public rendering.

    Every voice in them has to consent to that today.
    The words come from standard input, as the original has them: a process list must not show them.
    """
    wanted = sys.stdin.read()
    with open_archive() as opened:
        steward = viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
        released = review_decisions.release_words(
            UnitOfWork(opened.archive, steward), testimony, turn, wanted
        )
    emit(
        {"quote": released.id, "text": released.text},
        as_json,
        lambda: out.print(f"{released.id}: {released.text}", markup=False),
    )


@quote.command("export")
def export(
    to: Annotated[Path, typer.Argument(help="A new file (CSV).")],
    project: Annotated[str, typer.Option("--project", help="Whose quotes.")],
    purpose: Annotated[Purpose, typer.Option("--purpose", help="What they are for.")],
    recipient: Annotated[str, typer.Option("--recipient", help="A code for the recipient.")] = "",
    as_json: Json = False,
) -> None:
    """Write the released quotes for one recipient.

    Only those that consent opens for this purpose today.
    """
    not_there(to)
    with open_archive() as opened:
        advocate = viewer(opened, Role.ADVOCACY, purpose, project)
        text, count = quote_export.taken_out(UnitOfWork(opened.archive, advocate), project, recipient)
    new_file(to, text)
    emit(
        {"quotes": count, "file": str(to), "recipient": recipient},
        as_json,
        lambda: out.print(f"{count} quote(s) for {recipient} in {to}.", markup=False),
    )


@quote.command("take-back")
def take_back(quote_id: Annotated[str, typer.Argument(help="A quote's id.")], as_json: Json = False) -> None:
    """Withdraw a released quote; no search finds it any more."""
    with open_archive() as opened:
        steward = viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
        review_release.withdraw_quote(UnitOfWork(opened.archive, steward), quote_id)
    emit({"withdrawn": quote_id}, as_json, lambda: out.print(f"{quote_id} was taken back.", markup=False))
