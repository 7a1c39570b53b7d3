"""The rungs above an identifier: the district of a village, the band of an age, the month of a day.

A rung is only given if the words of the identifier do not say it already, so that what is read instead
always says less. Pure, but for the gazetteer, which is read on first use.
"""

from __future__ import annotations

from functools import cache

import regex

from archive.redact.gazetteer import DISTRICT, VILLAGE, Place, gazetteer, key
from archive.redact.patterns.packs import packs
from language.across import either, frames_of_all, words_of_all
from language.countries import HOME
from language.digits import ascii_digits
from language.lists import language_words
from language.numbers import values
from language.stems import stem
from language.words import (
    WORD,
    fold,
    fold_digits,
    is_indic,
)

_NUMBER = regex.compile(r"\d{1,3}")
_BELOW = words_of_all("below_the_table")
"""Head words below the table's lowest level. A slum or a hamlet does not lie where a union or a commune of
the same name lies, and no district is better than a wrong one."""
_SHORT_UNITS = tuple(words_of_all("short_units"))
_LONGEST = 3
"""So many words of a place name are looked up at once."""


def above(surface: str, lang: str) -> str:
    """The district above the narrowest place that is named, else its province; empty where none is known.

    In the script of ``surface``, never one that ``surface`` itself names, nor one that what it names denies.
    """
    folded = key(surface)
    places = sorted(_places(surface, lang), key=lambda place: place[1].level)
    for at, (_, place) in enumerate(places):
        over = {key(name) for name in (place.district, place.province) if name}
        if any(wide.level >= DISTRICT and key(name) not in over for name, wide in places[at + 1 :]):
            continue
        for name in (place.district, place.province):
            if name and key(name) not in folded and is_indic(name) == is_indic(surface):
                return name
    return ""


def _places(surface: str, lang: str) -> list[tuple[str, Place]]:
    """What ``surface`` names and the table knows: by the longest names, in the country of the language."""
    table, home = gazetteer(), HOME.get(lang)
    places: list[tuple[str, Place]] = []
    for piece in surface.split(","):
        parts = WORD.findall(piece)
        small = any(head in fold(piece) for head in _BELOW)
        for start in range(len(parts)):
            for end in range(min(len(parts), start + _LONGEST), start, -1):
                name = " ".join(parts[start:end])
                place = table.find(name) or (table.find(stem(name, lang)) if is_indic(name) else None)
                if place is None:
                    continue
                if (home is None or place.country == home) and not (small and place.level == VILLAGE):
                    places.append((name, place))
                break
    return places


def years(low: str, lang: str = "") -> int | None:
    """The age in whole years that folded text tells, in digits or in words; months and days are none."""
    parts = [part for part in regex.split(r"[^\p{L}\p{M}\p{N}]+", low) if part]
    if any(part.startswith(_SHORT_UNITS) for part in parts):
        return 0
    digits = _NUMBER.search(fold_digits(low))
    if digits:
        return int(ascii_digits(digits.group()))
    for length in range(min(4, len(parts)), 0, -1):
        for start in range(len(parts) - length + 1):
            run = parts[start : start + length]
            for spoken in dict.fromkeys((lang, "en", "")):
                number = values(run, spoken)
                if number is not None and (number > 0 or length > 1):
                    return number
    return None


def month_of(surface: str) -> str:
    """The month that a date names, as it is written there; empty where it names none."""
    match = _months().search(fold(surface))
    return surface[match.start() : match.end()] if match else ""


@cache
def _months() -> regex.Pattern[str]:
    english = "|".join(fold(month) for month in language_words("en").entries("months"))
    local = {fold(m) for pack in packs() for m in pack.months if len(m) > 2 and " " not in m}
    ordered = sorted(local, key=lambda name: (-len(name), name))
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}])(?:{english}|{'|'.join(map(regex.escape, ordered))}|"
        rf"{either(frames_of_all('month_name'))})(?![\p{{L}}\p{{M}}\p{{N}}])"
    )
