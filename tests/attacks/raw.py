"""HTTP by hand: bytes on a socket to the running server, and what comes back."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from archive.web.security import HEADERS

PATIENCE = 90
"""Seconds after which a test gives up; what is measured is whether an end comes, never when."""


@dataclass(frozen=True)
class Answer:
    """The head of an answer. ``headers`` have names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    def lacks(self) -> dict[str, str | None]:
        """The strict headers that it does not carry as they have to be, and what names the server."""
        wrong = {name: self.headers.get(name.lower()) for name in HEADERS}
        named = {name: self.headers.get(name) for name in ("server", "date", "x-powered-by")}
        return {n: v for n, v in wrong.items() if v != HEADERS[n]} | {n: v for n, v in named.items() if v}


def opened(port: int) -> socket.socket:
    """A connection to the server on this machine."""
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def until_closed(connection: socket.socket) -> bytes:
    """Everything that comes until the other side ends the connection, in whatever way."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionError:
        pass
    return b"".join(parts)


def answers(content: bytes) -> list[Answer]:
    """The answers in what came back, one after the other; each says how long its body is."""
    found = []
    while content:
        head, _, rest = content.partition(b"\r\n\r\n")
        first, *lines = head.decode("ascii").split("\r\n")
        headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}
        status = int(first.split(" ")[1])
        length = 0 if status == 100 else int(headers.get("content-length", len(rest)))
        found.append(Answer(status, headers, rest[:length]))
        content = rest[length:]
    return found


def asked(port: int, *requests: bytes) -> list[Answer]:
    """The answers to what is sent on one connection, which the server ends."""
    with opened(port) as connection:
        for request in requests:
            try:
                connection.sendall(request)
            except ConnectionError:
                break
        return answers(until_closed(connection))
