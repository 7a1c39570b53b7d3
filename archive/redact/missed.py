"""Words that no finding covers and that may still be a name: what a machine passed over, for a person to see.

Pure. Capitals inside a sentence speak first in Latin script; words of Bengali and Devanagari script have no
capitals, so there a list of names speaks, then that no word list holds the word. Nothing here masks: the
recall-first mode and the reviewer decide what to do with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from archive.model import Finding
from archive.redact.patterns.common import STOP_FOLDED, latin_names, name_keys, safe, titles
from archive.redact.spans import Span, covered
from archive.redact.translit import name_key
from archive.redact.words import Word, bare, is_indic, lower_cased, words

Ordinary = Callable[[str], bool]
MOST = 200
"""So many words are shown at once."""
_SHORTEST = 3


class Sign(StrEnum):
    """Why a word may be a name, the strongest first."""

    NAME = "name"
    CAPITAL = "capital"
    UNKNOWN = "unknown"

    @property
    def sentence(self) -> str:
        """The reason for a reviewer."""
        return _SENTENCES[self]


_SENTENCES = {
    Sign.NAME: "A list of names holds this word.",
    Sign.CAPITAL: "It is written with a capital inside a sentence.",
    Sign.UNKNOWN: "No word list holds it.",
}
_RANK = {sign: rank for rank, sign in enumerate(Sign)}


@dataclass(frozen=True, slots=True)
class Missed:
    """An uncovered word at its first place, how often it stands uncovered, and why it is shown."""

    start: int
    end: int
    sign: Sign
    count: int


def missed(text: str, findings: Iterable[Finding], ordinary: Ordinary, most: int = MOST) -> list[Missed]:
    """Uncovered words that may be names, each form once, the likeliest first, at most ``most``."""
    spans = [Span(f.start, f.end, f.type, f.score, f.detector) for f in findings]
    first: dict[str, tuple[Word, Sign]] = {}
    counts: Counter[str] = Counter()
    for word, low, sign in _signs(text, spans, ordinary):
        counts[low] += 1
        if low not in first or _RANK[sign] < _RANK[first[low][1]]:
            first[low] = (first[low][0] if low in first else word, sign)
    found = [Missed(word.start, word.end, sign, counts[low]) for low, (word, sign) in first.items()]
    return sorted(found, key=lambda m: (_RANK[m.sign], m.count, m.start))[:most]


def possible_names(text: str, spans: Iterable[Span], ordinary: Ordinary) -> Iterator[tuple[int, int]]:
    """Every place of an uncovered word that is named or written like a name: what recall-first masks."""
    for word, _, sign in _signs(text, spans, ordinary):
        if sign is not Sign.UNKNOWN:
            yield word.start, word.end


def _signs(text: str, spans: Iterable[Span], ordinary: Ordinary) -> Iterator[tuple[Word, str, Sign]]:
    mask = covered(spans, len(text))
    small = lower_cased(text)
    for word in words(text):
        low = bare(word.text).casefold()
        if not mask[word.start] and _may(low):
            sign = _indic(low, ordinary) if is_indic(low) else _latin(word, low, ordinary, small)
            if sign is not None:
                yield word, low, sign


def _may(low: str) -> bool:
    plain = low not in safe() and low not in titles() and low not in STOP_FOLDED
    return len(low) >= _SHORTEST and not low[0].isdigit() and plain


def _indic(low: str, ordinary: Ordinary) -> Sign | None:
    if ordinary(low):
        return None
    key = name_key(low)
    return Sign.NAME if any(key in name_keys(code) for code in ("BD", "IN", "NP")) else Sign.UNKNOWN


def _latin(word: Word, low: str, ordinary: Ordinary, small: bool) -> Sign | None:
    """Capitals tell where there are any; in text without them an unknown word counts as it stands."""
    if word.capital and (not word.initial or not ordinary(low)):
        return Sign.CAPITAL
    if ordinary(low) or word.capital:
        return None
    if low in latin_names():
        return Sign.NAME
    return Sign.UNKNOWN if small else None
