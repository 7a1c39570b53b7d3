"""HTTP as this server speaks it: half a request ends, and its own answers carry the headers too.

The server underneath waits for ever for the rest of a request, and answers a malformed one with nothing but
a sentence. Here a request line with its headers has ten seconds, a body thirty, and whoever does not take
an answer is let go. One address holds a bounded number of connections, a proxy that the settings name more.
An answer says nothing of the program or the machine that made it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from enum import Enum
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol, RequestResponseCycle

from archive.web.addresses import Addresses
from archive.web.security import HEADERS

HEAD_SECONDS = 10.0
"""From the connection, or the answer before, to the end of the headers."""

BODY_SECONDS = 30.0
"""From the headers to the end of the body: 256 KiB at 70 kbit/s."""

WRITE_SECONDS = 30.0
"""How long an answer may wait for whoever asked to take more of it."""

CLOSE_SECONDS = 5.0
IDLE_SECONDS = 5
"""Between two requests on one connection."""

MOST_HEAD = 16 * 1024
"""Bytes of a request line with its headers."""

MOST_CONNECTIONS = 512
MOST_PER_ADDRESS = 64

_SENTENCES = {
    400: "This is no request that can be answered.",
    408: "The request did not come to its end in time; send it again.",
    431: f"The headers of a request may have at most {MOST_HEAD // 1024} KiB.",
    503: "Too many connections are open; try again in a moment.",
}


class Phase(Enum):
    """What of a request is still to come."""

    HEAD = HEAD_SECONDS
    BODY = BODY_SECONDS


class StrictProtocol(H11Protocol):
    """One connection. Subclass it with ``spoken_to`` to say which proxies there are."""

    addresses: ClassVar[Addresses] = Addresses()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._phase: Phase | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._untaken: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Turn it away if there are too many."""
        super().connection_made(transport)
        if self._too_many():
            self._answer(503)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        for timer in (self._deadline, self._untaken):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Go on with what has come, and wait for the rest only so long."""
        super().handle_events()
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the rest of a body that nobody wants."""
        super().on_response_complete()
        self._watch()

    def pause_writing(self) -> None:
        """Whoever asked takes nothing more for now."""
        super().pause_writing()
        self._untaken = self.loop.call_later(WRITE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """They take it again."""
        if self._untaken is not None:
            self._untaken.cancel()
            self._untaken = None
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Close, whether or not the last answer was taken."""
        super().timeout_keep_alive_handler()
        self._let_go()

    def send_400_response(self, msg: str) -> None:
        """The answer to what is no request, with the status that its fault has."""
        fault = sys.exc_info()[1]
        status = fault.error_status_hint if isinstance(fault, h11.RemoteProtocolError) else 400
        self._answer(status if status in _SENTENCES else 400)

    def _too_many(self) -> bool:
        if len(self.connections) > MOST_CONNECTIONS:
            return True
        here = self.client[0] if self.client else ""
        if self.addresses.is_proxy(here):
            return False
        same = (getattr(other, "client", None) for other in self.connections)
        return sum(1 for client in same if client and client[0] == here) > MOST_PER_ADDRESS

    def _watch(self) -> None:
        """Give each phase of a request its time; none runs while the answer is being made."""
        phase = {h11.IDLE: Phase.HEAD, h11.SEND_BODY: Phase.BODY}.get(self.conn.their_state)
        if self.transport.is_closing():
            phase = None
        if phase is self._phase:
            return
        if self._deadline is not None:
            self._deadline.cancel()
        self._phase = phase
        self._deadline = self.loop.call_later(phase.value, self._late) if phase else None

    def _late(self) -> None:
        """The rest did not come. Where nothing came at all there is nobody to answer: browsers open
        connections before they need them, and would take a refusal for the answer to their next request."""
        if self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]:
            self.transport.close()
            self._let_go()
            return
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        self._answer(408)

    def _answer(self, status: int) -> None:
        """One sentence with every header, if no answer has begun; then the connection ends."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and not self.transport.is_closing():
            body = f"{_SENTENCES[status]}\n".encode("ascii")
            reason = STATUS_PHRASES[status]
            response = h11.Response(status_code=status, headers=own_headers(body), reason=reason)
            for event in (response, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
        self._let_go()

    def _let_go(self) -> None:
        """Whoever takes not even the last answer is cut off."""
        self.loop.call_later(CLOSE_SECONDS, self.transport.abort)


def own_headers(body: bytes) -> list[tuple[bytes, bytes]]:
    """The headers of an answer that the server makes itself."""
    own = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    return [(name.encode("ascii"), value.encode("ascii")) for name, value in {**own, **HEADERS}.items()]


def spoken_to(addresses: Addresses) -> Callable[..., StrictProtocol]:
    """The protocol for a server behind these proxies."""
    return type("Protocol", (StrictProtocol,), {"addresses": addresses})
