"""From an error to an answer: one sentence and a status, never what was sent and never what broke inside.

Pages and the JSON API get the same sentence. An answer to a malformed request names the field and not its
value; an answer to an unforeseen error names the request, so that it can be found in the server's log.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from archive.access.gate import UnitOfWork
from archive.errors import (
    HeardError,
    KeyDestroyed,
    LockedArchive,
    LogBroken,
    LogUnwritable,
    NoConsent,
    NotFound,
    Refused,
    SealBroken,
    Unavailable,
    Unreadable,
    UsageError,
)
from archive.model import Role, Viewer
from archive.oversight.second_factors import TooSoon
from archive.web.html import error_page


class SignInNeeded(Refused):
    """Nobody is signed in, or the session has ended."""


class SecondFactorNeeded(Refused):
    """The role takes more than the password that the session was opened with."""


class SignInRefused(Refused):
    """Name and password do not fit, or there is no such account: the answer never says which."""


class TooManyAttempts(Refused):
    """Sign-in has to wait; ``seconds`` says for how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many attempts to sign in. Wait {seconds} seconds and try again.")
        self.seconds = seconds


_STATUS: tuple[tuple[type[HeardError], int], ...] = (
    (SignInNeeded, 401),
    (SignInRefused, 401),
    (TooManyAttempts, 429),
    (TooSoon, 429),
    (Refused, 403),
    (NoConsent, 403),
    (NotFound, 404),
    (UsageError, 400),
    (Unreadable, 400),
    (KeyDestroyed, 410),
    (LockedArchive, 503),
    (LogUnwritable, 503),
    (LogBroken, 503),
    (Unavailable, 503),
)

_OWN_WORDS = {
    404: "There is nothing at this address that you may open.",
    405: "This address does not answer that kind of request.",
}


def status_of(error: HeardError) -> int:
    """The HTTP status of an error; 500 for one that nobody caused by asking."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def wants_json(path: str) -> bool:
    """Whether an address belongs to the JSON API."""
    return path.startswith(("/api/", "/openapi.json"))


def answer(path: str, status: int, sentence: str, fields: Sequence[str] = ()) -> Response:
    """The sentence as a page or as JSON, whichever the address speaks."""
    if wants_json(path):
        body: dict[str, Any] = {"sentence": sentence}
        if fields:
            body["fields"] = list(fields)
        return JSONResponse(body, status)
    return error_page(status, sentence)


def unforeseen(path: str, request_id: str) -> Response:
    """The answer to an error that nobody foresaw."""
    return answer(path, 500, f"Something unexpected happened and nothing more was done; tell your "
                             f"administrator this number: {request_id}.")  # fmt: skip


def _refused(request: Request, error: Exception) -> Response:
    path = request.url.path
    if isinstance(error, SealBroken):
        _told(request, error)
    if isinstance(error, SignInNeeded) and request.method == "GET" and not wants_json(path):
        return RedirectResponse("/", 303)
    if isinstance(error, SecondFactorNeeded) and request.method == "GET" and not wants_json(path):
        return RedirectResponse("/account", 303)
    if not isinstance(error, HeardError) or status_of(error) == 500:
        return unforeseen(path, request.state.request_id)
    return with_wait(answer(path, status_of(error), str(error)), error)


def with_wait(response: Response, error: Exception) -> Response:
    """The answer with how long to wait, where the error asks for that."""
    if isinstance(error, TooManyAttempts | TooSoon):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _told(request: Request, error: SealBroken) -> None:
    """A broken seal is on the log before anybody hears of it."""
    nobody = Viewer("nobody", Role.ADMINISTRATOR, frozenset())
    viewer = getattr(request.state, "viewer", None) or nobody
    UnitOfWork(request.app.state.heard.archive, viewer).record_seal_failure(error)


def _malformed(request: Request, error: Exception) -> Response:
    problems: Sequence[Any] = error.errors() if isinstance(error, RequestValidationError) else ()
    fields = sorted({_field(p) for p in problems} - {""})
    hint = f" Look at: {', '.join(fields)}." if fields else ""
    return answer(request.url.path, 422, f"What was sent cannot be used as it is.{hint}", fields)


def _field(problem: Any) -> str:
    """The name of the field at fault; none for a name that the sender made up."""
    if problem["type"] in ("extra_forbidden", "json_invalid"):
        return ""
    return next((part for part in problem["loc"][1:] if isinstance(part, str)), "")


def _other(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return answer(request.url.path, status, _OWN_WORDS.get(status, "This request cannot be answered."))


def install(app: FastAPI) -> None:
    """Give the application these answers in place of the framework's."""
    app.add_exception_handler(HeardError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _other)
