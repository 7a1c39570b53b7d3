"""A steward's work as a command or a page asks for it: the queue, the doubts, decisions, approval.

It shows originals, to redact them, and so every opening is an event. It decides nothing by itself but
what a named review file or the steward says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive import access, pipeline
from archive.errors import UsageError
from archive.model import (
    Action,
    Decision,
    Finding,
    IdentifierType,
    Testimony,
    TestimonyState,
    Verdict,
    Viewer,
)
from archive.ports import Archive
from archive.redact.review import doubts

CONTEXT = 40
"""Code points of the original shown on either side of a doubt."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that waits for a steward, with a little of the original around it."""

    finding: Finding
    before: str = field(repr=False)
    quote: str = field(repr=False)
    after: str = field(repr=False)


def queue(archive: Archive, viewer: Viewer) -> list[dict[str, Any]]:
    """What waits for review: id, state, how many findings, how many doubts; most doubts first."""
    access.ask(archive, viewer, Action.TESTIMONY_LIST)
    archive.log.append(access.event(viewer, Action.TESTIMONY_LIST))
    rows = [
        _standing(archive, t)
        for t in archive.store.testimonies.all()
        if t.project in viewer.projects and t.state in (TestimonyState.SEALED, TestimonyState.DETECTED)
    ]
    return sorted(rows, key=lambda row: (-int(row["doubts"]), str(row["testimony"])))


def standing(archive: Archive, viewer: Viewer, testimony_id: str) -> dict[str, Any]:
    """The same for one testimony."""
    return _standing(archive, access.testimony_or_404(archive, viewer, Action.TESTIMONY_LIST, testimony_id))


def _standing(archive: Archive, testimony: Testimony) -> dict[str, Any]:
    findings = archive.store.reviews.findings(testimony.id)
    waiting = doubts(findings, archive.store.reviews.decisions(testimony.id))
    return {
        "testimony": testimony.id,
        "project": testimony.project,
        "kind": testimony.kind.value,
        "state": testimony.state.value,
        "findings": len(findings),
        "doubts": len(waiting),
    }


def doubts_of(archive: Archive, viewer: Viewer, testimony_id: str) -> list[Doubt]:
    """The undecided doubts of one testimony, riskiest first, with the original around them."""
    testimony = access.testimony_or_404(archive, viewer, Action.TESTIMONY_UNSEAL, testimony_id)
    words = pipeline.unseal(archive, viewer, testimony)
    findings = archive.store.reviews.findings(testimony.id)
    waiting = doubts(findings, archive.store.reviews.decisions(testimony.id))
    return [_doubt(words, f) for f in waiting]


def _doubt(text: str, finding: Finding) -> Doubt:
    return Doubt(
        finding,
        text[max(0, finding.start - CONTEXT) : finding.start].replace("\n", " "),
        text[finding.start : finding.end],
        text[finding.end : finding.end + CONTEXT].replace("\n", " "),
    )


def decide_one(
    archive: Archive,
    viewer: Viewer,
    finding: Finding,
    *,
    reject: bool,
    why: str = "",
    research: str | None = None,
) -> None:
    """One decision: accept, reject, or accept with another replacement."""
    verdict = Verdict.REJECT if reject else Verdict.CHANGE if research is not None else Verdict.ACCEPT
    decision = _decision(archive, viewer, finding, verdict, why, research)
    pipeline.decide(archive, viewer, finding.testimony, [decision])


def _decision(
    archive: Archive,
    viewer: Viewer,
    finding: Finding,
    verdict: Verdict,
    why: str = "",
    research: str | None = None,
) -> Decision:
    return Decision(
        finding.id, finding.testimony, verdict, viewer.user, archive.clock.now(), why, research, research
    )


def accept_rest(archive: Archive, viewer: Viewer, testimony_id: str) -> int:
    """Accept every finding that is undecided: all of them stay masked. The number accepted."""
    findings = archive.store.reviews.findings(testimony_id)
    decided = {d.finding for d in archive.store.reviews.decisions(testimony_id)}
    rest = [_decision(archive, viewer, f, Verdict.ACCEPT) for f in findings if f.id not in decided]
    pipeline.decide(archive, viewer, testimony_id, rest)
    return len(rest)


