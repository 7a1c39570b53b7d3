"""The one place where decoded lines become the text that never changes again.

NFC, LF, no BOM, no control characters but line feed and tab, ordinary spaces, no trailing blanks, no
empty lines at either end, one line feed at the very end. Offsets everywhere else count in this text.
A reader hands over lines and what it knows of each; it refuses to decide here who speaks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from archive.model import Known, KnownKind, TurnKind

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u2007\u202f]")
# Controls, lone surrogates, the byte-order mark, and the soft hyphen that splits a word in two.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff\ud800-\udfff]")
_LONG = 10_000
"""Characters from which on it pays to compose each distinct word of a text once."""


class Region(StrEnum):
    """Which part of a page a line stands in."""

    HEADER = "header"
    BODY = "body"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Declared:
    """What the format itself says of a line: who speaks, from which column the words begin.

    ``translation`` says that the line holds the words of the declared line before it in another language.
    """

    kind: TurnKind
    label: str | None = field(default=None, repr=False)
    body: int = 0
    seconds: float | None = None
    translation: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader saw it. ``table`` numbers the table that it is a row of, from 0."""

    text: str = field(repr=False)
    region: Region = Region.BODY
    bold: bool = False
    table: int | None = None
    declared: Declared | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """One ``Line`` for each line of the canonical text, or nothing where a format has only text."""

    lines: tuple[Line, ...] = ()


class _Composed(dict[str, str]):
    """The NFC of each distinct word, worked out once. No letter composes across a space or a line feed."""

    def __missing__(self, word: str) -> str:
        self[word] = unicodedata.normalize("NFC", word)
        return self[word]

    def line(self, line: str) -> str:
        """A line in NFC."""
        return line if line.isascii() else " ".join([self[word] for word in line.split(" ")])


def _nfc(line: str) -> str:
    return unicodedata.normalize("NFC", line)


def canonical(raw: str) -> str:
    """The canonical form of any text. Idempotent; empty when nothing but blanks is left."""
    return _canonical(raw, _Composed().line if len(raw) > _LONG else _nfc)


def canonical_for_many() -> Callable[[str], str]:
    """``canonical`` for the many pieces of one file: what is worked out for a word holds for all of them."""
    return partial(_canonical, composed=_Composed().line)


def _canonical(raw: str, composed: Callable[[str], str]) -> str:
    # What is printable as a whole holds nothing that is dropped or replaced.
    text = raw if raw.isprintable() else _SPACES.sub(" ", _DROPPED.sub("", _BREAKS.sub("\n", raw)))
    kept = "\n".join([composed(line).rstrip() for line in text.split("\n")]).strip("\n")
    return f"{kept}\n" if kept else ""


def flat(raw: str) -> str:
    """One line of canonical text: every run of blanks is one space."""
    return " ".join((_nfc(raw) if raw.isprintable() else canonical(raw)).split())


def stemmed(name: str) -> str:
    """A file's name without its extension."""
    return name.rsplit(".", 1)[0] if "." in name else name


def assemble(lines: Iterable[Line]) -> tuple[str, Hints]:
    """Join lines into the canonical text and keep what is known of each; empty lines are dropped."""
    kept: list[Line] = []
    canonised = canonical_for_many()
    for line in lines:
        for position, piece in enumerate(canonised(line.text).split("\n")):
            if piece:
                declared = line.declared if position == 0 else None
                kept.append(Line(piece, line.region, line.bold, line.table, declared))
    return "".join(f"{line.text}\n" for line in kept), Hints(tuple(kept))


def split_lines(text: str) -> list[str]:
    """The lines of canonical text without their line feeds."""
    return text[:-1].split("\n") if text.endswith("\n") else text.split("\n")


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader made of one document: its text, what is known of the lines, and what was left out.

    ``doubts`` are sentences on what fits the way in which the file marks who speaks only loosely.
    """

    text: str = field(repr=False)
    hints: Hints = field(default_factory=Hints, repr=False)
    known: tuple[Known, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()
    encoding: str = ""
    doubts: tuple[str, ...] = field(default=(), repr=False)


_MACHINES = frozenset(
    {
        "",
        "python-docx",
        "openpyxl",
        "odfdo",
        "user",
        "admin",
        "administrator",
        "windows user",
        "unknown",
        "none",
    }
)


def people(names: Iterable[str | None]) -> tuple[Known, ...]:
    """Names that a document's properties give, each once, without what programs write there."""
    distinct = {flat(n) for n in names if n}
    return tuple(
        Known(KnownKind.PERSON, n)
        for n in sorted(distinct)
        if n.casefold() not in _MACHINES and not n.casefold().startswith("microsoft")
    )
