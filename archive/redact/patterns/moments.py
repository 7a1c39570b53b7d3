"""Times as people tell them: "গেল শীতে", "नब्बे के सूखे में", "छठको भोलिपल्ट", the year of the flood.

Read word by word: the moments that no rule for calendars finds, as last winter, the year of the flood, the
riots of eighty-four, a weekday.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.moment_words import (
    AGES_OF_STATE,
    BOUND_EVENTS,
    EVENTS,
    FIRM_WEEKDAYS,
    HABITS,
    LINKS,
    PARTS,
    PLAIN_MONTHS,
    REIGNS,
    SEASONS,
    TAILS,
    TIMES,
    WEEKDAYS,
    WHICH,
)
from archive.redact.patterns.native_names import unknown
from archive.redact.patterns.packs import packs
from archive.redact.spans import Span
from language.across import endings, values_of_all, words_of_all
from language.lists import language_words
from language.numbers import value
from language.stems import indic, stem
from language.words import Word

_GAP = regex.compile(r"[ \u00a0-]|, ")
_GENITIVES, _YEAR_ENDINGS = endings("genitive"), endings("year")
_OF, _ON = words_of_all("of"), words_of_all("on_day")
_IN_TIME, _IN = words_of_all("in_time"), words_of_all("located_in")
_YEARS = tuple(words_of_all("year_beginnings"))
_COURTESIES = words_of_all("courtesies")
_PARTICIPLES = tuple(words_of_all("participle_endings"))
_DAY_ENDINGS = values_of_all("day_endings")
_NOT_TOLD = words_of_all("months_not_told")


def moments(text: str, tokens: Sequence[Word], lang: str) -> Iterator[Span]:
    """Moments that are told by a season, a weekday, an event or somebody's reign."""
    for at, word in enumerate(tokens):
        surface = word.text.casefold()
        base = _base(surface)
        extent: tuple[int, int] | None = None
        if surface in AGES_OF_STATE:
            extent = at, at + 1
        elif base in WEEKDAYS or surface in FIRM_WEEKDAYS:
            extent = _weekday(text, tokens, at, surface)
        elif base in EVENTS or base in SEASONS:
            extent = _event(text, tokens, at, surface, base)
        elif surface in REIGNS and at and _near(text, tokens, at - 1):
            extent = _reign(text, tokens, at, lang)
        elif base in _months():
            extent = _month(text, tokens, at)
        elif surface in _SAME_YEAR and at and _near(text, tokens, at - 1):
            extent = _year_when(text, tokens, at)
        if extent:
            yield _span(tokens, *extent, 0.6)


_SAME_YEAR, _WHEN = words_of_all("same_year"), words_of_all("when")
_WHEN_AFTER_NOUN = frozenset(language_words("bn").entries("when"))
"""In Bangla the noun stands before it."""


def _year_when(text: str, tokens: Sequence[Word], at: int) -> tuple[int, int] | None:
    """A year told by what was done in it: ``जिस साल बाँध बना``, ``বাঁধ যে বছর হলো``, ``निकुञ्ज बनेको साल``."""
    before = tokens[at - 1].text
    if before in _WHEN:
        end = at + 1
        while end - at < 3 and close(text, tokens, end - 1):
            end += 1
        return (
            (at - 1 - (before in _WHEN_AFTER_NOUN and close(text, tokens, at - 2)), end)
            if end > at + 1
            else None
        )
    if before.endswith(_PARTICIPLES) and len(before) > 4:
        return at - 1 - close(text, tokens, at - 2), at + 1
    return None


def _month(text: str, tokens: Sequence[Word], at: int) -> tuple[int, int] | None:
    """A month of one year: behind a day in words, behind "last", or before a part of it."""
    before = tokens[at - 1].text.casefold() if close(text, tokens, at - 1) else ""
    if before and (_day(before) or before in WHICH):
        return at - 1, at + 1
    place = at + 1
    while place - at < 4 and close(text, tokens, place - 1):
        surface = tokens[place].text.casefold()
        if surface in PARTS:
            return at, place + 1
        if surface not in LINKS and surface not in TAILS:
            return None
        place += 1
    return None


def _weekday(text: str, tokens: Sequence[Word], at: int, surface: str) -> tuple[int, int] | None:
    """A weekday that is one day: said with this or last, with a time of day, or not of every week."""
    before = tokens[at - 1].text.casefold() if at else ""
    if before in HABITS or (at > 1 and tokens[at - 2].text.casefold() in HABITS):
        return None
    if surface in FIRM_WEEKDAYS or before in WHICH:
        return at, at + 1
    after = tokens[at + 1].text.casefold() if _near(text, tokens, at) else ""
    if after in _OF and at + 2 < len(tokens):
        after = tokens[at + 2].text.casefold()
    return (at, at + 1) if after in TAILS or after in _ON else None


