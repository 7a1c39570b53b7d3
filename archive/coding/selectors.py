"""A span that can prove where it belongs: its position, its quote, and what stands around it.

This is the pair of selectors of the W3C Web Annotation Data Model (2017, 4.2.4 TextQuoteSelector and
4.2.5 TextPositionSelector), in code points of one turn's words. A span is found again only where its very
words stand; where several places would do equally well, none is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict

from archive.coding.clusters import whole
from archive.errors import UsageError
from archive.model import Fit

CONTEXT = 32
"""Code points kept before and after the quote."""


class TextPositionSelector(TypedDict):
    """W3C Web Annotation Data Model (2017), 4.2.5; positions are code points."""

    type: Literal["TextPositionSelector"]
    start: int
    end: int


class TextQuoteSelector(TypedDict):
    """W3C Web Annotation Data Model (2017), 4.2.4."""

    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """``start`` to ``end`` of a text, the words there, and up to ``CONTEXT`` code points on either side."""

    start: int
    end: int
    quote: str = field(repr=False)
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)

    def stands_in(self, text: str) -> bool:
        """Whether the quote stands at the position."""
        return self.start < self.end and text[self.start : self.end] == self.quote


def anchored(text: str, start: int, end: int) -> Anchor:
    """The anchor of a span, grown to whole grapheme clusters.

    Raises ``UsageError`` for a span that is empty or not in the text.
    """
    if not 0 <= start < end <= len(text):
        raise UsageError("That span is not in the words of this turn; select some of its words.")
    start, end = whole(text, start, end)
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(start, end, text[start:end], before, after)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands now, and how sure that is. Where it is lost, ``start`` equals ``end``."""

    start: int
    end: int
    fit: Fit


def find(text: str, anchor: Anchor) -> Place | None:
    """Where the words of an anchor stand in a text that may be another than it was made on.

    The place with the most of the anchor's surroundings; of equal ones its own position. ``None`` where
    its words stand nowhere, or in several places that fit equally. Words without any known neighbour,
    away from where they were, are ``changed``: somebody has to look.
    """
    kin = {place: _kinship(text, place, anchor) for place in _occurrences(text, anchor.quote)}
    best = [place for place, common in kin.items() if common == max(kin.values())]
    if len(best) > 1:
        best = [place for place in best if place == anchor.start]
    if not best:
        return None
    start, end = best[0], best[0] + len(anchor.quote)
    known = start == anchor.start or kin[start] > 0
    uncut = whole(text, start, end) == (start, end)
    return Place(start, end, Fit.WORDS if known else Fit.CHANGED) if uncut else None


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _kinship(text: str, place: int, anchor: Anchor) -> int:
    """How many code points right before and right after a place are those of the anchor."""
    end = place + len(anchor.quote)
    return _common(anchor.before[::-1], text[max(0, place - CONTEXT) : place][::-1]) + _common(
        anchor.after, text[end : end + CONTEXT]
    )


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def selectors(anchor: Anchor) -> tuple[TextPositionSelector, TextQuoteSelector]:
    """The anchor as the two W3C selectors, for an export that may carry its words."""
    return (
        {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
        {"type": "TextQuoteSelector", "exact": anchor.quote, "prefix": anchor.before, "suffix": anchor.after},
    )


def from_selectors(given: Sequence[Mapping[str, Any]]) -> Anchor:
    """The anchor that a pair of W3C selectors tells. Raises ``UsageError`` without a quote.

    Without a position the quote alone has to find its place.
    """
    kinds = {str(one.get("type")): one for one in given}
    quote = kinds.get("TextQuoteSelector", {})
    exact = quote.get("exact")
    if not isinstance(exact, str) or not exact:
        raise UsageError("A selector needs the quoted words (TextQuoteSelector with exact).")
    start = int(kinds.get("TextPositionSelector", {}).get("start", 0))
    return Anchor(
        start, start + len(exact), exact, str(quote.get("prefix", "")), str(quote.get("suffix", ""))
    )
