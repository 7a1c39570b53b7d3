"""Dates that can place a story in time: days, months with a day or year, years, feasts, seasons of a year.

Gregorian and Bikram Sambat, Bangla and Hindu months, in words and digits, native or romanised. A bare
month and a duration are left: they point at nobody. Months stand in ``months``, events in ``occasions``.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.date_growth import grown
from archive.redact.patterns.date_words import ENDINGS, YEAR, B, E, spans
from archive.redact.patterns.moments import moments
from archive.redact.patterns.moments_latin import latin_moments
from archive.redact.patterns.months import months
from archive.redact.patterns.occasions import occasions
from archive.redact.spans import Span
from language.across import any_of, either, frames_of_all
from language.lists import language_words, read_words
from language.words import (
    fold,
    is_indic,
    words,
)

_NUMERIC = regex.compile(
    rf"{B}(?:{either(read_words('language', 'zxx').frames_of('date_in_digits'))})(?![\p{{L}}\p{{N}}/])(?!-\d)"
)
_YEARS = regex.compile(
    rf"{B}{YEAR}(?![\p{{N}}])(?!/\d)(?![.,]\d)(?:'?s)?(?: (?:{any_of('year_followers')}))?"
    rf"(?:{ENDINGS}|{any_of('year_endings')}|-(?:{any_of('dashed_endings')})){E}"
)
_NOT_YEAR = regex.compile(rf"(?:{either(frames_of_all('not_a_year_before'))}) ?$")
_UNIT = regex.compile(rf" ?(?:{either(frames_of_all('not_a_year_after'))})")
_BS = regex.compile(rf"{B}(?:{either(frames_of_all('year_of_era'))}){E}")
_SHORT_SAL = regex.compile(rf"{B}(?:{either(frames_of_all('short_year'))}){E}|'\d{{2}}{E}")
(_IN_WORDS,) = language_words("en").frames_of("date_in_words")
_WORDS = regex.compile(f"{B}(?:{_IN_WORDS.pattern}){E}")
_CALENDARS = {
    lang: (frame.fields["cues"], regex.compile(f"{B}(?:{frame.pattern}){E}"))
    for lang in ("vi", "sw")
    for frame in language_words(lang).frames_of("date")
}
"""Dates of languages that say their months by number: what has to stand in a text, and the pattern."""


def dates(text: str, lang: str) -> list[Span]:
    """Dates, years, feasts and seasons of the stretch."""
    low = fold(text)
    tokens = words(text)
    native = any(is_indic(word.text) for word in tokens)
    hits = [*months(low, tokens, native), *occasions(low, tokens, native)]
    if any(ch.isdigit() for ch in low):
        hits += _years(low)
        for pattern, score in ((_NUMERIC, 0.8), (_BS, 0.85), (_SHORT_SAL, 0.6)):
            hits += spans(pattern, low, score)
    if any(cue in low for cue in _IN_WORDS.fields["cues"]):
        hits += spans(_WORDS, low, 0.6)
    cues, pattern = _CALENDARS["vi"]
    if lang == "vi" or any(cue in low for cue in cues):
        hits += spans(pattern, low, 0.8)
    cues, pattern = _CALENDARS["sw"]
    if lang in {"sw", "xx", "en"} and any(cue in low for cue in cues):
        hits += spans(pattern, low, 0.75)
    if lang == "en":
        return hits
    return grown(text, tokens, [*hits, *latin_moments(low, lang), *moments(text, tokens, lang)])


def _years(low: str) -> list[Span]:
    """Four-digit years that no money word and no unit claims."""
    hits = []
    for match in _YEARS.finditer(low):
        before = low[max(0, match.start() - 12) : match.start()]
        if _NOT_YEAR.search(before) or _UNIT.match(low, match.end()):
            continue
        hits.append(Span(match.start(), match.end(), T.DATETIME, 0.7, "dates:year"))
    return hits
