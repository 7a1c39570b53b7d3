"""A marked text as the bench counts it, read from the form that all our gold has.

A line is ``{"id", "lang", "text", "gold": [{"start", "end", "type", "identifier_type", "entity_id"?}]}``
with offsets in code points. ``NO_MASK`` mentions are neither asked for nor held against anybody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DIRECT = frozenset({"PERSON", "KIN", "NICKNAME", "PHONE", "ID", "HANDLE", "EMAIL"})
QUASI = frozenset({"LOC", "ORG", "DATETIME", "AGE", "DEM", "ROLE"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One marked stretch, ``start`` to ``end`` (excluded); ``direct`` or quasi; ``entity`` may be empty."""

    start: int
    end: int
    type: str
    direct: bool
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what must be masked in it and what may be (``free``)."""

    id: str
    lang: str
    text: str
    mentions: tuple[Mention, ...]
    free: tuple[tuple[int, int], ...] = ()
    country: str = ""
    group: str = ""
    part: str = ""
    known: tuple[str, ...] = ()


def document(row: dict[str, Any]) -> Document:
    """One row of a marked file."""
    asked = [g for g in row["gold"] if g["identifier_type"] != "NO_MASK"]
    mentions = tuple(
        Mention(g["start"], g["end"], g["type"], g["identifier_type"] == "DIRECT", g.get("entity_id") or "")
        for g in asked
    )
    free = tuple((g["start"], g["end"]) for g in row["gold"] if g["identifier_type"] == "NO_MASK")
    lang = row["lang"]
    return Document(
        row["id"],
        lang,
        row["text"],
        mentions,
        free,
        row.get("country", ""),
        row.get("group", lang),
        row.get("part", ""),
    )


def read(file: Path, keep: Callable[[str], bool] = lambda _: True) -> Iterator[Document]:
    """The documents of a marked file whose id is kept."""
    with file.open(encoding="utf-8") as rows:
        for row in rows:
            found = json.loads(row)
            if keep(found["id"]):
                yield document(found)
