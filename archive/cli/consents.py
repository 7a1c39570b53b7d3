"""``heard withdraw`` and ``heard consent``: what the protection officer answers for to the people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from archive import oversight, withdrawal
from archive.access.gate import NotDone, UnitOfWork, attempt
from archive.cli.command import (
    Json,
    app,
    emit,
    err,
    open_archive,
    out,
    settings,
    viewer,
)
from archive.cli.statements import statements
from archive.cli.writing import code_word, new_file
from archive.errors import Refused, UsageError
from archive.model import Role
from consent.record import Purpose

consent = typer.Typer(help="Consents: the register, what is due, receipts, copies.", no_args_is_help=True)
app.add_typer(consent, name="consent")


class Shape(StrEnum):
    """In which form a receipt is written."""

    HTML = "html"
    TEXT = "text"
    JSON = "json"


@app.command()
def withdraw(  # noqa: PLR0913 - each option of the command is a parameter
    participant: Annotated[str | None, typer.Argument(help="The participant's id.")] = None,
    number: Annotated[
        str | None, typer.Option("--receipt", help="The number on the receipt, instead of the id.")
    ] = None,
    form: Annotated[
        Path | None,
        typer.Option("--form", help="A consent file in which people answer no: they take that back."),
    ] = None,
    project: Annotated[str, typer.Option("--project", help="The project of the form.")] = "",
    only: Annotated[
        list[Purpose] | None, typer.Option("--only", help="Withdraw from this purpose alone; repeat.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="A short word for the record.")] = "asked",
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it. Without this, only the effect is shown.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what a withdrawal would do; carry it out with --yes.

    A withdrawal that is carried out ends in a signed receipt. By the participant's id, by the number on a
    receipt, or by a form, which may name several people.
    """
    if sum(given is not None for given in (participant, number, form)) != 1:
        raise UsageError("Name the participant, the number on their receipt (--receipt), or a form (--form).")
    if form is not None and (only or not project):
        raise UsageError("A form says itself what is taken back; name its project with --project.")
    with open_archive() as opened:
        officer = viewer(opened, Role.DPO)
        purposes = frozenset(only) if only else None
        if form is not None:
            stated = statements(opened, form, project, "form")
            wished = withdrawal.wishes(line.record for line in stated)
        else:
            who = participant or oversight.bearer(UnitOfWork(opened.archive, officer), number or "")
            wished = [withdrawal.Wish(who, purposes)]
        work = UnitOfWork(opened.archive, officer)
        if form is None:
            one = _carried_out(work, wished[0], reason, yes=yes)
            emit(one.as_data(), as_json, lambda: out.print(one.sentences(), markup=False))
            return
        answered = _each(work, wished, reason, yes=yes)

    def show() -> None:
        for one in answered.done:
            out.print(one.sentences(), markup=False)

    emit([one.as_data() for one in answered.done], as_json, show)
    for participant, sentence in answered.refused.items():
        err.print(f"{participant}: {sentence}", markup=False)
    if answered.refused:
        raise typer.Exit(Refused.exit_code)


