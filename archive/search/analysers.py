"""From a text to its terms: one analyser per language, shared by every engine and by the query.

The language of a testimony says whose endings are taken off, but people mix: a Bangla word in an
English interview is still analysed as Bangla, for its script tells, and a word with Vietnamese tone
marks as Vietnamese. Vietnamese words stand a second time without their marks, so that ``benh vien``
finds ``bệnh viện``. Nothing here keeps a text or writes one anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.search.stemming import STEMS
from archive.search.stops import STOPS, UNMARKED_VI
from archive.search.words import WORD, Script, fold_search_term, script, sounds_vietnamese
from language.words import plain

BLANK = "·"
"""Stands in a stream of terms for a stop word. No word can be it."""

PLAIN = "~"
"""Begins a term without diacritics, and nothing else."""

PLAIN_VI = "vi-plain"
"""For a query only: Vietnamese typed without any mark."""

_LATIN = frozenset({"en", "sw", "vi", PLAIN_VI})
_DEVANAGARI = frozenset({"hi", "ne"})


@dataclass(frozen=True, slots=True)
class Token:
    """A term and where it stands: ``start`` to ``end`` in the text, ``position`` in words from 0.

    Two tokens at one position are two spellings of one word.
    """

    term: str = field(repr=False)
    start: int
    end: int
    position: int


def analyse(text: str, lang: str | None) -> list[Token]:
    """The terms of ``text``. Stop words have no token, but they count in ``position``.

    ``lang`` is a language with an analyser of its own, or anything else (``mixed``, ``None``) for a text of
    several or of an unknown language.
    """
    found: list[Token] = []
    for position, match in enumerate(WORD.finditer(text)):
        word = fold_search_term(match.group())
        for term in _terms(word, _grammar(word, lang)):
            found.append(Token(term, match.start(), match.end(), position))
    return found


def stream(text: str, lang: str | None) -> tuple[str, ...]:
    """Every term in the order of the words, blanks for stop words; the unmarked spellings follow after.

    This is what an index holds (keyed) and what a phrase is compared with.
    """
    tokens = analyse(text, lang)
    plain = [t for t in tokens if t.term.startswith(PLAIN)]
    return laid_out([t for t in tokens if not t.term.startswith(PLAIN)]) + laid_out(plain)


def laid_out(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Terms of tokens at rising positions, with a blank wherever a position is missing between two."""
    out: list[str] = []
    last = tokens[0].position - 1 if tokens else 0
    for token in tokens:
        out.extend([BLANK] * (token.position - last - 1))
        out.append(token.term)
        last = token.position
    return tuple(out)


def _grammar(word: str, lang: str | None) -> str | None:
    """Whose endings and stop words a word follows, in a text of language ``lang``."""
    written = script(word)
    if written is Script.BENGALI:
        return "bn"
    if written is Script.DEVANAGARI:
        return lang if lang in _DEVANAGARI else "hi"
    if written is Script.OTHER:
        return None
    if lang in _LATIN:
        return lang
    return "vi" if sounds_vietnamese(word) else "en"


def _terms(word: str, grammar: str | None) -> tuple[str, ...]:
    if grammar is None:
        return (word,)
    if grammar == PLAIN_VI:
        return () if word in UNMARKED_VI else (PLAIN + plain(word),)
    if word in STOPS[grammar]:
        return ()
    stem = STEMS[grammar](word)
    return (stem, PLAIN + plain(word)) if grammar == "vi" else (stem,)
