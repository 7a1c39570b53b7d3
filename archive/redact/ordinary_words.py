"""Whether a word is an ordinary one: what keeps names apart from words when a name may be both.

English asks the word lists that ship inside the English spaCy model; Vietnamese, Bangla, Hindi and Nepali
ask spaCy's own small lists; Swahili and the romanised languages ask a short list of ours. All are read
from installed packages, on first use, without loading a model. What a list does not hold is *unknown*,
and unknown words are treated as possible names, never as safe ones.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from archive.redact.dictionary import base_forms, stop_words
from archive.redact.everyday import LANGUAGES, composed, listed_words, small_words, words_of
from language.stems import stem
from language.words import is_indic

_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("ly", ""),
    ("d", ""),
    ("ily", "y"),
    ("'s", ""),
    ("n't", ""),
    ("'ll", ""),
    ("'ve", ""),
    ("'re", ""),
    ("'d", ""),
    ("'m", ""),
)


@cache
def _verb_forms(lang: str) -> regex.Pattern[str]:
    """What tells a verb of the language by its form; nothing where the data has no such frame."""
    frames = words_of(lang).frames_of("verb") if lang in LANGUAGES else ()
    return regex.compile("|".join(frame.pattern for frame in frames) or r"(?!)")


@cache
def english() -> frozenset[str]:
    """Lower-case English words, base forms, and those of our transcripts."""
    own = words_of("en")
    words = base_forms() - frozenset(own.entries("names_in_dictionary"))
    return words | stop_words() | frozenset(own.entries("speech"))


@lru_cache(maxsize=50_000)
def ordinary(word: str, lang: str) -> bool:
    """Whether ``word`` (any case) is an everyday word of the language; it may be a name all the same."""
    low = composed(word).replace("’", "'")
    if low in small_words(lang, names=True) or low in listed_words(lang):
        return True
    if is_indic(low):
        base = stem(low, lang)
        return (base != low and base in listed_words(lang)) or _verb_forms(lang).search(low) is not None
    if lang == "sw" and _verb_forms(lang).search(low):
        return True
    return lang in {"en", "xx"} and _english_word(low)


def _english_word(low: str) -> bool:
    known = english()
    if low in known:
        return True
    for ending, base in _ENDINGS:
        stem = low[: -len(ending)] + base
        if (
            low.endswith(ending)
            and len(stem) > 2
            and (stem in known or (stem[-1:] == stem[-2:-1] and stem[:-1] in known))
        ):
            return True
    return "-" in low and all(_english_word(part) for part in low.split("-") if part)
