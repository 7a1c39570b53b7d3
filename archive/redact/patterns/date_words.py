"""Pieces that every rule for dates is built of: years, days, case endings, spans of a pattern."""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from language.across import any_of, endings
from language.lists import language_words

YEAR = r"(?:19[2-9]\d|20[0-9]\d)"
_ENGLISH = language_words("en").pieces
DAY = rf"(?:\d{{1,2}}(?: ?(?:{any_of('day_suffixes')}))?|{_ENGLISH['ordinal']})"
WORD_YEAR = _ENGLISH["word_year"]
B = r"(?<![\p{L}\p{M}\p{N}])"
E = r"(?![\p{L}\p{N}])"
ENDINGS = rf"(?:{'|'.join(endings('date'))})?"


def spans(
    pattern: regex.Pattern[str], low: str, score: float, start: int = 0, end: int | None = None
) -> list[Span]:
    """A span for every match in folded text, or in a stretch of it."""
    stop = len(low) if end is None else end
    return [Span(m.start(), m.end(), T.DATETIME, score, "dates") for m in pattern.finditer(low, start, stop)]
