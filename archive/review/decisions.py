"""A steward's work as a command or a page asks for it: decisions, marks, undoing, approval, release.

It decides nothing by itself but what the steward says. What is kept of it is the pipeline's.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from archive.access.gate import UnitOfWork
from archive.errors import NotFound, UsageError
from archive.model import (
    Action,
    Decision,
    Finding,
    IdentifierType,
    Mode,
    Quote,
    Scope,
    Testimony,
    TestimonyState,
    Verdict,
)
from archive.reading.turns import masked_in
from archive.redact.effective_findings import latest_decisions, undone
from archive.redact.review_states import same_everywhere
from archive.review import approval, detection, release, tagging

Reach = Literal["here", "testimony", "project"]
"""How far one decision goes: one finding, every mention in the testimony, or in the whole project."""
_BY_HAND = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.CHANGE})


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """What a steward says of a finding; for a change any of another type, another span, other words."""

    verdict: Verdict
    why: str = field(default="", repr=False)
    research: str | None = field(default=None, repr=False)
    public: str | None = field(default=None, repr=False)
    type: IdentifierType | None = None
    span: tuple[int, int] | None = None
    reach: Reach = "here"


# --- decisions -------------------------------------------------------------------------------------


def decide(work: UnitOfWork, testimony_id: str, finding_id: str, decision: ReviewDecision) -> int:
    """Keep a decision on a finding, as far as it reaches; the number of findings decided.

    Raises ``NotFound``, or ``UsageError`` for a change that changes nothing or leaves its turn.
    """
    testimony = work.load_authorised(Action.FINDING_DECIDE, testimony_id)
    findings = work.store.reviews.findings(testimony.id)
    finding = next((f for f in findings if f.id == finding_id), None)
    if finding is None:
        raise NotFound("There is no such finding in this testimony.")
    first = _decision(work, testimony, finding, decision)
    if decision.reach == "here":
        decided = [first]
    else:
        decided = same_everywhere([*findings, *_elsewhere(work, testimony, decision)], first)
    approval.decide(work, testimony.id, decided)
    return len(decided)


def _elsewhere(work: UnitOfWork, testimony: Testimony, decision: ReviewDecision) -> list[Finding]:
    """Findings of other testimonies that one decision may reach, none that a steward has approved."""
    if decision.reach != "project":
        return []
    open_ones = {
        t.id for t in work.store.testimonies.all(Scope.of({testimony.project}), TestimonyState.DETECTED)
    }
    reviews = work.store.reviews.in_project(testimony.project)
    return [
        f for t, (findings, _) in reviews.items() if t in open_ones and t != testimony.id for f in findings
    ]


def _decision(work: UnitOfWork, testimony: Testimony, finding: Finding, decision: ReviewDecision) -> Decision:
    if decision.verdict not in _BY_HAND:
        raise UsageError("Choose accept, reject or change.")
    record = Decision(
        finding.id, testimony.id, decision.verdict, work.viewer.user, work.clock.now(), decision.why
    )
    return (
        _changed(work, testimony, finding, decision, record) if decision.verdict is Verdict.CHANGE else record
    )


def _changed(
    work: UnitOfWork,
    testimony: Testimony,
    finding: Finding,
    decision: ReviewDecision,
    record: Decision,
) -> Decision:
    """A change with what follows from it: another type or span brings the machine's words for it, unless
    the steward wrote others."""
    start, end = decision.span or (finding.start, finding.end)
    kind = decision.type or finding.type
    other_place, other_kind = (start, end) != (finding.start, finding.end), kind is not finding.type
    if not (other_place or other_kind or decision.research):
        raise UsageError("Write what is to be read instead, or choose another type or span.")
    turn = testimony.turns[finding.turn]
    if not turn.start <= start < end <= turn.end:
        raise UsageError("The span has to stay inside the turn of its finding.")
    research, public = decision.research or None, decision.public or decision.research or None
    quote = None
    if other_place or other_kind:
        described = detection.describe(work, testimony, [(start, end, kind)])
        if not described:
            raise UsageError("Nothing readable stands there, so nothing was changed.")
        start, end, quote = described[0].start, described[0].end, described[0].quote
        research, public = research or described[0].research, public or described[0].public
    moved = (start, end) != (finding.start, finding.end)
    return replace(
        record, research=research, public=public, type=kind if other_kind else None,
        start=start if moved else None, end=end if moved else None, quote=quote if moved else None,
    )  # fmt: skip


def mark(
    work: UnitOfWork,
    testimony_id: str,
    spans: Sequence[tuple[int, int, IdentifierType]],
    why: str = "",
) -> int:
    """Add findings for words that no machine found; the number added."""
    testimony = work.load_authorised(Action.FINDING_DECIDE, testimony_id)
    if any(not 0 <= start < end <= testimony.length for start, end, _ in spans):
        raise UsageError("A marked span is not in this testimony.")
    findings = detection.describe(work, testimony, spans)
    if not findings:
        raise UsageError("Nothing readable stands there, so nothing was marked.")
    own = [replace(f, detector="steward", score=1.0) for f in findings]
    now = work.clock.now()
    decisions = [Decision(f.id, testimony.id, Verdict.ADD, work.viewer.user, now, why) for f in own]
    approval.decide(work, testimony.id, decisions, own)
    return len(own)


def mark_words(work: UnitOfWork, testimony_id: str, turn: int, wanted: str, kind: IdentifierType) -> int:
    """The same for words written out: every place of them in one turn."""
    original = approval.open_original(work, testimony_id)
    testimony, text = original.testimony, original.text
    if not wanted.strip() or not 0 <= turn < len(testimony.turns):
        raise UsageError("Copy the words from the turn, and give the turn's number.")
    at = testimony.turns[turn]
    covered = [(f.start, f.end) for f in masked_in(work.archive, testimony)]
    spans, start = [], text.find(wanted.strip(), at.start, at.end)
    while start >= 0:
        end = start + len(wanted.strip())
        if not any(s < end and start < e for s, e in covered):
            spans.append((start, end, kind))
        start = text.find(wanted.strip(), end, at.end)
    if not spans:
        raise UsageError("These words are not in that turn, or a finding covers them already.")
    return mark(work, testimony_id, spans)


def undo(work: UnitOfWork, testimony_id: str, why: str = "") -> int:
    """Take back the last act that stands in a testimony, wherever in the project it reached; how much.

    Nothing is removed: the undoing is a decision itself. Raises ``UsageError`` if nothing was decided.
    """
    testimony = work.load_authorised(Action.FINDING_DECIDE, testimony_id)
    template = Decision("", testimony.id, Verdict.UNDO, work.viewer.user, work.clock.now(), why)
    decisions = work.store.reviews.decisions(testimony.id)
    back = undone(decisions, template)
    if not back:
        raise UsageError("There is no decision here to take back.")
    act = latest_decisions(decisions)[back[0].finding]
    for other in work.store.reviews.decided_together(act.by, act.at):
        if other != testimony.id:
            theirs = work.store.reviews.decisions(other)
            back += undone(theirs, template) if _is_last(theirs, act) else []
    approval.decide(work, testimony.id, back)
    return len(back)


def _is_last(decisions: Sequence[Decision], act: Decision) -> bool:
    """Whether the act is the last one that stands there too."""
    standing_now = [d for d in latest_decisions(decisions).values() if d.verdict is not Verdict.UNDO]
    return max(((d.at, d.by) for d in standing_now), default=None) == (act.at, act.by)


def accept_rest(work: UnitOfWork, testimony_id: str, only: Collection[str] | None = None) -> int:
    """Accept every finding that is undecided, or of those ``only`` these: they stay masked; how many."""
    findings = work.store.reviews.findings(testimony_id)
    decided = latest_decisions(work.store.reviews.decisions(testimony_id))
    rest = [f for f in findings if f.id not in decided and (only is None or f.id in only)]
    now = work.clock.now()
    approval.decide(
        work, testimony_id,
        [Decision(f.id, testimony_id, Verdict.ACCEPT, work.viewer.user, now) for f in rest],
    )  # fmt: skip
    return len(rest)


# --- the end of a review ---------------------------------------------------------------------------


def finish(work: UnitOfWork, testimony_id: str) -> None:
    """Approve, propose codes, index: what follows a finished review."""
    approval.approve(work, testimony_id)
    tagging.suggest_codes(work, testimony_id)
    approval.index(work, testimony_id)


def mask(work: UnitOfWork, testimony_id: str) -> int:
    """Open a testimony to research without a review, recall-first; the number of findings masked."""
    count = detection.detect(work, testimony_id, Mode.RECALL_FIRST)
    tagging.suggest_codes(work, testimony_id)
    approval.index(work, testimony_id)
    return count


def release_words(work: UnitOfWork, testimony_id: str, turn: int, words: str) -> Quote:
    """Release words of one turn, as the original has them, as a quote in their public rendering; index it."""
    testimony = work.load_authorised(Action.QUOTE_RELEASE, testimony_id)
    wanted = words.strip()
    if not wanted or not 0 <= turn < len(testimony.turns):
        raise UsageError("Copy the words from the turn, and give the turn's number.")
    at = testimony.turns[turn]
    start = approval.open_original(work, testimony.id).text.find(wanted, at.body, at.end)
    if start < 0:
        raise UsageError("These words are not in that turn.")
    quote = release.release_quote(work, testimony.id, (turn, start, start + len(wanted)))
    approval.index(work, testimony.id)
    return quote
