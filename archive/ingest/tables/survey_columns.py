"""What each column of a survey is: a person must not become a story, nor a story an attribute.

A guess from the header (its last part, in six languages) and from the cells; whoever imports can say
otherwise with a ``ColumnMap``. Where it is unclear the stricter role wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

import regex

from archive.ingest.word_lists import any_entry, compiled, entries
from archive.model import KnownKind


class ColumnRole(StrEnum):
    """What intake does with a column.

    ``system`` and ``drop`` are not kept; ``direct`` becomes a known identifier, ``quasi`` and
    ``choice`` become attributes, ``story`` becomes text, ``consent`` an attribute that is looked at.
    """

    SYSTEM = "system"
    DIRECT = "direct"
    QUASI = "quasi"
    STORY = "story"
    CONSENT = "consent"
    CHOICE = "choice"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Roles that a person chose, by the header cell verbatim; ``kinds`` for direct columns."""

    roles: Mapping[str, ColumnRole] = field(default_factory=dict)
    kinds: Mapping[str, KnownKind] = field(default_factory=dict)


_DIRECT = (
    (KnownKind.EMAIL, "column_email"),
    (KnownKind.PHONE, "column_phone"),
    (KnownKind.ID, "column_id"),
    (KnownKind.NICKNAME, "column_nickname"),
    (KnownKind.PERSON, "column_person"),
    (KnownKind.LOC, "column_address"),
)
"""What a column may hold, in the order in which it is asked."""
_SPLIT_VALUES = frozenset({"0", "1", "true", "false", "yes", "no", ""})
_LONG = 12
_SEVERAL_WORDS = 4
_SHORT_HEADER = 8


def guess(header: str, cells: Sequence[str], headers: frozenset[str]) -> ColumnRole:
    """The role of a column from its header, its non-empty cells and the other headers."""
    last = _last(header)
    if _is_split(header, cells, headers):
        return ColumnRole.SYSTEM
    if compiled("dropped_column").search(last):
        return ColumnRole.DROP
    if any(map(compiled("system_column").match, (header, last))):
        return ColumnRole.SYSTEM
    filled = [c for c in cells if c]
    words = sum(len(c.split()) for c in filled) / max(1, len(filled))
    if compiled("consent_column").search(header) and words < _LONG:
        return ColumnRole.CONSENT
    if words >= _LONG or (_is_question(last) and words >= _SEVERAL_WORDS):
        return ColumnRole.STORY
    if kind_of(header) is not None:
        return ColumnRole.DIRECT
    if len(last.split()) <= _SHORT_HEADER and compiled("quasi_column").search(last):
        return ColumnRole.QUASI
    if compiled("other_column").search(header) or words >= _SEVERAL_WORDS:
        return ColumnRole.STORY
    return ColumnRole.CHOICE if _repeats(filled) else ColumnRole.QUASI


def kind_of(header: str) -> KnownKind | None:
    """What sort of identifier a direct column holds, ``None`` where the header names none."""
    last = _last(header)
    under = "/" in header and header.split("/", 1)[0].casefold() in entries("paper_groups")
    named = next((kind for kind, role in _DIRECT if compiled(role).search(last)), None)
    return KnownKind.ID if under and named is None else named


def is_place(header: str) -> bool:
    """Whether the cells of a column are places small enough to point at somebody."""
    return bool(compiled("small_place_column").search(_last(header)))


def refuses(cell: str) -> bool:
    """Whether a consent cell says no."""
    return _refusal().match(cell.strip()) is not None


@cache
def _refusal() -> regex.Pattern[str]:
    """A word that says no, and no more letters behind it."""
    return regex.compile(rf"(?:{any_entry('refusals')})(?![\p{{L}}\p{{M}}\p{{N}}_])", regex.IGNORECASE)


def _last(header: str) -> str:
    """The question's own name without its groups; a slash in a written-out question is no group."""
    return header if " " in header else header.rsplit("/", 1)[-1]


def _is_question(header: str) -> bool:
    return header.rstrip().endswith("?") or len(header.split()) > _SHORT_HEADER


def _is_split(header: str, cells: Sequence[str], headers: frozenset[str]) -> bool:
    """One 0/1 column of a select-multiple whose answers also stand in one cell."""
    parent = header.rsplit("/", 1)[0]
    return parent != header and parent in headers and all(c.casefold() in _SPLIT_VALUES for c in cells)


def _repeats(filled: Sequence[str]) -> bool:
    return len(set(filled)) * 2 <= len(filled)
