"""The door: signing in, signing out, stating for which purpose one reads, and the files that pages need."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.policy.roles import PURPOSES
from archive.errors import NotFound, UsageError
from archive.model import Way
from archive.oversight.passkeys import RelyingParty
from archive.oversight.second_factors import TooSoon
from archive.oversight.sessions import Present
from archive.ports import Archive
from archive.web.devices import caller_of, keep, remember
from archive.web.failures import SignInRefused, TooManyAttempts, status_of, with_wait
from archive.web.html import STATIC, page
from archive.web.inputs import an_id
from archive.web.navigation import start
from archive.web.pages.forms import CodeForm, PurposeForm
from archive.web.passkey_address import why_not
from archive.web.sessions import Sessions
from archive.web.viewer import (
    COOKIE,
    HALF_COOKIE,
    Opened,
    Party,
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


def front(request: Request, party: Party) -> Response:
    """The sign-in form; whoever is signed in goes on to the first screen of their role."""
    present = request.state.present
    if present is None:
        return _door(request, party)
    return RedirectResponse(_screen(present), 303)


def _door(request: Request, party: RelyingParty, status: int = 200, sentence: str = "") -> Response:
    unusable = why_not(party, request.headers.get("host", ""))
    return page(request, "sign_in.html", status, sentence=sentence, why_not=unusable, viewer=None, places=())


def _first(present: Present) -> str:
    """Where somebody goes after coming in: to their own account if there is something to see to there."""
    return "/account" if present.session.way is Way.RECOVERY else _screen(present)


def _screen(present: Present) -> str:
    """The first screen that is open to somebody."""
    return "/account" if present.lacks_factor else start(present.account.role) or "/account"


def sign_in(
    request: Request,
    archive: Opened,
    sessions: SessionStore,
    party: Party,
    user: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",  # nosec B107 # an empty field
) -> Response:
    """Open a session under a new token, whatever the browser brought along."""
    caller = caller_of(request)
    try:
        _, token = sessions.sign_in(archive, user.strip(), password, caller)
    except (SignInRefused, TooManyAttempts) as refused:
        return with_wait(_door(request, party, status_of(refused), str(refused)), refused)
    if sessions.half(archive, token) is None:
        return _come_in(request, archive, sessions, token)
    response = RedirectResponse("/sign-in/code", 303)
    clear_cookies(response)
    set_cookie(response, HALF_COOKIE, token)
    return response


def code_form(request: Request, archive: Opened, sessions: SessionStore) -> Response:
    """The second step, for whoever's password fitted a moment ago."""
    if sessions.half(archive, request.cookies.get(HALF_COOKIE)) is None:
        return RedirectResponse("/", 303)
    return page(request, "code.html", sentence="", viewer=None, places=())


def give_code(
    request: Request, archive: Opened, sessions: SessionStore, form: Annotated[CodeForm, Form()]
) -> Response:
    """Open the session under another token, once the code fits."""
    half = sessions.half(archive, request.cookies.get(HALF_COOKIE))
    if half is None:
        return RedirectResponse("/", 303)
    try:
        token = sessions.complete(archive, half, form.code)
    except (SignInRefused, TooSoon) as refused:
        status, sentence = status_of(refused), str(refused)
        answer = page(request, "code.html", status, sentence=sentence, viewer=None, places=())
        return with_wait(answer, refused)
    return _come_in(request, archive, sessions, token)


def _come_in(request: Request, archive: Archive, sessions: Sessions, token: str) -> Response:
    present = sessions.present(archive, token)
    if present is None:
        return RedirectResponse("/", 303)
    response = RedirectResponse(_first(present), 303)
    return entered(request, archive, sessions, (present.account.user, token), response)


def entered(
    request: Request, archive: Archive, sessions: Sessions, came_in: tuple[str, str], response: Response
) -> Response:
    """The answer to whoever has given all that signing in asks for: their name, and the new session's token.

    The session that the browser brought along ends, and the browser is known to the account from now on.
    """
    user, token = came_in
    if request.state.present is not None:
        sessions.sign_out(archive, request.state.present, "replaced")
    clear_cookies(response)
    set_cookie(response, COOKIE, token)
    keep(response, remember(archive, user, caller_of(request).tokens))
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
