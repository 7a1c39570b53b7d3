"""Timers and bounds of one connection, on a clock that a test moves; tests/attacks has the real sockets."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from archive.web import protocol
from archive.web.addresses import Addresses
from archive.web.protocol import StrictProtocol, own_headers, spoken_to
from archive.web.security import HEADERS


@dataclass
class Timer:
    seconds: float
    do: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


class Task:
    """Work that is never done."""

    def add_done_callback(self, do: Callable[..., None]) -> None: ...


@dataclass
class Loop:
    """Keeps what is to be done later, and what the application would do."""

    timers: list[Timer] = field(default_factory=list)

    def call_later(self, seconds: float, do: Callable[[], None]) -> Timer:
        self.timers.append(Timer(seconds, do))
        return self.timers[-1]

    def create_task(self, work: Coroutine[Any, Any, None], **_: Any) -> Task:
        work.close()
        return Task()

    def waits(self) -> list[float]:
        return [timer.seconds for timer in self.timers if not timer.cancelled]

    def pass_(self, seconds: float) -> None:
        for timer in [t for t in self.timers if not t.cancelled and t.seconds == seconds]:
            timer.cancel()
            timer.do()


@dataclass
class Transport:
    peer: str = "192.0.2.1"
    written: bytes = b""
    closed: bool = False
    aborted: bool = False

    def get_extra_info(self, name: str, default: object = None) -> object:
        return {"peername": (self.peer, 4711), "sockname": ("127.0.0.1", 8000)}.get(name, default)

    def write(self, content: bytes) -> None:
        self.written += content

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = self.aborted = True

    def is_closing(self) -> bool:
        return self.closed

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


async def application(scope: Any, receive: Any, send: Any) -> None: ...


STATE = Config(application, ws="none", lifespan="off")


def connected(state: ServerState, peer: str = "192.0.2.1", kind: Any = StrictProtocol) -> Any:
    connection = kind(STATE, state, {}, Loop())
    connection.connection_made(Transport(peer))
    return connection


@pytest.fixture
def connection() -> Any:
    return connected(ServerState())


def test_each_phase_has_its_time_and_making_an_answer_has_none(connection: Any) -> None:
    assert connection.loop.waits() == [protocol.HEAD_SECONDS]
    connection.data_received(b"POST / HTTP/1.1\r\nHost: localhost\r\n")
    assert connection.loop.waits() == [protocol.HEAD_SECONDS]
    connection.data_received(b"Content-Length: 2\r\n\r\na")
    assert connection.loop.waits() == [protocol.BODY_SECONDS]
    connection.data_received(b"b")
    assert connection.loop.waits() == []


def test_what_comes_drop_by_drop_does_not_begin_the_time_anew(connection: Any) -> None:
    for sign in b"GET / HTTP/1.1":
        connection.data_received(bytes([sign]))
    assert len(connection.loop.timers) == 1
    connection.loop.pass_(protocol.HEAD_SECONDS)
    assert connection.transport.written.startswith(b"HTTP/1.1 408 ")
    assert connection.transport.closed


def test_a_connection_on_which_nothing_came_is_closed_without_a_word(connection: Any) -> None:
    """A browser opens some ahead of need; a refusal would be read as the answer to its next request."""
    connection.loop.pass_(protocol.HEAD_SECONDS)
    assert connection.transport.closed
    assert connection.transport.written == b""


def test_whoever_takes_not_even_the_refusal_is_cut_off(connection: Any) -> None:
    connection.data_received(b"GET /")
    connection.loop.pass_(protocol.HEAD_SECONDS)
    assert not connection.transport.aborted
    connection.loop.pass_(protocol.CLOSE_SECONDS)
    assert connection.transport.aborted


def test_whoever_does_not_take_the_answer_is_let_go(connection: Any) -> None:
    connection.pause_writing()
    connection.resume_writing()
    connection.loop.pass_(protocol.WRITE_SECONDS)
    assert not connection.transport.aborted, "it was taken"
    connection.pause_writing()
    connection.loop.pass_(protocol.WRITE_SECONDS)
    assert connection.transport.aborted


def test_nothing_is_waited_for_on_a_connection_that_is_gone(connection: Any) -> None:
    connection.pause_writing()
    connection.connection_lost(None)
    assert connection.loop.waits() == []


def test_what_is_no_request_is_answered_once(connection: Any) -> None:
    connection.data_received(b"\x00\x00\r\n\r\n")
    assert connection.transport.written.startswith(b"HTTP/1.1 400 ")
    for name, value in HEADERS.items():
        assert f"{name}: {value}\r\n".lower().encode() in connection.transport.written.lower()
    before = connection.transport.written
    connection.loop.pass_(protocol.HEAD_SECONDS)
    assert connection.transport.written == before


def test_one_address_holds_so_many_and_a_named_proxy_more() -> None:
    behind = spoken_to(Addresses(proxies=(ip_network("192.0.2.1"),)))
    for kind, refused in ((StrictProtocol, True), (behind, False)):
        state = ServerState()
        for _ in range(protocol.MOST_PER_ADDRESS):
            assert not connected(state, kind=kind).transport.closed
        assert connected(state, kind=kind).transport.closed is refused
        assert not connected(state, "192.0.2.2", kind).transport.closed


def test_all_together_hold_so_many() -> None:
    state = ServerState()
    for number in range(protocol.MOST_CONNECTIONS):
        assert not connected(state, f"192.0.{number // 250}.{number % 250}").transport.closed
    one_more = connected(state, "198.51.100.1")
    assert one_more.transport.written.startswith(b"HTTP/1.1 503 ")
    assert one_more.transport.closed


def test_the_headers_of_an_answer_of_the_server_are_those_of_every_answer() -> None:
    own = {name.decode(): value.decode() for name, value in own_headers(b"four")}
    assert {name: own[name] for name in HEADERS} == dict(HEADERS)
    assert own["Content-Length"] == "4"
