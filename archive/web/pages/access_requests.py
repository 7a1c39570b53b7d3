"""Requests to read more: a reader asks from the search and sees the answer, an officer says yes or no.

The page names no query and nobody whose words it is about: neither is kept with a request.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import TABLE
from archive.errors import Refused, UsageError
from archive.model import Action, RequestStanding
from archive.oversight import access_requests as requests
from archive.oversight.reasons import LONGEST_REASON
from archive.web.failures import status_of
from archive.web.html import page
from archive.web.inputs import an_id
from archive.web.pages.forms import AccessForm, AnswerForm
from archive.web.viewer import Work, reading_for

ENDABLE = (RequestStanding.ASKED, RequestStanding.OPEN)


def listed(request: Request, work: Work) -> Response:
    """What waits first, then the rest, the newest first."""
    return _listed(request, work)


def _listed(request: Request, work: UnitOfWork, sentence: str = "", status: int = 200) -> Response:
    rows = list(reversed(requests.listed(work)))
    return page(
        request,
        "requests.html",
        status,
        rows=sorted(rows, key=lambda row: row.standing is not RequestStanding.ASKED),
        may_answer=Action.ACCESS_ANSWER in TABLE[work.viewer.role],
        endable=ENDABLE,
        longest=LONGEST_REASON,
        sentence=sentence,
    )


def _kept(request: Request, work: UnitOfWork, act: Callable[[], object]) -> Response:
    """The list again, with a sentence where nothing was done."""
    try:
        act()
    except (UsageError, Refused) as error:
        return _listed(request, work, str(error), status_of(error))
    return RedirectResponse("/requests", 303)


def ask(request: Request, work: Work, form: Annotated[AccessForm, Form()]) -> Response:
    """Ask, with the purpose of the search that said there is more."""
    reader = reading_for(work, form.purpose)
    days = form.days or requests.USUAL_DAYS
    return _kept(request, work, lambda: requests.ask(reader, an_id(form.project), form.reason, days))


def answer(request: Request, work: Work, form: Annotated[AnswerForm, Form()]) -> Response:
    """Say yes or no, and why."""
    yes = form.answer == "yes"
    return _kept(request, work, lambda: requests.answer(work, an_id(form.request), yes=yes, note=form.note))


def end(
    request: Request, work: Work, request_id: Annotated[str, Form(alias="request", max_length=64)]
) -> Response:
    """End it now."""
    return _kept(request, work, lambda: requests.end(work, an_id(request_id)))
