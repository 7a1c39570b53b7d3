"""Words that no finding covers and that may still be a name: what a machine passed over, for a person to see.

Pure. Capitals inside a sentence speak first in Latin script; words of Bengali and Devanagari script have no
capitals, so there a list of names speaks, then that no word list holds the word. A list of ordinary words
only makes a word less likely: it never hides one that is a name too. Nothing here masks: the recall-first
mode and the reviewer decide what to do with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from archive.model import Finding
from archive.redact.everyday import composed, named_too, small_words, words_with_capitals
from archive.redact.patterns.common import latin_names, name_keys, titles
from archive.redact.spans import Span, covered
from language.transliteration import name_key
from language.words import (
    Word,
    bare,
    is_indic,
    lower_cased,
    words,
)

Ordinary = Callable[[str], bool]
MOST = 200
"""So many words that no list of names holds are shown at once; those that one holds are all shown."""
_SHORTEST, _SHORTEST_NAME = 3, 2


class Sign(StrEnum):
    """Why a word may be a name, the strongest first."""

    NAME = "name"
    CAPITAL = "capital"
    UNKNOWN = "unknown"
    BOTH = "both"
    LISTED = "listed"

    @property
    def sentence(self) -> str:
        """The reason for a reviewer."""
        return _SENTENCES[self]


_SENTENCES = {
    Sign.NAME: "A list of names holds this word.",
    Sign.CAPITAL: "It is written with a capital inside a sentence.",
    Sign.BOTH: "It is an ordinary word, and a name of people as well.",
    Sign.UNKNOWN: "No word list holds it.",
    Sign.LISTED: "It is an ordinary word with a capital inside a sentence.",
}
_RANK = {sign: rank for rank, sign in enumerate(Sign)}
_NAMED = frozenset({Sign.NAME, Sign.CAPITAL, Sign.BOTH})


@dataclass(frozen=True, slots=True)
class Missed:
    """An uncovered word at its first place, how often it stands uncovered, and why it is shown."""

    start: int
    end: int
    sign: Sign
    count: int


def missed(text: str, findings: Iterable[Finding], ordinary: Ordinary, most: int = MOST) -> list[Missed]:
    """Uncovered words that may be names, each form once, the likeliest first.

    At most ``most`` of those that are only unknown or listed; a word that is a name is always shown.
    """
    spans = [Span(f.start, f.end, f.type, f.score, f.detector) for f in findings]
    first: dict[str, tuple[Word, Sign]] = {}
    counts: Counter[str] = Counter()
    for one in _signs(text, spans, ordinary):
        word, low, sign = one.word, one.form, one.sign
        counts[low] += 1
        if low not in first or _RANK[sign] < _RANK[first[low][1]]:
            first[low] = (first[low][0] if low in first else word, sign)
    found = [Missed(word.start, word.end, sign, counts[low]) for low, (word, sign) in first.items()]
    ranked = sorted(found, key=lambda m: (_RANK[m.sign], m.count, m.start))
    others = [one for one in ranked if one.sign not in _NAMED]
    cut = set(others[max(0, most - (len(ranked) - len(others))) :])
    return [one for one in ranked if one not in cut]


def possible_names(text: str, spans: Iterable[Span], ordinary: Ordinary) -> Iterator[tuple[int, int]]:
    """Every place of an uncovered word that is named or written like a name: what recall-first masks."""
    for one in _signs(text, spans, ordinary):
        if one.sign is not Sign.UNKNOWN:
            yield one.word.start, one.word.end


@dataclass(frozen=True, slots=True)
class _Signed:
    """An uncovered word, the form it is counted under, and why it may be a name."""

    word: Word = field(repr=False)
    form: str = field(repr=False)
    sign: Sign


def _signs(text: str, spans: Iterable[Span], ordinary: Ordinary) -> Iterator[_Signed]:
    mask = covered(spans, len(text))
    tokens = words(text)
    small = lower_cased(text) or text == text.lower()
    for at, word in enumerate(tokens):
        shown = bare(word.text)
        low = composed(shown)
        if all(mask[word.start : word.start + len(shown)]) or low[0].isdigit():
            continue
        if is_indic(low):
            sign = _indic(low, ordinary)
        else:
            sign = _latin(word, low, ordinary, small, word.capital and _shouted(tokens, at))
        if sign is not None and len(low.partition("'")[0] if sign is Sign.LISTED else low) >= (
            _SHORTEST_NAME if named_too(low) else _SHORTEST
        ):  # fmt: skip
            yield _Signed(word, low, sign)


def _shouted(tokens: Sequence[Word], at: int) -> bool:
    """Whether a word stands in a run of capitals, where a capital says nothing."""
    run = [one.text for one in tokens[max(0, at - 1) : at + 2] if len(one.text) > 1]
    return len(run) > 1 and tokens[at].text.isupper() and sum(map(str.isupper, run)) > 1


def _indic(low: str, ordinary: Ordinary) -> Sign | None:
    listed = ordinary(low) or low in titles()
    if named_too(low):
        return Sign.BOTH if listed else Sign.NAME
    if listed:
        return None
    key = name_key(low)
    return Sign.NAME if any(key in name_keys(code) for code in ("BD", "IN", "NP")) else Sign.UNKNOWN


def _latin(word: Word, low: str, ordinary: Ordinary, small: bool, shouted: bool) -> Sign | None:
    """Capitals tell where there are any; in text without them an unknown word counts as it stands."""
    listed = low in titles() or low in small_words() or low in words_with_capitals() or ordinary(low)
    named = named_too(low)
    if word.capital and not word.initial and not shouted:
        return Sign.LISTED if listed and not named else Sign.CAPITAL
    if named and listed:
        return Sign.BOTH
    if listed:
        return None
    if word.capital:
        return Sign.CAPITAL
    if named or low in latin_names():
        return Sign.NAME
    return Sign.UNKNOWN if small else None
