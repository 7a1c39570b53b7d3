"""A steward's work over the API."""

from __future__ import annotations

from archive.model import Verdict
from archive.review import approval, detection
from archive.review import decisions as review_decisions
from archive.review import queue as review_queue
from archive.review import release as review_release
from archive.review import sheet as review_sheet
from archive.review.decisions import ReviewDecision
from archive.web.api.shapes_review import (
    DecisionIn,
    Done,
    FindingOut,
    MissedIn,
    OpenWordOut,
    Released,
    ReleaseIn,
    RiskOut,
    SaidOut,
    SheetOut,
    SideOut,
    Standing,
    UndoIn,
)
from archive.web.inputs import Addressed
from archive.web.viewer import Work


def queue(work: Work) -> list[Standing]:
    """What waits for review, riskiest first."""
    return [Standing(**row.as_data()) for row in review_queue.queue(work)]


def sheet(work: Work, testimony_id: Addressed) -> SheetOut:
    """Open one testimony with its original: an event of its own each time."""
    opened = review_sheet.open_sheet(work, testimony_id)
    return SheetOut(
        testimony=opened.testimony.id,
        state=opened.testimony.state.value,
        turns=[
            SideOut(
                turn=side.index, kind=side.kind.value, language=side.language,
                original="".join(s.text for s in side.original), research=side.research,
            )
            for side in opened.sides
        ],
        findings=[
            FindingOut(
                finding=r.finding.id, turn=r.finding.turn, start=r.finding.start, end=r.finding.end,
                type=r.finding.type, score=r.finding.score, detector=r.finding.detector,
                doubtful=r.doubtful, verdict=r.verdict.value if r.verdict else None, before=r.before,
                quote=r.quote, after=r.after, research=r.research, reason=r.finding.reason,
                history=[SaidOut(by=d.by, at=d.at, verdict=d.verdict.value, why=d.why) for d in r.history],
            )
            for r in (*opened.waiting, *opened.others)
        ],
        risks=[
            RiskOut(
                turn=f.risk.turn, start=f.risk.start, end=f.risk.end, kind=f.risk.kind,
                reason=f.risk.reason, weight=f.risk.weight, words=f.words,
            )
            for f in opened.flagged
        ],
        open_words=[
            OpenWordOut(start=w.start, end=w.end, word=w.word, count=w.count, why=w.why) for w in opened.words
        ],
    )  # fmt: skip


def detect(work: Work, testimony_id: Addressed) -> Done:
    """Look for identifiers, here and in sister files; the number of findings."""
    count = detection.detect(work, testimony_id)
    return Done(count=count + detection.cross_reference_names(work, [testimony_id]))


def mask(work: Work, testimony_id: Addressed) -> Done:
    """Open it to research without a review, recall-first; the number of findings masked."""
    return Done(count=review_decisions.mask(work, testimony_id))


def decide(work: Work, testimony_id: Addressed, said: DecisionIn) -> Done:
    """Keep a decision; the number of findings it decided."""
    span = None if said.start is None or said.end is None else (said.start, said.end)
    ruling = ReviewDecision(
        Verdict(said.verdict), said.why, said.research.strip() or None, said.public.strip() or None,
        said.type, span, said.reach,
    )  # fmt: skip
    return Done(count=review_decisions.decide(work, testimony_id, said.finding, ruling))


def undo(work: Work, testimony_id: Addressed, said: UndoIn) -> Done:
    """Take back the last act that stands; the number of findings it had decided."""
    return Done(count=review_decisions.undo(work, testimony_id, said.why))


def mark(work: Work, testimony_id: Addressed, missed: MissedIn) -> Done:
    """Mark what the machine missed; the number of findings added."""
    spans = [(s.start, s.end, s.type) for s in missed.spans]
    return Done(count=review_decisions.mark(work, testimony_id, spans, missed.why))


def accept_rest(work: Work, testimony_id: Addressed) -> Done:
    """Accept everything that is undecided; the number accepted."""
    return Done(count=review_decisions.accept_rest(work, testimony_id))


def approve(work: Work, testimony_id: Addressed) -> Standing:
    """Vouch for the renderings; codes are proposed and the testimony becomes searchable."""
    review_decisions.finish(work, testimony_id)
    return Standing(**review_queue.review_status(work, testimony_id).as_data())


def release(work: Work, testimony_id: Addressed, span: ReleaseIn) -> Released:
    """Release a span as a quote in its public rendering, and index it."""
    quote = review_release.release_quote(work, testimony_id, (span.turn, span.start, span.end))
    approval.index(work, testimony_id)
    return Released(quote=quote.id, text=quote.text)


def withdraw_quote(work: Work, quote_id: Addressed) -> None:
    """Take a released quote back."""
    review_release.withdraw_quote(work, quote_id)
