"""Overlapping spans made into disjoint ones that cut no letter and cross no turn.

Pure. Where two detectors disagree the union stays masked: a longer or surer span decides the type, and
what it does not cover of the other stays a span of its own, so that merging never uncovers a character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import regex

from archive.model import IdentifierType, Turn
from archive.redact.everyday import small_words
from archive.redact.patterns.common import titles
from archive.redact.spans import PERSONAL, Span
from language.words import (
    is_indic,
    widen,
    words,
    wordset,
)

_PRIORITY = {
    IdentifierType.EMAIL: 9,
    IdentifierType.HANDLE: 8,
    IdentifierType.PHONE: 7,
    IdentifierType.ID: 7,
    IdentifierType.NICKNAME: 5,
    IdentifierType.KIN: 5,
    IdentifierType.PERSON: 5,
    IdentifierType.AGE: 5,
    IdentifierType.DATETIME: 5,
    IdentifierType.ORG: 5,
    IdentifierType.LOC: 5,
    IdentifierType.DEM: 4,
    IdentifierType.ROLE: 1,
    IdentifierType.OTHER: 0,
}
_EDGE = regex.compile(r"[\p{L}\p{M}\p{N}]")


def merge(text: str, spans: Iterable[Span], turns: Sequence[Turn] | None = None) -> list[Span]:
    """Disjoint spans in order, covering every significant character that ``spans`` covered."""
    shaved = (t for s in spans if (t := shave(text, s)) is not None)
    pieces = [p for s in shaved for p in _split_at_turns(s, turns or ())]
    clean = [t for p in pieces if (t := _tidy(text, p)) is not None]
    clean.sort(key=_rank)
    kept: list[Span] = []
    taken = bytearray(len(text))
    for span in clean:
        kept.extend(_free_parts(text, span, taken))
    kept.sort()
    return _joined(tidy for s in kept if (tidy := _tidy(text, s)) is not None)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; two that were widened into one another, inside one endless letter, become one."""
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = replace(found[-1], end=max(span.end, found[-1].end))
        else:
            found.append(span)
    return found


def shave(text: str, span: Span) -> Span | None:
    """A name without the titles at its edges, a place or body without the sentence start before it.

    ``None`` where nothing is left that names anything. What is known is left as it is, and so is what a
    small model found: it was taught where a name begins, and *Anna* is a title in one country and a name
    in the next.
    """
    if span.detector.startswith(("known", "crf")) or span.type not in _SHAVED:
        return span
    inner = words(text[span.start : span.end])
    first, last = 0, len(inner)
    if span.type in PERSONAL:
        if span.type is IdentifierType.NICKNAME:
            return span
        while first < last - 1 and inner[first].text.casefold() in titles():
            first += 1
        while last > first + 1 and inner[last - 1].text.casefold() in titles():
            last -= 1
    elif inner and inner[0].capital and _begins_sentence(text, span.start):
        while first < last and inner[first].text.casefold() in _SMALL_START | small_words(names=True):
            first += 1
    if first >= last or (
        first and not any(w.capital or is_indic(w.text) or w.text.isdigit() for w in inner[first:])
    ):
        return None
    end = span.end if last == len(inner) else span.start + inner[last - 1].end
    return replace(span, start=span.start + inner[first].start if first else span.start, end=end)


_SHAVED = PERSONAL | {IdentifierType.LOC, IdentifierType.ORG}
_SMALL_START = wordset(
    """
    call go ask near behind inside outside every each our then that was is when where there also only
    """
)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or not (before[-1].isalnum() or before[-1] in ",;'’")


class _Rank(NamedTuple):
    """The order in which spans take their characters: smaller comes first."""

    guessed: bool
    less_priority: int
    less_length: int
    less_score: float
    start: int


def _rank(span: Span) -> _Rank:
    guessed = not span.detector.startswith("known")
    return _Rank(guessed, -_PRIORITY[span.type], -(span.end - span.start), -span.score, span.start)


def _free_parts(text: str, span: Span, taken: bytearray) -> list[Span]:
    """The parts of ``span`` that nothing stands on yet; each is marked as taken."""
    parts: list[Span] = []
    at = span.start
    while at < span.end:
        low = taken.find(0, at, span.end)
        if low < 0:
            break
        high = taken.find(1, low, span.end)
        high = span.end if high < 0 else high
        if low == span.start and high == span.end:
            parts.append(span)
        elif _worth(text[low:high]):
            parts.append(replace(span, start=low, end=high))
        taken[low:high] = b"\x01" * (high - low)
        at = high
    return parts


_FREE = wordset(
    """
    the a an this that of in on at to for by from with between until since during before after under and
    or but mr mrs ms no nr about is was
    """
)
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def _worth(piece: str) -> bool:
    """Whether what is left of a span after a cut holds more than small words."""
    return any(m.group().casefold() not in _FREE for m in _WORDS.finditer(piece))


def _split_at_turns(span: Span, turns: Sequence[Turn]) -> list[Span]:
    """The span cut at turn borders; without turns at nothing."""
    if not turns:
        return [span]
    starts = [t.start for t in turns]
    parts: list[Span] = []
    at = span.start
    while at < span.end:
        index = bisect_right(starts, at)
        border = starts[index] if index < len(starts) else span.end
        stop = min(span.end, border)
        parts.append(replace(span, start=at, end=stop))
        at = stop
    return parts


def _tidy(text: str, span: Span) -> Span | None:
    trimmed = _trim(text, span)
    if trimmed is None:
        return None
    start, end = widen(text, trimmed.start, trimmed.end)
    return replace(trimmed, start=start, end=end)


def _trim(text: str, span: Span) -> Span | None:
    """The span without blanks and punctuation at its edges; ``None`` if nothing is left."""
    start, end = max(0, span.start), min(len(text), span.end)
    keep = span.type in {IdentifierType.PHONE, IdentifierType.HANDLE, IdentifierType.ID}
    while start < end and not _EDGE.match(text, start) and not (keep and text[start] in "@+#("):
        start += 1
    while end > start and not _EDGE.match(text, end - 1):
        end -= 1
    return replace(span, start=start, end=end) if start < end else None
