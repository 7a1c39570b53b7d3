"""What stands in a pair of braces: a name, a place, a number, drawn for one copy of one document.

    {given.f}       a line of lists/<key>/given.f.txt, or a level of the gazetteer, or a drawn number
    {given.f.1}     the same, kept through the document: .1 is one person wherever it stands
    {given}         .f or .m
    {family@bd}     from another country's lists
    {gen}           the case ending that the value before it takes (bench.train.suffixes)
    {given.f.1:lower}   as it is written in an address; also :upper, :ascii, :initial

An entry of a list may hold slots of its own, and # for a drawn digit: `{village} Primary School`, `KH-####`.
Lists are looked for under the language first (words: months, ages, festivals), then under the country
(names, places). A slot that nothing can fill is an error, not an empty string.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bench.train.gazetteer import places
from bench.train.numbers import NUMBERS, PHONES, native
from bench.train.suffixes import SUFFIXES

LISTS = Path(__file__).parent / "lists"
COUNTRIES = ("bd", "in", "ke", "np", "vn")
HOME = {"bn": "bn", "hi": "hi", "ne": "ne", "sw": "ke", "vi": "vn"}
"""Where a language's own texts find their names: in their own script where there is one."""

COUNTRY = {"bn": "bd", "hi": "in", "ne": "np"}
NATIVE_DIGITS = 0.5
LISTED = 0.5
"""How often a place comes from the project's own list, where the gazetteer has that level too."""

SLOT = re.compile(
    r"\{(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)(?:\.(?P<number>\d+))?(?:@(?P<key>[a-z]{2}))?(?::(?P<form>[a-z]+))?\}"
)
_DIGIT = re.compile("#")


class SlotError(ValueError):
    """A slot that cannot be filled; the message says which and what would fill it."""


def without_marks(text: str) -> str:
    """Latin letters without their marks, as on a plain keyboard."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


FORMS: dict[str, Callable[[str], str]] = {
    "ascii": without_marks,
    "initial": lambda text: text[0],
    "lower": lambda text: re.sub(r"[^a-z0-9]", "", without_marks(text).lower()),
    "upper": str.upper,
}


@cache
def listed(key: str, name: str) -> tuple[str, ...]:
    """The entries of lists/<key>/<name>.txt, without comments; nothing when there is no such list."""
    path = LISTS / key / f"{name}.txt"
    if not path.is_file():
        return ()
    lines = (unicodedata.normalize("NFC", line).strip() for line in path.read_text("utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("# "))


@dataclass
class Filler:
    """The slots of one copy of one document. `country` is where its people live."""

    lang: str
    country: str
    draw: random.Random
    kept: dict[str, str] = field(default_factory=dict)
    native_digits: bool = False
    last: str = ""

    def __post_init__(self) -> None:
        """Decide once a document which digits it is written in."""
        self.native_digits = self.draw.random() < NATIVE_DIGITS

    def fill(self, text: str, key: str | None = None) -> str:
        """The text with every slot replaced, from `key`'s lists where a slot names none.

        Raises SlotError for a slot that is unknown or badly written.
        """
        filled = SLOT.sub(lambda found: self._value(found, found["key"] or key), text)
        if "{" in filled or "}" in filled:
            raise SlotError(f"badly written slot in {text!r}: write {{name}}, {{name.1}} or {{name.1:form}}")
        return filled

    def _value(self, found: re.Match[str], key: str | None) -> str:
        name, number, form = found["name"], found["number"], found["form"]
        if name in SUFFIXES:
            return SUFFIXES[name](self.last)
        kept = f"{name}.{number}@{key}"
        value = self.kept.get(kept) if number else None
        if value is None:
            value = self._drawn(name, key)
            if number:
                self.kept[kept] = value
        self.last = value
        if form is None:
            return value
        if form not in FORMS:
            raise SlotError(f"unknown form ':{form}': use one of {', '.join(sorted(FORMS))}")
        return FORMS[form](value)

    def _drawn(self, name: str, key: str | None) -> str:
        keys = (key,) if key else (self.lang, HOME.get(self.lang, self.country))
        for candidate in keys:
            value = self._from(candidate, name)
            if value is not None:
                return value
        if name == "phone":
            country = (key or self.country) if (key or self.country) in PHONES else COUNTRY[key or "bn"]
            return self._number(PHONES[country])
        if name in NUMBERS:
            return self._number(NUMBERS[name])
        where = " or ".join(f"lists/{candidate}/{name}.txt" for candidate in keys)
        raise SlotError(f"unknown slot {{{name}}}: no {where}, no such place level, no such number")

    def _from(self, key: str, name: str) -> str | None:
        own, level = listed(key, name), places(key).get(name, ())
        if not own and not level:
            both = [entries for sex in ("f", "m") if (entries := listed(key, f"{name}.{sex}"))]
            return self._opened(self.draw.choice(self.draw.choice(both)), key) if both else None
        chosen = own if own and (not level or self.draw.random() < LISTED) else level
        return self._opened(self.draw.choice(chosen), key)

    def _opened(self, entry: str, key: str) -> str:
        """A list's entry with its own slots and digit marks drawn."""
        digit = _DIGIT.sub(lambda _: self._number(lambda draw: draw.choice("0123456789")), entry)
        return self.fill(digit, key if key in COUNTRIES else None)

    def _number(self, draw: Callable[[random.Random], str]) -> str:
        number = draw(self.draw)
        return native(number, self.lang) if self.native_digits else number
