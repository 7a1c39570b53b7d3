"""The server as whoever sends bytes to it sees it: every answer is dressed, and half a request ends."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as chosen
from hypothesis import strategies as st

from archive.web.protocol import MOST_PER_ADDRESS
from archive.web.security import MOST_BYTES
from tests.attacks import day, killing
from tests.attacks.raw import PATIENCE, asked, opened, until_closed
from tests.attacks.raw import answers as parsed
from tests.cli.command import Heard

END = b"\r\n\r\n"
LOCAL = b"Host: localhost\r\nConnection: close"


@pytest.fixture(scope="module")
def port(told: Heard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    heard = killing.copied(told, tmp_path_factory.mktemp("served") / "copy")
    with day.serving(heard) as (_, address):
        yield int(address.rpartition(":")[2])


def get(path: bytes, *lines: bytes, method: bytes = b"GET") -> bytes:
    return b"\r\n".join([method + b" " + path + b" HTTP/1.1", *(lines or (LOCAL,))]) + END


ORDINARY = {
    "a page": (get(b"/"), 200),
    "a file": (get(b"/static/heard.css"), 200),
    "a redirect": (get(b"/search"), 303),
    "nothing there": (get(b"/nowhere"), 404),
    "the API without a session": (get(b"/api/v1/session"), 401),
    "a method that is not served": (get(b"/", method=b"PUT"), 405),
    "HEAD": (get(b"/", method=b"HEAD"), 405),
    "OPTIONS": (get(b"/", method=b"OPTIONS"), 405),
    "OPTIONS of everything": (get(b"*", method=b"OPTIONS"), 404),
    "TRACE": (get(b"/", method=b"TRACE"), 405),
    "too much": (get(b"/sign-in", LOCAL, b"Content-Length: %d" % (MOST_BYTES + 1), method=b"POST")
                 + b"x" * (MOST_BYTES + 1), 413),
    "an upgrade": (get(b"/", b"Host: localhost", b"Connection: upgrade, close", b"Upgrade: websocket"), 200),
}  # fmt: skip
MALFORMED = {
    "no HTTP": (b"\x16\x03\x01\x02\x00" + END, 400),
    "no version": (b"GET /" + END, 400),
    "no method": (b" / HTTP/1.1\r\n" + LOCAL + END, 400),
    "a blank in the address": (get(b"/a b"), 400),
    "a zero": (get(b"/\x00"), 400),
    "a zero in a header": (get(b"/", LOCAL, b"X: \x00"), 400),
    "a header without a name": (get(b"/", LOCAL, b": x"), 400),
    "a blank before the colon": (get(b"/", LOCAL, b"X : x"), 400),
    "two lengths": (get(b"/", LOCAL, b"Content-Length: 1", b"Content-Length: 2", method=b"POST"), 400),
    "a length below zero": (get(b"/", LOCAL, b"Content-Length: -1", method=b"POST"), 400),
    "no name": (get(b"/", b"Connection: close"), 400),
    "two names": (get(b"/", LOCAL, b"Host: localhost"), 400),
    "chunks that are none": (
        get(b"/", LOCAL, b"Transfer-Encoding: chunked", method=b"POST") + b"zz\r\n", 400
    ),
    "headers without end": (b"GET / HTTP/1.1\r\nX: " + b"x" * 40_000, 431),
}  # fmt: skip
OTHER_NAMES = [b"elsewhere.test", b"localhost.elsewhere.test", b"localhost@elsewhere.test", b"", b"127.0.0.2",
               b"localhost:80:80", b"localhost/", b"::1", b"[::1", b"0x7f000001", b"localhost."]  # fmt: skip


@pytest.mark.parametrize("name", [*ORDINARY, *MALFORMED])
def test_every_answer_carries_the_headers_the_servers_own_too(port: int, name: str) -> None:
    request, status = {**ORDINARY, **MALFORMED}[name]
    [answer] = asked(port, request)
    assert answer.status == status
    assert answer.lacks() == {}


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_another_name_is_refused_before_anything_is_looked_at(port: int, name: bytes) -> None:
    for path in (b"/", b"/static/heard.css", b"/api/v1/session"):
        [answer] = asked(port, get(path, b"Host: " + name, b"Connection: close"))
        assert (answer.status, answer.lacks()) == (400, {})
        assert name == b"" or name not in answer.body


@pytest.mark.parametrize("name", [b"localhost", b"LOCALHOST:81", b"127.0.0.1", b"127.0.0.1:8000", b"[::1]:9"])
def test_the_names_of_this_machine_are_its_own(port: int, name: bytes) -> None:
    [answer] = asked(port, get(b"/", b"Host: " + name, b"Connection: close"))
    assert answer.status == 200


_LINES = st.lists(
    st.one_of(
        st.sampled_from([LOCAL, b"Host: elsewhere.test", b"Content-Length: 0", b"Expect: 100-continue",
                         b"Transfer-Encoding: gzip", b"Content-Length: x", b"Cookie: a=b",
                         b"Forwarded: for="]),
        st.binary(min_size=1, max_size=40),
    ),
    max_size=5,
)  # fmt: skip
_FIRST = st.one_of(
    st.sampled_from([b"GET / HTTP/1.1", b"POST /sign-in HTTP/1.1", b"GET / HTTP/1.0", b"GET / HTTP/9.9",
                     b"BREW /pot HTTP/1.1", b"GET http://elsewhere.test/ HTTP/1.1", b"CONNECT a:1 HTTP/1.1"]),
    st.binary(min_size=1, max_size=60),
)  # fmt: skip


@chosen(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_FIRST, _LINES)
def test_whatever_is_sent_every_answer_carries_them(port: int, first: bytes, lines: list[bytes]) -> None:
    """A second request that is surely malformed ends what would otherwise wait for more."""
    request = b"\r\n".join([first, *lines]) + END
    replies = asked(port, request, b"\x00\x00" + END)
    assert replies
    assert [reply.lacks() for reply in replies] == [{}] * len(replies)
    assert all(reply.status != 500 for reply in replies)


class Slow(threading.Thread):
    """Somebody who sends a little, then a byte now and then, until the server ends it."""

    def __init__(self, port: int, begin: bytes, drip: bytes) -> None:
        super().__init__(daemon=True)
        self._connection, self._begin, self._drip = opened(port), begin, drip
        self.received = b""
        self.ended = threading.Event()

    def run(self) -> None:
        with self._connection:
            self._connection.sendall(self._begin)
            feeding = threading.Thread(target=self._feed, daemon=True)
            feeding.start()
            with contextlib.suppress(TimeoutError):
                self.received = until_closed(self._connection)
                self.ended.set()
            feeding.join()

    def _feed(self) -> None:
        with contextlib.suppress(OSError):
            while self._drip and not self.ended.wait(0.5):
                self._connection.sendall(self._drip)


HALVES = {
    "nothing": (b"", b""),
    "half a request line": (b"GET /sea", b""),
    "a request line that grows": (b"GET /sea", b"x"),
    "half the headers": (b"GET / HTTP/1.1\r\nHost: loc", b""),
    "headers that grow": (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: y", b"y"),
    "half a body": (get(b"/sign-in", LOCAL, b"Content-Length: 900", method=b"POST") + b"user=", b""),
    "a body that drips": (get(b"/sign-in", LOCAL, b"Content-Length: 900", method=b"POST") + b"user=", b"x"),
    "chunks that drip": (
        get(b"/sign-in", LOCAL, b"Transfer-Encoding: chunked", method=b"POST"), b"1\r\nx\r\n"
    ),
}  # fmt: skip


def test_half_a_request_ends_and_others_are_served_meanwhile(port: int) -> None:
    slow = {name: Slow(port, *half) for name, half in HALVES.items()}
    for one in slow.values():
        one.start()
    [answer] = asked(port, get(b"/"))
    assert answer.status == 200
    for one in slow.values():
        one.join(PATIENCE)
    assert {name for name, one in slow.items() if not one.ended.is_set()} == set()
    replies = {name: parsed(one.received) for name, one in slow.items()}
    statuses = {name: [reply.status for reply in each] for name, each in replies.items()}
    assert statuses == {**{name: [408] for name in HALVES}, "nothing": []}
    assert [reply.lacks() for each in replies.values() for reply in each] == [{}] * (len(HALVES) - 1)


def test_a_body_that_nobody_wants_ends_too(port: int) -> None:
    """The refusal is sent at once; the rest of the body is not waited for without end."""
    much = get(b"/sign-in", b"Host: localhost", b"Content-Length: 99999999", method=b"POST")
    slow = Slow(port, much + b"x" * (MOST_BYTES + 1), b"x")
    slow.start()
    slow.join(PATIENCE)
    assert slow.ended.is_set()
    [reply] = parsed(slow.received)
    assert (reply.status, reply.lacks()) == (413, {})


def test_one_address_cannot_hold_every_connection(port: int) -> None:
    held: list[socket.socket] = []
    with contextlib.ExitStack() as stack:
        for _ in range(MOST_PER_ADDRESS):
            held.append(stack.enter_context(opened(port)))
        [answer] = parsed(until_closed(stack.enter_context(opened(port))))
        assert (answer.status, answer.lacks()) == (503, {})
    for _ in range(50):
        [answer] = asked(port, get(b"/"))
        if answer.status == 200:
            return
    raise AssertionError("the places never came free")