def _carried_out(
    work: UnitOfWork, wish: withdrawal.Wish, reason: str, *, yes: bool
) -> withdrawal.Effect | withdrawal.Receipt:
    if yes:
        return withdrawal.withdraw(work, wish.participant, wish.purposes, reason)
    return withdrawal.effect(work, wish.participant, wish.purposes)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a form came to: what was done, and by participant why nothing was."""

    done: list[withdrawal.Effect | withdrawal.Receipt]
    refused: dict[str, str]


def _each(work: UnitOfWork, wishes: Sequence[withdrawal.Wish], reason: str, *, yes: bool) -> Answered:
    """Every person of a form for themselves: whatever one fails with keeps nobody else waiting."""
    answered = Answered([], {})
    for wish in wishes:
        one = attempt(work, partial(_carried_out, work, wish, reason, yes=yes))
        if isinstance(one, NotDone):
            answered.refused[wish.participant] = one.sentence
        else:
            answered.done.append(one)
    return answered


@consent.command("list")
def list_(project: Annotated[str | None, typer.Option("--project")] = None, as_json: Json = False) -> None:
    """List consents: participant, version, what is given. No name is shown."""
    with open_archive() as opened:
        records = oversight.consents(UnitOfWork(opened.archive, viewer(opened, Role.DPO)), project)
    rows = [oversight.consent_row(r) for r in records]

    def show() -> None:
        for row in rows:
            out.print(f"{row.participant}\tv{row.version}\t{row.mode}\t{', '.join(row.given)}", markup=False)

    emit([row.as_data() for row in rows], as_json, show)


@consent.command("due")
def due(
    days: Annotated[int, typer.Option("--days", min=0, help="How far to look ahead.")] = 60,
    as_json: Json = False,
) -> None:
    """List what needs a person.

    Consents that end or have ended, answers that wait, reviews, minors coming of age, quarantine running
    out, turns that wait for a steward.
    """
    with open_archive() as opened:
        rows = oversight.due(UnitOfWork(opened.archive, viewer(opened, Role.DPO)), days)

    def show() -> None:
        for row in rows:
            out.print(f"{row.on.isoformat()}\t{row.what}\t{row.id}", markup=False)
        out.print(f"{len(rows)} due within {days} days.", markup=False)

    emit([row.as_data() for row in rows], as_json, show)


@consent.command("receipt")
def receipt(
    about: Annotated[str, typer.Argument(help="A participant's id, or a consent's where there are several.")],
    language: Annotated[
        str | None,
        typer.Option("--language", help="en, bn, hi, ne, sw or vi; without it, the consent's own."),
    ] = None,
    contact: Annotated[
        str, typer.Option("--contact", help="How to reach whoever takes withdrawals (or set HEARD_CONTACT).")
    ] = "",
    to: Annotated[
        Path | None, typer.Option("--out", help="A new file; without it, text on the screen.")
    ] = None,
    shape: Annotated[
        Shape | None, typer.Option("--as", help="html, text or json; without it, by the file's name.")
    ] = None,
) -> None:
    """Write the receipt that a participant takes home.

    It names nobody and bears a number to withdraw by.
    """
    with open_archive() as opened:
        officer, called = viewer(opened, Role.DPO), contact or settings().contact
        handout = oversight.handout(UnitOfWork(opened.archive, officer), about, called, language)
    chosen = shape or (Shape.HTML if to and to.suffix.lower() in (".html", ".htm") else Shape.TEXT)
    written = {
        Shape.HTML: handout.html,
        Shape.TEXT: handout.text,
        Shape.JSON: json.dumps(handout.kantara, ensure_ascii=False, indent=2) + "\n",
    }[chosen]
    if to is None:
        out.print(written, end="", markup=False)
        return
    new_file(to, written)
    out.print(f"Receipt {handout.number} written to {to}.", markup=False)


@consent.command("export")
def export(
    to: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    recipient: Annotated[
        str, typer.Option("--recipient", help="A code for the recipient; the log keeps it.")
    ],
    participant: Annotated[str | None, typer.Option("--participant", help="One person's consents.")] = None,
    project: Annotated[str | None, typer.Option("--project", help="One project's consents.")] = None,
    history: Annotated[bool, typer.Option("--history", help="Every version, not the current alone.")] = False,
    as_json: Json = False,
) -> None:
    """Write consents in the terms of ISO/IEC TS 27560 and DPV.

    The file is JSON-LD and names nobody.
    """
    code = code_word(recipient)
    with open_archive() as opened:
        officer = viewer(opened, Role.DPO)
        records = oversight.exchange(
            UnitOfWork(opened.archive, officer),
            code,
            participant=participant,
            project=project,
            history=history,
        )
    new_file(to, json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    emit(
        {"records": len(records), "file": str(to)},
        as_json,
        lambda: out.print(f"{len(records)} record(s) written to {to}.", markup=False),
    )
