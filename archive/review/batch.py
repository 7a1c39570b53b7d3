"""A review file: what somebody decided elsewhere, as JSON lines, carried out as a steward's decisions.

It decides nothing by itself: a line names a testimony and its true identifiers, and everything else in it
is rejected or added accordingly. A line about something that is not here is counted, not guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from archive.access.gate import UnitOfWork
from archive.errors import UsageError
from archive.model import Decision, Finding, IdentifierType, Testimony, Verdict
from archive.redact.effective_findings import latest_decisions
from archive.review import approval, detection
from archive.review.decisions import finish

WHY = "review file"


@dataclass(frozen=True, slots=True)
class TrueSpan:
    """A true identifier: ``start`` to ``end`` in code points of the testimony, and what it is."""

    start: int
    end: int
    type: IdentifierType


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of a review file: the true identifiers of a testimony, and whether to approve it."""

    approve: bool
    spans: tuple[TrueSpan, ...]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A judgement with what it is about: a testimony's id, or the digest of its source."""

    testimony: str
    digest: str = field(repr=False)
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class BatchReport:
    """Testimonies reviewed and approved, identifiers added that the machine had missed, findings rejected,
    and lines about nothing that is here."""

    reviewed: int = 0
    approved: int = 0
    added: int = 0
    rejected: int = 0
    unknown: int = 0

    def __add__(self, other: BatchReport) -> BatchReport:
        return BatchReport(
            self.reviewed + other.reviewed, self.approved + other.approved, self.added + other.added,
            self.rejected + other.rejected, self.unknown + other.unknown,
        )  # fmt: skip

    def sentence(self) -> str:
        """For a person."""
        return (
            f"{self.reviewed} reviewed, {self.approved} approved; {self.added} identifiers added "
            f"that the machine had missed, {self.rejected} findings rejected; {self.unknown} line(s) "
            "about nothing that is here."
        )


def apply_file(
    work: UnitOfWork, lines: Sequence[str], step: Callable[[], None] = lambda: None
) -> BatchReport:
    """Decide by a review file: JSON lines ``{"testimony"|"digest","approve","spans":[[start,end,type]]}``.

    A finding that overlaps a span of the file is accepted, one that overlaps none is rejected, and a span
    that no finding covers is added. A line about something that is not here is counted, not guessed at.
    """
    report = BatchReport()
    for number, line in enumerate(lines, 1):
        if line.strip():
            report += _carried_out(work, _parsed(line, number))
        step()
    return report


def _carried_out(work: UnitOfWork, line: ReviewLine) -> BatchReport:
    testimony = _named(work, line)
    if testimony is None:
        return BatchReport(unknown=1)
    report = judge(work, testimony, line.judgement)
    if not line.judgement.approve:
        return report
    finish(work, testimony.id)
    return replace(report, approved=1)


def _parsed(line: str, number: int) -> ReviewLine:
    try:
        row = json.loads(line)
        return ReviewLine(str(row.get("testimony") or ""), str(row.get("digest", "")), judgement(row))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(
            f"Line {number} of the review file cannot be read: it needs testimony or digest, and spans."
        ) from None


def _named(work: UnitOfWork, line: ReviewLine) -> Testimony | None:
    store = work.store.testimonies
    if line.testimony:
        found = store.get(line.testimony)
        return found if found is not None and found.project in work.viewer.projects else None
    ids = (store.with_digest(project, line.digest) for project in sorted(work.viewer.projects))
    return next((store.get(i) for i in ids if i), None)


def judgement(row: Mapping[str, Any]) -> Judgement:
    """One line of a review file. Raises ``ValueError``, ``KeyError`` or ``TypeError`` if it is none."""
    spans = tuple(TrueSpan(int(a), int(b), IdentifierType(t)) for a, b, t in row["spans"])
    return Judgement(bool(row.get("approve")), spans)


def judge(work: UnitOfWork, testimony: Testimony, said: Judgement) -> BatchReport:
    """Accept, reject and add what the judgement says; what that came to."""
    findings = work.store.reviews.findings(testimony.id)
    now = work.clock.now()
    standing = {f: d.verdict for f, d in latest_decisions(work.store.reviews.decisions(testimony.id)).items()}

    def ruled(finding: Finding, verdict: Verdict) -> Decision:
        return Decision(finding.id, testimony.id, verdict, work.viewer.user, now, WHY)

    uncovered = _uncovered(said.spans, findings)
    wanted = [(f, Verdict.ACCEPT if _overlaps(f, said.spans) else Verdict.REJECT) for f in findings]
    decisions = [ruled(f, verdict) for f, verdict in wanted if standing.get(f.id) is not verdict]
    added = detection.describe(work, testimony, [(s.start, s.end, s.type) for s in uncovered])
    decisions += [ruled(f, Verdict.ADD) for f in added]
    approval.decide(work, testimony.id, decisions, added)
    rejected = sum(d.verdict is Verdict.REJECT for d in decisions)
    return BatchReport(reviewed=1, added=len(added), rejected=rejected)


def _overlaps(finding: Finding, spans: Iterable[TrueSpan]) -> bool:
    return any(span.start < finding.end and finding.start < span.end for span in spans)


def _uncovered(spans: Iterable[TrueSpan], findings: Sequence[Finding]) -> list[TrueSpan]:
    """The parts of spans that no finding covers, each of at least one code point."""
    left: list[TrueSpan] = []
    for span in spans:
        at = span.start
        across = (f for f in findings if f.start < span.end and span.start < f.end)
        for f in sorted(across, key=lambda f: f.start):
            if f.start > at:
                left.append(replace(span, start=at, end=f.start))
            at = max(at, f.end)
        if at < span.end:
            left.append(replace(span, start=at))
    return left
