"""One's own organisation on a page: its people and projects, what it shares, and what waits for its officer.

Of other organisations it says what an officer of theirs has put to this one, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import TABLE, refused_by_role
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action
from archive.oversight import organisations as oversight_organisations
from archive.oversight import sharing
from archive.oversight.invitations import Invitation
from archive.web.failures import status_of
from archive.web.html import page
from archive.web.inputs import a_day, an_id
from archive.web.pages.forms import OrganisationForm, ShareForm
from archive.web.viewer import Work

_Share = Annotated[str, Form(max_length=64)]


def organisation(request: Request, work: Work) -> Response:
    """The organisation, and the forms of whoever may share a project or open another organisation."""
    return _organisation(request, work)


def _organisation(
    request: Request,
    work: UnitOfWork,
    sentence: str = "",
    status: int = 200,
    invited: Sequence[Invitation] = (),
) -> Response:
    return page(
        request,
        "organisations.html",
        status,
        one=oversight_organisations.overview(work),
        may_share=Action.SHARE_PROPOSE in TABLE[work.viewer.role],
        may_open=refused_by_role(work.viewer, Action.ORGANISATION_OPEN) is None,
        sentence=sentence,
        invited=invited,
        latest=sharing.latest(work.clock.today()),
    )


def _done(request: Request, work: UnitOfWork, act: Callable[[], object]) -> Response:
    """The page again, with a sentence where nothing was done."""
    try:
        act()
    except (UsageError, Refused, NotFound) as error:
        return _organisation(request, work, str(error), status_of(error))
    return RedirectResponse("/organisations", 303)


def open_organisation(request: Request, work: Work, form: Annotated[OrganisationForm, Form()]) -> Response:
    """Open an organisation, and show the invitations of its first two people once."""
    try:
        invited = oversight_organisations.open_organisation(
            work, form.organisation.strip(), form.name, form.officer.strip(), form.administrator.strip()
        )
    except (UsageError, Refused) as error:
        return _organisation(request, work, str(error), status_of(error))
    return _organisation(request, work, invited=invited)


def propose(request: Request, work: Work, form: Annotated[ShareForm, Form()]) -> Response:
    """Propose that a project be shared."""

    def act() -> None:
        until = a_day(form.until)
        if until is None:
            raise UsageError("Say until when the project is shared.")
        sharing.propose(work, an_id(form.project), an_id(form.partner), until)

    return _done(request, work, act)


def agree(request: Request, work: Work, share: _Share) -> Response:
    """Agree to what another organisation's officer proposed."""
    return _done(request, work, lambda: sharing.agree(work, an_id(share)))


def end(request: Request, work: Work, share: _Share) -> Response:
    """End a share at once, or decline or take back a proposal."""
    return _done(request, work, lambda: sharing.end(work, an_id(share)))
