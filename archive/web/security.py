"""What stands before every request and on every answer, whatever route it is for.

Every answer, errors included, carries the same strict headers. A request names one of this server's own
names, and holds no names that cannot be read, or is refused. A request that changes something must come
from our own pages or from a script that brings its token itself. Bodies are small and held in memory:
uploads do not pass here, so nothing is ever spooled to a disk. An unforeseen error ends here as one
sentence; neither the answer nor the server's log gets its text.
"""

from __future__ import annotations

import logging
from asyncio import CancelledError
from collections.abc import Mapping
from urllib.parse import urlsplit

from fastapi.responses import Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from archive.model import new_id
from archive.web.addresses import Addresses
from archive.web.failures import answer, unforeseen
from archive.web.written import unreadable_fields
from language.visible import is_name

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
MOST_BYTES = 256 * 1024
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "application/json")

_OTHER_HOST = (
    "This archive does not answer under the name that was asked for. Use its own address, or let the "
    "administrator add the name to HEARD_HOSTS."
)

_SIGNS = (
    "What was sent holds signs that cannot be seen (a line break, a control, or one that turns the direction "
    "of writing): type it anew."
)

_log = logging.getLogger("archive.web")


class Guard:
    """The outermost layer of the application (ASGI)."""

    def __init__(self, app: ASGIApp, addresses: Addresses) -> None:
        self._app = app
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Number the request, refuse what may not come in, and dress every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, headers = new_id("r"), Headers(scope=scope)
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        state["source"] = self._addresses.source((scope.get("client") or ("",))[0], headers)
        outgoing = _Outgoing(send)
        if not self._addresses.answers_to(headers):
            await answer(scope["path"], 400, _OTHER_HOST)(scope, receive, outgoing.send)
            return
        try:
            body = await _read(receive)
        except ConnectionAbortedError:
            return
        refusal = _refusal(scope, body)
        if refusal is not None:
            await refusal(scope, receive, outgoing.send)
            return
        try:
            await self._app(scope, _Replay(body or b"", receive).receive, outgoing.send)
        except (Exception, CancelledError) as error:  # whatever it is, its text may quote somebody
            _log.error("request %s failed: %s", request_id, type(error).__name__)
            if not outgoing.started:
                await unforeseen(scope["path"], request_id)(scope, receive, outgoing.send)


class _Outgoing:
    """Puts the headers on the answer and remembers whether it has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def send(self, message: Message) -> None:
        """See ASGI."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await self._send(message)


class _Replay:
    """Gives the body that was read to the application, then whatever else the server tells."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def receive(self) -> Message:
        """See ASGI."""
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or ``None`` once it is too large: the rest is not kept.

    Raises ``ConnectionAbortedError`` if the sender left: half a decision is none.
    """
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise ConnectionAbortedError
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _refusal(scope: Scope, body: bytes | None) -> Response | None:
    headers, path = Headers(scope=scope), scope["path"]
    if body is None:
        return answer(path, 413, f"A request may have at most {MOST_BYTES // 1024} KiB; send less at once.")
    if scope["method"] in SAFE:
        return _unreadable(scope, "", b"")
    if foreign(headers):
        return answer(path, 403, "This request did not come from a page of this archive, so it was refused.")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind not in _FORMS:
        return answer(path, 415, "Send a form or JSON; files are brought in with the command on the archive.")
    return _unreadable(scope, kind, body)


def _unreadable(scope: Scope, kind: str, body: bytes) -> Response | None:
    """What holds signs that nobody could see is refused before anything looks at it."""
    path = scope["path"]
    if not is_name(path):
        return answer(path, 404, "There is nothing at this address that you may open.")
    fields = unreadable_fields(kind, body, scope.get("query_string", b""))
    hint = f" Look at: {', '.join(fields)}."
    return answer(path, 422, _SIGNS + hint, fields) if fields else None


def foreign(headers: Mapping[str, str]) -> bool:
    """Whether an unsafe request comes from another site, or hides where it comes from.

    Browsers say so in ``Sec-Fetch-Site``, older ones in ``Origin``. A request with neither is no browser's
    and passes only if it carries no cookie.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site != "same-origin"
    if origin is not None:
        return urlsplit(origin).netloc != headers.get("host")
    return "cookie" in headers
