"""Single values of a consent line: days, words, lists, in whatever shape a form wrote them.

Each reader answers the value and whether it was understood; none guesses. Day and month are exchanged
nowhere: ``03/04/2025`` is refused rather than read one way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from consent.vocabulary import NOTHING, STATES, fold_form_word

T = TypeVar("T")

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_SPOKEN = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR = re.compile(r"\d{4}")


def text(value: Any) -> str:
    """A trimmed NFC string; empty for nothing and for anything that is not one value."""
    if value is None or isinstance(value, (dict, list)):
        return ""
    return unicodedata.normalize("NFC", str(value)).strip()


def texts(value: Any) -> tuple[str, ...]:
    """Every non-empty string of a list, or of a single value, each once, in order."""
    many = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(t for t in map(text, many) if t))


def day(value: Any) -> tuple[date | None, bool]:
    """A day and whether it was understood (``None, True`` where nothing stands).

    Reads ISO 8601 in any digits, and ``25/12/2025`` where day and month cannot be exchanged.
    """
    words = "".join(_ascii_digit(c) for c in text(value))
    if fold_form_word(words) in NOTHING:
        return None, True
    if match := _ISO.fullmatch(words):
        year, month, number = (int(g) for g in match.groups())
    elif match := _SPOKEN.fullmatch(words):
        number, month, year = (int(g) for g in match.groups())
        if number <= 12 and number != month:
            return None, False
    else:
        return None, False
    try:
        return date(year, month, number), True
    except ValueError:
        return None, False


def birth(value: Any) -> tuple[date | None, bool]:
    """A day of birth. A year alone is read as its first day: who may be of age is asked again early."""
    words = "".join(_ascii_digit(c) for c in text(value))
    if _YEAR.fullmatch(words) and int(words) > 0:
        return date(int(words), 1, 1), True
    return day(value)


def word(value: Any, table: Mapping[str, T]) -> T | None:
    """The meaning of a word in a vocabulary, ``None`` if it has none."""
    return table.get(fold_form_word(text(value)))


def is_yes(value: Any) -> bool:
    """Whether this is a clear yes."""
    if isinstance(value, bool):
        return value
    return STATES.get(fold_form_word(text(value))) is STATES["yes"] or text(value) == "1"


def _ascii_digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if unicodedata.decimal(char, None) is not None else char
