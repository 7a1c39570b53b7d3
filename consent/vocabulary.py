"""The words of consent forms in six languages (en, bn, hi, ne, sw, vi); they stand in ``consent/data``.

Compared after ``fold_form_word``: case, Latin accents, nuktas, blanks and dashes aside. A word that does
not stand there means *unknown*; nothing is guessed from a likeness, and there is no default yes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from consent.record import Capacity, Mode, Purpose, State
from language.across import in_order, names_of_lists

E = TypeVar("E", bound=StrEnum)

_LOOSE = re.compile("[\\s_\\-–—.:?!\u0964*]+")
_DROPPED: dict[int, str | None] = dict.fromkeys(
    (*range(0x300, 0x370), 0x93C, 0x9BC, 0x200B, 0x200C, 0x200D), None
)
_LETTERS: dict[int, str | None] = {**_DROPPED, 0x111: "d", 0x901: "\u0902", ord("’"): "'"}


def fold_form_word(words: str) -> str:
    """A header or an answer of a form for comparison: lower case, Latin accents and nuktas off, blanks, dots
    and dashes as one space.

    Words stay apart, because an answer may list several purposes; accents go, because the words that may
    stand here are few and none differs from another by its accents alone.
    """
    text = unicodedata.normalize("NFKD", words).casefold().translate(_LETTERS)
    return unicodedata.normalize("NFC", _LOOSE.sub(" ", text)).strip()


def _words(kind: str) -> dict[str, str]:
    """Every word of the lists of a kind, folded, with what the name of its list says."""
    return {
        fold_form_word(word): name.removeprefix(f"{kind}_")
        for name in names_of_lists(f"{kind}_", "consent")
        for word in in_order(name, "consent")
    }


def _meanings(kind: str, meaning: type[E]) -> dict[str, E]:
    return {word: meaning(name) for word, name in _words(kind).items()}


STATES: Mapping[str, State] = _meanings("state", State)
"""Answer → state."""

CAPACITIES: Mapping[str, Capacity] = _meanings("capacity", Capacity)
"""Answer → standing."""

MODES: Mapping[str, Mode] = _meanings("mode", Mode)
"""Answer → how it was recorded."""

PURPOSES: Mapping[str, Purpose] = _meanings("purpose", Purpose)
"""Column or key → purpose."""

COLUMNS: Mapping[str, str] = _words("column")
"""Header → field of a line."""

GENERAL_CONSENT = frozenset(_words("general"))
"""Columns of a single question for everything. A yes there names no purpose; a no closes them all."""

ASSENT_SAID = fold_form_word("minor_assent_guardian")
"""The one word that says by itself that the child assented and a guardian agreed."""

NOTHING = frozenset({"", "-", "none", "null", "nil"})
"""What stands in a cell that was left empty."""
