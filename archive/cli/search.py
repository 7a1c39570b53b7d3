"""``heard search``, ``heard read``: a reader finds and reads."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from archive import reading
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import PURPOSES
from archive.cli.command import (
    Json,
    app,
    emit,
    open_archive,
    out,
    viewer,
)
from archive.errors import UsageError
from archive.model import Mode, Passage, Role
from archive.model.json_object import JsonObject
from archive.search.query import parse
from consent.record import Purpose


@app.command()
def search(
    words: Annotated[str, typer.Argument(help='Words, "a phrase", -without, code:3.8, country:BD, lang:bn.')],
    purpose: Annotated[Purpose, typer.Option("--purpose", help="For which use you look.")],
    project: Annotated[str | None, typer.Option("--project", help="One project only.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=200)] = 20,
    as_json: Json = False,
) -> None:
    """Find passages that consent opens for this purpose.

    The search goes on the log before the answer.
    """
    role = next(
        (r for r, purposes in PURPOSES.items() if purpose in purposes and r is not Role.STEWARD), None
    )
    if role is None:
        raise UsageError("Nobody searches for this purpose; use research_project or advocacy_publish_quote.")
    with open_archive() as opened:
        reader = viewer(opened, role, purpose, project)
        answer = reading.search(UnitOfWork(opened.archive, reader), parse(words), limit=limit)
    passages = answer.passages

    def show() -> None:
        for passage in passages:
            show_passage(passage)
        out.print(f"{len(passages)} passage(s), as {role} for {purpose.value}.", markup=False)
        for each in answer.more_in:
            out.print(
                f"{reading.hint(each)} heard requests ask {each} --purpose {purpose.value}", markup=False
            )

    emit(
        {
            "role": role.value,
            "purpose": purpose.value,
            "passages": [passage_data(p) for p in passages],
            "more_in": list(answer.more_in),
        },
        as_json,
        show,
    )


def passage_data(p: Passage) -> JsonObject:
    """A passage for a program."""
    return {
        "testimony": p.testimony, "turn": p.turn, "exposure": p.exposure, "quote": p.quote_id or None,
        "score": round(p.score, 4), "project": p.project, "country": p.country, "language": p.language,
        "speaker": p.speaker, "codes": list(p.codes), "text": p.text, "marks": [list(m) for m in p.marks],
        "consents": [{"id": c.consent_id, "version": c.version} for c in p.consents],
    }  # fmt: skip


def show_passage(p: Passage) -> None:
    """A passage for a person: where it is from, its words with the hits marked, its codes."""
    where = p.quote_id if p.exposure == "quote" else f"{p.testimony} turn {p.turn}"
    out.print(f"{where} · {p.country} · {p.speaker}", markup=False, style="bold")
    text = Text("  " + p.text)
    for start, end in p.marks:
        text.stylize("reverse", start + 2, end + 2)
    out.print(text)
    if p.codes:
        out.print("  codes: " + ", ".join(p.codes), markup=False)


@app.command()
def read(
    testimony: Annotated[str, typer.Argument(help="A testimony's id.")],
    purpose: Annotated[Purpose, typer.Option("--purpose")] = Purpose.RESEARCH_PROJECT,
    as_json: Json = False,
) -> None:
    """Read one testimony as far as consent opens it today.

    It comes in its research rendering. Its mode is told: reviewed by a steward, or recall-first by the
    machine alone.
    """
    with open_archive() as opened:
        turns = reading.read_testimony(
            UnitOfWork(opened.archive, viewer(opened, Role.RESEARCHER, purpose)), testimony
        )

    def show() -> None:
        if any(t.rendering.mode is Mode.RECALL_FIRST for t in turns):
            out.print("No steward has reviewed this; the machine alone masked it.", markup=False)
        for t in turns:
            out.print(f"{t.index} {t.speaker}: {t.text}", markup=False)

    emit(
        [
            {"turn": t.index, "speaker": t.speaker, "text": t.text, "codes": list(t.codes),
             "mode": t.rendering.mode}
            for t in turns
        ],
        as_json,
        show,
    )  # fmt: skip
