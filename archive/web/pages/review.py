"""The steward: what waits, one testimony with its original, decisions by form, approval.

Every change is a form with a button, so that the keyboard alone is enough, and every form leads back to
the next doubt. Nothing is shown as decided before the archive has kept it.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.gate import UnitOfWork
from archive.errors import Refused, UsageError
from archive.model import IdentifierType, Verdict
from archive.review import decisions as review_decisions
from archive.review import detection
from archive.review import queue as review_queue
from archive.review import release as review_release
from archive.review import sheet as review_sheet
from archive.review.decisions import ReviewDecision
from archive.web.html import page
from archive.web.inputs import Addressed
from archive.web.pages.forms import DecisionForm, MissedForm, QuoteForm, UndoForm
from archive.web.viewer import Work


def queue(request: Request, work: Work) -> Response:
    """What waits for review, riskiest first."""
    return page(request, "queue.html", rows=review_queue.queue(work))


def sheet(request: Request, work: Work, testimony_id: Addressed) -> Response:
    """Open one testimony for review: an event of its own each time."""
    return _sheet(request, work, testimony_id)


def _sheet(
    request: Request,
    work: UnitOfWork,
    testimony_id: str,
    sentence: str = "",
    status: int = 200,
) -> Response:
    opened = review_sheet.open_sheet(work, testimony_id)
    return page(
        request,
        "review.html",
        status,
        sheet=opened,
        standing=review_queue.review_status(work, testimony_id),
        types=[t.value for t in IdentifierType],
        quotes=opened.quotes,
        sentence=sentence,
    )


def detect(work: Work, testimony_id: Addressed) -> Response:
    """Look for identifiers in a testimony that is new, and for its names in sister files."""
    detection.detect(work, testimony_id)
    detection.cross_reference_names(work, [testimony_id])
    return _back(testimony_id)


def mask(work: Work, testimony_id: Addressed) -> Response:
    """Open it to research without a review, recall-first."""
    review_decisions.mask(work, testimony_id)
    return RedirectResponse("/review", 303)


def decide(
    request: Request,
    work: Work,
    testimony_id: Addressed,
    form: Annotated[DecisionForm, Form()],
) -> Response:
    """Keep one decision, or the same for every mention. Words that were not touched are not sent on."""
    span = None if form.start is None or form.end is None else (form.start, form.end)
    other = form.research.strip() if form.research != form.shown else ""
    ruling = ReviewDecision(Verdict(form.verdict), form.why, other or None, None, form.type, span, form.reach)
    try:
        review_decisions.decide(work, testimony_id, form.finding, ruling)
    except UsageError as error:
        return _sheet(request, work, testimony_id, str(error), 400)
    return _back(testimony_id, "doubts")


def undo(
    request: Request,
    work: Work,
    testimony_id: Addressed,
    form: Annotated[UndoForm, Form()],
) -> Response:
    """Take back the last act that stands."""
    try:
        review_decisions.undo(work, testimony_id, form.why)
    except UsageError as error:
        return _sheet(request, work, testimony_id, str(error), 400)
    return _back(testimony_id, "doubts")


def mark(
    request: Request,
    work: Work,
    testimony_id: Addressed,
    form: Annotated[MissedForm, Form()],
) -> Response:
    """Mark what the machine missed: a word of the list by its place, or words written out by their turn."""
    try:
        if form.start is not None and form.end is not None:
            review_decisions.mark(work, testimony_id, [(form.start, form.end, form.type)], form.why)
        else:
            turn = -1 if form.turn is None else form.turn
            review_decisions.mark_words(work, testimony_id, turn, form.words, form.type)
    except UsageError as error:
        return _sheet(request, work, testimony_id, str(error), 400)
    return _back(testimony_id, "missed")


def accept_rest(work: Work, testimony_id: Addressed) -> Response:
    """Accept everything that is undecided: all of it stays masked."""
    review_decisions.accept_rest(work, testimony_id)
    return _back(testimony_id, "approve")


def approve(
    request: Request,
    work: Work,
    testimony_id: Addressed,
    read: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Vouch for the renderings; then codes are proposed and the testimony becomes searchable."""
    if not read:
        sentence = "Read the text and the list of open words first, and say so beside the button."
        return _sheet(request, work, testimony_id, sentence, 400)
    review_decisions.finish(work, testimony_id)
    return RedirectResponse("/review", 303)


def release(
    request: Request,
    work: Work,
    testimony_id: Addressed,
    form: Annotated[QuoteForm, Form()],
) -> Response:
    """Release words of one turn as a quote in their public rendering, and index it."""
    turn = -1 if form.turn is None else form.turn
    try:
        review_decisions.release_words(work, testimony_id, turn, form.words)
    except (UsageError, Refused) as error:
        return _sheet(request, work, testimony_id, str(error), 400)
    return _back(testimony_id, "quotes")


def withdraw_quote(
    work: Work, testimony_id: Addressed, quote: Annotated[str, Form(max_length=64)]
) -> Response:
    """Take a released quote back."""
    review_release.withdraw_quote(work, quote)
    return _back(testimony_id, "quotes")


def _back(testimony_id: str, anchor: str = "") -> Response:
    return RedirectResponse(f"/review/{testimony_id}" + (f"#{anchor}" if anchor else ""), 303)
