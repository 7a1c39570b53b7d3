"""What the columns of a table look like: speech, labels, remarks; and which of two languages is the original.

Judged over all cells of a column, never by one. Heads that ask about people are those of a survey, and no
table with such a head is a table of turns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from archive.ingest.tables.survey_columns import kind_of as identifier_in
from archive.ingest.transcript.labels import is_known, is_plausible, seat
from language.across import searched
from language.identification import languages

Row = Sequence[str]
INSIDE = regex.compile(r"^(?P<label>[^:\uff1a]{1,40}?)\s*[:\uff1a]\s+(?P<words>\S.*)$", regex.DOTALL)
"""A label with a colon in the cell of its words."""
MOST = 0.8
BESIDE = 0.6
"""The share of rows that a column of translations fills."""
LABEL_LENGTH = 60
SENTENCE_END = regex.compile(r"[.?!\u2026\u0964\u0965\u3002][\"'\u201d\u2019)\]]*$")
_SYSTEM = regex.compile(r"^(?:_\w+|key|instanceid|meta/.*|indicator)$", regex.IGNORECASE)
_GROUPED = regex.compile(r"^\w+/\w+")
_LONG = 6.0
_SENTENCES = 0.5
_HEADING = 8


@dataclass(frozen=True, slots=True)
class TwoTongues:
    """Which of two columns of words is the original, and whether nothing but its place says so."""

    original: int
    translation: int
    doubtful: bool = False


def column(rows: Sequence[Row], n: int, *, keep: bool = False) -> list[str]:
    """The cells of a column, the empty ones too where they are to be kept."""
    return [row[n].strip() for row in rows if keep or row[n].strip()]


def share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    """Of how many cells in one a test holds; none of no cells."""
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0


def is_speech(cells: Sequence[str]) -> bool:
    """Whether cells hold sentences: long on the whole, or closed as sentences are."""
    if not cells:
        return False
    words = sum(len(cell.split()) for cell in cells) / len(cells)
    ended = share(cells, SENTENCE_END.search)
    return words > 1.2 and (words >= _LONG or ended >= _SENTENCES)


def has_remarks(cells: Sequence[str]) -> bool:
    """Whether a column that is nothing else holds words that must not be lost."""
    return bool(cells) and any(len(cell.split()) > 1 or SENTENCE_END.search(cell) for cell in cells)


def is_sentence(words: str) -> bool:
    """Whether somebody says these words: more than a heading has, or closed by a mark."""
    return len(words.split()) > _HEADING or bool(SENTENCE_END.search(words))


def are_labels(cells: Sequence[str]) -> bool:
    """Whether cells can be who speaks: plausible labels of which some come again."""
    times = Counter(cells)
    if not cells or sum(n for cell, n in times.items() if is_label(cell)) < MOST * len(cells):
        return False
    return len(set(map(seat, times))) < len(cells) or all(map(is_known, times))


def is_label(cell: str) -> bool:
    """Whether a cell can name who speaks."""
    return len(cell) <= LABEL_LENGTH and (is_plausible(cell) or is_known(cell))


def asks_about_people(cell: str) -> bool:
    """Whether a head is a question of a survey: about a person, a place, a consent, or in a tool's groups."""
    if _GROUPED.match(cell.strip()) or identifier_in(cell) is not None:
        return True
    return any(pattern.search(cell) for pattern in _questions())


@cache
def _questions() -> tuple[regex.Pattern[str], ...]:
    """What heads of a survey ask for besides identifiers."""
    roles = ("quasi_column", "consent_column", "dropped_column")
    return tuple(searched(role, regex.IGNORECASE, "archive.ingest") for role in roles)


def is_system(cell: str) -> bool:
    """Whether a head is one that survey tools, or scorecards, have."""
    return bool(_SYSTEM.match(cell.strip()))


def original_of(rows: Sequence[Row], first: int, second: int) -> TwoTongues | None:
    """Which of two columns is the original; ``None`` where both are in one language.

    English beside another language is the translation. Of two other languages the first is taken.
    """
    tongues = [languages(" ".join(map(_words, column(rows, n))))[0] for n in (first, second)]
    if tongues[0] == tongues[1]:
        return None
    if tongues[0] == "en":
        return TwoTongues(second, first)
    return TwoTongues(first, second, doubtful=tongues[1] != "en")


def _words(cell: str) -> str:
    match = INSIDE.match(cell)
    return match["words"] if match and is_label(match["label"]) else cell
