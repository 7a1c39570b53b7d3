"""What a cell of a table can be: a time in the recording, a number of a row, the head of a column.

Head words are lists in ``archive/ingest/data``, in six languages. A head that no list knows says nothing;
what its column holds is then judged by the cells.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

import regex

from archive.ingest.transcript.labels import ascii_digits
from archive.ingest.word_lists import entries
from language.across import values_of_all

_CLOCK = regex.compile(
    r"^\W*(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,2}):(?P<s>\d{2})(?:[.,](?P<part>\d{1,6})|[:;]\d{2}|-\d{1,3})?\W*"
    r"(?:(?:-|\u2013|\u2014|->|-->|to)?\s*[\[(#]?(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,:;]\d{1,6})?\W*)?$"
)
_UNITS = regex.compile(
    r"^(?:(?P<h>\d{1,2})\s*h\w*)?\s*(?:(?P<m>\d{1,2})\s*m\w*)?\s*(?:(?P<s>\d{1,2})(?:\.\d+)?\s*s\w*)?$"
)
_NUMBER = regex.compile(r"^\d{1,9}(?:[.,]\d{1,9})?s?$")
_MILLISECONDS = regex.compile(r"(?<![a-z])(?:ms|msec|millis\w*)(?![a-z])|_ms$", regex.IGNORECASE)
_LONG_ROW = 120


class Head(StrEnum):
    """What the head of a column says that the column holds."""

    START = "turn_time_columns"
    END = "turn_end_columns"
    SPEAKER = "turn_speaker_columns"
    PERSON = "turn_person_columns"
    WORDS = "turn_words_columns"
    TRANSLATION = "turn_translation_columns"
    NOTES = "turn_note_columns"
    NUMBER = "turn_number_columns"
    OTHER = "turn_other_columns"
    LANGUAGE = "language_columns"


_ASKED = (
    Head.TRANSLATION, Head.WORDS, Head.SPEAKER, Head.START, Head.END, Head.NOTES, Head.PERSON, Head.NUMBER,
    Head.OTHER, Head.LANGUAGE,
)  # fmt: skip


def head(cell: str) -> Head | None:
    """What a cell says as the head of a column; ``None`` where it is no head that is known."""
    key = _key(cell)
    named = next((one for one in _ASKED if key in _words(one)), None)
    if named or not key:
        return named
    words = key.replace("(", " ").replace(")", " ").split()
    return Head.LANGUAGE if any(w in _words(Head.LANGUAGE) for w in words) and len(words) <= 3 else None


def language_of_head(cell: str) -> str | None:
    """The code of the language that a head names, ``xx`` for one without a code here."""
    codes = {
        _key(word): str(code) for word, code in values_of_all("language_columns", "archive.ingest").items()
    }
    key = _key(cell)
    return next(
        (codes[w] for w in (key, *key.replace("(", " ").replace(")", " ").split()) if w in codes), None
    )


def _key(cell: str) -> str:
    words = unicodedata.normalize("NFKC", cell).casefold().replace("_", " ")
    return " ".join(words.strip(" :.*#\u200b\ufeff" if len(words.strip()) > 1 else " ").split())


@cache
def _words(which: Head) -> frozenset[str]:
    return frozenset(map(_key, entries(which.value)))


def seconds(cell: str, unit: float = 1.0) -> float | None:
    """The seconds from the start of the recording that a cell tells; ``None`` where it is no time.

    ``00:01:02.5``, ``[1:02]``, ``00:00:03-00:00:08`` (its start), ``1m 2s``, or a number of units of which
    ``unit`` make a second. Frames behind a third colon are left out.
    """
    words = ascii_digits(cell).strip()
    match = _CLOCK.match(words)
    if match:
        part = match["part"]
        whole = int(match["h"] or 0) * 3600 + int(match["m"]) * 60 + int(match["s"])
        return whole + (int(part) / 10 ** len(part) if part else 0.0)
    if _NUMBER.match(words):
        return float(words.rstrip("s").replace(",", ".")) / unit
    units = _UNITS.match(words) if words else None
    if units and any(units.groups()):
        return float(int(units["h"] or 0) * 3600 + int(units["m"] or 0) * 60 + int(units["s"] or 0))
    return None


def is_clock(cell: str) -> bool:
    """Whether a cell is a time with colons, alone or as a range."""
    return bool(_CLOCK.match(ascii_digits(cell).strip()))


def is_number(cell: str) -> bool:
    """Whether a cell is a number without anything else."""
    return bool(_NUMBER.match(ascii_digits(cell).strip()))


def unit_of(head_cell: str, starts: Sequence[str], ends: Sequence[str]) -> float:
    """How many units of plain numbers make a second: told by the head, else by how long the rows last."""
    if _MILLISECONDS.search(head_cell):
        return 1000.0
    pairs = [
        (seconds(s), seconds(e)) for s, e in zip(starts, ends, strict=False) if is_number(s) and is_number(e)
    ]
    lengths = sorted(e - s for s, e in pairs if s is not None and e is not None)
    if lengths:
        return 1000.0 if lengths[len(lengths) // 2] > _LONG_ROW else 1.0
    numbers = [value for s in starts if is_number(s) and (value := seconds(s)) is not None]
    whole = bool(numbers) and all(value.is_integer() for value in numbers)
    return 1000.0 if whole and max(numbers) > 100_000 else 1.0
