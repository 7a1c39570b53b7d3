"""What the script for passkeys asks and sends. Each answer is JSON: where to go, or one sentence.

The challenge is bound to the browser by a cookie that no script reads. Without script nothing here can be
used: the pages say so, and the password with an app's code stays.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from archive.errors import HeardError
from archive.model import Way
from archive.oversight import passkeys
from archive.oversight.sessions import ask_fresh
from archive.web.devices import caller_of
from archive.web.failures import status_of, with_wait
from archive.web.navigation import start
from archive.web.pages.account import renewed
from archive.web.pages.forms import PasskeyAnswer, PasskeyMade
from archive.web.pages.sign_in import entered
from archive.web.viewer import (
    CEREMONY_COOKIE,
    Opened,
    Party,
    SessionStore,
    SignedIn,
    Work,
    set_cookie,
)


def registration_options(work: Work, present: SignedIn, party: Party) -> Response:
    """What the authenticator is asked to make."""

    def ask() -> Response:
        ask_fresh(work, present)
        return _asked(passkeys.begin_registration(work, party))

    return _answered(ask)


def register(request: Request, work: Work, present: SignedIn, party: Party, answer: PasskeyMade) -> Response:
    """Keep what it made; every other session ends."""
    token = request.cookies.get(CEREMONY_COOKIE, "")

    def keep() -> Response:
        ask_fresh(work, present)
        passkeys.register(work, party, token, answer.credential, answer.name)
        return renewed(work, present, JSONResponse({"go": "/account"}), Way.PASSKEY)

    return _answered(keep)


def sign_in_options(request: Request, archive: Opened, sessions: SessionStore, party: Party) -> Response:
    """What the authenticator is asked to prove: the same for everybody."""
    return _answered(lambda: _asked(sessions.begin_passkey(archive, party, caller_of(request))))


def sign_in(
    request: Request, archive: Opened, sessions: SessionStore, party: Party, answer: PasskeyAnswer
) -> Response:
    """Come in by a passkey, under a new token, whatever the browser brought along."""
    token, caller = request.cookies.get(CEREMONY_COOKIE, ""), caller_of(request)

    def come_in() -> Response:
        account, opened = sessions.sign_in_with_passkey(archive, party, token, answer.credential, caller)
        response = JSONResponse({"go": start(account.role) or "/"})
        return entered(request, archive, sessions, (account.user, opened), response)

    return _answered(come_in)


def _asked(begun: passkeys.Begun) -> Response:
    response = JSONResponse(begun.options)
    set_cookie(response, CEREMONY_COOKIE, begun.token)
    return response


def _answered(act: Callable[[], Response]) -> Response:
    """The answer, or a refusal as JSON: the script shows its sentence on the page."""
    try:
        return act()
    except HeardError as error:
        if status_of(error) == 500:
            raise
        return with_wait(JSONResponse({"sentence": str(error)}, status_of(error)), error)
