"""Ordinary words by language, read from data, and which of them are names of people as well.

A word of a list is less likely to be a name. That is all that a list says: whoever asks lowers a score by it
and never passes over a name. So each list can be asked in two ways: as declared, and without the names of
all country packs and those that the lists themselves declare (``names`` in the data). This module does not
judge what stands around a word, and it knows no text.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files

from archive.redact.patterns.packs import packs
from language.lists import Words, read_words
from language.stems import stem
from language.words import is_indic

LANGUAGES = ("en", "sw", "vi", "bn", "hi", "ne")
_READS = {
    "sw": ("sw", "en"),
    "vi": ("vi", "en"),
    "bn": ("bn", "en"),
    "hi": ("hi", "en"),
    "ne": ("ne", "hi", "en"),
}
"""Whose lists speak in a text of a language. English transcripts and romanised speech keep words of all."""
_WITH_STOP_WORDS = frozenset({"bn", "hi", "ne", "vi"})
"""Languages whose small words the installed spaCy package lists."""
_SMALL_WORDS = "small_words"
_WITHOUT_CAPITALS = frozenset(
    {_SMALL_WORDS, "particles", "everyday", "speech", "names_among_words", "names_in_dictionary"}
)


def composed(word: str) -> str:
    """The word in the form in which lists are compared: lower case, NFC."""
    low = word.casefold()
    return low if low.isascii() else unicodedata.normalize("NFC", low)


def words_of(code: str) -> Words:
    """The lists of one language."""
    return read_words("archive.redact", f"ordinary_{code}")


def _entries(code: str, name: str) -> frozenset[str]:
    return frozenset(map(composed, words_of(code).entries(name)))


def _read(lang: str | None) -> tuple[str, ...]:
    return _READS.get(lang or "", LANGUAGES)


@cache
def small_words(lang: str | None = None, names: bool = False) -> frozenset[str]:
    """Small words of the languages read with ``lang`` (all where it is ``None``).

    Those that are names too are among them only if ``names`` is set: for a word in lower case, or at a
    sentence's start, where a capital says nothing.
    """
    small = frozenset[str]().union(*(_entries(code, _SMALL_WORDS) for code in _read(lang)))
    return small if names else small - names_of_people()


@cache
def words_with_capitals(lang: str | None = None, names: bool = False) -> frozenset[str]:
    """Words that are written with a capital and are nobody's name: countries, days, forms, letter words.

    Those that somebody is called by all the same are among them only if ``names`` is set.
    """
    capitalised = frozenset(
        entry
        for code in _read(lang)
        for name in words_of(code).lists
        if name not in _WITHOUT_CAPITALS
        for entry in _entries(code, name)
    )
    return capitalised if names else capitalised - names_of_people()


@cache
def particles() -> frozenset[str]:
    """Words inside names of several words that name nobody without their neighbours, of all languages."""
    return frozenset[str]().union(*(_entries(code, "particles") for code in LANGUAGES))


@cache
def calendar() -> frozenset[str]:
    """Days and months in English, lower case."""
    return _entries("en", "calendar")


@cache
def everyday_words(lang: str) -> frozenset[str]:
    """Everyday words of one language that were written by hand; names that are words too are among them."""
    return _entries(lang, "everyday") if lang in LANGUAGES else frozenset()


@cache
def listed_words(lang: str) -> frozenset[str]:
    """All everyday words of one language: by hand, of spaCy, and gathered (``everyday_words/<lang>.txt``)."""
    listed = set(everyday_words(lang))
    if lang in _WITH_STOP_WORDS:
        entries = import_module(f"spacy.lang.{lang}.stop_words").STOP_WORDS
        listed.update(composed(part) for entry in entries for part in entry.split())
    kept = files("archive.redact").joinpath("everyday_words", f"{lang}.txt")
    if kept.is_file():
        listed.update(map(composed, kept.read_text(encoding="utf-8").split()))
    return frozenset(listed)


@cache
def names_among_words() -> frozenset[str]:
    """Words that the lists of all languages declare as names too."""
    lists = (one for code in LANGUAGES for one in words_of(code).lists.values())
    return frozenset(composed(name) for one in lists for name in one.names)


@cache
def names_of_people() -> frozenset[str]:
    """Every word of two letters or more of the packs' names as they are spelt, and ``names_among_words``."""
    spelt = (part for pack in packs() for name in pack.given | pack.family for part in name.split())
    return frozenset(composed(part) for part in spelt if len(part) > 1) | names_among_words()


@lru_cache(maxsize=50_000)
def named_too(word: str) -> bool:
    """Whether a word, with or without the ending of its case, is a name of somebody."""
    low = composed(word)
    if low in names_of_people():
        return True
    return is_indic(low) and any(stem(low, lang) in names_of_people() for lang in _of_script(low))


def _of_script(word: str) -> tuple[str, ...]:
    return ("bn",) if any("\u0980" <= ch <= "\u09ff" for ch in word) else ("hi", "ne")
