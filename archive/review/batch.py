"""A review file: what somebody decided elsewhere, as JSON lines, carried out as a steward's decisions.

It decides nothing by itself: a line names a testimony and its true identifiers, and everything else in it
is rejected or added accordingly. A line about something that is not here is counted, not guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from archive.access.gate import UnitOfWork
from archive.errors import UsageError
from archive.model import Decision, Finding, IdentifierType, Testimony, Verdict
from archive.redact.effective_findings import latest_decisions
from archive.review import approval, detection
from archive.review.decisions import finish

WHY = "review file"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of a review file: the true identifiers of a testimony, and whether to approve it."""

    approve: bool
    spans: tuple[tuple[int, int, IdentifierType], ...]


NO_WORK: dict[str, int] = {"reviewed": 0, "approved": 0, "added": 0, "rejected": 0, "unknown": 0}


def apply_file(
    work: UnitOfWork, lines: Sequence[str], step: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Decide by a review file: JSON lines ``{"testimony"|"digest","approve","spans":[[start,end,type]]}``.

    A finding that overlaps a span of the file is accepted, one that overlaps none is rejected, and a span
    that no finding covers is added. A line about something that is not here is counted, not guessed at.
    """
    report: dict[str, Any] = dict(NO_WORK)
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(line, number)
            testimony = _named(work, row)
            if testimony is None:
                report["unknown"] += 1
            else:
                said = judgement(row)
                judge(work, testimony, said, report)
                if said.approve:
                    finish(work, testimony.id)
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


def _named(work: UnitOfWork, row: dict[str, Any]) -> Testimony | None:
    store = work.store.testimonies
    if row.get("testimony"):
        found = store.get(str(row["testimony"]))
        return found if found is not None and found.project in work.viewer.projects else None
    ids = (store.with_digest(project, str(row.get("digest", ""))) for project in sorted(work.viewer.projects))
    return next((store.get(i) for i in ids if i), None)


def judgement(row: dict[str, Any]) -> Judgement:
    """One line of a review file. Raises ``ValueError``, ``KeyError`` or ``TypeError`` if it is none."""
    spans = tuple((int(a), int(b), IdentifierType(t)) for a, b, t in row["spans"])
    return Judgement(bool(row.get("approve")), spans)


def judge(work: UnitOfWork, testimony: Testimony, said: Judgement, report: dict[str, Any]) -> None:
    """Accept, reject and add what the judgement says; count it in ``report``."""
    findings = work.store.reviews.findings(testimony.id)
    now = work.clock.now()
    standing = {f: d.verdict for f, d in latest_decisions(work.store.reviews.decisions(testimony.id)).items()}

    def ruled(finding: Finding, verdict: Verdict) -> Decision:
        return Decision(finding.id, testimony.id, verdict, work.viewer.user, now, WHY)

    wanted = [(f, Verdict.ACCEPT if _overlaps(f, said.spans) else Verdict.REJECT) for f in findings]
    decisions = [ruled(f, verdict) for f, verdict in wanted if standing.get(f.id) is not verdict]
    added = detection.describe(work, testimony, _uncovered(said.spans, findings))
    decisions += [ruled(f, Verdict.ADD) for f in added]
    approval.decide(work, testimony.id, decisions, added)
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
