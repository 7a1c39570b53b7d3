"""One spelling for one event: canonical JSON after RFC 8785, and the bytes that a leaf is made of.

Two programs that hash the same event have to see the same bytes, years apart. This file therefore
refuses whatever has more than one spelling or would not survive another reader: fractions, numbers
beyond 2^53, lone surrogates, keys that are not ASCII (their order differs between languages). It knows
nothing of the archive, so that the offline verifier can stand on it alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

Value = None | bool | int | str | Sequence["Value"] | Mapping[str, "Value"]

LARGEST_INTEGER: Final = 2**53 - 1
TIME_FORMAT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
LEAF_FIELD: Final = b',"leaf":"'
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, sort_keys=True, separators=(",", ":")
)


def canonical(value: Value) -> bytes:
    """``value`` in the one spelling of RFC 8785 (JSON Canonicalization Scheme), UTF-8.

    Raises ``ValueError``, without the value in its message, for what this file refuses.
    """
    _check(value)
    try:
        return _ENCODER.encode(value).encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("A text of the event is not valid Unicode.") from None


def _check(value: Value) -> None:
    if value is None or isinstance(value, bool | str):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise ValueError("A number of the event is too large to be exact in JSON.")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not key.isascii():
                raise ValueError("A field name of the event is not plain ASCII.")
            _check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    else:
        raise ValueError("The event holds a kind of value that has no single spelling in JSON.")


def parse(data: bytes | str) -> dict[str, Value]:
    """The object in ``data``. Raises ``ValueError`` if it is none, or says one thing twice."""
    try:
        parsed = json.loads(
            data, object_pairs_hook=_once, parse_float=_no_fraction, parse_constant=_no_fraction
        )
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise ValueError("This is not JSON.") from None
    if not isinstance(parsed, dict):
        raise ValueError("This is not a JSON object.")
    return parsed


def _once(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("A field appears twice in the same object.")
    return fields


def _no_fraction(_: str) -> Value:
    raise ValueError("A number is not whole.")


def stamp(at: datetime) -> str:
    """An instant in UTC with microseconds: ``2026-03-01T08:15:00.000000Z``. It must carry a time zone."""
    if at.tzinfo is None:
        raise ValueError("The time of the event has no time zone.")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """The instant that ``stamp`` wrote. Raises ``ValueError`` for any other spelling."""
    moment = datetime.strptime(text, TIME_FORMAT).replace(tzinfo=UTC)
    if stamp(moment) != text:
        raise ValueError("The time is not spelled as the log spells it.")
    return moment


def until_detail(until: datetime) -> tuple[str, str]:
    """The end of an opening as a detail of its event."""
    return ("until", stamp(until))


def leaf_data(seq: int, at: str, event: Mapping[str, Value]) -> bytes:
    """The bytes that are hashed for entry ``seq``: the canonical object of ``at``, ``event`` and ``seq``."""
    return canonical({"at": at, "event": event, "seq": seq})


def export_line(data: bytes, seq: int, leaf: bytes) -> bytes:
    """The exported line of an entry: its leaf data with the leaf's hash put in, canonical again."""
    tail = seq_tail(seq)
    return data[: -len(tail)] + LEAF_FIELD + leaf.hex().encode("ascii") + b'"' + tail


def seq_tail(seq: int) -> bytes:
    """How the leaf data of entry ``seq`` ends."""
    return b',"seq":%d}' % seq
