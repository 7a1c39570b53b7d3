"""``heard code``: a testimony with its codes.

Words are never taken from the command line, where a shell keeps them: spans are offsets in what ``heard
code`` prints.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

from archive.access.gate import UnitOfWork
from archive.app.wiring import Opened
from archive.cli.command import (
    Json,
    app,
    emit,
    open_archive,
    out,
    viewer,
)
from archive.cli.correct import offsets
from archive.model import Fit, Role, Verdict, Viewer
from archive.study import coding_acts, learning
from archive.study.coding_acts import (
    CodedTurn,
    CodingSheet,
    Selection,
    ShownCoding,
)
from consent.record import Purpose

codes = typer.Typer(help="Codes on a testimony, put on its research rendering.", no_args_is_help=True)
app.add_typer(codes, name="code")

TestimonyId = Annotated[str, typer.Argument(help="A testimony's id.")]


def _researcher(opened: Opened) -> Viewer:
    return viewer(opened, Role.RESEARCHER, Purpose.RESEARCH_PROJECT)


@codes.command("show")
def show(testimony: TestimonyId, as_json: Json = False) -> None:
    """Show a testimony turn by turn with its codes and suggestions.

    What needs a look is marked.
    """
    with open_archive() as opened:
        sheet = coding_acts.sheet(UnitOfWork(opened.archive, _researcher(opened)), testimony)
    emit(asdict(sheet), as_json, lambda: _show(sheet))


@codes.command("put")
def put(
    testimony: TestimonyId,
    code: Annotated[str, typer.Argument(help="A code of the project's codebook.")],
    turn: Annotated[int, typer.Option("--turn", help="The turn where the span begins.")],
    span: Annotated[str, typer.Option("--span", help="START-END, offsets in the turn as shown.")],
    to: Annotated[int | None, typer.Option("--to", help="The turn where the span ends.")] = None,
    as_json: Json = False,
) -> None:
    """Put a code on a span."""
    start, end = offsets(span)
    with open_archive() as opened:
        codings = coding_acts.code(
            UnitOfWork(opened.archive, _researcher(opened)), testimony, Selection(turn, start, end, to), code
        )
    emit({"codings": codings}, as_json, lambda: out.print(f"Coded: {', '.join(codings)}.", markup=False))


@codes.command("judge")
def judge(
    testimony: TestimonyId,
    suggestion: Annotated[str, typer.Argument(help="A suggestion's id.")],
    verdict: Annotated[Verdict, typer.Argument(help="accept, reject or change.")],
    code: Annotated[str, typer.Option("--code", help="With change: the code instead.")] = "",
    as_json: Json = False,
) -> None:
    """Accept a suggestion, reject it, or change its code."""
    with open_archive() as opened:
        coding = coding_acts.judge(
            UnitOfWork(opened.archive, _researcher(opened)), testimony, suggestion, verdict, code
        )
    report = {"coding": coding.id if coding else None}
    emit(report, as_json, lambda: out.print(f"Kept as {coding.id}." if coding else "Rejected.", markup=False))


@codes.command("learn")
def learn(project: Annotated[str, typer.Argument(help="A project.")], as_json: Json = False) -> None:
    """Let the verdicts on suggestions teach this project's tagger.

    It learns from words whose speakers agreed to the training of a model, and stays sealed in the archive.
    """
    with open_archive() as opened:
        done = learning.learn(UnitOfWork(opened.archive, _researcher(opened)), project)
    summary = f"{done.verdicts} verdicts read, {done.withheld} left for want of consent. "
    codes_said = (
        f"Learnt of {', '.join(done.codes)}." if done.codes else "Nothing that helps was found in them."
    )
    emit(asdict(done), as_json, lambda: out.print(summary + codes_said, markup=False))


@codes.command("remove")
def remove(coding: Annotated[str, typer.Argument(help="A coding of yours.")]) -> None:
    """Take a coding away; it stays on record."""
    with open_archive() as opened:
        coding_acts.remove(UnitOfWork(opened.archive, _researcher(opened)), coding)


@codes.command("confirm")
def confirm(coding: Annotated[str, typer.Argument(help="A coding of yours.")]) -> None:
    """Say that a coding stands on words that were corrected."""
    with open_archive() as opened:
        coding_acts.confirm(UnitOfWork(opened.archive, _researcher(opened)), coding)


@codes.command("undo")
def undo(testimony: TestimonyId, as_json: Json = False) -> None:
    """Take your last step in a testimony back."""
    with open_archive() as opened:
        done = coding_acts.undo(UnitOfWork(opened.archive, _researcher(opened)), testimony)
    emit({"codings": done}, as_json, lambda: out.print(f"{len(done)} coding(s) changed.", markup=False))


@codes.command("redo")
def redo(testimony: TestimonyId, as_json: Json = False) -> None:
    """Take your last undo back."""
    with open_archive() as opened:
        done = coding_acts.redo(UnitOfWork(opened.archive, _researcher(opened)), testimony)
    emit({"codings": done}, as_json, lambda: out.print(f"{len(done)} coding(s) changed.", markup=False))


def _show(sheet: CodingSheet) -> None:
    for turn in sheet.turns:
        _show_turn(turn)
    for one in sheet.look:
        why = "its words are gone" if one.fit is Fit.LOST else "hidden" if one.hidden else "words corrected"
        out.print(f"look: {one.id} {one.code} in turn {one.turn}: {why}", markup=False)
    if sheet.blind:
        out.print(f"You are in the blind round {sheet.blind}: only your own codes are shown.", markup=False)


def _show_turn(turn: CodedTurn) -> None:
    text = Text(turn.text)
    for one in turn.codings:
        text.stylize("underline", one.start, one.end)
    out.print(Text.assemble((f"{turn.index} {turn.speaker}: ", "bold"), text))
    for one in (*turn.codings, *turn.suggestions):
        out.print("    " + _line(one), markup=False)


def _line(one: ShownCoding) -> str:
    place = f"{one.start}-{one.end}"
    if one.sort == "suggestion":
        return f"? {one.code} {place} {one.score:.2f} {one.id} (suggested by {one.by})"
    return f"{one.code} {place} {one.id} ({one.by})"
