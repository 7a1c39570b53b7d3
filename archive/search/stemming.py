"""Stems: what is left of a folded word when its ending is taken off, one function per language.

English and Hindi follow Snowball (Porter 2; Ramanathan and Rao, "A lightweight stemmer for Hindi",
2003). Snowball has nothing for Bangla and Swahili, and its Nepali takes feminine endings off common
nouns, so those three are light strippers of our own: glued case endings and plurals, and the Swahili
prefixes of person and tense. A stem serves to compare; it is never shown to anybody.

The pure Python classes of Snowball are named directly: the package would otherwise prefer a C library
where one happens to be installed, and an index made on one machine could not be read on another.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import lru_cache

import regex
from snowballstemmer.english_stemmer import EnglishStemmer  # type: ignore[import-untyped]
from snowballstemmer.hindi_stemmer import HindiStemmer  # type: ignore[import-untyped]

from archive.search.words import fold_search_term
from language.across import endings
from language.lists import language_words

Stem = Callable[[str], str]


class _Snowball(threading.local):
    """One stemmer per thread: Snowball's objects keep the word they are working on."""

    def __init__(self) -> None:
        self.english = EnglishStemmer()
        self.hindi = HindiStemmer()


_snowball = _Snowball()


@lru_cache(maxsize=100_000)
def english(word: str) -> str:
    """Porter 2."""
    return str(_snowball.english.stemWord(word))


@lru_cache(maxsize=100_000)
def hindi(word: str) -> str:
    """Snowball's light Hindi stemmer."""
    return str(_snowball.hindi.stemWord(word))


def _folded(endings: Iterable[str]) -> tuple[str, ...]:
    """Endings as words are compared, longest first; a letter before a vowel sign keeps it in one piece."""
    return tuple(
        sorted({fold_search_term(_LETTER + end)[1:] for end in endings}, key=lambda end: (-len(end), end))
    )


_LETTER = "\u0995"


def _strip(word: str, tails: tuple[str, ...], keep: int) -> str:
    """``word`` without the longest of ``tails`` that leaves at least ``keep`` code points."""
    for ending in tails:
        if len(word) - len(ending) >= keep and word.endswith(ending):
            return word[: -len(ending)]
    return word


_BN_EMPHASIS, _BN_CASE = _folded(endings("emphasis", "bn")), _folded(endings("index", "bn"))
_NE_PLURAL, _NE_CASE = _folded(endings("plural", "ne")), _folded(endings("index", "ne"))


@lru_cache(maxsize=100_000)
def bengali(word: str) -> str:
    """Without an emphatic ই or ও, then without case, plural and classifier endings, twice at most."""
    stem = _strip(word, _BN_EMPHASIS, 3)
    for _ in range(2):
        stem = _strip(stem, _BN_CASE, 2)
    return stem


@lru_cache(maxsize=100_000)
def nepali(word: str) -> str:
    """Without postpositions (two at most, as in मा + को) and the plural हरू; long vowels made short."""
    stem = word
    for _ in range(2):
        stem = _strip(stem, _NE_CASE, 2)
    stem = _strip(stem, _NE_PLURAL, 2)
    return stem.replace("\u0940", "\u093f").replace("\u0942", "\u0941")


_SWAHILI = language_words("sw")
_SW_IRREGULAR = {word: str(singular) for word, singular in _SWAHILI.values("irregular_plurals").items()}
_SW_WHOLE = frozenset(_SWAHILI.entries("whole_words"))
_SW_VERB = regex.compile(
    r"(?:ha|si)?(?:ni|u|a|tu|m|wa|i|li|ya|ki|vi|zi|ku|pa)?(?:na|li|ta|me|nge|ngali|ja)"
    r"(?:(?:ni|ku|tu|wa|ki|vi|zi|ji|m)(?=\p{L}{4}))?(?=\p{L}{3})"
)


@lru_cache(maxsize=100_000)
def swahili(word: str) -> str:
    """Without locative -ni; plural classes as their singular; verbs without person, tense and object."""
    if word in _SW_IRREGULAR:
        return _SW_IRREGULAR[word]
    stem = word[:-2] if len(word) >= 7 and word.endswith("ni") else word
    if stem in _SW_IRREGULAR or stem in _SW_WHOLE:
        return _SW_IRREGULAR.get(stem, stem)
    verb = _SW_VERB.match(stem)
    if verb and len(stem) >= 6 and verb.end():
        return stem[verb.end() :]
    return _singular(stem)


def _singular(stem: str) -> str:
    if len(stem) < 5:
        return stem
    if stem.startswith("vi"):
        return "ki" + stem[2:]
    if stem.startswith("wa"):
        return "m" + stem[2:]
    if stem.startswith("ma") and len(stem) >= 6:
        return stem[2:]
    if stem.startswith("ku") and len(stem) >= 6:
        return stem[2:]
    return stem


def vietnamese(word: str) -> str:
    """The syllable itself: Vietnamese words do not change."""
    return word


STEMS: dict[str, Stem] = {
    "en": english,
    "bn": bengali,
    "hi": hindi,
    "ne": nepali,
    "sw": swahili,
    "vi": vietnamese,
}
"""How each language of the archive takes its endings off."""
