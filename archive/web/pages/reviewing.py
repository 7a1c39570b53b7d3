"""The steward: what waits, one testimony with its original, decisions by form, approval.

Every change is a form with a button, so that the keyboard alone is enough, and every form leads back to
the next doubt. Nothing is shown as decided before the archive has kept it.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive import pipeline, stewardship
from archive.errors import UsageError
from archive.model import IdentifierType, Viewer
from archive.ports import Archive
from archive.web import review_sheet
from archive.web.asked import Addressed
from archive.web.html import page
from archive.web.pages.forms import DecisionForm, MissedForm
from archive.web.viewer import Opened, Reader


def queue(request: Request, viewer: Reader, archive: Opened) -> Response:
    """What waits for review, most doubts first."""
    return page(request, "queue.html", rows=stewardship.queue(archive, viewer))


def sheet(request: Request, viewer: Reader, archive: Opened, testimony_id: Addressed) -> Response:
    """Open one testimony for review: an event of its own each time."""
    return _sheet(request, viewer, archive, testimony_id)


def _sheet(
    request: Request,
    viewer: Viewer,
    archive: Archive,
    testimony_id: str,
    sentence: str = "",
    status: int = 200,
) -> Response:
    found = review_sheet.sheet(archive, viewer, testimony_id)
    return page(
        request,
        "review.html",
        status,
        sheet=found,
        standing=stewardship.standing(archive, viewer, testimony_id),
        types=[t.value for t in IdentifierType],
        sentence=sentence,
    )


def detect(viewer: Reader, archive: Opened, testimony_id: Addressed) -> Response:
    """Look for identifiers in a testimony that is new."""
    pipeline.detect(archive, viewer, testimony_id)
    return _back(testimony_id)


def decide(
    request: Request,
    viewer: Reader,
    archive: Opened,
    testimony_id: Addressed,
    form: Annotated[DecisionForm, Form()],
) -> Response:
    """Keep one decision, or the same for every mention."""
    said = {"verdict": form.verdict, "research": form.research}
    try:
        everywhere = bool(form.everywhere)
        review_sheet.decide(archive, viewer, testimony_id, form.finding, said, everywhere=everywhere)
    except UsageError as error:
        return _sheet(request, viewer, archive, testimony_id, str(error), 400)
    return _back(testimony_id, "doubts")


def mark(
    request: Request,
    viewer: Reader,
    archive: Opened,
    testimony_id: Addressed,
    form: Annotated[MissedForm, Form()],
) -> Response:
    """Mark what the machine missed: a word of the list by its place, or words written out by their turn."""
    try:
        if form.start is not None and form.end is not None:
            review_sheet.mark(archive, viewer, testimony_id, [(form.start, form.end, form.type)])
        else:
            turn = -1 if form.turn is None else form.turn
            review_sheet.mark_words(archive, viewer, testimony_id, turn, form.words, form.type)
    except UsageError as error:
        return _sheet(request, viewer, archive, testimony_id, str(error), 400)
    return _back(testimony_id, "missed")


def accept_rest(viewer: Reader, archive: Opened, testimony_id: Addressed) -> Response:
    """Accept everything that is undecided: all of it stays masked."""
    stewardship.accept_rest(archive, viewer, testimony_id)
    return _back(testimony_id, "approve")


def approve(
    request: Request,
    viewer: Reader,
    archive: Opened,
    testimony_id: Addressed,
    read: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Vouch for the renderings; then codes are proposed and the testimony becomes searchable."""
    if not read:
        sentence = "Read the text and the list of open words first, and say so beside the button."
        return _sheet(request, viewer, archive, testimony_id, sentence, 400)
    stewardship.finish(archive, viewer, testimony_id)
    return RedirectResponse("/review", 303)


def _back(testimony_id: str, anchor: str = "") -> Response:
    return RedirectResponse(f"/review/{testimony_id}" + (f"#{anchor}" if anchor else ""), 303)
