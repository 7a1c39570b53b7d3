"""Records as plain JSON values, without loss; the identity is left out.

A copy of a record goes to people who must not learn whose it is, so the two are never in one value here.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from consent.record import ConsentRecord, Identity

JsonObject: TypeAlias = dict[str, object]
"""A JSON object (RFC 8259) of this package: our own form of a record, or the form of the standard that the
function names which gives it or takes it."""
_FORM = "heard-consent-1"


def record_to_plain(record: ConsentRecord) -> JsonObject:
    """Everything but the identity, as JSON values: sets sorted, days as ISO 8601, ``form`` named."""
    plain: JsonObject = _plain(replace(record, identity=Identity()))
    del plain["identity"]
    return {"form": _FORM, **plain}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(_plain(v) for v in value)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value
