"""Names kept apart: added by whoever records consents, read by a steward an officer let in, for a time.

Ids are posted and stand in no address. The page with a name says until when it may be read, and the browser
leaves it by itself when the time is over.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.policy.roles import TABLE
from archive.errors import HeardError, KeyDestroyed, NotFound, Refused, UsageError
from archive.intake import identities as adding
from archive.model import Action
from archive.model.identities import IdentityDetails
from archive.oversight import identities
from archive.web.api.identities import as_file
from archive.web.failures import status_of
from archive.web.html import page
from archive.web.inputs import an_id
from archive.web.pages.forms import AddIdentityForm, ArtefactForm, AskIdentityForm, OpeningForm
from archive.web.viewer import Work

_HERE = "/identities"
_SAID = (UsageError, NotFound, Refused, KeyDestroyed)


def openings(request: Request, work: Work) -> Response:
    """What was asked for: one's own for a steward, the projects' for an officer."""
    return _list(request, work)


def _list(request: Request, work: Work, error: HeardError | None = None) -> Response:
    rows = identities.listed(work)[::-1]
    mine = TABLE[work.viewer.role]
    return page(
        request, "identities.html", status_of(error) if error else 200, rows=rows, sentence=str(error or ""),
        may_ask=Action.IDENTITY_REQUEST in mine, may_agree=Action.IDENTITY_APPROVE in mine,
    )  # fmt: skip


def ask(request: Request, work: Work, form: Annotated[AskIdentityForm, Form()]) -> Response:
    """Ask to read who one participant is."""
    try:
        identities.request(work, an_id(form.participant), form.reason)
    except _SAID as error:
        return _list(request, work, error)
    return RedirectResponse(_HERE, 303)


def agree(request: Request, work: Work, form: Annotated[OpeningForm, Form()]) -> Response:
    """Agree as an officer; fifteen minutes begin."""
    try:
        identities.agree(work, an_id(form.opening))
    except _SAID as error:
        return _list(request, work, error)
    return RedirectResponse(_HERE, 303)


def read(request: Request, work: Work, form: Annotated[OpeningForm, Form()]) -> Response:
    """Who the participant is. When the time is over, the browser goes back to the list."""
    try:
        seen = identities.read(work, an_id(form.opening))
    except _SAID as error:
        return _list(request, work, error)
    left = max(1, int((seen.until - work.clock.now()).total_seconds()))
    minutes, seconds = divmod(left, 60)
    shown_page = page(
        request, "identity.html", opening=form.opening, held=seen.held, until=seen.until, minutes=minutes,
        seconds=seconds,
    )  # fmt: skip
    shown_page.headers["Refresh"] = f"{left}; url={_HERE}"
    return shown_page


def artefact(request: Request, work: Work, form: Annotated[ArtefactForm, Form()]) -> Response:
    """One consent file, to be kept by whoever asked."""
    try:
        kept = identities.artefact(work, an_id(form.opening), an_id(form.artefact))
    except _SAID as error:
        return _list(request, work, error)
    return as_file(kept)


def stop(request: Request, work: Work, form: Annotated[OpeningForm, Form()]) -> Response:
    """End it before its time."""
    try:
        identities.stop(work, an_id(form.opening))
    except _SAID as error:
        return _list(request, work, error)
    return RedirectResponse(_HERE, 303)


def add_form(request: Request) -> Response:
    """Names and contacts of one participant."""
    return page(request, "identity_add.html", sentence="", added=None)


def add(request: Request, work: Work, form: Annotated[AddIdentityForm, Form()]) -> Response:
    """Keep them. The page says how many there were, and shows none."""
    details = IdentityDetails(_lines(form.names), _lines(form.contacts))
    try:
        added = adding.add(work, an_id(form.participant), details)
    except _SAID as error:
        return page(request, "identity_add.html", status_of(error), sentence=str(error), added=None)
    return page(request, "identity_add.html", sentence="", added=added)


def _lines(given: str) -> tuple[str, ...]:
    return tuple(line for line in given.splitlines() if line.strip())
