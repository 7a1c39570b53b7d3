"""The overlapping runs of words by which two texts are told to be near copies of each other.

Case, accents, digits of other scripts, punctuation and unseen signs are left aside, so that what was typed
anew or exported by another program has the runs that it had. It refuses to say how near two texts are;
whoever compares runs does. Source: A. Broder, On the resemblance and containment of documents (1997).
"""

from __future__ import annotations

import unicodedata

import regex

from language.digits import ascii_digits

RUN = 3
"""Words in a run."""

SHORT = 8
"""A text of fewer words says what anybody may say: alone it is nobody's."""

_WORD = regex.compile(r"[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[’'‘](?=\p{L}))*")
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d\u00ad\u2019\u2018'"))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text as near copies share them. Marks stay in scripts whose vowels they write."""
    digits = ascii_digits(unicodedata.normalize("NFC", text.replace("-\n", "")))
    return tuple(_folded(word) for word in _WORD.findall(digits))


def _folded(word: str) -> str:
    flat = unicodedata.normalize("NFD", word.casefold().translate(_JOINERS))
    latin = flat[:1].isascii() or unicodedata.name(flat[:1], "").startswith("LATIN")
    kept = "".join(sign for sign in flat if not unicodedata.combining(sign)) if latin else flat
    return unicodedata.normalize("NFC", kept)


def shingles(text: str) -> frozenset[str]:
    """Every run of ``RUN`` words, joined by blanks; a text of fewer words is one run. Empty without words."""
    words = folded_words(text)
    if len(words) <= RUN:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def is_short(text: str) -> bool:
    """Whether a text says too little to be known again by itself."""
    return len(folded_words(text)) < SHORT
