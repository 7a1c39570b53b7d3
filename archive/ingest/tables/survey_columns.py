"""What each column of a survey is: a person must not become a story, nor a story an attribute.

A guess from the header (its last part, in six languages) and from the cells; whoever imports can say
otherwise with a ``ColumnMap``. Where it is unclear the stricter role wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import ClassVar

import regex

from archive.ingest.tables import consent_answers
from archive.ingest.tables.consent_answers import Answer, answer_of
from archive.ingest.word_lists import compiled, entries
from archive.model import KnownKind
from language.across import searched


class ColumnRole(StrEnum):
    """What intake does with a column.

    ``system`` and ``drop`` are not kept; ``direct`` becomes a known identifier, ``quasi`` and
    ``choice`` (a closed answer) become attributes, ``story`` becomes text, ``consent`` an attribute that is
    looked at, ``id`` tells the rows apart and is not kept in clear.
    """

    SYSTEM = "system"
    DIRECT = "direct"
    QUASI = "quasi"
    STORY = "story"
    CONSENT = "consent"
    CHOICE = "choice"
    DROP = "drop"
    ID = "id"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that says what columns are: the form (XLSForm), or a list that a person wrote."""

    # A form is no text: on its way to the reader its bytes are written in base64.
    __pydantic_config__: ClassVar[Mapping[str, str]] = {
        "ser_json_bytes": "base64",
        "val_json_bytes": "base64",
    }

    name: str = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Roles that a person chose, by the header cell verbatim; ``kinds`` for direct columns.

    ``labels`` are the questions as people read them and ``choices`` what codes stand for, both by header, as
    the form says. ``files`` say the same unread; they are opened where the table is.
    """

    roles: Mapping[str, ColumnRole] = field(default_factory=dict)
    kinds: Mapping[str, KnownKind] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    files: tuple[SourceFile, ...] = field(default=(), repr=False)


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
_TALKATIVE = 2
"""Words in a usual answer from which a question that asks for a story is taken to have got one."""


def guess(header: str, cells: Sequence[str], headers: frozenset[str]) -> ColumnRole:
    """The role of a column from its header, its non-empty cells and the other headers."""
    if _is_split(header, cells, headers):
        return ColumnRole.SYSTEM
    filled = [c for c in cells if c]
    words = sum(len(c.split()) for c in filled) / max(1, len(filled))
    if asks_consent(header, filled, headers) and words < _LONG:
        return ColumnRole.CONSENT
    last = last_part(header)
    if compiled("dropped_column").search(last):
        return ColumnRole.DROP
    if any(map(compiled("system_column").match, (header, last))):
        return ColumnRole.SYSTEM
    return _of_answers(header, filled, words)


def _of_answers(header: str, filled: Sequence[str], words: float) -> ColumnRole:
    """The role of a column that holds answers, by how many words they have on average."""
    last = last_part(header)
    if words >= _LONG or (_is_question(last) and words >= _SEVERAL_WORDS):
        return ColumnRole.STORY
    if kind_of(header) is not None:
        return ColumnRole.DIRECT
    if any(len(c.split()) >= _LONG for c in filled):
        return ColumnRole.STORY
    if is_quasi(header):
        return ColumnRole.QUASI
    if compiled("other_column").search(header) or words >= _SEVERAL_WORDS:
        return ColumnRole.STORY
    if asks_for_story(header) and _is_free(filled, words):
        return ColumnRole.STORY
    return ColumnRole.CHOICE if _repeats(filled) else ColumnRole.QUASI


def asks_consent(header: str, filled: Sequence[str], headers: frozenset[str] = frozenset()) -> bool:
    """Whether a column holds answers to a question of consent.

    A question that asks by its own words is one whatever the answers; where only the group of questions is
    about consent, at least half of the answers must be a clear yes or no. A question with several answers at
    once is none: it asks for what, not whether.
    """
    if any(other.startswith(f"{header}/") for other in headers):
        return False
    last = last_part(header)
    if consent_answers.is_consent_question(last):
        return True
    grouped = last != header and consent_answers.is_consent_question(header.rsplit("/", 1)[0].split("/")[-1])
    return grouped and not consent_answers.is_detail(last) and consent_answers.answers_clearly(filled)


def asks_for_story(header: str) -> bool:
    """Whether a question asks people to tell something."""
    return bool(_asks_for_story().search(consent_answers.spaced(last_part(header))))


@cache
def _asks_for_story() -> regex.Pattern[str]:
    return searched("story_column", regex.IGNORECASE, "archive.ingest")


def is_quasi(header: str) -> bool:
    """Whether a short header names what describes a person: age, gender, place, work."""
    last = last_part(header)
    return len(last.split()) <= _SHORT_HEADER and compiled("quasi_column").search(last) is not None


def kind_of(header: str) -> KnownKind | None:
    """What sort of identifier a direct column holds, ``None`` where the header names none."""
    last = last_part(header)
    under = "/" in header and header.split("/", 1)[0].casefold() in entries("paper_groups")
    named = next((kind for kind, role in _DIRECT if compiled(role).search(last)), None)
    return KnownKind.ID if under and named is None else named


def is_place(header: str) -> bool:
    """Whether the cells of a column are places small enough to point at somebody."""
    return bool(compiled("small_place_column").search(last_part(header)))


def refuses(cell: str) -> bool:
    """Whether a consent cell says no."""
    return answer_of(cell) is Answer.NO


def last_part(header: str) -> str:
    """The question's own name without its groups; a slash in a written-out question is no group."""
    return header if " " in header else header.rsplit("/", 1)[-1]


def _is_free(filled: Sequence[str], words: float) -> bool:
    """Whether answers are somebody's own words, short as they are: several words, or letters that differ."""
    spelt = [c for c in filled if any(map(str.isalpha, c))]
    if words >= _TALKATIVE:
        return bool(spelt)
    bare = [c for c in filled if len(c.split()) == 1]
    return bool(spelt) and not consent_answers.answers_clearly(bare) and not _repeats(filled)


def _is_question(header: str) -> bool:
    return header.rstrip().endswith("?") or len(header.split()) > _SHORT_HEADER


def _is_split(header: str, cells: Sequence[str], headers: frozenset[str]) -> bool:
    """One 0/1 column of a select-multiple whose answers also stand in one cell."""
    parent = header.rsplit("/", 1)[0]
    return parent != header and parent in headers and all(c.casefold() in _SPLIT_VALUES for c in cells)


def _repeats(filled: Sequence[str]) -> bool:
    return len(set(filled)) * 2 <= len(filled)
