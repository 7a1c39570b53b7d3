"""Which submission a row is: by the ids that survey tools give, else by what it says.

The ids of KoboToolbox and ODK are looked for by the name of their column, groups and case aside. A cell is an
id only if it looks like one; an answer never is. A table without ids has nothing that survives a change of
its rows but their content, so a row is known by its answers alone, and never by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import regex

from archive.ingest.text import flat
from language.digits import ascii_digits

UUID, ID, SAYS, COLUMN, TWIN = "uuid", "id", "says", "column", "twin"
"""What a line of ``Draft.identity`` holds: an id of its own kind, an id that counts, the mark of an answer,
the mark of a column that the table keeps, and which of several rows alike this is."""

_UNIQUE = ("_uuid", "rootuuid", "instanceid", "key")
_COUNTED = "_id"
_ID = regex.compile(r"(?=\S*\d)[\p{L}\p{N}_.:{}/\-]{1,100}")
_NUMBER = regex.compile(r"[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?")
_HOUR = r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:z|[+-]\d{2}:?\d{2})?"
_DAY = regex.compile(rf"(\d{{1,4}})[-/.](\d{{1,2}})[-/.](\d{{1,4}})(?:{_HOUR})?")
_WHOLE_UUID = regex.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
_MARK = 16


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes a row the same submission when it comes again.

    ``ids`` are lines such as ``uuid:…`` and ``id:…``, strongest first; ``answers`` marks of what the row
    says; ``columns`` marks of the columns that its table keeps, filled or not; ``twin`` counts rows that are
    alike.
    """

    ids: tuple[str, ...] = field(default=(), repr=False)
    answers: tuple[str, ...] = field(default=(), repr=False)
    columns: tuple[str, ...] = ()
    twin: int = 1

    @property
    def keys(self) -> tuple[str, ...]:
        """What to look the submission up by: its ids, or its answers where it has none."""
        return self.ids or tuple(f"{SAYS}:{answer}" for answer in dict.fromkeys(self.answers))

    def written(self) -> str:
        """As ``Draft.identity`` holds it; the inverse of ``identity_of``."""
        lines = [*self.ids, *(f"{SAYS}:{a}" for a in self.answers), *(f"{COLUMN}:{c}" for c in self.columns)]
        return "\n".join([*lines, f"{TWIN}:{self.twin}"])


def identity_of(written: str) -> Identity:
    """The identity in ``Draft.identity``; an empty one for what is no row of a table."""
    parts: dict[str, list[str]] = {UUID: [], ID: [], SAYS: [], COLUMN: [], TWIN: []}
    for line in written.split("\n") if written else ():
        kind, _, value = line.partition(":")
        parts[kind].append(value)
    ids = tuple(f"{kind}:{value}" for kind in (UUID, ID) for value in parts[kind])
    twin = int(parts[TWIN][0]) if parts[TWIN] else 1
    return Identity(ids, tuple(parts[SAYS]), tuple(parts[COLUMN]), twin)


def ids_of(row: Mapping[str, str], chosen: Iterable[str] = (), within: str = "") -> tuple[str, ...]:
    """The ids that a row bears, strongest first.

    Args:
        row: header to cell.
        chosen: headers that a person named as ids of rows.
        within: the sheet's name where a file has several tables that count on their own.
    """
    by_name = {header.rsplit("/", 1)[-1].casefold(): cell for header, cell in row.items()}
    whole = {header.casefold(): cell for header, cell in row.items()}
    unique = [(whole if name == "key" else by_name).get(name, "") for name in _UNIQUE]
    ids = [f"{UUID}:{plain_id(cell)}" for cell in unique if is_id(cell)]
    counted = [by_name.get(_COUNTED, ""), *(row.get(header, "") for header in chosen)]
    prefix = f"{canonical_cell(within)}/" if within else ""
    ids += [f"{ID}:{prefix}{plain_id(cell)}" for cell in counted if is_id(cell)]
    return tuple(dict.fromkeys(ids))


def is_id(cell: str) -> bool:
    """Whether a cell looks like an id: no blank, some digit."""
    return _ID.fullmatch(cell.strip()) is not None


def plain_id(cell: str) -> str:
    """An id as it is compared: no ``uuid:`` before it, case aside, numbers alike."""
    return canonical_cell(cell).removeprefix("uuid:").strip("{}")


def is_whole_uuid(key: str) -> bool:
    """Whether a line of an identity is an id that no two submissions of the world share."""
    kind, _, value = key.partition(":")
    return kind == UUID and _WHOLE_UUID.fullmatch(value) is not None


def canonical_cell(cell: str) -> str:
    """What a cell says however it was saved: case, blanks, the writing of numbers and of days aside.

    A day is the set of its numbers, since nobody can tell which of two is the month; its hour is left out.
    """
    words = ascii_digits(flat(cell).casefold())
    if _NUMBER.fullmatch(words):
        number = float(words.replace(",", "."))
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 and "e" not in words else words
    day = _DAY.fullmatch(words)
    if day:
        return "day " + " ".join(str(n) for n in sorted(map(int, day.groups()[:3])))
    return words


def mark(text: str) -> str:
    """A short digest of a cell or a header, to compare without keeping its words."""
    return sha256(canonical_cell(text).encode()).hexdigest()[:_MARK]


def counted_twins(contents: Sequence[tuple[str, ...]]) -> list[int]:
    """For each row's content, in order, which of the rows alike it is, from 1."""
    times: dict[tuple[str, ...], int] = {}
    numbered = []
    for content in contents:
        times[content] = times.get(content, 0) + 1
        numbered.append(times[content])
    return numbered
