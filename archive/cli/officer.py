"""``heard withdraw``, ``heard consent``, ``heard audit``: what the protection officer answers for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from archive import oversight, withdrawal
from archive.cli.app import Json, app, emit, open_archive, out, viewer
from archive.errors import UsageError
from archive.model import Action, Role
from consent.record import Purpose

audit = typer.Typer(help="The log: verify, show, export.", no_args_is_help=True)
consent = typer.Typer(help="Consent records.", no_args_is_help=True)
app.add_typer(audit, name="audit")
app.add_typer(consent, name="consent")


@app.command()
def withdraw(
    participant: Annotated[str, typer.Argument(help="The participant's id, or the number on the receipt.")],
    only: Annotated[
        list[Purpose] | None, typer.Option("--only", help="Withdraw from this purpose alone; repeat.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="A short word for the record.")] = "asked",
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it. Without this, only the effect is shown.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Withdraw a participant's consent: show the effect, and with --yes carry it out and sign a receipt."""
    with open_archive() as found:
        officer = viewer(found, Role.DPO)
        purposes = frozenset(only) if only else None
        if not yes:
            effect = withdrawal.effect(found.archive, officer, participant, purposes)
            emit(effect.as_dict(), as_json, lambda: out.print(effect.sentences(), markup=False))
            return
        receipt = withdrawal.withdraw(found.archive, officer, participant, purposes, reason)
    emit(receipt.as_dict(), as_json, lambda: out.print(receipt.sentences(), markup=False))


@consent.command("list")
def list_(project: Annotated[str | None, typer.Option("--project")] = None, as_json: Json = False) -> None:
    """List consents: participant, version, what is given. No name is shown."""
    with open_archive() as found:
        records = oversight.consents(found.archive, viewer(found, Role.DPO), project)
    rows = [oversight.consent_row(r) for r in records]

    def show() -> None:
        for row in rows:
            out.print(
                f"{row['participant']}\tv{row['version']}\t{row['mode']}\t{', '.join(row['given'])}",
                markup=False,
            )

    emit(rows, as_json, show)


@consent.command("due")
def due(
    days: Annotated[int, typer.Option("--days", min=0, help="How far to look ahead.")] = 60,
    as_json: Json = False,
) -> None:
    """List what needs the officer: consents ending, reviews, minors coming of age, quarantine running out."""
    with open_archive() as found:
        rows = oversight.due(found.archive, viewer(found, Role.DPO), days)

    def show() -> None:
        for row in rows:
            out.print(f"{row['on']}\t{row['what']}\t{row['id']}", markup=False)
        out.print(f"{len(rows)} due within {days} days.", markup=False)

    emit(rows, as_json, show)


@audit.command("verify")
def verify(
    export: Annotated[
        Path | None, typer.Option("--export", help="An exported log; needs no archive.")
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option("--checkpoint", help="A checkpoint that you kept elsewhere.")
    ] = None,
    key: Annotated[str | None, typer.Option("--key", help="The log's public key, if you kept it.")] = None,
    as_json: Json = False,
) -> None:
    """Prove the log: every leaf, its order and its signed checkpoint. Offline with --export."""
    note = oversight.text_of(checkpoint) if checkpoint else None
    if export is not None:
        if note is None:
            raise UsageError("Name the checkpoint that you kept: --checkpoint saved.note.")
        size = oversight.verify_export(export, note, key)
    else:
        with open_archive() as found:
            size = oversight.verify(found.archive, viewer(found, Role.DPO), note)
    emit(
        {"entries": size, "sound": True}, as_json, lambda: out.print(f"{size} entries, sound.", markup=False)
    )


@audit.command("show")
def show(
    narrow: Annotated[
        list[str] | None,
        typer.Argument(
            help="action:search:run user:NAME testimony:ID participant:ID since:2026-01-31 until:2026-02-28"
        ),
    ] = None,
    queries: Annotated[bool, typer.Option("--queries", help="Open the sealed query texts too.")] = False,
    as_json: Json = False,
) -> None:
    """Show events: who did what, when, for which purpose and under which consents."""
    asked = _question(narrow or [])
    with open_archive() as found:
        rows = oversight.answer(found.archive, viewer(found, Role.DPO), asked, open_sealed=queries)

    def print_rows() -> None:
        for row in rows:
            out.print(oversight.line(row), markup=False)

    emit(rows, as_json, print_rows)


def _question(narrow: list[str]) -> oversight.Question:
    said = dict(part.partition(":")[::2] for part in narrow)
    unknown = set(said) - {"action", "user", "testimony", "participant", "since", "until"}
    if unknown:
        raise UsageError("Narrow by action:, user:, testimony:, participant:, since: or until: alone.")
    action = said.get("action")
    if action is not None and action not in set(Action):
        raise UsageError("There is no such action; write one as the log shows it, action:search:run.")
    return oversight.Question(
        action=Action(action) if action else None,
        actor=said.get("user"),
        testimony=said.get("testimony"),
        participant=said.get("participant"),
        since=_day(said.get("since")),
        until=_day(said.get("until")),
    )


@audit.command("export")
def export(
    to: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    as_json: Json = False,
) -> None:
    """Write the whole log as JSON lines, with a signed checkpoint beside it (FILE.note)."""
    if to.exists():
        raise UsageError("That file exists already; name a new one.")
    with open_archive() as found:
        lines, note = oversight.export(found.archive, viewer(found, Role.DPO))
    to.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    beside = to.with_name(to.name + ".note")
    beside.write_text(note, encoding="utf-8")
    emit(
        {"entries": len(lines), "file": str(to), "checkpoint": str(beside)},
        as_json,
        lambda: out.print(f"{len(lines)} entries in {to}; checkpoint in {beside}.", markup=False),
    )


@audit.command("checkpoint")
def checkpoint(as_json: Json = False) -> None:
    """Sign and print a checkpoint. Keep it somewhere else: it is what a rewritten log cannot match."""
    with open_archive() as found:
        note = oversight.checkpoint(found.archive, viewer(found, Role.DPO))
    emit({"checkpoint": note}, as_json, lambda: out.print(note, end="", markup=False))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("Write a day as YYYY-MM-DD.") from None
