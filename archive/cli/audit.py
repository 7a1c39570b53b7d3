"""``heard audit``: the log, its proof, and the protection officer's questions to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from archive import oversight
from archive.access.gate import UnitOfWork
from archive.app.wiring import (
    lost_with_leave,
    opened,
    prove,
)
from archive.cli.command import (
    Json,
    app,
    emit,
    err,
    open_archive,
    out,
    passphrase,
    settings,
    viewer,
)
from archive.cli.officer_key_file import OfficerFile, bring
from archive.cli.writing import new_file, not_there
from archive.errors import LogBroken, UsageError
from archive.model import Action, Role
from archive.oversight import EMPTY, TOLD, Sheet, Topic

audit = typer.Typer(help="The log: ask, show, verify, export.", no_args_is_help=True)
app.add_typer(audit, name="audit")

ALARM = 1
"""The exit code of a question whose answer must be empty and is not."""


@audit.command("verify")
def verify(
    export: Annotated[
        Path | None, typer.Option("--export", help="An exported log; needs no archive.")
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option("--checkpoint", help="A checkpoint that you kept elsewhere.")
    ] = None,
    key: Annotated[str | None, typer.Option("--key", help="The log's public key, if you kept it.")] = None,
    evidence: Annotated[
        bool,
        typer.Option("--evidence", help="The export holds single entries with proofs (heard audit take)."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Prove every leaf of the log, its order and its checkpoint.

    It needs no archive with --export.
    """
    note = oversight.text_of(checkpoint) if checkpoint else None
    if export is not None:
        if note is None:
            raise UsageError("Name the checkpoint that you kept: --checkpoint saved.note.")
        size = oversight.verify_export(export, note, key, evidence=evidence)
    else:
        size = _proved(note)
    emit(
        {"entries": size, "sound": True}, as_json, lambda: out.print(f"{size} entries, sound.", markup=False)
    )


def _proved(note: str | None) -> int:
    """The entries of the archive's own log. Where the archive refuses to open over it, the log is read by
    itself, so that the first bad entry is named. Raises ``LogBroken``."""
    chosen = settings()
    word = passphrase(chosen)
    try:
        with opened(chosen, word) as found:
            return oversight.verify(UnitOfWork(found.archive, viewer(found, Role.DPO)), note)
    except LogBroken:
        if note and (span := lost_with_leave(chosen, word, note)):
            err.print(
                f"This checkpoint is over entries that were lost at a restore: the officer signed that of "
                f"{span[1]} entries {span[0]} were left. A newer checkpoint speaks for what came since.",
                markup=False,
            )
        prove(chosen, word, note)
        raise


@audit.command("show")
def show(
    narrow: Annotated[
        list[str] | None,
        typer.Argument(
            help="action:search:run user:NAME testimony:ID participant:ID since:2026-01-31 until:2026-02-28"
        ),
    ] = None,
    queries: Annotated[bool, typer.Option("--queries", help="Open the sealed query texts too.")] = False,
    key: OfficerFile = None,
    as_json: Json = False,
) -> None:
    """Show who did what, when, and for which purpose.

    The consents under which it was done stand beside.
    """
    asked = _question(narrow or [])
    with open_archive() as found:
        if queries:
            bring(found, key)
        rows = oversight.answer(
            UnitOfWork(found.archive, viewer(found, Role.DPO)), asked, open_sealed=queries
        )

    def print_rows() -> None:
        for row in rows:
            out.print(oversight.line(row), markup=False)

    emit([row.as_data() for row in rows], as_json, print_rows)


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
    """Write the whole log as JSON lines.

    A signed checkpoint is written beside it (FILE.note).
    """
    beside = to.with_name(to.name + ".note")
    not_there(to, beside)
    with open_archive() as found:
        lines, note = oversight.export(UnitOfWork(found.archive, viewer(found, Role.DPO)))
    new_file(to, "".join(line + "\n" for line in lines))
    new_file(beside, note)
    emit(
        {"entries": len(lines), "file": str(to), "checkpoint": str(beside)},
        as_json,
        lambda: out.print(f"{len(lines)} entries in {to}; checkpoint in {beside}.", markup=False),
    )


