"""What people write into requests can be read: one rule for every field, those to come too.

A field is a name unless it stands here among the texts: a project, a code or an account with a sign that
cannot be seen would look like another one. Texts are words of somebody, kept as they are; they may hold what
the original holds. A field that nobody thought of is a name, so it is refused rather than taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from language.visible import is_name, is_text

TEXTS = frozenset(
    {
        "words", "query", "text", "definition", "examples", "why", "research", "public", "before",
        "reason", "note", "checkpoint", "password", "old", "new",
    }
)  # fmt: skip
"""Fields that hold words or secrets."""

LINES = frozenset({"testimonies", "coders", "codes", "projects", "into", "names", "contacts"})
"""Fields in which a form gives several names, one a line: each of them is asked."""

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
_MOST_FIELDS = 1000
_OWN = re.compile(r"[a-z][a-z_]{0,39}")
_PARTED = re.compile(r"[\n\r\t]")


def unreadable_fields(kind: str, body: bytes, query: bytes) -> list[str]:
    """The fields whose value cannot be read as it is, by name; one that is no name of a field is ``-``.

    ``kind`` is the media type of the body. What cannot be parsed has no fields: whoever parses it refuses it.
    """
    pairs = [*_form(query), *(_form(body) if kind == FORM else _json(body) if kind == JSON else ())]
    wrong = {name for name, value in pairs if not _readable(name, value)}
    return sorted(name if _OWN.fullmatch(name) else "-" for name in wrong)


def _readable(name: str, value: str) -> bool:
    if name in LINES:
        return all(map(is_name, _PARTED.split(value)))
    return is_text(value) if name in TEXTS else is_name(value)


def _form(content: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(content.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return [("", "\0")]


def _json(content: bytes) -> Iterator[tuple[str, str]]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return iter(())
    return _texts("", value)


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text in a value with the name of the field it is in; a list's are in the list's field."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(name, one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield "", str(key)
            yield from _texts(str(key), one)
