"""Case endings of Bangla names, which change with the sound that they follow.

করিম becomes করিমের and রহিমা রহিমার; কুড়িগ্রাম becomes কুড়িগ্রামে and ঢাকা ঢাকায়. A text cannot write the ending
itself, since the name is drawn later, so it writes the slots {gen} and {loc} behind the name. Hindi and
Nepali postpositions do not change and need no slot.
"""

from __future__ import annotations

from collections.abc import Callable

_BANGLA_VOWELS = frozenset("অআইঈউঊঋএঐওঔািীুূৃেৈোৌ")
_BANGLA_LONG_A = frozenset("াআ")
_BANGLA_NG = "ং"
_LATIN_VOWELS = frozenset("aeiouy")


def genitive(word: str) -> str:
    """The ending "of" behind the word: এর, র, য়ের; romanised er, r; nothing behind no word."""
    if word.endswith(_BANGLA_NG):
        return "য়ের"
    last = _last_sound(word)
    if last.isascii():
        return "r" if last in _LATIN_VOWELS else "er" * bool(last)
    return "র" if last in _BANGLA_VOWELS else "ের"


def locative(word: str) -> str:
    """The ending "in, at" behind the word, in its script: ে, য়, তে, য়ে or, romanised, e, y, te."""
    if word.endswith(_BANGLA_NG):
        return "য়ে"
    last = _last_sound(word)
    if last.isascii():
        return ("y" if last == "a" else "te" if last in _LATIN_VOWELS else "e") * bool(last)
    if last in _BANGLA_LONG_A:
        return "য়"
    return "তে" if last in _BANGLA_VOWELS else "ে"


def _last_sound(word: str) -> str:
    """The last letter or vowel sign, without the marks that close a syllable (chandrabindu, nukta…)."""
    kept = word.casefold().rstrip("ঁঃ়.")
    return kept[-1:]


SUFFIXES: dict[str, Callable[[str], str]] = {"gen": genitive, "loc": locative}
"""By slot."""
