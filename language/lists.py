"""Reads the words of a language or a country from YAML, so that a linguist can mend them.

A file names its language or country and its scripts, and holds ``lists``, ``pieces`` and ``frames``. A list
has a role (what it is for), a note (where it is from, what to watch), and either ``entries`` (words,
separated by commas or line ends, in the order in which they are tried) or ``values`` (a word and what it
stands for). A frame is a pattern with texts that it has to match and texts that it must not; a long pattern
is a list of parts that follow each other. ``@{name}`` in a pattern stands for the words of a list of the same
file, longest first, or for a piece: a named pattern that several frames share. ``names: '*'`` says that every
entry of a list is a name.

This module refuses what the form does not know: a misspelt key is an error when the file is read, not a list
that is silently empty. It does not judge the words; the data test does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import regex
import yaml

SCRIPTS = {"Latn": "Latin", "Beng": "Bengali", "Deva": "Devanagari", "Arab": "Arabic"}
"""Scripts by their ISO 15924 code, and the name that Unicode's script property has for each."""

_LIST_KEYS = {"role", "note", "script", "entries", "values", "names"}
_FRAME_KEYS = {"name", "role", "note", "pattern", "examples", "counterexamples", "fields"}
_FILE_KEYS = {"language", "country", "languages", "scripts", "note", "lists", "pieces", "frames"}
_INSERT = regex.compile(r"@\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class WordList:
    """One list of a file: its words in their order, and what each stands for, if anything.

    ``scripts`` are the ISO 15924 codes that its letters may come from. ``names`` are the entries that are
    names of people as well.
    """

    name: str
    role: str
    note: str
    scripts: tuple[str, ...]
    entries: tuple[str, ...] = field(repr=False)
    values: Mapping[str, str | int | float] = field(default_factory=dict, repr=False)
    names: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Frame:
    """A pattern in ``regex``'s syntax, every list inserted; ``fields`` is what else its reader needs."""

    name: str
    role: str
    note: str
    pattern: str = field(repr=False)
    examples: tuple[str, ...] = field(repr=False)
    counterexamples: tuple[str, ...] = field(repr=False)
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Words:
    """What one file holds. ``code`` is the language (ISO 639-1) or the country (ISO 3166-1 alpha-2)."""

    code: str
    languages: tuple[str, ...]
    scripts: tuple[str, ...]
    lists: Mapping[str, WordList] = field(repr=False)
    frames: tuple[Frame, ...] = field(repr=False)
    pieces: Mapping[str, str] = field(default_factory=dict, repr=False)

    def entries(self, name: str) -> tuple[str, ...]:
        """The words of a list in their order; none where the file has no such list."""
        one = self.lists.get(name)
        return one.entries if one is not None else ()

    def values(self, name: str) -> Mapping[str, str | int | float]:
        """What the words of a list stand for; empty where the file has no such list."""
        one = self.lists.get(name)
        return one.values if one is not None else {}

    def frames_of(self, role: str) -> tuple[Frame, ...]:
        """The frames with this role, in their order."""
        return tuple(one for one in self.frames if one.role == role)


@cache
def read_words(package: str, name: str) -> Words:
    """The file ``name`` (without its ending) in the folder ``data`` of a package, read once.

    Raises ``FileNotFoundError`` if there is none and ``ValueError`` where its form is not the one above.
    """
    text = files(package).joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    return parse_words(yaml.load(text, Loader=yaml.CSafeLoader))


def language_words(code: str) -> Words:
    """The words of a language that are true whoever asks (``language/data``)."""
    return read_words("language", code)


def parse_words(data: Mapping[str, Any]) -> Words:
    """The words in a file's content. Raises ``ValueError`` where a key is unknown or missing."""
    _expect(data, _FILE_KEYS, "the file")
    code = data.get("language") or data.get("country")
    if not code:
        raise ValueError("A file of words names its language or its country.")
    scripts = tuple(data.get("scripts") or ("Latn",))
    lists = {name: _list(name, one, scripts) for name, one in (data.get("lists") or {}).items()}
    pieces: dict[str, str] = {}
    for name, written in (data.get("pieces") or {}).items():
        if name in lists:
            raise ValueError(f"{name}: a piece cannot have the name of a list.")
        pieces[name] = f"(?:{_pattern(written, lists, pieces)})"
    return Words(
        code=str(code),
        languages=tuple(data.get("languages") or (data["language"],)),
        scripts=scripts,
        lists=lists,
        frames=tuple(_frame(one, lists, pieces) for one in data.get("frames") or ()),
        pieces=pieces,
    )


def split_entries(block: str) -> tuple[str, ...]:
    """The entries of a block of text: separated by commas or line ends, blanks around them cut."""
    return tuple(part.strip() for row in block.splitlines() for part in row.split(",") if part.strip())


def alternation(entries: Iterable[str], gap: str = r"[^\S\n]+") -> str:
    """A regular expression for any of the entries, longest first. A blank in one matches ``gap``: any run of
    blanks without a line break, if nothing else is said."""
    ordered = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    return "|".join(regex.escape(entry, literal_spaces=True).replace(" ", gap) for entry in ordered)


def _list(name: str, data: Mapping[str, Any], scripts: tuple[str, ...]) -> WordList:
    _expect(data, _LIST_KEYS, name)
    if ("entries" in data) == ("values" in data):
        raise ValueError(f"{name}: a list has either entries or values.")
    values = dict(data.get("values") or {})
    if not all(isinstance(word, str) for word in values):
        raise ValueError(f"{name}: quote the words that YAML reads as something else (yes, no, on, 12).")
    own = data.get("script")
    entries = split_entries(str(data["entries"])) if "entries" in data else tuple(values)
    named = str(data.get("names") or "")
    return WordList(
        name=name,
        role=str(data["role"]),
        note=str(data.get("note") or ""),
        scripts=tuple(own if isinstance(own, list) else [own]) if own else scripts,
        entries=entries,
        values=values,
        names=frozenset(entries if named == "*" else split_entries(named)),
    )


def _pattern(written: str | list[str], lists: Mapping[str, WordList], pieces: Mapping[str, str]) -> str:
    """A pattern with its pieces and the words of its lists inserted."""

    def inserted(match: regex.Match[str]) -> str:
        name = match.group(1)
        if name not in pieces and name not in lists:
            raise ValueError(f"@{{{name}}} is no list and no piece of this file that is known by then.")
        return pieces[name] if name in pieces else f"(?:{alternation(lists[name].entries)})"

    return _INSERT.sub(inserted, "".join(written) if isinstance(written, list) else written)


def _frame(data: Mapping[str, Any], lists: Mapping[str, WordList], pieces: Mapping[str, str]) -> Frame:
    _expect(data, _FRAME_KEYS, str(data.get("name")))
    return Frame(
        name=str(data["name"]),
        role=str(data["role"]),
        note=str(data.get("note") or ""),
        pattern=_pattern(data["pattern"], lists, pieces),
        examples=tuple(map(str, data["examples"])),
        counterexamples=tuple(map(str, data["counterexamples"])),
        fields=dict(data.get("fields") or {}),
    )


def _expect(data: Mapping[str, Any], known: set[str], place: str) -> None:
    if not all(isinstance(name, str) for name in (*data, *(data.get("lists") or ()))):
        raise ValueError(f"{place}: quote the words that YAML reads as something else (yes, no, on, 12).")
    unknown = set(data) - known
    if unknown:
        raise ValueError(f"{place}: the keys {', '.join(sorted(unknown))} are not known.")
