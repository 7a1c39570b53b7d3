"""``heard escrow``, ``heard clear``, ``heard receipt``: what comes after a withdrawal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from archive import oversight, withdrawal
from archive.access.gate import UnitOfWork
from archive.cli.command import (
    Json,
    app,
    emit,
    open_archive,
    out,
    viewer,
)
from archive.cli.prompts import As, signed_in
from archive.cli.writing import in_clear, not_there
from archive.errors import LogBroken
from archive.model import Role
from consent.record import Purpose

escrow = typer.Typer(help="What a law keeps sealed after a withdrawal.", no_args_is_help=True)
receipt = typer.Typer(help="Receipts of withdrawals.", no_args_is_help=True)
app.add_typer(escrow, name="escrow")
app.add_typer(receipt, name="receipt")

OFFICER = (Role.DPO,)


@escrow.command("list")
def list_(as_json: Json = False) -> None:
    """List whose words a law keeps sealed, and until when."""
    with open_archive() as opened:
        held = withdrawal.held(UnitOfWork(opened.archive, viewer(opened, Role.DPO)))
    rows = [{"participant": p, "until": until.isoformat()} for p, until in sorted(held.items())]

    def show() -> None:
        for row in rows:
            out.print(f"{row['participant']}\tuntil {row['until']}", markup=False)

    emit(rows, as_json, show)


@escrow.command("request")
def request(
    participant: str,
    officer: As,
    reason: Annotated[str, typer.Option("--reason", help="Why; it goes on the log, sealed.")],
    as_json: Json = False,
) -> None:
    """Ask that what a participant said be opened.

    Another officer has to open it within a week.
    """
    with open_archive() as opened:
        entry = withdrawal.request_escrow(
            UnitOfWork(opened.archive, signed_in(opened, officer, OFFICER)), participant, reason
        )
    emit({"entry": entry}, as_json, lambda: out.print(f"Asked; entry {entry} of the log.", markup=False))


@escrow.command("open")
def open_(
    participant: str,
    officer: As,
    to: Annotated[Path, typer.Option("--to", help="A new file for the words, outside the archive.")],
) -> None:
    """Open what another officer asked for.

    The words go into a file of the second officer's.
    """
    not_there(to)
    with open_archive() as opened:
        words = withdrawal.open_escrow(
            UnitOfWork(opened.archive, signed_in(opened, officer, OFFICER)), participant
        )
    in_clear(to, words)


@app.command()
def clear(
    testimony: Annotated[str | None, typer.Argument(help="A testimony; without it, what waits.")] = None,
    turn: Annotated[int | None, typer.Argument(help="The turn to show again.")] = None,
    as_json: Json = False,
) -> None:
    """List turns that name or answer somebody who withdrew.

    They wait until a steward shows them again, one by one. Review the testimony first (heard review), so that
    nothing in the turn tells of the person.
    """
    with open_archive() as opened:
        steward = viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
        if testimony is not None and turn is not None:
            withdrawal.clear(UnitOfWork(opened.archive, steward), testimony, turn)
        rows = withdrawal.waiting(UnitOfWork(opened.archive, steward))

    def show() -> None:
        for where, number in rows:
            out.print(f"{where}\tturn {number}", markup=False)
        out.print(f"{len(rows)} turn(s) wait.", markup=False)

    emit([{"testimony": t, "turn": n} for t, n in rows], as_json, show)


@receipt.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(help="A signed receipt, or the JSON that heard withdraw printed.")],
    key: Annotated[str, typer.Option("--key", help="The log's public key: name+id+key.")],
) -> None:
    """Prove a receipt, without the archive, and print what it says."""
    text = oversight.text_of(file)
    note, rows = text, None
    if text.lstrip().startswith("{"):
        try:
            document = json.loads(text)
            note, rows = str(document["checkpoint"]), list(document["ends"])
        except (ValueError, KeyError, TypeError):
            raise LogBroken("This file holds no receipt.") from None
    out.print(withdrawal.verify_receipt(note, key, rows), end="", markup=False)
