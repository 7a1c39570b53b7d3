"""Small details that no finding covers and that narrow down who speaks: a trade, a weekday, a landmark.

Alone none of them says much, so nothing masks them; beside a place and an age they may single somebody out.
Words of Bangla, Hindi, Nepali, Swahili and Vietnamese, and as three of them are typed in Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from archive.redact.patterns.moment_words import EVENTS, FIRM_WEEKDAYS, WEEKDAYS
from archive.redact.vocabulary import NATIVE, any_frame, endings, entries
from language.numbers import spoken
from language.words import (
    Word,
    is_indic,
    words,
)

_TRADES = entries("trades", *NATIVE, "sw", "xx")
"""What people do, and what is said of their bodies."""
_TRADES_VI = regex.compile(rf"(?<!\p{{L}})(?:{any_frame('trade', 'vi')})(?!\p{{L}})")
_LATELY = regex.compile(rf"(?<![\p{{L}}\p{{M}}]){any_frame('lately')}(?![\p{{L}}\p{{M}}])")
_YEARS = entries("years")
_ADJECTIVES, _LANDMARKS = entries("landmark_adjectives", *NATIVE), entries("landmarks", *NATIVE)
_TAILS = endings("detail_endings")
_GENITIVES = endings("genitives", "bn", "ne")


def details(text: str, covered: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places of small details that ``covered`` (one entry a code point) leaves open, modifiers with them."""
    tokens = words(text)
    for at, word in enumerate(tokens):
        if covered[word.start]:
            continue
        if _tells(word.text):
            yield _with_modifier(text, tokens, at, covered), word.end
        elif spoken(word.text) is not None and at + 1 < len(tokens) and tokens[at + 1].text in _YEARS:
            yield word.start, tokens[at + 1].end
    for pattern in (_LATELY, _TRADES_VI):
        for match in pattern.finditer(text):
            if not covered[match.start()]:
                yield match.span()


def _with_modifier(text: str, tokens: Sequence[Word], at: int, covered: Sequence[int]) -> int:
    """Where the word at ``at`` begins, with an adjective or a genitive right before it."""
    if at and text[tokens[at - 1].end : tokens[at].start] == " " and not covered[tokens[at - 1].start]:
        before = tokens[at - 1].text
        if before in _ADJECTIVES or (is_indic(before) and before.endswith(_GENITIVES)):
            return tokens[at - 1].start
    return tokens[at].start


@lru_cache(maxsize=16384)
def _tells(word: str) -> bool:
    """Whether a word, with or without a case ending, is a trade, a weekday, an event or a landmark."""
    low = word.casefold()
    if low in _TRADES or low in WEEKDAYS or low in FIRM_WEEKDAYS or low in EVENTS or low in _LANDMARKS:
        return True
    if not is_indic(low):
        return False
    bases = (low[: -len(tail)] for tail in _TAILS if low.endswith(tail) and len(low) > len(tail) + 1)
    return any(base in _TRADES or base in WEEKDAYS or base in _LANDMARKS for base in bases)
