"""The door: signing in, signing out, stating for which purpose one reads, and the files that pages need."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.policy.roles import PURPOSES
from archive.errors import NotFound, UsageError
from archive.web.devices import caller_of, keep, remember
from archive.web.failures import SignInRefused, TooManyAttempts, status_of
from archive.web.html import STATIC, page
from archive.web.inputs import an_id
from archive.web.navigation import start
from archive.web.pages.forms import PurposeForm
from archive.web.viewer import (
    COOKIE,
    Opened,
    Reader,
    SessionStore,
    clear_cookies,
    remember_purpose,
    set_cookie,
)

_KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


def front(request: Request) -> Response:
    """The sign-in form; whoever is signed in goes on to the first screen of their role."""
    viewer = request.state.viewer
    if viewer is None:
        return page(request, "sign_in.html", sentence="")
    first = start(viewer.role)
    return RedirectResponse(first, 303) if first else page(request, "no_screen.html")


def sign_in(
    request: Request,
    archive: Opened,
    sessions: SessionStore,
    user: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",  # nosec B107 # an empty field
) -> Response:
    """Open a session under a new token, whatever the browser brought along."""
    caller = caller_of(request)
    try:
        account, token = sessions.sign_in(archive, user.strip(), password, caller)
    except (SignInRefused, TooManyAttempts) as refused:
        answer = page(
            request, "sign_in.html", status_of(refused), sentence=str(refused), viewer=None, places=()
        )
        if isinstance(refused, TooManyAttempts):
            answer.headers["Retry-After"] = str(refused.seconds)
        return answer
    if request.state.present is not None:
        sessions.sign_out(archive, request.state.present, "replaced")
    response = RedirectResponse(start(account.role) or "/", 303)
    clear_cookies(response)
    set_cookie(response, COOKIE, token)
    keep(response, remember(archive, account.user, caller.tokens))
    return response


def sign_out(request: Request, archive: Opened, sessions: SessionStore) -> Response:
    """End the session on this side and let the browser forget it."""
    sessions.sign_out(archive, request.state.present)
    response = RedirectResponse("/", 303)
    clear_cookies(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def state_purpose(
    viewer: Reader,
    form: Annotated[PurposeForm, Form()],
) -> Response:
    """Keep the purpose for this browser session and go on to what was about to be read."""
    if form.purpose not in PURPOSES.get(viewer.role, frozenset()):
        raise UsageError("Your role does not read for this purpose; choose one from the list.")
    response = RedirectResponse(f"/{form.kind}/{an_id(form.item)}", 303)
    remember_purpose(response, form.purpose)
    return response


def static(name: str) -> Response:
    """A file that pages need. It holds nothing of the archive."""
    if name not in STATIC:
        raise NotFound("There is no such file.")
    return Response(STATIC[name], media_type=_KINDS[name.rpartition(".")[2]])
