"""Messages between the archive and its parsing child: a length, then so many bytes.

JSON and file bytes only, never pickle: what a hostile document makes of the child must not be able to
run anything in the parent. Whatever the child says is checked for its shape and cleaned for the screen.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from archive.errors import HeardError, Unreadable, UsageError
from archive.ingest.confinement.layers import Layers
from archive.ingest.confinement.readers import Kind
from language.visible import visible


@dataclass(frozen=True, slots=True)
class Request:
    """What the child is asked to read as what, and what a person chose for it, as JSON."""

    kind: Kind
    name: str = field(repr=False)
    choices: bytes = field(repr=False)


_LENGTH = struct.Struct(">Q")
_MAX = 512 * 1024 * 1024
_ANSWER, _REFUSAL = b"+", b"-"
_REFUSALS: dict[str, type[HeardError]] = {each.__name__: each for each in (Unreadable, UsageError)}
_SENTENCE = 500
"""Code points of a refusal that are shown: ours are shorter, and only a hostile child says more."""


def send(pipe: BinaryIO, payload: bytes) -> None:
    """Write one frame and flush it."""
    pipe.write(_LENGTH.pack(len(payload)))
    pipe.write(payload)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes:
    """Read one frame.

    Raises:
        EOFError: the other side is gone, or announces more than 512 MiB.
    """
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > _MAX:
        raise EOFError
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = pipe.read(min(length - len(data), 1 << 20))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


def request(asked: Request) -> bytes:
    """The question to the child, before the file's bytes."""
    return json.dumps([asked.kind.value, asked.name, asked.choices.decode()]).encode()


def parse_request(payload: bytes) -> Request:
    """The inverse of ``request``. Raises ``ValueError`` for a reader that is not on the list."""
    kind, name, choices = json.loads(payload)
    return Request(Kind(kind), str(name), str(choices).encode())


def answer(payload: bytes) -> bytes:
    """The child's answer: JSON in the shape that its reader has."""
    return _ANSWER + payload


def refusal(error: HeardError) -> bytes:
    """The child's answer where the file cannot be read."""
    return _REFUSAL + json.dumps([type(error).__name__, str(error)]).encode()


def parse_answer(payload: bytes) -> bytes:
    """The JSON of an answer, unchecked.

    Raises:
        Unreadable, UsageError: the sentence of a refusal.
        ValueError: the answer is none that our child gives.
    """
    if payload.startswith(_ANSWER):
        return payload[1:]
    if not payload.startswith(_REFUSAL):
        raise ValueError("neither an answer nor a refusal")
    name, sentence = _pair(json.loads(payload[1:]))
    raise _REFUSALS.get(name, Unreadable)(visible(sentence[:_SENTENCE]))


def _pair(raw: Any) -> tuple[str, str]:
    if not isinstance(raw, list) or len(raw) != 2 or not all(isinstance(each, str) for each in raw):
        raise ValueError("a refusal is a kind and a sentence")
    return raw[0], raw[1]


def layers(held: Layers) -> bytes:
    """What the child says once, before its first request: which rules hold it."""
    return json.dumps([held.landlock, held.seccomp, held.limits, held.hook]).encode()


def parse_layers(payload: bytes) -> Layers:
    """The inverse of ``layers``. Raises ``ValueError`` where it is none."""
    raw = json.loads(payload)
    if not isinstance(raw, list) or list(map(type, raw)) != [int, bool, bool, bool]:
        raise ValueError("not what our child says first")
    return Layers(*raw)
