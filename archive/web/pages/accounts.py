"""The administrator: who may sign in. Neither here nor anywhere does this role meet a testimony."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import TABLE
from archive.errors import Refused, UsageError
from archive.model import Action
from archive.oversight import accounts as oversight_accounts
from archive.web.html import page
from archive.web.inputs import an_id
from archive.web.pages.forms import AccountForm
from archive.web.viewer import Work
from archive.web.wording import ROLE_NAMES


def accounts(request: Request, work: Work) -> Response:
    """Every account, and for whoever may propose one the form."""
    return _accounts(request, work)


def _accounts(
    request: Request, work: UnitOfWork, sentence: str = "", status: int = 200, added: str = ""
) -> Response:
    return page(
        request,
        "users.html",
        status,
        accounts=oversight_accounts.list_accounts(work),
        may_add=Action.USER_PROPOSE in TABLE[work.viewer.role],
        may_countersign=Action.USER_COUNTERSIGN in TABLE[work.viewer.role],
        roles=[(r.value, name) for r, name in ROLE_NAMES.items()],
        sentence=sentence,
        added=added,
        shortest=oversight_accounts.SHORTEST,
    )


def add(
    request: Request,
    work: Work,
    form: Annotated[AccountForm, Form()],
) -> Response:
    """Add an account."""
    try:
        oversight_accounts.propose(
            work, form.user.strip(), form.role, project_ids(form.projects), form.password
        )
    except UsageError as error:
        return _accounts(request, work, str(error), 400)
    return _accounts(request, work, added=form.user.strip())


def countersign(request: Request, work: Work, user: Annotated[str, Form(max_length=64)]) -> Response:
    """Open an account that was proposed."""
    try:
        oversight_accounts.countersign(work, an_id(user))
    except (UsageError, Refused) as error:
        return _accounts(request, work, str(error), 403 if isinstance(error, Refused) else 400)
    return RedirectResponse("/users", 303)


def project_ids(written: str) -> list[str]:
    """Projects as they are written in one field: parted by commas or spaces."""
    return [an_id(part) for part in written.replace(",", " ").split()]


def deactivate(request: Request, work: Work, user: Annotated[str, Form(max_length=64)]) -> Response:
    """Close an account and every session of it."""
    try:
        oversight_accounts.deactivate(work, an_id(user))
    except UsageError as error:
        return _accounts(request, work, str(error), 400)
    return RedirectResponse("/users", 303)
