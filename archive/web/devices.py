"""Browsers and programs that have signed in to an account before, known by a token that they keep.

Whoever guesses at a name cannot make such a token, so their guesses keep nobody waiting who has one. It
opens nothing: it says only that somebody once signed in from there to this account. It names nobody, and is
worth nothing for another account.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta

from fastapi import Request
from fastapi.responses import Response

from archive.ports import Archive

COOKIE = "__Host-heard-device"
HEADER = "Heard-Device"
"""Where a program finds its token in the answer to its sign-in, and sends it at the next one."""

LONGEST = timedelta(days=400)
"""As long as browsers keep a cookie."""

MOST_ACCOUNTS = 5
"""Accounts that one browser is known to; the one not used for longest is forgotten."""

_SECRET = "devices"  # nosec B105 # noqa: S105 - the label of a secret, not the secret
_NONCE, _DAY, _MAC = 12, 4, 16


@dataclass(frozen=True, slots=True)
class Caller:
    """Who stands at the door: from which address, and with which device tokens."""

    source: str = field(repr=False)
    tokens: str = field(repr=False, default="")


def caller_of(request: Request) -> Caller:
    """The caller of a request."""
    tokens = request.headers.get(HEADER) or request.cookies.get(COOKIE) or ""
    return Caller(request.state.source, tokens)


def device_of(archive: Archive, user: str, tokens: str) -> str:
    """The device, as an id of no meaning; empty if none of the tokens is for this account today."""
    for token in tokens.split(".")[:MOST_ACCOUNTS]:
        nonce = _nonce_of(archive, user, token)
        if nonce is not None:
            return nonce.hex()
    return ""


def remember(archive: Archive, user: str, tokens: str) -> str:
    """The tokens with a new one for this account in front, in place of the one before.

    Call it only after everything that signing in asks for was given.
    """
    others = [t for t in tokens.split(".")[:MOST_ACCOUNTS] if t and _nonce_of(archive, user, t) is None]
    nonce = secrets.token_bytes(_NONCE)
    body = nonce + archive.clock.today().toordinal().to_bytes(_DAY, "big")
    token = base64.urlsafe_b64encode(body + _mac(archive, user, body)).decode("ascii")
    return ".".join([token, *others[: MOST_ACCOUNTS - 1]])


def keep(response: Response, tokens: str) -> None:
    """Let the browser keep the tokens where scripts and other sites cannot reach them."""
    response.set_cookie(
        COOKIE,
        tokens,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="strict",
    )


def _nonce_of(archive: Archive, user: str, token: str) -> bytes | None:
    try:
        content = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    if len(content) != _NONCE + _DAY + _MAC or base64.urlsafe_b64encode(content) != token.encode("ascii"):
        return None
    body, mac = content[:-_MAC], content[-_MAC:]
    if not hmac.compare_digest(mac, _mac(archive, user, body)):
        return None
    given = date.fromordinal(int.from_bytes(body[_NONCE:], "big"))
    return body[:_NONCE] if archive.clock.today() - given <= LONGEST else None


def _mac(archive: Archive, user: str, body: bytes) -> bytes:
    text = body + user.encode("utf-8", errors="surrogatepass")
    return hmac.digest(archive.keys.secret(_SECRET), text, "sha256")[:_MAC]
