"""The markup of the sources: ``[[surface|TYPE|entity]]`` inside a line of words.

Parsed into text and marks whose offsets are code points. Nothing here knows of files or speakers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

DIRECT = frozenset({"PERSON", "KIN", "NICKNAME", "PHONE", "ID", "HANDLE", "EMAIL"})
QUASI = frozenset({"LOC", "ORG", "DATETIME", "AGE", "DEM", "ROLE"})

_MARK = re.compile(r"\[\[(?P<surface>[^|]+?)\|(?P<type>[A-Z]+)(?:\|(?P<entity>[^|\]]+))?\]\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One identifier in a stretch of text; ``entity`` is empty where the writer gave none."""

    start: int
    end: int
    type: str
    entity: str


@dataclass(frozen=True, slots=True)
class Rich:
    """Words without markup, and where their identifiers stand."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Rich | str) -> Rich:
        """Both, one after the other."""
        right = Rich(other) if isinstance(other, str) else other
        shift = len(self.text)
        moved = (Mark(m.start + shift, m.end + shift, m.type, m.entity) for m in right.marks)
        return Rich(self.text + right.text, (*self.marks, *moved))


def parse(source: str, country: str) -> Rich:
    """A line of a source, trimmed, as text and marks.

    Entities of staff, places and people who are only mentioned are numbered per country, so they get
    the country's code in front. Raises ``ValueError`` on markup that does not parse.
    """
    source = source.strip()
    pieces: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for found in _MARK.finditer(source):
        between = source[at : found.start()]
        surface = found["surface"]
        start = length + len(between)
        if found["type"] not in DIRECT | QUASI:
            raise ValueError(f"There is no identifier type {found['type']}.")
        marks.append(Mark(start, start + len(surface), found["type"], qualified(found["entity"], country)))
        pieces += [between, surface]
        length = start + len(surface)
        at = found.end()
    text = "".join([*pieces, source[at:]])
    if "[[" in text or "]]" in text or "|" in text:
        raise ValueError("Markup that does not parse is left in a line.")
    return Rich(text, tuple(marks))


def qualified(entity: str | None, country: str) -> str:
    """An entity's id as it is unique in the whole collection."""
    prefix = f"{country.lower()}-"
    return "" if not entity else entity if entity.startswith(prefix) else prefix + entity


def split(line: str) -> list[str]:
    """The parts of a line between bars; bars inside markup do not count."""
    masked = _MARK.sub(lambda m: "\0" * len(m[0]), line)
    parts, at = [], 0
    for piece in masked.split("|"):
        parts.append(line[at : at + len(piece)].strip())
        at += len(piece) + 1
    return parts


def joined(riches: Iterable[Rich], separator: str) -> Rich:
    """All, with the separator between them."""
    whole: Rich | None = None
    for rich in riches:
        whole = rich if whole is None else whole + separator + rich
    return whole or Rich("")
