"""An event as JSON and back, and what may never stand in one.

A log outlives the people in it and is read by those who may read no testimony, so an event holds ids,
codes and counts alone. This is the last place that can refuse words on their way into the log: every
field but the name of an account must be a short machine word, and what only the protection officer
may open must come sealed. Fields that are empty are left out, so that a field added later changes no
old entry.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import cast

from archive.audit.canonical import Value, instant, parse
from archive.audit.merkle import leaf_hash
from archive.errors import LogBroken, LogUnwritable
from archive.model import Action, ConsentRef, Event, LogEntry, Outcome, Role
from consent.record import Purpose

_WORD = re.compile(r"[!-~]{0,200}")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ACTOR = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]{1,200}")

Json = dict[str, Value]


def event_json(event: Event) -> Json:
    """The event as JSON values. Raises ``LogUnwritable`` if a field holds more than a machine word."""
    _refuse_words(event)
    fields: Json = {
        "action": event.action.value,
        "actor": event.actor,
        "role": event.role.value if event.role else None,
        "outcome": event.outcome.value,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "turn": event.turn,
        "version": event.version,
        "purpose": event.purpose.value if event.purpose else None,
        "participants": list(event.participants),
        "consents": [[ref.consent_id, ref.version] for ref in event.consents],
        "details": [[key, value] for key, value in event.details],
        "request_id": event.request_id,
    }
    filled: Json = {key: value for key, value in fields.items() if value not in (None, "", [])}
    if event.sealed is not None:
        filled["sealed"] = base64.b64encode(event.sealed).decode("ascii")
    return filled


def _refuse_words(event: Event) -> None:
    words = (
        ("object_type", event.object_type),
        *((("object_id", event.object_id),) if event.object_type != "user" else ()),
        ("request_id", event.request_id),
        *(("participants", participant) for participant in event.participants),
        *(("consents", ref.consent_id) for ref in event.consents),
        *(("details", value) for _, value in event.details),
    )
    for name, value in words:
        if not _WORD.fullmatch(value):
            raise LogUnwritable(
                f"Nothing was served: the event's {name} must be one short word in ASCII without spaces, "
                "such as an id or a reason code. Seal what people wrote, or leave it out."
            )
    account = event.object_id if event.object_type == "user" and event.object_id else event.actor
    if (
        not _ACTOR.fullmatch(event.actor)
        or not _ACTOR.fullmatch(account)
        or not all(_KEY.fullmatch(key) for key, _ in event.details)
    ):
        raise LogUnwritable(
            "Nothing was served: the event names no account, or the name of a detail is not plain lower case."
        )


def event_from(fields: Mapping[str, Value]) -> Event:
    """The event that ``event_json`` wrote. Raises ``LogBroken`` if this version of Heard cannot read it."""
    try:
        return _event(fields)
    except (KeyError, TypeError, ValueError):
        raise LogBroken(
            "An entry of the log cannot be read: it was altered, or written by a newer version of Heard. "
            "Run the verification; it names the entry."
        ) from None


def _event(fields: Mapping[str, Value]) -> Event:
    role, purpose, sealed = fields.get("role"), fields.get("purpose"), fields.get("sealed")
    return Event(
        action=Action(_text(fields["action"])),
        actor=_text(fields["actor"]),
        role=Role(_text(role)) if role is not None else None,
        outcome=Outcome(_text(fields["outcome"])),
        object_type=_text(fields.get("object_type", "")),
        object_id=_text(fields.get("object_id", "")),
        turn=_number(fields.get("turn")),
        version=_number(fields.get("version")),
        purpose=Purpose(_text(purpose)) if purpose is not None else None,
        participants=tuple(_text(each) for each in _list(fields, "participants")),
        consents=tuple(ConsentRef(_text(key), _whole(number)) for key, number in _pairs(fields, "consents")),
        details=tuple((_text(key), _text(value)) for key, value in _pairs(fields, "details")),
        request_id=_text(fields.get("request_id", "")),
        sealed=base64.b64decode(_text(sealed), validate=True) if sealed is not None else None,
    )


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Value) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _number(value: Value) -> int | None:
    return None if value is None else _whole(value)


def _list(fields: Mapping[str, Value], name: str) -> Sequence[Value]:
    values = fields.get(name, [])
    if not isinstance(values, list):
        raise TypeError
    return values


def _pairs(fields: Mapping[str, Value], name: str) -> list[tuple[Value, Value]]:
    pairs = []
    for each in _list(fields, name):
        if not isinstance(each, list) or len(each) != 2:
            raise TypeError
        pairs.append((each[0], each[1]))
    return pairs


def entry_from(data: bytes, leaf: bytes | None = None) -> LogEntry:
    """The entry in its leaf data. Raises ``LogBroken`` if it cannot be read."""
    try:
        fields = parse(data)
        seq, at, event = _whole(fields["seq"]), instant(_text(fields["at"])), fields["event"]
    except (KeyError, TypeError, ValueError):
        raise LogBroken("An entry of the log cannot be read. Run the verification; it names it.") from None
    if not isinstance(event, dict):
        raise LogBroken("An entry of the log holds no event. Run the verification; it names it.")
    return LogEntry(seq, at, event_from(cast(Json, event)), leaf_hash(data) if leaf is None else leaf)
