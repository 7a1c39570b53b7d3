"""Whether somebody's words answer those right before them: by their brevity, or by a word of answering.

Meant to be wide: what is hidden for nothing costs a steward a look, what is missed tells of a person who
withdrew. It reads words and gives back a yes or a no; none of them goes any further.
"""

from __future__ import annotations

import unicodedata

import regex

from language.across import words_of_all

SHORT = 5
"""A turn of so few words says little of its own: it agrees, denies or asks back."""
OPENING = 12
"""How many words at the beginning of a longer turn are looked at."""

_CUES = words_of_all("answering_words")
"""Words by which somebody takes up what was just said, or turns to whoever said it."""
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")


def answers(words: str) -> bool:
    """Whether a turn's words, without their label, answer the turn before."""
    forms = [unicodedata.normalize("NFC", w).casefold() for w in _WORD.findall(words)]
    return len(forms) <= SHORT or not _CUES.isdisjoint(forms[:OPENING])