def finish(archive: Archive, viewer: Viewer, testimony_id: str) -> None:
    """Approve, propose codes, index: what follows a finished review."""
    pipeline.approve(archive, viewer, testimony_id)
    pipeline.suggest_codes(archive, viewer, testimony_id)
    pipeline.index(archive, viewer, testimony_id)


# --- review files ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of a review file: the true identifiers of a testimony, and whether to approve it."""

    approve: bool
    spans: tuple[tuple[int, int, IdentifierType], ...]


NO_WORK: dict[str, int] = {"reviewed": 0, "approved": 0, "added": 0, "rejected": 0, "unknown": 0}


def apply_file(
    archive: Archive, viewer: Viewer, lines: Sequence[str], step: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Decide by a review file: JSON lines ``{"testimony"|"digest","approve","spans":[[start,end,type]]}``.

    A finding that overlaps a span of the file is accepted, one that overlaps none is rejected, and a span
    that no finding covers is added. A line about something that is not here is counted, not guessed at.
    """
    report: dict[str, Any] = dict(NO_WORK)
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(line, number)
            testimony = _named(archive, viewer, row)
            if testimony is None:
                report["unknown"] += 1
            else:
                said = judgement(row)
                judge(archive, viewer, testimony, said, report)
                if said.approve:
                    finish(archive, viewer, testimony.id)
                    report["approved"] += 1
        step()
    return report


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
        judgement(row)
    except (ValueError, KeyError, TypeError):
        raise UsageError(
            f"Line {number} of the review file cannot be read: it needs testimony or digest, and spans."
        ) from None
    return dict(row)


def _named(archive: Archive, viewer: Viewer, row: dict[str, Any]) -> Testimony | None:
    store = archive.store.testimonies
    if row.get("testimony"):
        found = store.get(str(row["testimony"]))
        return found if found is not None and found.project in viewer.projects else None
    ids = (store.with_digest(project, str(row.get("digest", ""))) for project in sorted(viewer.projects))
    return next((store.get(i) for i in ids if i), None)


def judgement(row: dict[str, Any]) -> Judgement:
    """One line of a review file. Raises ``ValueError``, ``KeyError`` or ``TypeError`` if it is none."""
    spans = tuple((int(a), int(b), IdentifierType(t)) for a, b, t in row["spans"])
    return Judgement(bool(row.get("approve")), spans)


def judge(
    archive: Archive, viewer: Viewer, testimony: Testimony, said: Judgement, report: dict[str, Any]
) -> None:
    """Accept, reject and add what the judgement says; count it in ``report``."""
    findings = archive.store.reviews.findings(testimony.id)
    decisions = [
        _decision(
            archive, viewer, f,
            Verdict.ACCEPT if _overlaps(f, said.spans) else Verdict.REJECT, "review file",
        )
        for f in findings
    ]  # fmt: skip
    added = pipeline.missed(archive, viewer, testimony, _uncovered(said.spans, findings))
    decisions += [_decision(archive, viewer, f, Verdict.ADD, "review file") for f in added]
    pipeline.decide(archive, viewer, testimony.id, decisions, added)
    report["reviewed"] += 1
    report["added"] += len(added)
    report["rejected"] += sum(d.verdict is Verdict.REJECT for d in decisions)


def _overlaps(finding: Finding, spans: Iterable[tuple[int, int, IdentifierType]]) -> bool:
    return any(start < finding.end and finding.start < end for start, end, _ in spans)


def _uncovered(
    spans: Iterable[tuple[int, int, IdentifierType]], findings: Sequence[Finding]
) -> list[tuple[int, int, IdentifierType]]:
    """The parts of spans that no finding covers, each of at least one code point."""
    left: list[tuple[int, int, IdentifierType]] = []
    for start, end, kind in spans:
        at = start
        for f in sorted((f for f in findings if f.start < end and start < f.end), key=lambda f: f.start):
            if f.start > at:
                left.append((at, f.start, kind))
            at = max(at, f.end)
        if at < end:
            left.append((at, end, kind))
    return left


def sentence(report: dict[str, Any]) -> str:
    """The report for a person."""
    return (
        f"{report['reviewed']} reviewed, {report['approved']} approved; {report['added']} identifiers added "
        f"that the machine had missed, {report['rejected']} findings rejected; {report['unknown']} line(s) "
        "about nothing that is here."
    )