def _event(text: str, tokens: Sequence[Word], at: int, surface: str, base: str) -> tuple[int, int] | None:
    """An event or season that says when: after this or last, before a word of time, or numbered."""
    before = tokens[at - 1].text.casefold() if close(text, tokens, at - 1) else ""
    after = tokens[at + 1].text.casefold() if close(text, tokens, at) else ""
    if before in WHICH and (base in SEASONS or base in BOUND_EVENTS):
        return at - 1, _located(tokens, at, after)
    if before and (begin := _numbered(text, tokens, at - 1)) is not None:
        return begin, _located(tokens, at, after)
    if base not in EVENTS and base not in BOUND_EVENTS:
        return None
    if surface.endswith(_GENITIVES) and surface != base and after in TIMES:
        return at, at + 2
    if after in _OF and at + 2 < len(tokens) and tokens[at + 2].text in TIMES:
        return at, at + 3
    if base in BOUND_EVENTS or surface in BOUND_EVENTS:
        cased = surface != base or after in _IN_TIME
        return (at, _located(tokens, at, after)) if cased else None
    return None


def _located(tokens: Sequence[Word], at: int, after: str) -> int:
    """The end of an event at ``at`` with the "in" behind it."""
    return at + 1 + (after in _IN and at + 1 < len(tokens))


def _numbered(text: str, tokens: Sequence[Word], at: int) -> int | None:
    """Where a year begins that owns the event behind it: ``পঁচাশির``, ``चौरासी के``, ``छयालीस सालको``."""
    surface = tokens[at].text.casefold()
    if surface in _OF or surface.startswith(_YEARS):
        return at - 1 if close(text, tokens, at - 1) and _year_word(tokens[at - 1].text) else None
    return at if any(surface.endswith(g) and _year_word(surface[: -len(g)]) for g in _GENITIVES) else None


@lru_cache(maxsize=1024)
def _year_word(surface: str) -> bool:
    """Whether a word can stand for a year: of four figures, or a number word from 30 to 99."""
    if surface.isdecimal():
        return len(surface) == 4 or (len(surface) == 2 and int(surface) > 29)
    number = value(surface.casefold())
    if number is None and surface.endswith(_YEAR_ENDINGS):
        number = value(surface[:-1])
    return number is not None and 29 < number < 100


def _reign(text: str, tokens: Sequence[Word], at: int, lang: str) -> tuple[int, int] | None:
    """The reign of somebody that a name owns: "এরশাদের আমলে", "इंदिरा जी के टाइम"."""
    place = at - 1
    if tokens[place].text in _OF:
        place -= 1
        if place > 0 and tokens[place].text in _COURTESIES:
            place -= 1
        owned = place >= 0
    else:
        owned = tokens[place].text.endswith(_GENITIVES)
    named = owned and indic(tokens[place].text) and unknown(tokens[place].text, _script(lang))
    return (place, at + 1) if named else None


def _script(lang: str) -> str:
    return lang if lang in {"bn", "hi", "ne"} else "hi"


@lru_cache(maxsize=2048)
def _day(surface: str) -> bool:
    """Whether a word is a day of the month in words: ``একুশে``, ``पंद्रह``."""
    cut = (
        surface.removesuffix(end) + str(rest) for end, rest in _DAY_ENDINGS.items() if surface.endswith(end)
    )
    for form in (surface, *cut):
        number = None if form.isdigit() else value(form.casefold())
        if number is not None and 0 < number < 33:
            return True
    return False


@cache
def _months() -> frozenset[str]:
    """Months of one word, in any script; those that are words as well are left out."""
    named = {m.casefold() for pack in packs() for m in pack.months if " " not in m} | PLAIN_MONTHS
    return frozenset(m for m in named if len(m) > 2 and m not in _NOT_TOLD)


@lru_cache(maxsize=4096)
def _base(surface: str) -> str:
    """The word without a glued case ending, in whichever of the languages it has one."""
    if not indic(surface) or surface in EVENTS or surface in SEASONS or surface in WEEKDAYS:
        return surface
    for ending in endings("time"):
        if (
            surface.endswith(ending)
            and (cut := surface[: -len(ending)]) in EVENTS | SEASONS | WEEKDAYS | _months()
        ):
            return cut
    for lang in ("bn", "ne"):
        if (cut := stem(surface, lang)) != surface:
            return cut
    for ending in endings("after"):
        if surface.endswith(ending):
            return _base(surface[: -len(ending)])
    return surface


def _near(text: str, tokens: Sequence[Word], at: int) -> bool:
    return (
        0 <= at < len(tokens) - 1 and _GAP.fullmatch(text[tokens[at].end : tokens[at + 1].start]) is not None
    )


def close(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether only a blank or hyphen parts the word at ``at`` from the next."""
    return _near(text, tokens, at) and "," not in text[tokens[at].end : tokens[at + 1].start]


def _span(tokens: Sequence[Word], begin: int, end: int, score: float) -> Span:
    return Span(tokens[begin].start, tokens[end - 1].end, T.DATETIME, score, "dates:told")
