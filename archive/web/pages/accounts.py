"""Who may sign in: the administrator proposes, an officer countersigns, the person opens their invitation.

Neither here nor anywhere does the administrator meet a testimony. The code of an invitation is shown once and
stands in no address that a server is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import TABLE
from archive.errors import Refused, UsageError
from archive.model import Action
from archive.oversight import accounts as oversight_accounts
from archive.oversight import invitations, returning
from archive.oversight.invitations import Invitation
from archive.oversight.passkeys import RelyingParty
from archive.web.devices import caller_of
from archive.web.failures import status_of, with_wait
from archive.web.html import page
from archive.web.inputs import an_id
from archive.web.pages.forms import AccountForm, InvitationForm, ReturnForm
from archive.web.viewer import Opened, Party, SessionStore, Work
from archive.web.wording import ROLE_NAMES

User = Annotated[str, Form(max_length=64)]


def accounts(request: Request, work: Work, party: Party) -> Response:
    """Every account, and for whoever may propose one the form."""
    return _accounts(request, work, party)


def _accounts(
    request: Request,
    work: UnitOfWork,
    party: RelyingParty,
    sentence: str = "",
    status: int = 200,
    invitation: Invitation | None = None,
) -> Response:
    mine = TABLE[work.viewer.role]
    return page(
        request,
        "users.html",
        status,
        accounts=oversight_accounts.list_accounts(work),
        invited=invitations.waiting(work),
        resettable=returning.resettable(work),
        may_add=Action.USER_PROPOSE in mine,
        may_countersign=Action.USER_COUNTERSIGN in mine,
        roles=[(r.value, name) for r, name in ROLE_NAMES.items()],
        sentence=sentence,
        invitation=invitation,
        link=f"{party.origin}/invitation#{invitation.code}" if invitation else "",
    )


def _kept(
    request: Request, work: UnitOfWork, party: RelyingParty, act: Callable[[], Invitation | None]
) -> Response:
    """The list again: with the invitation where one was made, with a sentence where nothing was done."""
    try:
        invitation = act()
    except (UsageError, Refused) as error:
        return _accounts(request, work, party, str(error), 403 if isinstance(error, Refused) else 400)
    if invitation is not None:
        return _accounts(request, work, party, invitation=invitation)
    return RedirectResponse("/users", 303)


def add(request: Request, work: Work, party: Party, form: Annotated[AccountForm, Form()]) -> Response:
    """Propose an account, and show its invitation once."""

    def propose() -> Invitation:
        return invitations.propose(work, form.user.strip(), form.role, project_ids(form.projects))

    return _kept(request, work, party, propose)


def invite(request: Request, work: Work, party: Party, user: User) -> Response:
    """Another invitation, in place of one that nobody opened."""
    return _kept(request, work, party, lambda: invitations.invite_again(work, an_id(user)))


def countersign(request: Request, work: Work, party: Party, user: User) -> Response:
    """Open an account that was proposed, or carry out a reset that was."""
    return _kept(request, work, party, lambda: oversight_accounts.countersign(work, an_id(user)))


def propose_return(
    request: Request, work: Work, party: Party, form: Annotated[ReturnForm, Form()]
) -> Response:
    """Propose that a closed account opens again."""

    def propose() -> Invitation | None:
        return returning.propose_return(work, an_id(form.user), anew=form.anew == "yes")

    return _kept(request, work, party, propose)


def propose_reset(request: Request, work: Work, party: Party, user: User) -> Response:
    """Propose that somebody's lost second factors go."""

    def propose() -> None:
        returning.propose_reset(work, an_id(user))

    return _kept(request, work, party, propose)


def deactivate(request: Request, work: Work, party: Party, user: User) -> Response:
    """Close an account and every session of it."""
    return _kept(request, work, party, lambda: oversight_accounts.deactivate(work, an_id(user)))


def project_ids(written: str) -> list[str]:
    """Projects as they are written in one field: parted by commas or spaces."""
    return [an_id(part) for part in written.replace(",", " ").split()]


def invitation_form(request: Request) -> Response:
    """Where an invitation is opened. Its code is behind the # of the link, which no server is sent."""
    return _invitation(request)


def _invitation(request: Request, sentence: str = "", status: int = 200, code: str = "") -> Response:
    shortest = oversight_accounts.SHORTEST
    return page(
        request, "invitation.html", status, sentence=sentence, code=code, shortest=shortest, account=None
    )


def accept(
    request: Request, archive: Opened, sessions: SessionStore, form: Annotated[InvitationForm, Form()]
) -> Response:
    """Choose the password of one's own account."""
    try:
        account = sessions.accept_invitation(archive, form.code, form.password, caller_of(request))
    except (UsageError, Refused) as error:
        return with_wait(_invitation(request, str(error), status_of(error), form.code), error)
    return page(request, "invitation.html", sentence="", account=account)
