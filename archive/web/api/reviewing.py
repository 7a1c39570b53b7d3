"""A steward's work over the API."""

from __future__ import annotations

from archive import pipeline, stewardship
from archive.web import review_sheet
from archive.web.api.shapes_review import (
    DecisionIn,
    Done,
    FindingOut,
    MissedIn,
    OpenWordOut,
    Released,
    ReleaseIn,
    SheetOut,
    SideOut,
    Standing,
)
from archive.web.asked import Addressed
from archive.web.viewer import Opened, Reader


def queue(viewer: Reader, archive: Opened) -> list[Standing]:
    """What waits for review, most doubts first."""
    return [Standing(**row) for row in stewardship.queue(archive, viewer)]


def sheet(viewer: Reader, archive: Opened, testimony_id: Addressed) -> SheetOut:
    """Open one testimony with its original: an event of its own each time."""
    found = review_sheet.sheet(archive, viewer, testimony_id)
    return SheetOut(
        testimony=found.testimony.id,
        state=found.testimony.state.value,
        turns=[
            SideOut(
                turn=side.index, kind=side.kind.value, language=side.language,
                original="".join(s.text for s in side.original), research=side.research,
            )
            for side in found.sides
        ],
        findings=[
            FindingOut(
                finding=r.finding.id, turn=r.finding.turn, start=r.finding.start, end=r.finding.end,
                type=r.finding.type, score=r.finding.score, detector=r.finding.detector,
                doubtful=r.doubtful, verdict=r.verdict.value if r.verdict else None, before=r.before,
                quote=r.quote, after=r.after, research=r.research,
            )
            for r in (*found.waiting, *found.others)
        ],
        open_words=[OpenWordOut(start=w.start, end=w.end, word=w.word) for w in found.words],
    )  # fmt: skip


def detect(viewer: Reader, archive: Opened, testimony_id: Addressed) -> Done:
    """Look for identifiers; the number of findings."""
    return Done(count=pipeline.detect(archive, viewer, testimony_id))


def decide(viewer: Reader, archive: Opened, testimony_id: Addressed, said: DecisionIn) -> Done:
    """Keep a decision; the number of findings it decided."""
    words = {"verdict": said.verdict, "research": said.research, "why": said.why}
    count = review_sheet.decide(
        archive, viewer, testimony_id, said.finding, words, everywhere=said.everywhere
    )
    return Done(count=count)


def mark(viewer: Reader, archive: Opened, testimony_id: Addressed, missed: MissedIn) -> Done:
    """Mark what the machine missed; the number of findings added."""
    spans = [(s.start, s.end, s.type) for s in missed.spans]
    return Done(count=review_sheet.mark(archive, viewer, testimony_id, spans))


def accept_rest(viewer: Reader, archive: Opened, testimony_id: Addressed) -> Done:
    """Accept everything that is undecided; the number accepted."""
    return Done(count=stewardship.accept_rest(archive, viewer, testimony_id))


def approve(viewer: Reader, archive: Opened, testimony_id: Addressed) -> Standing:
    """Vouch for the renderings; codes are proposed and the testimony becomes searchable."""
    stewardship.finish(archive, viewer, testimony_id)
    return Standing(**stewardship.standing(archive, viewer, testimony_id))


def release(viewer: Reader, archive: Opened, testimony_id: Addressed, span: ReleaseIn) -> Released:
    """Release a span as a quote in its public rendering, and index it."""
    quote = pipeline.release_quote(archive, viewer, testimony_id, (span.turn, span.start, span.end))
    pipeline.index(archive, viewer, testimony_id)
    return Released(quote=quote.id, text=quote.text)
