"""Messages between the archive and its parsing child: a length, then so many bytes.

JSON and file bytes only, never pickle: what a hostile document makes of the child must not be able to
run anything in the parent.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from archive.ingest.draft_codec import pack, unpack
from archive.ingest.tables.column_codec import (
    packed_map,
    packed_reading,
    unpacked_map,
    unpacked_reading,
)
from archive.ingest.tables.column_readings import TableReading
from archive.ingest.tables.survey_columns import ColumnMap
from archive.model import Draft


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What the child is asked to read, and what a person chose for it; ``columns_only`` asks what the
    columns of a table are taken for."""

    name: str = field(repr=False)
    columns: ColumnMap
    layout: str | None
    columns_only: bool = False


_LENGTH = struct.Struct(">Q")
_MAX = 512 * 1024 * 1024


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


def request(name: str, columns: ColumnMap | None, layout: str | None, *, columns_only: bool = False) -> bytes:
    """The question to the child, before the file's bytes."""
    chosen = packed_map(columns or ColumnMap())
    asked = {"name": name, "columns": chosen, "layout": layout, "columns_only": columns_only}
    return json.dumps(asked).encode()


def parse_request(payload: bytes) -> ReadRequest:
    """The inverse of ``request``."""
    raw: Mapping[str, Any] = json.loads(payload)
    layout = raw["layout"]
    columns = unpacked_map(raw["columns"])
    return ReadRequest(
        str(raw["name"]), columns, None if layout is None else str(layout), bool(raw["columns_only"])
    )


def answer(drafts: Sequence[Draft]) -> bytes:
    """The child's answer: drafts as bytes."""
    return b'{"drafts":[' + b",".join(pack(d) for d in drafts) + b"]}"


def columns_answer(reading: TableReading) -> bytes:
    """The child's answer where it was asked for columns."""
    return json.dumps({"columns": packed_reading(reading)}).encode()


def parse_columns(payload: bytes) -> TableReading | str:
    """What the columns are taken for, or the sentence of a refusal.

    Raises:
        ValueError, KeyError, TypeError: the answer is none that our child gives.
    """
    raw = json.loads(payload)
    return str(raw["unreadable"]) if "unreadable" in raw else unpacked_reading(raw["columns"])


def refusal(sentence: str) -> bytes:
    """The child's answer where the file cannot be read."""
    return json.dumps({"unreadable": sentence}).encode()


def parse_answer(payload: bytes) -> list[Draft] | str:
    """Drafts, or the sentence of a refusal.

    Raises:
        ValueError, KeyError, TypeError: the answer is none that our child gives.
    """
    raw = json.loads(payload)
    if "unreadable" in raw:
        return str(raw["unreadable"])
    drafts = [unpack(json.dumps(d).encode()) for d in raw["drafts"]]
    if not all(_whole(d) for d in drafts):
        raise ValueError("turns do not tile the text")
    return drafts


def _whole(draft: Draft) -> bool:
    at = 0
    for turn in draft.turns:
        if turn.start != at or not turn.start <= turn.body <= turn.end:
            return False
        at = turn.end
    return at == len(draft.text)
