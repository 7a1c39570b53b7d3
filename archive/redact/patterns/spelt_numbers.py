"""Phones and numbers that somebody spells out: "zero seven double two …", "শূন্য এক সাত …", "không chín một …".

Six digits in a row or more, said one by one or in pairs; a count ("one, two, three, four") is shorter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from language.across import values_of_all, words_of_all
from language.numbers import number_words, spoken_key
from language.words import Word, words

_LEAST = 6


@cache
def _said() -> dict[str, int]:
    """Every word that says a number, in all languages; the first to claim a word has it."""
    table: dict[str, int] = {}
    for lang in ("en", "sw", "vi", "bn", "ne", "hi", "xx"):
        for word, number in number_words(lang).items():
            table.setdefault(word, number)
    return {**table, **{spoken_key(word): 0 for word in words_of_all("noughts")}}


_TIMES = {spoken_key(word): int(times) for word, times in values_of_all("repeats").items()}


def spelt_numbers(text: str, lang: str) -> list[Span]:
    """Runs of spoken digits; a phone if it has the length of one, else an id."""
    tokens = words(text)
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        if not _says(tokens[at].text):
            at += 1
            continue
        end, digits = _run(text, tokens, at)
        if digits >= _LEAST and end - at > 3:
            kind = T.PHONE if 8 <= digits <= 14 else T.ID
            spans.append(Span(tokens[at].start, tokens[end - 1].end, kind, 0.75, "numbers:spelt"))
        at = max(end, at + 1)
    return spans


@lru_cache(maxsize=8192)
def _says(word: str) -> bool:
    """Whether a word is said in a run of digits."""
    low = spoken_key(word)
    return low in _said() or low in _TIMES


def _run(text: str, tokens: Sequence[Word], at: int) -> tuple[int, int]:
    """The end of a run of number words and how many digits it says."""
    digits, end, times = 0, at, 1
    while end < len(tokens):
        low = spoken_key(tokens[end].text)
        if end > at and text[tokens[end - 1].end : tokens[end].start].strip(" ,-–.\u00a0"):
            break
        if low in _TIMES:
            times = _TIMES[low]
        elif low in _said() or low.isdigit():
            digits += times * (len(low) if low.isdigit() else len(str(_said()[low])))
            times = 1
        else:
            break
        end += 1
    return end, digits
