"""The word lists that the small models were taught with, frozen beside their weights.

Country packs and everyday words grow with every release. A model that read them while it runs would see
other features than it was fitted to, so it reads what ``lists.json`` kept of them instead, and of installed
packages the English word list alone. ``digest`` says in one number whether any of it has changed since.
What the rules ask while they run is no business of this file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.redact.dictionary import base_forms, stop_words

FIELDS = (
    ("before", "t"),
    ("after", "u"),
    ("places", "p"),
    ("place_after", "h"),
    ("place_before", "i"),
    ("organisations", "b"),
    ("groups", "g"),
    ("months", "m"),
)
"""Lists of the country packs, each with its letter in a feature."""
_INFLECTED = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)


@dataclass(frozen=True, slots=True)
class Lists:
    """``kinds``: the letters of every listed word. ``keys``: name keys by country. ``latin``: names in Latin
    letters. ``everyday``: short lists of everyday words by language. ``endings``: what nouns end on,
    by script, longest first. ``speakers``: I, we and you in all languages.
    """

    kinds: dict[str, str]
    keys: dict[str, frozenset[str]]
    latin: frozenset[str]
    everyday: dict[str, frozenset[str]]
    endings: dict[str, tuple[str, ...]]
    speakers: frozenset[str]


@cache
def lists() -> Lists:
    """The frozen lists, read once."""
    table = json.loads(files(__package__).joinpath("lists.json").read_text(encoding="utf-8"))
    kinds: dict[str, str] = {}
    for field, letter in (*FIELDS, ("safe", "s")):
        for word in table[field]:
            kinds[word] = kinds.get(word, "") + letter
    return Lists(
        kinds,
        {code: frozenset(words) for code, words in table["keys"].items()},
        frozenset(table["latin"]),
        {lang: frozenset(words) for lang, words in table["everyday"].items()},
        {script: tuple(endings) for script, endings in table["endings"].items()},
        frozenset(table["speakers"]),
    )


@cache
def english() -> frozenset[str]:
    """Lower-case English words, base forms and irregular ones, as the installed spaCy model lists them."""
    return base_forms() | stop_words()


def english_word(low: str) -> bool:
    """Whether a word in small letters is English, inflected or not."""
    known = english()
    return low in known or any(
        low.endswith(ending) and len(low) - len(ending) > 1 and low[: -len(ending)] + base in known
        for ending, base in _INFLECTED
    )
