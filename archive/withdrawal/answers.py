"""Whether somebody's words answer those right before them: by their brevity, or by a word of answering.

Meant to be wide: what is hidden for nothing costs a steward a look, what is missed tells of a person who
withdrew. It reads words and gives back a yes or a no; none of them goes any further.
"""

from __future__ import annotations

import unicodedata

import regex

SHORT = 5
"""A turn of so few words says little of its own: it agrees, denies or asks back."""
OPENING = 12
"""How many words at the beginning of a longer turn are looked at."""

_SAID = {
    "en": "yes no yeah nope true right correct wrong exactly agree agreed disagree same also too indeed you "
    "your yours she he her him his hers they said says told sister brother auntie uncle mother",
    "bn": "হ্যাঁ হ্যা না ঠিক সত্যি একমত আপনি আপনার তুমি তোমার সে তিনি তার উনি ওনার বলেছে বললেন বলল আপা ভাই",
    "hi": "हाँ हां नहीं ना सही सच सहमत आप आपका आपकी तुम तुम्हारा वह वो उसने उन्होंने उनका उसका कहा बोली बोला दीदी भाई",
    "ne": "हो होइन ठीक साँचो तपाईं तपाईंको तिमी उहाँ उनी उनले उहाँले उनको भन्नुभयो भन्यो दिदी दाइ बहिनी",
    "sw": "ndiyo hapana kweli sawa nakubali wewe wako yeye yake alisema amesema dada kaka mama pia",
    "vi": "vâng dạ đúng không phải đồng ý chị anh cô bà ông bạn nói cũng thế vậy",
}
"""Words by which somebody takes up what was just said, or turns to whoever said it."""

_CUES = frozenset(word for words in _SAID.values() for word in words.split())
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")


def answers(words: str) -> bool:
    """Whether a turn's words, without their label, answer the turn before."""
    said = [unicodedata.normalize("NFC", w).casefold() for w in _WORD.findall(words)]
    return len(said) <= SHORT or not _CUES.isdisjoint(said[:OPENING])
