"""From a text to its terms: one analyser per language, shared by every engine and by the query.

The language of a testimony says whose endings are taken off, but people mix: a Bangla word in an
English interview is still analysed as Bangla, for its script tells, and a word with Vietnamese tone
marks as Vietnamese. Vietnamese words stand a second time without their marks, so that ``benh vien``
finds ``bệnh viện``; in English and Swahili an accent tells no two words apart and is left out. Words that
a hyphen joins are found as one word too. Nothing here keeps a text or writes one anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

import regex

from archive.search.stemming import STEMS
from archive.search.stops import STOPS, UNMARKED_VI
from archive.search.words import (
    WORD,
    Script,
    fold_search_term,
    hyphenated,
    script,
    sounds_vietnamese,
)
from language.words import plain

ANALYSIS = 2
"""Counts up whenever a text gets other terms than before: an index made with another one is built again."""

BLANK = "·"
"""Stands in a stream of terms for a stop word. No word can be it."""

SEAM = "¦"
"""Stands in a stream where two parts meet that were not said one after the other. No word can be it."""

PLAIN = "~"
"""Begins a term without diacritics, and nothing else."""

PLAIN_VI = "vi-plain"
"""For a query only: Vietnamese typed without any mark."""

_LATIN = frozenset({"en", "sw", "vi", PLAIN_VI})
_DEVANAGARI = frozenset({"hi", "ne"})
_UNACCENTED = frozenset({"en", "sw"})
_WITH_VI = "+vi"
"""Ends the language of a text in another language, or in none, that has Vietnamese words in it."""
_PARTS = 4
"""So many words may be joined by hyphens and found as one."""
_BESIDE = 2
"""So many words on each side of a joined word stand beside it in a stream, for phrases."""


@dataclass(frozen=True, slots=True)
class Token:
    """A term and where it stands: ``start`` to ``end`` in the text, ``position`` in words from 0.

    Two tokens at one position are two spellings of one word. ``width`` is in words: more than one where
    a hyphen joins them.
    """

    term: str = field(repr=False)
    start: int
    end: int
    position: int
    width: int = 1

    @property
    def plain(self) -> bool:
        """Whether it is the spelling without diacritics."""
        return self.term.startswith(PLAIN)


def analyse(text: str, lang: str | None) -> list[Token]:
    """The terms of ``text``. Stop words have no token, but they count in ``position``.

    ``lang`` is a language with an analyser of its own, or anything else (``mixed``, ``None``) for a text of
    several or of an unknown language.
    """
    matches = list(WORD.finditer(text))
    words = [fold_search_term(match.group()) for match in matches]
    if lang not in _LATIN and any(map(sounds_vietnamese, words)):
        lang = f"{lang or ''}{_WITH_VI}"
    tokens = [
        Token(term, match.start(), match.end(), position)
        for position, (match, word) in enumerate(zip(matches, words, strict=True))
        for term in _terms(word, _grammar(word, lang))
    ]
    joined = _joined(text, matches, lang)
    return sorted([*tokens, *joined], key=lambda t: (t.position, t.width)) if joined else tokens


def _joined(text: str, matches: Sequence[regex.Match[str]], lang: str | None) -> list[Token]:
    """Words that hyphens join, each as one word. What begins with a digit is a date or a number, and none."""
    bound = [hyphenated(text, one.end(), other.start()) for one, other in pairwise(matches)]
    tokens = []
    for is_bound, group in groupby(range(len(bound)), key=bound.__getitem__):
        places = list(group)
        first, last = places[0], places[-1] + 1
        width = last - first + 1
        if not is_bound or width > _PARTS or not matches[first].group()[0].isalpha():
            continue
        word = fold_search_term("".join(match.group() for match in matches[first : last + 1]))
        start, end = matches[first].start(), matches[last].end()
        tokens += [Token(t, start, end, first, width) for t in _terms(word, _grammar(word, lang))]
    return tokens


def stream(text: str, lang: str | None) -> tuple[str, ...]:
    """Every term in the order of the words, blanks for stop words; the unmarked spellings follow after, then
    each joined word with the words beside it.

    This is what an index holds (keyed) and what a phrase is compared with.
    """
    tokens = analyse(text, lang)
    single = [t for t in tokens if t.width == 1]
    out = laid_out([t for t in single if not t.plain]) + laid_out([t for t in single if t.plain])
    for joined in (t for t in tokens if t.width > 1):
        low, high = joined.position - _BESIDE, joined.position + joined.width + _BESIDE
        beside = [t for t in single if low <= t.position < high and t.plain == joined.plain]
        out += (SEAM, *laid_out(over(joined, beside)))
    return out


def over(joined: Token, single: Sequence[Token]) -> list[Token]:
    """Tokens with a joined word in the place of its parts."""
    end = joined.position + joined.width
    before = [t for t in single if t.position < joined.position]
    return [*before, joined, *(t for t in single if t.position >= end)]


def laid_out(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Terms of tokens at rising positions, with a blank wherever a position is missing between two."""
    out: list[str] = []
    last = tokens[0].position - 1 if tokens else 0
    for token in tokens:
        out.extend([BLANK] * (token.position - last - 1))
        out.append(token.term)
        last = token.position + token.width - 1
    return tuple(out)


def _grammar(word: str, lang: str | None) -> str | None:
    """Whose endings and stop words a word follows, in a text of language ``lang``."""
    written = script(word)
    if written is Script.BENGALI:
        return "bn"
    if written is Script.DEVANAGARI:
        own = (lang or "").removesuffix(_WITH_VI)
        return own if own in _DEVANAGARI else "hi"
    if written is Script.OTHER:
        return None
    if lang in _LATIN:
        return lang
    vietnamese = (lang or "").endswith(_WITH_VI) and (not word.isascii() or sounds_vietnamese(word))
    return "vi" if vietnamese else "en"


def _terms(word: str, grammar: str | None) -> tuple[str, ...]:
    if grammar is None:
        return (word,)
    if grammar == PLAIN_VI:
        return () if word in UNMARKED_VI else (PLAIN + plain(word),)
    if grammar in _UNACCENTED:
        word = plain(word)
    if word in STOPS[grammar]:
        return ()
    stem = STEMS[grammar](word)
    return (stem, PLAIN + plain(word)) if grammar == "vi" else (stem,)
