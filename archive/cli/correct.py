"""``heard correct``: a transcript put right, in its words, its borders or its voices.

Words are never taken from the command line, where a shell keeps them: corrections are read from standard
input, borders are offsets in the original words, and a voice is named by its number or by a turn that it
speaks.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from archive.access.gate import UnitOfWork
from archive.cli.command import Json, app, emit, open_archive, out, viewer
from archive.coding.moving import Edit
from archive.errors import UsageError
from archive.model import Role
from archive.review import correction, reattribution
from archive.review.correction import Corrected
from archive.review.reattribution import Cut, Whose
from consent.record import Purpose

_WHO = {"interviewer": reattribution.INTERVIEWER, "nobody": reattribution.NOBODY}


@app.command()
def correct(  # noqa: PLR0913 - each option of the command is a parameter
    testimony: Annotated[str, typer.Argument(help="A testimony's id.")],
    turn: Annotated[int, typer.Argument(help="The turn to correct.")],
    span: Annotated[
        str,
        typer.Option("--span", help="START-END in the original words of the turn; without it, all of it."),
    ] = "",
    voice: Annotated[
        str, typer.Option("--voice", help="Who speaks it: a participant's number, interviewer, or nobody.")
    ] = "",
    voice_of: Annotated[
        int | None, typer.Option("--voice-of", help="Who speaks it: whoever speaks this other turn.")
    ] = None,
    split_at: Annotated[
        str,
        typer.Option("--split-at", help="Cut it at START, or at START-WORDS where a label stands between."),
    ] = "",
    join: Annotated[bool, typer.Option("--join", help="Make one turn of it and the next.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Words that consent does not let the archive keep may go for good.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Correct a transcript: words, who speaks, where a turn ends.

    Without --voice, --voice-of, --split-at or --join, the new words come on standard input. A turn that goes
    to another voice asks that voice's consent anew, and is sealed under its key. The old version stays,
    sealed, but for words that were under a wrong voice. Codes follow their words; those that changed or got
    lost are listed. The testimony has to be reviewed anew.
    """
    moves = bool(voice or split_at or join or voice_of is not None)
    if moves and span:
        raise UsageError("Correct the words, or the voice and the borders: not both at once.")
    if voice and voice_of is not None:
        raise UsageError("Give --voice or --voice-of, not both.")
    if join and (split_at or voice or voice_of is not None):
        raise UsageError("Give --join alone: the whole is said by the voice of the first turn.")
    with open_archive() as opened:
        work = UnitOfWork(opened.archive, viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY))
        whose = _whose(work, testimony, voice, voice_of)
        if join:
            done = reattribution.join(work, testimony, turn, may_go=yes)
        elif split_at:
            done = reattribution.split(work, testimony, turn, _cut(split_at), whose, may_go=yes)
        elif whose is not None:
            done = reattribution.give(work, testimony, turn, whose, may_go=yes)
        else:
            done = _reworded(work, testimony, turn, span)
    emit(asdict(done), as_json, lambda: out.print(_sentence(done, moved=moves), markup=False))


def _reworded(work: UnitOfWork, testimony: str, turn: int, span: str) -> Corrected:
    words = sys.stdin.read()
    if not span:
        return correction.rewrite(work, testimony, turn, words)
    start, end = offsets(span)
    return correction.correct(work, testimony, turn, [Edit(start, end, words.rstrip("\n"))])


def _whose(work: UnitOfWork, testimony: str, voice: str, voice_of: int | None) -> Whose | None:
    if voice_of is not None:
        return reattribution.speaker_of(work, testimony, voice_of)
    return _WHO.get(voice, Whose(voice)) if voice else None


def _cut(text: str) -> Cut:
    if "-" in text:
        return Cut(*offsets(text))
    if not text.isdecimal():
        raise UsageError("Give the border as START or START-WORDS, offsets in the words of the turn.")
    return Cut(int(text), int(text))


def offsets(text: str) -> tuple[int, int]:
    """``START-END`` as two numbers. Raises ``UsageError``."""
    start, dash, end = text.partition("-")
    if not dash or not start.isdecimal() or not end.isdecimal():
        raise UsageError("Give the span as START-END, two offsets in the turn's rendering.")
    return int(start), int(end)


def _sentence(done: Corrected, *, moved: bool) -> str:
    quotes = "are closed" if moved else "keep the old words"
    gone = f" {done.withheld} turn(s) went for good, as consent asks." if done.withheld else ""
    return (
        f"Version {done.version}: {done.codings} coding(s) carried over, {len(done.changed)} to look at, "
        f"{len(done.lost)} lost; {len(done.quotes)} released quote(s) of this turn {quotes}.{gone} "
        "Review the testimony again."
    )
