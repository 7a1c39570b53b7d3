"""``heard review``, ``decide``, ``mark``, ``undo``: a steward looks, decides, takes back and approves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.progress import Progress
from rich.text import Text

from archive.access.gate import NotDone, UnitOfWork, attempt
from archive.cli.command import (
    Json,
    app,
    emit,
    err,
    open_archive,
    out,
    viewer,
)
from archive.errors import Refused, Unreadable, UsageError
from archive.ingest.confinement.file_opening import content_of
from archive.model import IdentifierType, Role, Verdict, Viewer
from archive.model.json_object import JsonObject
from archive.ports import Archive
from archive.review import (
    batch,
    detection,
)
from archive.review import (
    decisions as review_decisions,
)
from archive.review import (
    queue as review_queue,
)
from archive.review.decisions import Reach, ReviewDecision
from archive.review.queue import ReviewStatus
from archive.review.sheet import Sheet, open_sheet
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
    recall_first: Annotated[
        bool,
        typer.Option(
            "--recall-first", help="Open TESTIMONY to research unreviewed: what may be a name is masked."
        ),
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="List doubts, risks, words to check and the history of TESTIMONY.")
    ] = False,
    as_json: Json = False,
) -> None:
    """De-identify, decide what is doubtful, approve, tag and index.

    Without an argument: look for identifiers in everything that is new, then list the queue, riskiest
    first. With TESTIMONY on a terminal: one doubt after the other (a accept, r reject, u undo, q stop).
    `heard decide`, `heard mark` and `heard undo` do one thing at a time.
    """
    with open_archive() as opened:
        steward = viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
        archive = opened.archive
        if testimony is not None and recall_first:
            review_decisions.mask(UnitOfWork(archive, steward), testimony)
        if file is not None:
            new = attempt(UnitOfWork(archive, steward), lambda: _detect_new(archive, steward))
            if isinstance(new, NotDone):
                err.print(f"Not everything that is new could be looked at. {new.sentence}", markup=False)
            _answer(_apply(archive, steward, file), as_json)
            return
        detected = _detect_new(archive, steward)
        if testimony is None:
            if recall_first or show:
                raise UsageError("Name the testimony.")
            _queue(archive, steward, detected, as_json)
            return
        if show:
            _show(archive, steward, testimony, as_json)
            return
        if accept_rest:
            review_decisions.accept_rest(UnitOfWork(archive, steward), testimony)
        elif sys.stdin.isatty() and not (as_json or approve or recall_first):
            _ask_each(archive, steward, testimony)
        if approve:
            review_decisions.finish(UnitOfWork(archive, steward), testimony)
        status = review_queue.review_status(UnitOfWork(archive, steward), testimony)
    emit(status.as_data(), as_json, lambda: out.print(_sentence(status), markup=False))


def _sentence(status: ReviewStatus) -> str:
    counts = f"{status.testimony}: {status.state}, {status.findings} findings, {status.doubts} undecided"
    counts += f", {status.risks} risks." if status.risks else "."
    return " ".join([counts, *status.rare])


def _detect_new(archive: Archive, steward: Viewer) -> int:
    with Progress(console=err, disable=not err.is_terminal) as bar:
        task = bar.add_task("Looking for identifiers", total=None)
        return detection.detect_new(
            UnitOfWork(archive, steward),
            lambda done, total: bar.update(task, completed=done, total=total),
        )


def _apply(archive: Archive, steward: Viewer, path: Path) -> batch.BatchReport:
    try:
        content = content_of(path)
    except Unreadable:
        raise UsageError("The review file cannot be read; it has to be UTF-8 JSON lines.") from None
    with Progress(console=err, disable=not err.is_terminal) as bar:
        task = bar.add_task("Deciding, approving, indexing", total=batch.lines_in(content))
        return batch.apply_file(UnitOfWork(archive, steward), content, lambda: bar.advance(task))


def _answer(report: batch.BatchReport, as_json: bool) -> None:
    """Every line of a review file, and an exit code that says whether all of them were done."""

    def show() -> None:
        for line in report.lines:
            about = f" {line.testimony}:" if line.testimony else ""
            said = " ".join(filter(None, [f"Line {line.number}:{about} {line.outcome}.", line.sentence]))
            out.print(said, markup=False)
        out.print(report.sentence(), markup=False)

    emit(report.as_data(), as_json, show)
    if report.refused:
        raise typer.Exit(Refused.exit_code)


def _queue(archive: Archive, steward: Viewer, detected: int, as_json: bool) -> None:
    rows = review_queue.queue(UnitOfWork(archive, steward))

    def show() -> None:
        for row in rows:
            out.print(_sentence(row), markup=False)
        out.print(f"{len(rows)} to review; {detected} were looked at just now.", markup=False)

    emit({"detected": detected, "queue": [row.as_data() for row in rows]}, as_json, show)


def _show(archive: Archive, steward: Viewer, testimony: str, as_json: bool) -> None:
    parts = _parts(open_sheet(UnitOfWork(archive, steward), testimony))

    def show() -> None:
        for title, rows in parts.items():
            out.print(f"{title}: {len(rows)}", markup=False, style="bold")
            for row in rows:
                out.print("  " + " · ".join(str(v) for v in row.values() if v != ""), markup=False)

    emit(parts, as_json, show)


def _parts(sheet: Sheet) -> dict[str, list[JsonObject]]:
    """The sheet as the command prints it: what is undecided, what may be read, what was done."""
    risks = sorted(sheet.flagged, key=lambda flagged: flagged.risk.start)
    return {
        "doubts": [
            {"finding": f.id, "turn": f.turn, "start": f.start, "end": f.end, "type": f.type.value,
             "score": f.score, "words": row.quote, "reason": f.reason}
            for row in sheet.waiting for f in (row.finding,)
        ],
        "risks": [
            {"turn": r.turn, "start": r.start, "end": r.end, "kind": r.kind, "words": flagged.words,
             "reason": r.reason}
            for flagged in risks for r in (flagged.risk,)
        ],
        "words": [
            {"start": w.start, "end": w.end, "words": w.word, "count": w.count, "reason": w.why}
            for w in sheet.words
        ],
        "history": [
            {"at": d.at.isoformat(), "by": d.by, "verdict": d.verdict.value, "finding": d.finding,
             "why": d.why}
            for d in sheet.decisions
        ],
    }  # fmt: skip


def _ask_each(archive: Archive, steward: Viewer, testimony: str) -> None:
    while waiting := open_sheet(UnitOfWork(archive, steward), testimony).waiting:
        doubt = waiting[0]
        out.print(Text.assemble(doubt.before, (doubt.quote, "reverse"), doubt.after))
        why = [
            doubt.finding.type,
            doubt.finding.detector,
            f"{doubt.finding.score:.2f}",
            doubt.finding.reason,
        ]
        out.print(" · ".join(part for part in why if part), markup=False)
        asked = "accept (a), reject (r), the same in the whole text (A, R), undo (u), stop (q)"
        answer = typer.prompt(asked, default="a").strip()[:1]
        if answer == "q":
            return
        if answer == "u":
            review_decisions.undo(UnitOfWork(archive, steward), testimony)
            continue
        verdict = Verdict.REJECT if answer in "rR" else Verdict.ACCEPT
        ruling = ReviewDecision(verdict, reach="testimony" if answer in "AR" else "here")
        review_decisions.decide(UnitOfWork(archive, steward), testimony, doubt.finding.id, ruling)


@app.command()
def decide(  # noqa: PLR0913 - each option of the command is a parameter
    testimony: Annotated[str, typer.Argument(help="A testimony's id.")],
    finding: Annotated[str, typer.Argument(help="A finding's id, as `heard review --show` lists it.")],
    verdict: Annotated[Verdict, typer.Option("--verdict", help="accept, reject or change.")],
    read: Annotated[str, typer.Option("--read", help="What is read instead.")] = "",
    kind: Annotated[IdentifierType | None, typer.Option("--type", help="What it is instead.")] = None,
    span: Annotated[str, typer.Option("--span", help="START:END in code points of the testimony.")] = "",
    reach: Annotated[str, typer.Option("--reach", help="here, testimony or project.")] = "here",
    why: Annotated[bool, typer.Option("--why", help="Read the reason from standard input.")] = False,
    as_json: Json = False,
) -> None:
    """Decide one finding, or every mention of the same."""
    ruling = ReviewDecision(
        verdict, _reason(why), read.strip() or None, None, kind, _span(span) if span else None, _reach(reach)
    )
    with open_archive() as opened:
        steward = viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
        count = review_decisions.decide(UnitOfWork(opened.archive, steward), testimony, finding, ruling)
    emit({"decided": count}, as_json, lambda: out.print(f"{count} decided.", markup=False))


@app.command()
def mark(
    testimony: Annotated[str, typer.Argument(help="A testimony's id.")],
    span: Annotated[str, typer.Argument(help="START:END in code points of the testimony.")],
    kind: Annotated[IdentifierType, typer.Argument(help="What stands there.")],
    why: Annotated[bool, typer.Option("--why", help="Read the reason from standard input.")] = False,
    as_json: Json = False,
) -> None:
    """Mark what the machine missed."""
    place, reason = _span(span), _reason(why)
    with open_archive() as opened:
        steward = viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
        count = review_decisions.mark(
            UnitOfWork(opened.archive, steward), testimony, [(*place, kind)], reason
        )
    emit({"added": count}, as_json, lambda: out.print(f"{count} added.", markup=False))


@app.command()
def undo(
    testimony: Annotated[str, typer.Argument(help="A testimony's id.")],
    why: Annotated[bool, typer.Option("--why", help="Read the reason from standard input.")] = False,
    as_json: Json = False,
) -> None:
    """Take back the last act that stands in a testimony. The undoing is kept as a decision too."""
    reason = _reason(why)
    with open_archive() as opened:
        steward = viewer(opened, Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
        count = review_decisions.undo(UnitOfWork(opened.archive, steward), testimony, reason)
    emit({"undone": count}, as_json, lambda: out.print(f"{count} taken back.", markup=False))


def _reason(given: bool) -> str:
    """A reason may name somebody, so it never stands in a process list."""
    return sys.stdin.read().strip() if given else ""


def _span(typed: str) -> tuple[int, int]:
    start, _, end = typed.partition(":")
    if not (start.isdecimal() and end.isdecimal()):
        raise UsageError("Write the span as START:END, for example 120:131.")
    return int(start), int(end)


def _reach(typed: str) -> Reach:
    known: dict[str, Reach] = {reach: reach for reach in get_args(Reach)}
    if typed not in known:
        raise UsageError("A decision reaches here, testimony or project.")
    return known[typed]