@audit.command("checkpoint")
def checkpoint(as_json: Json = False) -> None:
    """Sign and print a checkpoint.

    Keep it somewhere else: it is what a rewritten log cannot match.
    """
    with open_archive() as found:
        note = oversight.checkpoint(UnitOfWork(found.archive, viewer(found, Role.DPO)))
    emit({"checkpoint": note}, as_json, lambda: out.print(note, end="", markup=False))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("Write a day as YYYY-MM-DD.") from None


Subject = Annotated[str, typer.Argument(help="The id it is about, where it is about one thing.")]
Version = Annotated[int | None, typer.Option("--version", help="A version of the consent.")]
Since = Annotated[str | None, typer.Option("--since", help="First day, 2026-01-31 (UTC).")]
Until = Annotated[str | None, typer.Option("--until", help="Last day (UTC).")]
_QUESTIONS = "\n\n".join(f"{topic.value}: {told}" for topic, told in TOLD.items())


@audit.command("ask", help=f"Ask the log who did what, when and under which consents.\n\n{_QUESTIONS}")
def ask(  # noqa: PLR0913 - each option of the command is a parameter
    topic: Topic,
    subject: Subject = "",
    version: Version = None,
    since: Since = None,
    until: Until = None,
    queries: Annotated[bool, typer.Option("--queries", help="Open sealed search words and reasons.")] = False,
    key: OfficerFile = None,
    as_json: Json = False,
) -> None:
    """Ask the log one of the officer's questions."""
    asked = oversight.inquiry(topic, subject, version, _day(since), _day(until))
    with open_archive() as found:
        if queries or topic is Topic.TESTIMONY:
            bring(found, key)
        answer = oversight.answer_inquiry(
            UnitOfWork(found.archive, viewer(found, Role.DPO)), asked, open_sealed=queries
        )
        rows = [oversight.row(found.archive, e, open_sealed=queries) for e in answer.entries]

    def show() -> None:
        out.print(TOLD[topic], markup=False)
        for row in rows:
            out.print(oversight.line(row), markup=False)
        out.print(f"{len(rows)} entries answer.", markup=False)
        if answer.unopened:
            out.print(
                f"{answer.unopened} searches are sealed to the officer's key and were not looked into; bring "
                "it with --officer-key FILE.",
                markup=False,
            )

    report = {
        "question": TOLD[topic], "entries": [row.as_data() for row in rows], "must_be_empty": topic in EMPTY,
        "unopened": answer.unopened,
    }  # fmt: skip
    emit(report, as_json, show)
    if answer.alarming:
        err.print("There must be none of these. Look into each of them.", markup=False)
        raise typer.Exit(ALARM)


@audit.command("take")
def take(  # noqa: PLR0913 - each option of the command is a parameter
    topic: Topic,
    subject: Subject = "",
    version: Version = None,
    since: Since = None,
    until: Until = None,
    *,
    sheet: Annotated[Sheet, typer.Option("--as", help="jsonl with proofs, csv, or fhir.")] = Sheet.JSONL,
    to: Annotated[Path, typer.Option("--out", help="A new file for the answer.")],
    key: OfficerFile = None,
) -> None:
    """Write the answer to a question into a file.

    Evidence with proofs and its checkpoint beside it (FILE.note), a table, or FHIR audit events.
    """
    asked = oversight.inquiry(topic, subject, version, _day(since), _day(until))
    beside = to.with_name(to.name + ".note")
    not_there(to, beside)
    with open_archive() as found:
        if topic is Topic.TESTIMONY:
            bring(found, key)
        text, note = oversight.export_answer(UnitOfWork(found.archive, viewer(found, Role.DPO)), asked, sheet)
    new_file(to, text)
    if note:
        new_file(beside, note)
    out.print(f"Written to {to}" + (f", its checkpoint to {beside}." if note else "."), markup=False)
