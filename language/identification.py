"""Which language a turn is in, so that each is read by its own rules and never by English by default.

Script decides first (Bengali block; Devanagari, then Hindi or Nepali by their small words), then word
lists for the languages that typists romanise, then lingua for Latin script. A mixed turn gets every
language that applies, the strongest first; where nothing is sure the answer is ``xx``, which is read
recall first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import regex

from language.countries import LANGUAGES
from language.lists import language_words
from language.words import WORD

if TYPE_CHECKING:
    from lingua import LanguageDetector

KNOWN = LANGUAGES
UNKNOWN = "xx"
_TYPED = ("bn", "hi", "ne", "sw", "vi", "en")

_BENGALI = re.compile("[\u0980-\u09ff]")
_DEVANAGARI = re.compile("[\u0900-\u0963\u0966-\u097f]")
"""Without the danda, which Bangla shares."""
_LATIN = regex.compile(r"\p{Latin}")
_VIETNAMESE = regex.compile("[\u0103\u0111\u01a1\u01b0\u0102\u0110\u01a0\u01af\u1ea0-\u1ef9]")
"""A and d, o and u with their breve, bar or horn, and letters with a tone mark."""
_NEPALI_WORDS = frozenset(language_words("ne").entries("telling_words"))
_HINDI_WORDS = frozenset(language_words("hi").entries("telling_words"))
_NEPALI_ENDINGS = language_words("ne").entries("telling_endings")
_SETS = {lang: frozenset(language_words(lang).entries("typed_words")) for lang in _TYPED}
_SPEAKS_FOR = {
    word: tuple(lang for lang, own in _SETS.items() if word in own)
    for word in frozenset[str]().union(*_SETS.values())
}
_TELLS = {word: (langs, 1.0 if len(langs) == 1 else 0.4) for word, langs in _SPEAKS_FOR.items()}
"""The languages that a small word speaks for, and how much."""
_NOTHING: tuple[tuple[str, ...], float] = ((), 0.0)
_CLEAR = 0.12


def languages(text: str, hint: str | None = None) -> tuple[str, ...]:
    """The languages of a stretch of text, strongest first; ``("xx",)`` where nothing can be told.

    ``hint`` is what intake says the language is; it decides only where the words leave it open.
    """
    return _languages(text[:4000], hint if hint in KNOWN else None)


@lru_cache(maxsize=64)
def _languages(text: str, hint: str | None) -> tuple[str, ...]:
    letters_of = _letters(text)
    bengali, devanagari, latin = letters_of.bengali, letters_of.devanagari, letters_of.latin
    letters = bengali + devanagari + latin
    if not letters:
        return (hint or UNKNOWN,)
    found: list[tuple[int, str]] = []
    if bengali:
        found.append((bengali, "bn"))
    if devanagari:
        found.append((devanagari, _hindi_or_nepali(text, hint)))
    if latin > 2 and latin > 0.02 * letters:
        found.extend((latin - place, lang) for place, lang in enumerate(_latin(text, hint)))
    found.sort(reverse=True)
    return tuple(lang for _, lang in found) or (hint or UNKNOWN,)


@dataclass(frozen=True, slots=True)
class _Letters:
    """How many letters of each script there are."""

    bengali: int
    devanagari: int
    latin: int


def _letters(text: str) -> _Letters:
    if text.isascii():
        return _Letters(0, 0, sum(map(str.isalpha, text)))
    return _Letters(*(len(script.findall(text)) for script in (_BENGALI, _DEVANAGARI, _LATIN)))


def _hindi_or_nepali(text: str, hint: str | None) -> str:
    tokens = WORD.findall(text)
    nepali = hindi = 0
    for token in tokens:
        nepali += token in _NEPALI_WORDS or token.endswith(_NEPALI_ENDINGS)
        hindi += token in _HINDI_WORDS
    if nepali == hindi and hint in {"hi", "ne"}:
        return hint
    return "ne" if nepali > hindi else "hi"


def _latin(text: str, hint: str | None) -> tuple[str, ...]:
    """Languages of Latin letters: by diacritics, by small words, then by lingua."""
    if not text.isascii() and len(_VIETNAMESE.findall(text)) > max(2, 0.04 * len(text)):
        return ("vi",)
    tokens = WORD.findall(text)
    counts = dict.fromkeys(_SETS, 0.0)
    for token in tokens:
        langs, weight = _TELLS.get(token.casefold(), _NOTHING)
        for lang in langs:
            counts[lang] += weight
    ranked = sorted(counts, key=lambda lang: (-counts[lang], lang != hint, lang != "en"))
    best = ranked[0]
    if counts[best] >= max(2.0, _CLEAR * len(tokens)):
        second = [lang for lang in ranked[1:] if counts[lang] > 0.35 * counts[best] and counts[lang] >= 3]
        return (best, *second[:1])
    if hint and (hint in {"en", "sw", "vi"} or counts[best] < 1):
        return (hint if hint in {"en", "sw", "vi"} else UNKNOWN,)
    return (_by_lingua(text) if len(tokens) > 5 else UNKNOWN,)


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    chosen = (Language.ENGLISH, Language.SWAHILI, Language.VIETNAMESE, Language.HINDI, Language.BENGALI)
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()


def _by_lingua(text: str) -> str:
    answer = _detector().compute_language_confidence_values(text[:1000])
    best = answer[0]
    return best.language.iso_code_639_1.name.lower() if best.value > 0.85 else UNKNOWN
