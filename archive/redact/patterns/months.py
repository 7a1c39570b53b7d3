"""Months with a day or a year, feasts, local months: Gregorian, Bikram Sambat, Bangla, Hindu.

A bare English month points at nobody and is left. Nothing is searched where no word of a month or feast is
said.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import regex

from archive.redact.patterns.common import folded_alternation
from archive.redact.patterns.date_words import DAY, ENDINGS, WORD_YEAR, YEAR, B, spans
from archive.redact.patterns.native_names import RELATIONS
from archive.redact.patterns.packs import packs
from archive.redact.spans import Span
from language.across import any_of, either, frames_of_all, words_of_all
from language.lists import language_words
from language.words import (
    WORD,
    Word,
    fold,
    is_indic,
)

_ENGLISH = frozenset(language_words("en").entries("months") + language_words("en").entries("month_spellings"))
_NUMBERED_MONTH = language_words("vi").entries("month")
"""Vietnamese months have a rule of their own."""
_AMBIGUOUS = words_of_all("ambiguous_months")


@cache
def _months() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Patterns for a month with a day or year in Latin letters, and in native ones."""
    every = _ENGLISH | {m for pack in packs() for m in pack.months}
    latin = folded_alternation(
        m for m in every if not is_indic(m) and not m.casefold().startswith(_NUMBERED_MONTH)
    )
    native = folded_alternation(m for m in every if is_indic(m))
    forms = (
        rf"{B}(?:{DAY}(?: of| the)?[ -]{{1,2}}(?:{latin})(?:[ ,-]{{1,3}}(?:of "
        rf")?{YEAR}|[ ,]{{1,2}}{WORD_YEAR})?"
        rf"|(?:{latin})[ -]{{1,2}}(?:the )?{DAY}(?:(?:,| of)? {{0,2}}{YEAR})?|"
        rf"(?:{latin})(?:,| of)? {{0,2}}(?:{YEAR}|{WORD_YEAR})"
        rf"|{YEAR}(?: bs)? (?:{latin})(?: {DAY})?|(?:early|mid|late|end of|beginning of|"
        rf"middle of)[ -](?:{latin}))(?!\p{{L}})"
    )
    year, era_year = rf"(?:{YEAR}|1[34]\d\d)", any_of("year_after")
    indic = (
        rf"{B}(?:(?:{year} (?:(?:{any_of('year_words_before_day')}) )?)?{DAY} ?(?:{native}){ENDINGS}"
        rf"(?: ?,? ?{year}(?: (?:{era_year}))?)?|"
        rf"(?:{native}){ENDINGS} ?,? ?(?:{YEAR}|{DAY})"
        rf"(?: ?(?:{any_of('dated_by')}))?{ENDINGS}|"
        rf"{year},? ?(?:(?:{any_of('year_words_before_month')}) )?(?:{native}){ENDINGS}(?: ?{DAY}{ENDINGS})?|"
        rf"(?:{native}) ?(?:{any_of('month_word')}){ENDINGS})(?![\p{{L}}\p{{N}}])"
    )
    return regex.compile(forms), regex.compile(indic)


_NAMED_FEAST = either(frames_of_all("named_feast"))
"""Feasts by the last word of their name."""


@cache
def _feasts() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Feasts with what goes with them; and bare local months, which are rare as words."""
    names = folded_alternation(f for pack in packs() for f in pack.feasts if f.casefold() not in _AMBIGUOUS)
    local = folded_alternation(
        m for pack in packs() for m in pack.months if m.casefold() not in _AMBIGUOUS and len(m) > 3
    )
    return (
        regex.compile(
            rf"{B}(?:(?:the )?(?:last|before|after|this|two days (?:after|"
            rf"before)|day (?:after|before)) )?(?:{names}|{_NAMED_FEAST}){ENDINGS}(?: day|"
            rf" eve| week)?(?: {YEAR}|,? (?:last|this) year)?(?!\p{{L}})"
        ),
        regex.compile(rf"{B}(?:{local}){ENDINGS}(?![\p{{L}}\p{{M}}])"),
    )


_FEAST_WORDS = words_of_all("feast_words")


@cache
def _month_words() -> frozenset[str]:
    every = _ENGLISH | {m for pack in packs() for m in pack.months} | {f for p in packs() for f in p.feasts}
    return frozenset(fold(WORD.findall(entry)[0]) for entry in every) | _FEAST_WORDS


_BEFORE, _AFTER = 72, 72
"""So many code points around a month or feast are read."""


def months(low: str, tokens: Sequence[Word], native: bool) -> list[Span]:
    """Months with a day or year, feasts, and local months by themselves; only around where one is said."""
    stretches: list[tuple[int, int]] = []
    for word in tokens:
        if _tells(word.text):
            start, end = max(0, word.start - _BEFORE), low.find(" ", word.end + _AFTER)
            end = len(low) if end < 0 else end
            if stretches and start <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((start, end))
    return [span for start, end in stretches for span in _around(low, start, end, native)]


def _around(low: str, start: int, end: int, native: bool) -> list[Span]:
    latin, indic = _months()
    feasts, local = _feasts()
    return [
        *spans(latin, low, 0.9, start, end),
        *spans(local, low, 0.55, start, end),
        *(spans(indic, low, 0.85, start, end) if native else ()),
        *(
            s
            for s in spans(feasts, low, 0.7, start, end)
            if low[s.start : s.end].split(" ")[0] not in RELATIONS
        ),
    ]


@lru_cache(maxsize=8192)
def _tells(shown: str) -> bool:
    """Whether a word, with or without a case ending, begins or ends the name of a month or feast."""
    low = fold(shown)
    if low in _month_words():
        return True
    return is_indic(low) and any(len(low) > cut + 1 and low[:-cut] in _month_words() for cut in (1, 2, 3))
