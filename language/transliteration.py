"""One key for one name in Latin, Bengali and Devanagari letters.

``Kamala``, ``Kamla``, ``कमला`` and ``কমলা`` give one key; so do ``Rahima``/``রহিমা`` and ``Mohammad``/``Md``.
The key is a skeleton: consonant classes with the vowels i, u, e between them; the a and o that scripts
and spellers disagree on are left out, except a long a at the end, which tells Kamal from Kamala.
It is made to bring spellings together, so it must only be compared with names that are known or likely.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from language.across import words_of_all
from language.lists import language_words
from language.words import is_indic, plain

_INDIC = {letter: str(sound) for letter, sound in language_words("hi").values("letter_sounds").items()}
_BENGALI_OWN = {
    **{letter: str(sound) for letter, sound in language_words("bn").values("letter_sounds").items()},
    "\u09df": "y",  # letters with a nukta of both scripts, which normal form C takes apart
    "\u09dc": "r",
    "\u09dd": "r",
    "\u095f": "y",
    "\u095c": "r",
    "\u095d": "r",
}
_COMPOSED = (
    ("\u0993\u09af\u09bc", "\u09ac"),
    ("\u0993\u09df", "\u09ac"),
    ("\u09cd\u09af", "\u09cd\u09df"),
    ("\u09af\u09bc", "\u09df"),
    ("\u09a1\u09bc", "\u09dc"),
    ("\u09a2\u09bc", "\u09dd"),
    ("\u092f\u093c", "\u095f"),
    ("\u0921\u093c", "\u095c"),
    ("\u0922\u093c", "\u095d"),
)
_ONE_BY_ONE = {
    **_INDIC,
    **{chr(ord(ch) + 0x80): value for ch, value in _INDIC.items() if chr(ord(ch) + 0x80).isprintable()},
    **_BENGALI_OWN,
}
_LATIN_TABLE = {left: str(right) for left, right in language_words("xx").values("letter_sounds").items()}
_LATIN_PATTERN = regex.compile("|".join(regex.escape(left) for left in _LATIN_TABLE))
_SAME = {spelt: str(sound) for spelt, sound in language_words("xx").values("same_sounds").items()}
_SINGH = words_of_all("silent_h")
"""Spelt with an h that nobody says."""
_SILENT_W = regex.compile(r"[oa]w(?=[bcdfghjklmnpqrstvxz]|$)")
_DOUBLE = regex.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def name_key(word: str) -> str:
    """The skeleton of one word of a name; empty where it has no letters of these scripts."""
    if word in _SINGH:
        return "sin"
    if is_indic(word):
        for pair, one in _COMPOSED:
            word = word.replace(pair, one)
        raw = "".join(_ONE_BY_ONE.get(ch, "") for ch in word)
    else:
        flat = plain(word)
        if flat in _SAME:
            return _SAME[flat]
        flat = _SILENT_W.sub("a", flat)
        raw = _LATIN_PATTERN.sub(lambda m: _LATIN_TABLE[m.group()], "".join(c for c in flat if c.isalpha()))
    return _skeleton(raw)


def _skeleton(raw: str) -> str:
    """Vowel classes thinned out: inner a dropped, a last a kept, doubles made single."""
    if not raw:
        return ""
    last = "a" if raw.endswith("a") and len(raw) > 2 else ""
    first = "a" if raw[0] == "a" else ""
    core = raw.replace("a", "").replace("y", "i").replace("ng", "n")
    return first + _DOUBLE.sub(r"\1", core) + last
