"""Records as plain JSON values and back, without loss; the identity apart from the rest.

Who keeps records (a database, a backup, a receipt's archive copy) seals the identity under another key
than the record, so the two are never in one value here. Reading is strict: a key or a value that is not
known is an error, because a restriction that is quietly dropped is a permission.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from consent.record import ConsentRecord, Grant, Guardian, Identity, Voice

T = TypeVar("T")

JsonObject: TypeAlias = dict[str, object]
"""A JSON object (RFC 8259) of this package: our own form of a record, or the form of the standard that the
function names which gives it or takes it."""
_FORM = "heard-consent-1"
_HINTS: Mapping[type, dict[str, Any]] = {
    kind: get_type_hints(kind) for kind in (ConsentRecord, Grant, Guardian, Identity, Voice)
}


def record_to_plain(record: ConsentRecord) -> JsonObject:
    """Everything but the identity, as JSON values: sets sorted, days as ISO 8601, ``form`` named."""
    plain: JsonObject = _plain(replace(record, identity=Identity()))
    del plain["identity"]
    return {"form": _FORM, **plain}


def record_from_plain(plain: Mapping[str, object], identity: Identity | None = None) -> ConsentRecord:
    """The record again, with the identity if the caller may open it.

    Raises ``ValueError`` for anything that ``record_to_plain`` would not have written.
    """
    if plain.get("form") != _FORM:
        raise ValueError("This is not a consent record of a form we know.")
    if "identity" in plain:
        raise ValueError("A consent record and an identity do not travel in one value.")
    record = _read(ConsentRecord, {k: v for k, v in plain.items() if k != "form"})
    return record if identity is None else replace(record, identity=identity)


def identity_to_plain(identity: Identity) -> JsonObject:
    """The identity alone."""
    plain: JsonObject = _plain(identity)
    return plain


def identity_from_plain(plain: Mapping[str, object]) -> Identity:
    """The identity again. Raises ``ValueError`` for anything unknown."""
    return _read(Identity, plain)


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


def _read(kind: type[T], plain: Any) -> T:
    if not isinstance(plain, Mapping) or set(plain) - set(_HINTS[kind]):
        raise ValueError(f"This is no {kind.__name__}, or it holds a field we do not know.")
    try:
        return kind(**{name: _value(_HINTS[kind][name], value) for name, value in plain.items()})
    except TypeError:
        raise ValueError(f"A field of this {kind.__name__} is missing.") from None


def _value(hint: Any, value: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (types.UnionType,):
        return None if value is None else _value(next(a for a in inner if a is not type(None)), value)
    if origin in (tuple, frozenset):
        if not isinstance(value, list):
            raise ValueError("A list of a consent record is not a list.")
        return origin(_value(inner[0], v) for v in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _read(hint, value)
    return _scalar(hint, value)


def _scalar(hint: type, value: Any) -> Any:
    readers: dict[type, Callable[[str], Any]] = {date: date.fromisoformat, datetime: datetime.fromisoformat}
    if issubclass(hint, StrEnum):
        readers[hint] = hint
    if hint in readers:
        try:
            return readers[hint](value)
        except (TypeError, ValueError):
            raise ValueError(f"A {hint.__name__} of a consent record cannot be read.") from None
    if type(value) is not hint:
        raise ValueError("A value of a consent record has the wrong type.")
    return value
