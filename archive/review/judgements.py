"""A judgement names the true identifiers of one testimony; every finding follows from it.

A finding that overlaps a true identifier stays masked, one that overlaps none is rejected, and what no
finding covers is added. Nothing is decided here but that; a word that a steward changed stays as they left
it. What is masked and what is shown again are told apart, so that the first never waits for the second.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from archive.access.gate import UnitOfWork
from archive.errors import UsageError
from archive.model import Decision, Finding, IdentifierType, Testimony, Verdict
from archive.reading import MODES
from archive.redact.allow_list import allowed_form
from archive.redact.effective_findings import OPENED, latest_decisions
from archive.review import approval, detection

WHY = "review file"


@dataclass(frozen=True, slots=True)
class TrueSpan:
    """A true identifier: ``start`` to ``end`` in code points of the testimony, and what it is."""

    start: int
    end: int
    type: IdentifierType


@dataclass(frozen=True, slots=True)
class Judgement:
    """The true identifiers of a testimony, and whether to approve it."""

    approve: bool
    spans: tuple[TrueSpan, ...]


def judgement(row: Mapping[str, Any]) -> Judgement:
    """What one line of a review file says. Raises ``ValueError``, ``KeyError`` or ``TypeError`` if nothing.

    To approve is ``true`` and no other word for it.
    """
    spans = tuple(TrueSpan(int(a), int(b), IdentifierType(t)) for a, b, t in row["spans"])
    approve = row.get("approve", False)
    if not isinstance(approve, bool):
        raise TypeError
    return Judgement(approve, spans)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement came to, in decisions: ``added`` are those of the ``masked`` that the machine had
    missed. ``words`` are what is masked, as the project compares words."""

    masked: int = 0
    added: int = 0
    rejected: int = 0
    words: frozenset[str] = field(default=frozenset(), repr=False)


NOTHING = Judged()


def judge(work: UnitOfWork, testimony: Testimony, judged: Judgement) -> Judged:
    """Accept, add and reject what the judgement says, as one act. Raises ``UsageError`` for a span that is
    not in the testimony."""
    require_inside(testimony, judged)
    now = work.clock.now()
    masking = _masking(work, testimony, judged.spans, now)
    showing = [_ruled(work, f, Verdict.REJECT, now) for f in _untrue(work, testimony, judged.spans)]
    approval.decide(work, testimony.id, [*masking.decisions, *showing], masking.added)
    return Judged(len(masking.decisions), len(masking.added), len(showing))


def mask(work: UnitOfWork, testimony: Testimony, judged: Judgement, at: datetime) -> Judged:
    """The part of a judgement that takes words from readers. One that does not approve takes the whole
    testimony: it goes back into review if it could be read."""
    masking = _masking(work, testimony, judged.spans, at)
    if masking.decisions or (not judged.approve and testimony.state in MODES):
        approval.decide(work, testimony.id, masking.decisions, masking.added)
    words = frozenset(word for f in masking.true if (word := allowed_form(f)) is not None)
    return Judged(len(masking.decisions), len(masking.added), words=words)


def show(
    work: UnitOfWork, testimony: Testimony, true: Iterable[TrueSpan], kept: Collection[str], at: datetime
) -> Judged:
    """The part that gives words back: findings are rejected that overlap no true identifier. Call it in a
    transaction. Nothing is learnt from them of words that are ``kept`` masked elsewhere."""
    untrue = _untrue(work, testimony, tuple(true))
    if untrue:
        rulings = [_ruled(work, f, Verdict.REJECT, at) for f in untrue]
        approval.decide(work, testimony.id, rulings)
        work.store.allow_list.revoke([f.id for f in untrue if allowed_form(f) in kept])
    return Judged(rejected=len(untrue))


def require_inside(testimony: Testimony, judged: Judgement) -> None:
    """Raise ``UsageError`` for a span that is not in the testimony."""
    if any(not 0 <= span.start < span.end <= testimony.length for span in judged.spans):
        raise UsageError("A span of this line is not in the testimony; nothing of the line was done.")


@dataclass(frozen=True, slots=True)
class _Masking:
    """What is true of a testimony: every finding that is, the decisions still to make, and what they add."""

    true: list[Finding]
    decisions: list[Decision]
    added: list[Finding]


def _masking(work: UnitOfWork, testimony: Testimony, spans: Sequence[TrueSpan], at: datetime) -> _Masking:
    findings = work.store.reviews.findings(testimony.id)
    standing = latest_decisions(work.store.reviews.decisions(testimony.id))
    true = [f for f in findings if _overlaps(f, spans)]
    waiting = [f for f in true if not _is_masked(f, standing.get(f.id))]
    uncovered = [(s.start, s.end, s.type) for s in _uncovered(spans, findings)]
    added = detection.describe(work, testimony, uncovered)
    accepted = [_ruled(work, f, Verdict.ACCEPT, at) for f in waiting]
    decisions = [*accepted, *(_ruled(work, f, Verdict.ADD, at) for f in added)]
    return _Masking([*true, *added], decisions, added)


def _is_masked(finding: Finding, standing: Decision | None) -> bool:
    """Whether a steward's word masks the whole finding already, perhaps in words of their own."""
    if standing is None or standing.verdict in OPENED:
        return False
    if standing.start is None or standing.end is None:
        return True
    return standing.start <= finding.start and finding.end <= standing.end


def _untrue(work: UnitOfWork, testimony: Testimony, spans: Sequence[TrueSpan]) -> list[Finding]:
    """Findings that overlap no true identifier and are masked."""
    standing = latest_decisions(work.store.reviews.decisions(testimony.id))
    opened = {finding for finding, decision in standing.items() if decision.verdict in OPENED}
    findings = work.store.reviews.findings(testimony.id)
    return [f for f in findings if f.id not in opened and not _overlaps(f, spans)]


def _ruled(work: UnitOfWork, finding: Finding, verdict: Verdict, at: datetime) -> Decision:
    return Decision(finding.id, finding.testimony, verdict, work.viewer.user, at, WHY)


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
