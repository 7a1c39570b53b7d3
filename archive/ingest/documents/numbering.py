"""The numbers that a word processor writes before the paragraphs of a list, as text.

People see ``3.`` or ``Q3.`` before a question, and cite it; the file holds only that the paragraph belongs
to a list. The counting is that of Word (ECMA-376, part 1, section 17.9) and fits OpenDocument too. A number
in a form that this module does not know is written as a plain one; it refuses to leave the number out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

BULLET = "\u2022"
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_ROMAN = 3_999
_MOST_LETTERS = 20
_ZEROS = {"hindinumbers": "\u0966", "thainumbers": "\u0e50", "bengalinumbers": "\u09e6"}
_DEVANAGARI = ("\u0905", "\u0915")
_PLACE = re.compile(r"%([1-9])")
_DEPTH = 9
_LETTERS_OF_A_SCRIPT = 64
_DOTTED = (" NNNA", " RRA", " LLLA")
"""Consonants that stand in the block of a script without being counted in its alphabet."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    ``form`` is how its numbers are written: the name that ECMA-376 gives it, or the first of them (``1``,
    ``a``, a native digit or letter). ``template`` holds ``%1`` to ``%9`` for the numbers of the levels.
    ``restart`` is the level, from 1, that starts this one anew; 0 for none, ``None`` for every higher
    one.
    """

    form: str = "decimal"
    template: str = "%1."
    start: int = 1
    restart: int | None = None
    legal: bool = False
    suffix: str = " "


@dataclass(slots=True)
class Counters:
    """How far each list has been counted while a document is read from its beginning."""

    counts: dict[str, list[int | None]] = field(default_factory=dict)

    def restart(self, key: str, level: int, start: int) -> None:
        """Let the next number of a level be ``start``."""
        self._of(key)[level] = start - 1

    def forget(self, key: str) -> None:
        """Count a list from its beginning again."""
        self.counts.pop(key, None)

    def next(self, key: str, levels: Mapping[int, Level], depth: int) -> str:
        """Count one paragraph of a list; what stands before it, with the blank after it, or nothing."""
        level = levels.get(depth)
        if level is None or not 0 <= depth < _DEPTH:
            return ""
        counts = self._of(key)
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        for deeper in range(depth + 1, _DEPTH):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                counts[deeper] = None
        for higher in range(depth):
            if counts[higher] is None:
                counts[higher] = levels[higher].start if higher in levels else 1
        text = _written(level, levels, counts)
        return f"{text}{level.suffix}" if text.strip() else ""

    def _of(self, key: str) -> list[int | None]:
        return self.counts.setdefault(key, [None] * _DEPTH)


def _written(level: Level, levels: Mapping[int, Level], counts: Sequence[int | None]) -> str:
    if level.form == "bullet":
        return level.template if level.template in _DASHES else BULLET
    if level.form == "none":
        return _PLACE.sub("", level.template)

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = levels[place].form if place in levels and not level.legal else "decimal"
        return numeral(counts[place] or 0, form)

    return _PLACE.sub(number, level.template)


def numeral(value: int, form: str) -> str:
    """A number in a form: ``decimal``, ``upperRoman``, ``a``, or the first numbers of a series."""
    name = form.lower()
    if name in {"decimalzero", "01"}:
        return f"{value:02d}"
    if name in {"lowerletter", "upperletter", "a"}:
        return _cased(_letters(value, "abcdefghijklmnopqrstuvwxyz"), form in {"upperLetter", "A"})
    if name in {"lowerroman", "upperroman", "i"}:
        return _cased(_roman(value), form in {"upperRoman", "I"})
    if name == "ordinal":
        return f"{value}{_ordinal(value)}"
    if name in _ZEROS:
        return _digits(value, _ZEROS[name])
    if name in {"hindivowels", "hindiconsonants"}:
        return _letters(value, _series(_DEVANAGARI[name == "hindiconsonants"]))
    return _native(value, form)


def _native(value: int, form: str) -> str:
    """A number like the first of a series, given as ``001, 002, ...`` or in another script's letters."""
    first = form.split(",")[0].strip()
    if first and all(c.isdigit() for c in first):
        zero = chr(ord(first[-1]) - unicodedata.digit(first[-1]))
        return _digits(value, zero).rjust(len(first), zero)
    if len(first) == 1 and unicodedata.category(first) == "Lo":
        return _letters(value, _series(first))
    return str(value)


def _series(first: str) -> str:
    """The letters of a script from one on, as its alphabet orders them: the vowels, or the consonants."""
    kept = [first]
    for code in range(ord(first) + 1, ord(first) + _LETTERS_OF_A_SCRIPT):
        name = unicodedata.name(chr(code), "")
        if name and ("LETTER" not in name or name.endswith(" LETTER KA")):
            break
        if name and not name.endswith(_DOTTED):
            kept.append(chr(code))
    return "".join(kept)


def _letters(value: int, letters: str) -> str:
    """``a`` to ``z``, then ``aa``, ``bb``; a plain number outside of that."""
    turn, place = divmod(value - 1, len(letters))
    return letters[place] * (turn + 1) if value > 0 and turn < _MOST_LETTERS else str(value)


def _roman(value: int) -> str:
    if not 0 < value <= _MOST_ROMAN:
        return str(value)
    written = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        written += sign * count
    return written


def _digits(value: int, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in str(value))


def _cased(text: str, capitals: bool) -> str:
    return text.upper() if capitals else text


def _ordinal(value: int) -> str:
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
