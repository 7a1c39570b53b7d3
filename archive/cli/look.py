"""``heard review``, ``heard search``, ``heard read``: a steward decides, a reader finds and reads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress
from rich.text import Text

from archive import pipeline, stewardship
from archive.cli.app import Json, app, emit, err, open_archive, out, viewer
from archive.errors import UsageError
from archive.model import Passage, Role, TestimonyState, Viewer
from archive.ports import Archive
from archive.roles import PURPOSES
from archive.search.query import parse
from consent.record import Purpose


@app.command()
def review(
    testimony: Annotated[str | None, typer.Argument(help="One testimony; without it, the queue.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="A review file (.jsonl): spans and approvals by source.")
    ] = None,
    approve: Annotated[
        bool, typer.Option("--approve", help="Approve TESTIMONY once all is decided.")
    ] = False,
    accept_rest: Annotated[
        bool, typer.Option("--accept-rest", help="Accept every finding of TESTIMONY that is undecided.")
    ] = False,
    as_json: Json = False,
) -> None:
    """De-identify what is sealed, decide what is doubtful, approve, then tag and index.

    Without an argument: look for identifiers in everything that is new, then list the queue, riskiest
    first. With TESTIMONY on a terminal: one doubt after the other (a accept, r reject, q stop).
    """
    with open_archive() as found:
        steward = viewer(found, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
        archive = found.archive
        detected = _detect_new(archive, steward)
        if file is not None:
            report = _apply(archive, steward, file)
            emit(report, as_json, lambda: out.print(stewardship.sentence(report), markup=False))
            return
        if testimony is None:
            _queue(archive, steward, detected, as_json)
            return
        if accept_rest:
            stewardship.accept_rest(archive, steward, testimony)
        elif sys.stdin.isatty() and not as_json and not approve:
            _ask_each(archive, steward, testimony)
        if approve:
            stewardship.finish(archive, steward, testimony)
        state = stewardship.standing(archive, steward, testimony)
    emit(state, as_json, lambda: out.print(_standing(state), markup=False))


def _standing(state: dict[str, Any]) -> str:
    return (
        f"{state['testimony']}: {state['state']}, {state['findings']} findings, {state['doubts']} undecided."
    )


def _detect_new(archive: Archive, steward: Viewer) -> int:
    new = archive.store.testimonies.all(state=TestimonyState.SEALED)
    with Progress(console=err, disable=not err.is_terminal) as bar:
        task = bar.add_task("Looking for identifiers", total=len(new))
        for each in new:
            pipeline.detect(archive, steward, each.id)
            bar.advance(task)
    return len(new)


def _apply(archive: Archive, steward: Viewer, path: Path) -> dict[str, Any]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UsageError("The review file cannot be read; it has to be UTF-8 JSON lines.") from None
    with Progress(console=err, disable=not err.is_terminal) as bar:
        task = bar.add_task("Deciding, approving, indexing", total=len(lines))
        return stewardship.apply_file(archive, steward, lines, lambda: bar.advance(task))


def _queue(archive: Archive, steward: Viewer, detected: int, as_json: bool) -> None:
    rows = stewardship.queue(archive, steward)

    def show() -> None:
        for row in rows:
            out.print(_standing(row), markup=False)
        out.print(f"{len(rows)} to review; {detected} were looked at just now.", markup=False)

    emit({"detected": detected, "queue": rows}, as_json, show)


def _ask_each(archive: Archive, steward: Viewer, testimony: str) -> None:
    for doubt in stewardship.doubts_of(archive, steward, testimony):
        out.print(Text.assemble(doubt.before, (doubt.quote, "reverse"), doubt.after))
        out.print(
            f"{doubt.finding.type} · {doubt.finding.detector} · {doubt.finding.score:.2f}", markup=False
        )
        answer = typer.prompt("accept (a), reject (r), stop (q)", default="a").strip().lower()[:1]
        if answer == "q":
            return
        stewardship.decide_one(archive, steward, doubt.finding, reject=answer == "r")


@app.command()
def search(
    words: Annotated[str, typer.Argument(help='Words, "a phrase", -without, code:3.8, country:BD, lang:bn.')],
    purpose: Annotated[Purpose, typer.Option("--purpose", help="For which use you look.")],
    project: Annotated[str | None, typer.Option("--project", help="One project only.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=200)] = 20,
    as_json: Json = False,
) -> None:
    """Find passages that consent opens for this purpose. The search goes on the log before the answer."""
    role = next(
        (r for r, purposes in PURPOSES.items() if purpose in purposes and r is not Role.STEWARD), None
    )
    if role is None:
        raise UsageError("Nobody searches for this purpose; use research_project or advocacy_publish_quote.")
    with open_archive() as found:
        reader = viewer(found, role, purpose, project)
        passages = pipeline.search(found.archive, reader, parse(words), limit=limit)

    def show() -> None:
        for passage in passages:
            show_passage(passage)
        out.print(f"{len(passages)} passage(s), as {role} for {purpose.value}.", markup=False)

    emit(
        {"role": role.value, "purpose": purpose.value, "passages": [as_dict(p) for p in passages]},
        as_json,
        show,
    )


def as_dict(p: Passage) -> dict[str, Any]:
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
    """Read one approved testimony in its research rendering, as far as consent opens it today."""
    with open_archive() as found:
        turns = pipeline.read(found.archive, viewer(found, Role.RESEARCHER, purpose), testimony)

    def show() -> None:
        for t in turns:
            out.print(f"{t.index} {t.speaker}: {t.text}", markup=False)

    emit(
        [{"turn": t.index, "speaker": t.speaker, "text": t.text, "codes": list(t.codes)} for t in turns],
        as_json,
        show,
    )
