"""Who is asking: from a token to a ``Viewer``, and the gate that every route declares.

A route names its ``Action`` by depending on ``May``; one that does not keeps the application from
starting. The gate refuses by role before anything is looked up; project, purpose and consent are asked
again, with the thing itself in hand, by the functions that serve it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, NoReturn

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import (
    PURPOSES,
    Denied,
    Why,
    decide,
    refused_without_factor,
)
from archive.errors import Refused
from archive.model import Action, Role, Viewer
from archive.oversight.passkeys import RelyingParty
from archive.oversight.sessions import Present, ask_fresh
from archive.ports import Archive
from archive.web.devices import caller_of
from archive.web.failures import SecondFactorNeeded, SignInNeeded, wants_json
from archive.web.request_log import numbered
from archive.web.sessions import Sessions
from consent.record import Purpose

COOKIE = "__Host-heard"
HALF_COOKIE = "__Host-heard-half"
"""Half a session: the password fitted, and the code is asked for next."""
CEREMONY_COOKIE = "__Host-heard-passkey"
"""Binds the challenge of a passkey to the browser that asked for it."""
PURPOSE_COOKIE = "__Host-heard-purpose"
PURPOSE_HEADER = "Heard-Purpose"


@dataclass(frozen=True, slots=True)
class AppState:
    """What the application holds between requests. ``contact``: whom receipts tell people to call.

    ``party``: whom passkeys are for.
    """

    archive: Archive
    sessions: Sessions
    contact: str
    party: RelyingParty


def _shell(request: Request) -> AppState:
    app_state: AppState = request.app.state.heard
    return app_state


def _archive(request: Request) -> Archive:
    return numbered(_shell(request).archive, request.state.request_id)


def _sessions(request: Request) -> Sessions:
    return _shell(request).sessions


def _contact(request: Request) -> str:
    return _shell(request).contact


def _party(request: Request) -> RelyingParty:
    return _shell(request).party


def token_of(request: Request) -> str | None:
    """The session's token: a bearer token on the API, else the cookie."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if wants_json(request.url.path) and scheme.lower() == "bearer":
        return value.strip()
    return request.cookies.get(COOKIE)


class May:
    """The gate of one action. ``public``: also for whoever is not signed in (the door itself)."""

    def __init__(self, action: Action, *, public: bool = False) -> None:
        self.action = action
        self.public = public

    def __call__(self, request: Request) -> None:
        """Let the viewer through, or raise; a refusal by role is on the log."""
        archive = _archive(request)
        token = token_of(request)
        present = _sessions(request).present(archive, token)
        if token and present is None:
            _sessions(request).refuse_guessed_token(caller_of(request))
        request.state.present = present
        request.state.viewer = _viewer(request, present) if present else None
        if present is None:
            if self.public:
                return
            raise SignInNeeded("Sign in first; a session ends after 15 minutes without use.")
        bare = refused_without_factor(present.account.role, self.action) if present.lacks_factor else None
        if bare is not None:
            _refuse_bare(UnitOfWork(archive, request.state.viewer), self.action, bare)
        answer = decide(request.state.viewer, self.action)
        if isinstance(answer, Denied) and answer.code in (Why.ROLE, Why.ORGANISATION):
            UnitOfWork(archive, request.state.viewer).refuse(self.action, answer, ("", ""))


def _refuse_bare(work: UnitOfWork, action: Action, why: Denied) -> NoReturn:
    try:
        work.refuse(action, why, ("", ""))
    except Refused as refused:
        raise SecondFactorNeeded(str(refused)) from None


def _viewer(request: Request, present: Present) -> Viewer:
    account = present.account
    stated = request.headers.get(PURPOSE_HEADER) or request.cookies.get(PURPOSE_COOKIE)
    return gate.viewer_of(_archive(request), account, _purpose(account.role, stated))


def _purpose(role: Role, stated: str | None) -> Purpose | None:
    """What the person stated, if the role reads for it; a role with one purpose need not state it."""
    mine = PURPOSES.get(role, frozenset())
    if len(mine) == 1:
        return next(iter(mine))
    return next((p for p in mine if p.value == stated), None)


def reading_for(work: UnitOfWork, purpose: Purpose | None) -> UnitOfWork:
    """The same for a purpose stated on the form; without one, as before."""
    return replace(work, viewer=replace(work.viewer, purpose=purpose)) if purpose else work


def for_research(work: UnitOfWork) -> UnitOfWork:
    """To code is to read for a purpose: the one stated before, else research in this project."""
    return reading_for(work, work.viewer.purpose or Purpose.RESEARCH_PROJECT)


def remember_purpose(response: Response, purpose: Purpose) -> None:
    """Keep the stated purpose for the pages that follow: beside the session, never in an address."""
    set_cookie(response, PURPOSE_COOKIE, purpose.value)


def set_cookie(response: Response, name: str, value: str) -> None:
    """A cookie for this browser session that scripts cannot read and other sites cannot send."""
    response.set_cookie(name, value, path="/", secure=True, httponly=True, samesite="strict")


def clear_cookies(response: Response) -> None:
    """Let the browser forget all of them."""
    for name in (COOKIE, PURPOSE_COOKIE, HALF_COOKIE, CEREMONY_COOKIE):
        response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="strict")


def _present_viewer(request: Request) -> Viewer:
    viewer: Viewer | None = request.state.viewer
    if viewer is None:
        raise SignInNeeded("Sign in first.")
    return viewer


def _work(request: Request) -> UnitOfWork:
    return UnitOfWork(_archive(request), _present_viewer(request))


def _present(request: Request) -> Present:
    _present_viewer(request)
    present: Present = request.state.present
    return present


def _fresh(request: Request) -> Present:
    present = _present(request)
    ask_fresh(_work(request), present)
    return present


Work = Annotated[UnitOfWork, Depends(_work)]
Reader = Annotated[Viewer, Depends(_present_viewer)]
Opened = Annotated[Archive, Depends(_archive)]
SessionStore = Annotated[Sessions, Depends(_sessions)]
Contact = Annotated[str, Depends(_contact)]
Party = Annotated[RelyingParty, Depends(_party)]
SignedIn = Annotated[Present, Depends(_present)]
Fresh = Annotated[Present, Depends(_fresh)]
"""Somebody who came in a moment ago, for whatever changes how they come in."""


def declared(route: BaseRoute) -> May | None:
    """The gate of a route, if it has one."""
    if not isinstance(route, APIRoute):
        return None
    return next((d.call for d in _all(route.dependant) if isinstance(d.call, May)), None)


def _all(dependant: Dependant) -> Iterable[Dependant]:
    return dependant.dependencies


def undeclared(routes: Iterable[BaseRoute]) -> list[str]:
    """Addresses of routes that name no action. An application that has one must not start."""
    return [str(getattr(route, "path", route)) for route in routes if declared(route) is None]
