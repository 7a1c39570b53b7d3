"""Where a selection stands in the text that Heard has, from its positions and from the words that it quotes.

Positions are believed only as far as the quotes bear them out (``units`` finds the way of counting). A
selection whose words are elsewhere is looked for by its words. Where these stand several times, the place
that is as far off as other selections are is taken, and otherwise none. Nothing is put on other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.coding.comparable import CanonicalText
from archive.coding.refi.units import NAMED, Count, Ruler, way_of

_OCCURRENCES = 1_000
"""So many places of one quote are looked at; what is quoted more often tells nothing."""
_CUT = ("…", "...")

NOT_THERE = "the words that it quotes are not in the text"
AMBIGUOUS = "its words stand in several places, and its position fits none of them"
OUTSIDE = "its position is outside of the text"
UNQUOTED = "the file quotes no words, and positions in a formatted document cannot be told without them"


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection as a tool has it: positions in the tool's own count, and the words it quotes, if any."""

    start: int
    end: int
    quote: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Spot:
    """``start`` to ``end`` in code points, or ``why`` there is no place for a selection."""

    start: int = 0
    end: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A spot for each selection, in their order. ``compared`` is whether any of them quotes its words."""

    spots: tuple[Spot, ...]
    compared: bool


def located(text: str, selections: Sequence[Selected], *, plain: bool = True) -> Located:
    """The spots of selections. ``plain`` is false where the text was read from a formatted document, whose
    positions mean nothing without quotes."""
    way = way_of(text, [(s.start, s.end, s.quote) for s in selections])
    search = _Search(text, way)
    compared = way is not None or any(search.quoted(s) for s in selections)
    if not compared and not plain:
        return Located(tuple(Spot(why=UNQUOTED) for _ in selections), compared)
    first = [search.by_position(s, compared) for s in selections]
    drifts = {search.drift(s, spot) for s, spot in zip(selections, first, strict=True) if not spot.why}
    spots = tuple(
        search.by_drift(s, drifts) if spot.why == AMBIGUOUS else spot
        for s, spot in zip(selections, first, strict=True)
    )
    return Located(spots, compared)


class _Search:
    """One text to look for quotes in."""

    def __init__(self, text: str, way: Count | None) -> None:
        self._text, self._way = text, way
        self._ruler = Ruler(text, way or Count())
        self._canonical = CanonicalText(text)
        self._page = self._canonical.text.replace("\n", " ")

    def quoted(self, selection: Selected) -> bool:
        """Whether the text holds what a selection is called, so that this is a quote."""
        words = _words(selection.quote)
        return len(words) > 3 and words in self._page

    def by_position(self, selection: Selected, compared: bool) -> Spot:
        """The spot at the position if its words are there, else the only one where they are."""
        start, end = self._ruler.to_code_points(selection.start), self._ruler.to_code_points(selection.end)
        inside = selection.start >= 0 and start < end
        words = _words(selection.quote)
        if not words or not compared:
            return Spot(start, end) if inside else Spot(why=OUTSIDE)
        if inside and _words(self._text[start:end]).startswith(words) and self._way is not None:
            return Spot(start, end)
        places = list(self._places(words))
        if len(places) == 1:
            return self._at(places[0], selection, words)
        return Spot(why=AMBIGUOUS if places else NOT_THERE)

    def by_drift(self, selection: Selected, drifts: set[int]) -> Spot:
        """The one of several spots that is as far from its position as other selections are from theirs."""
        words = _words(selection.quote)
        spots = [self._at(place, selection, words) for place in self._places(words)]
        fitting = [spot for spot in spots if self.drift(selection, spot) in drifts]
        return fitting[0] if len(fitting) == 1 else Spot(why=AMBIGUOUS)

    def drift(self, selection: Selected, spot: Spot) -> int:
        """How far a spot is from where the selection says it is, in the tool's count."""
        return self._ruler.from_code_points(spot.start) - selection.start

    def _places(self, words: str) -> Iterator[int]:
        at = self._page.find(words)
        for _ in range(_OCCURRENCES):
            if at < 0:
                return
            yield at
            at = self._page.find(words, at + 1)

    def _at(self, place: int, selection: Selected, words: str) -> Spot:
        """The spot that begins at a place of the page; a quote that was cut ends where the positions say."""
        start, end = self._canonical.span_out(place, place + len(words))
        if len(selection.quote) >= NAMED or selection.quote.rstrip().endswith(_CUT):
            length = selection.end - selection.start
            end = max(end, self._ruler.to_code_points(self._ruler.from_code_points(start) + length))
        return Spot(start, end)


def _words(quote: str) -> str:
    """A quote on one line, composed, without the blanks and the sign of a cut at its ends."""
    plain = CanonicalText(quote).text.replace("\n", " ").strip()
    for cut in _CUT:
        plain = plain.removesuffix(cut)
    return plain.strip()
