"""The words of consent forms in six languages (en, bn, hi, ne, sw, vi); the words are in ``words.json``.

Compared after ``fold``: case, Latin accents, nuktas, blanks and dashes aside. A word that does not stand
there means *unknown*; nothing is guessed from a likeness, and there is no default yes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from typing import TypeVar

from consent.record import Capacity, Mode, Purpose, State

E = TypeVar("E", bound=StrEnum)

_LOOSE = re.compile("[\\s_\\-–—.:?!\u0964*]+")
_DROPPED: dict[int, str | None] = dict.fromkeys(
    (*range(0x300, 0x370), 0x93C, 0x9BC, 0x200B, 0x200C, 0x200D), None
)
_LETTERS: dict[int, str | None] = {**_DROPPED, 0x111: "d", 0x901: "\u0902", ord("’"): "'"}


def fold(words: str) -> str:
    """For comparison: lower case, Latin accents and nuktas off, blanks, dots and dashes as one space."""
    text = unicodedata.normalize("NFKD", words).casefold().translate(_LETTERS)
    return unicodedata.normalize("NFC", _LOOSE.sub(" ", text)).strip()


_WORDS: Mapping[str, Mapping[str, list[str]]] = json.loads(
    files("consent").joinpath("words.json").read_text(encoding="utf-8")
)


def _meanings(section: str, kind: type[E]) -> dict[str, E]:
    return {fold(word): kind(value) for value, words in _WORDS[section].items() for word in words}


STATES: Mapping[str, State] = _meanings("states", State)
"""Answer → state."""

CAPACITIES: Mapping[str, Capacity] = _meanings("capacities", Capacity)
"""Answer → standing."""

MODES: Mapping[str, Mode] = _meanings("modes", Mode)
"""Answer → how it was recorded."""

PURPOSES: Mapping[str, Purpose] = _meanings("purposes", Purpose)
"""Column or key → purpose."""

COLUMNS: Mapping[str, str] = {fold(w): name for name, words in _WORDS["columns"].items() for w in words}
"""Header → field of a line."""

GENERAL_CONSENT = frozenset(fold(w) for w in _WORDS["general_consent"]["consent"])
"""Columns of a single question for everything. A yes there names no purpose; a no closes them all."""

ASSENT_SAID = fold("minor_assent_guardian")
"""The one word that says by itself that the child assented and a guardian agreed."""

NOTHING = frozenset({"", "-", "none", "null", "nil"})
"""What stands in a cell that was left empty."""
