"""Pieces that every rule for dates is built of: years, days, case endings, spans of a pattern."""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span

YEAR = r"(?:19[2-9]\d|20[0-9]\d)"
ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twent(?:ieth|"
    r"y-?[ ]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))|"
    r"thirtieth|thirty-first)"
)
DAY = rf"(?:\d{{1,2}}(?: ?(?:st|nd|rd|th|e|गते|तारिख|तारीख|তারিখ|ই|শে|লা|ঠা|रा))?|{ORDINAL})"
WORD_YEAR = (
    r"(?:two thousand(?: and)?(?: (?:one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty(?:[- ](?:one|two|three|four|five|six))?))?|twenty (?:(?:thir|"
    r"four|fif|six|seven|eigh|nine)teen|eleven|twelve|ten|twenty(?:[- "
    r"](?:one|two|three|four|five|six))?)|"
    r"nineteen (?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ](?:one|"
    r"two|three|four|five|six|seven|eight|nine))?))"
)
B = r"(?<![\p{L}\p{M}\p{N}])"
E = r"(?![\p{L}\p{N}])"
ENDINGS = r"(?:के|को|की|का|में|मा|ले|এর|ের|র|ে|তে|েই|েও|ই|ও|त|लाई|से|बाट|देखि|सम्म|सम्मको|पछि|अघि|तिर|য়|মাসে|মাস)?"


def spans(
    pattern: regex.Pattern[str], low: str, score: float, start: int = 0, end: int | None = None
) -> list[Span]:
    """A span for every match in folded text, or in a stretch of it."""
    stop = len(low) if end is None else end
    return [Span(m.start(), m.end(), T.DATETIME, score, "dates") for m in pattern.finditer(low, start, stop)]
