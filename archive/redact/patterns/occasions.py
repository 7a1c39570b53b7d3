"""Times that an event or a season of a year tells: "the flood of 2017", "नोटबंदी के साल", "last Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from archive.redact.patterns.date_words import YEAR, B, E, spans
from archive.redact.spans import Span
from language.across import any_of, either, frames_of_all, words_of_all
from language.words import Word

_SEASONAL = regex.compile(rf"{B}(?:the )?(?:{any_of('year_seasons')})(?:,| of| in)? {YEAR}{E}")
_WEEKDAY = regex.compile(f"{B}(?:{either(frames_of_all('weekday'))}){E}")
_EVENT_YEAR = regex.compile(f"{B}(?:{either(frames_of_all('event_year'))}){E}")
_NATIVE_EVENT = regex.compile(f"{B}(?:{either(frames_of_all('event_year_native'))}){E}")
_EVENT_WORDS = words_of_all("year_events")


def occasions(low: str, tokens: Sequence[Word], native: bool) -> list[Span]:
    """Event years, weekdays with what points at one, and seasons of a year, in folded text."""
    hits: list[Span] = []
    if any(ch.isdigit() for ch in low):
        hits += spans(_SEASONAL, low, 0.85)
    if "day" in low:
        hits += spans(_WEEKDAY, low, 0.55)
    if any(word.text.casefold() in _EVENT_WORDS for word in tokens):
        hits += spans(_EVENT_YEAR, low, 0.6)
    if native:
        hits += spans(_NATIVE_EVENT, low, 0.6)
    return hits
