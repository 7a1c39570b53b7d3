"""A span that can prove where it belongs: its position, its quote, and what stands around it.

This is the pair of selectors of the W3C Web Annotation Data Model (2017, 4.2.4 TextQuoteSelector and
4.2.5 TextPositionSelector), in code points of one turn's words. A span is found again only where its very
words stand; where several places would do equally well, none is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.coding.clusters import whole
from archive.errors import UsageError
from archive.model import Fit

CONTEXT = 32
"""Code points kept before and after the quote."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """``start`` to ``end`` of a text, the words there, and up to ``CONTEXT`` code points on either side."""

    start: int
    end: int
    quote: str = field(repr=False)
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)


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
