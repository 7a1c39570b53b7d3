"""Where a coded span stands after its text was corrected: on its words, on changed words, or nowhere.

A correction comes as edits. Where somebody gives a whole new text instead, words are aligned with words, at
any length (``alignment``), and the edits are what is between. A span is never put on other words in silence:
it is ``words`` only if its very words stand at the new place with a neighbour that it had, or stand there
alone of their kind; ``changed`` if some of them do; ``lost`` if none. Blanks, line ends and the form in which
letters are composed are no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.coding.alignment import Alignment, Pair, Words, aligned
from archive.coding.clusters import whole
from archive.coding.comparable import CanonicalText, same_words
from archive.coding.edits import Edit, EditedText, Stretches, between, edited
from archive.coding.masks import HIDDEN, hidden, is_hidden, without_sign
from archive.coding.selectors import Place
from archive.model import Fit

__all__ = ["Edit", "EditedText", "RetypedText", "edited", "edits_between", "moved", "moved_to"]

_NEIGHBOURS = 24
"""Code points beside a span that are compared."""
_ENOUGH = 8
"""Code points on both sides together, within its line, that show where a span is."""


def moved(old: str, edits: Iterable[Edit], spans: Sequence[tuple[int, int]]) -> list[Place]:
    """Where each span of the old text stands once it is edited, in the order given."""
    return EditedText(old, edits).places(spans)


def moved_to(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[Place]:
    """The same where only the new text is known."""
    return RetypedText(old, new).places(spans)


def edits_between(old: str, new: str) -> list[Edit]:
    """Edits that make the new text of the old one; what was moved is taken out and put in."""
    alignment = aligned(old, new)
    return between(old, new, (alignment.old, alignment.new), alignment.kept)


class _Border(NamedTuple):
    """What stands beside a span, up to a limit, and that without what lies beyond its line."""

    wide: str
    line: str
    cut: bool
    """Whether the line begins (or ends) within the limit."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words that stand elsewhere now: ``start:end`` of the old text, at ``at`` of the new one."""

    start: int
    end: int
    at: int
    text: EditedText


class RetypedText:
    """A text and what somebody made of it; the comparison is done once for any number of spans."""

    __slots__ = ("_edited", "_new", "_old", "_passages", "compared")

    def __init__(self, old: str, new: str, masked: Iterable[tuple[int, int]] = ()) -> None:
        """``masked`` are stretches of the new text in which anything may have stood in the old one."""
        self._old, self._new = CanonicalText(without_sign(old)), CanonicalText(hidden(new, masked))
        alignment = aligned(self._old.text, self._new.text)
        words = alignment.old, alignment.new
        edits = between(self._old.text, self._new.text, words, alignment.kept)
        self._edited = EditedText(self._old.text, edits)
        self._passages = [_passage(self._old.text, self._new.text, alignment, m) for m in alignment.moves]
        self.compared = alignment.compared
        """How many pairs of words were looked at, beside a fixed number for each word."""

    def places(self, spans: Iterable[tuple[int, int]]) -> list[Place]:
        """Where each span of the old text stands in the new one, in the order given."""
        return [self._place(start, end) for start, end in spans]

    def _place(self, start: int, end: int) -> Place:
        was = self._old.span_in(start, end)
        place = self._edited.place(*was)
        if place.fit is not Fit.WORDS or not self._sure(was, (place.start, place.end)):
            place = self._masked(was) or self._elsewhere(was) or self._changed(was, place)
        begin, stop = self._new.span_out(place.start, place.end)
        return Place(begin, stop, place.fit)

    def _changed(self, was: tuple[int, int], place: Place) -> Place:
        """A place that nothing vouches for: changed, or lost unless its words stand once elsewhere."""
        if place.fit is not Fit.LOST:
            same = place.fit is Fit.CHANGED and self._same(was, (place.start, place.end))
            sure = same and self._sure(was, (place.start, place.end))
            return Place(place.start, place.end, Fit.WORDS if sure else Fit.CHANGED)
        quote = self._old.text[was[0] : was[1]]
        if self._alone(quote):
            at = self._new.text.index(quote)
            return Place(*whole(self._new.text, at, at + len(quote)), Fit.CHANGED)
        return place

    def _masked(self, was: tuple[int, int]) -> Place | None:
        """The place of a span that differs in nothing but what was written over a name."""
        now = self._edited.reach(*was)
        changes = self._edited.changes(*was)
        if not all(self._hidden(change) for change in changes):
            return None
        if not changes and not self._same(was, now):
            return None
        spoken = min([was[0], *(c.old_start for c in changes)]), max([was[1], *(c.old_end for c in changes)])
        return Place(*whole(self._new.text, *now), Fit.WORDS) if self._up_to_masks(spoken, now) else None

    def _hidden(self, change: Stretches) -> bool:
        old = self._old.text[change.old_start : change.old_end]
        return bool(old.strip()) and is_hidden(self._new.text[change.new_start : change.new_end])

    def _up_to_masks(self, was: tuple[int, int], now: tuple[int, int]) -> bool:
        """Whether both texts say the same on either side, as far as a mask or the end of the line."""
        before, after = _before(self._old.text, was[0]), _after(self._old.text, was[1])
        left, right = _before(self._new.text, now[0]), _after(self._new.text, now[1])
        ahead = _common(before.wide[::-1], left.wide[::-1])
        behind = _common(after.wide, right.wide)
        begins, ends = _stops(left.wide[::-1], ahead), _stops(right.wide, behind)
        return begins and ends and ahead + behind + was[1] - was[0] >= _ENOUGH

    def _elsewhere(self, was: tuple[int, int]) -> Place | None:
        """Where a span of a moved passage stands now; it is on its words if its line says the same on
        either side, and changed otherwise."""
        for passage in self._passages:
            start, end = max(was[0], passage.start), min(was[1], passage.end)
            if 2 * (end - start) <= was[1] - was[0]:
                continue
            inside = passage.text.place(start - passage.start, end - passage.start)
            if inside.fit is Fit.LOST:
                continue
            now = inside.start + passage.at, inside.end + passage.at
            whole_span = (start, end) == was and self._same(was, now)
            return Place(*now, Fit.WORDS if whole_span and self._beside(was, now) else Fit.CHANGED)
        return None

    # --- how sure ----------------------------------------------------------------------------------

    def _same(self, was: tuple[int, int], now: tuple[int, int]) -> bool:
        return same_words(self._old.text[was[0] : was[1]], self._new.text[now[0] : now[1]])

    def _sure(self, was: tuple[int, int], now: tuple[int, int]) -> bool:
        """Whether a span kept one neighbour, or both within its line, or is the only one of its kind."""
        before, after = _before(self._old.text, was[0]), _after(self._old.text, was[1])
        left, right = _before(self._new.text, now[0]), _after(self._new.text, now[1])
        if same_words(before.wide, left.wide) or same_words(after.wide, right.wide):
            return True
        within = len(before.line) + len(after.line) >= _ENOUGH
        if within and before.line == left.line and after.line == right.line:
            return True
        return self._alone(self._old.text[was[0] : was[1]])

    def _beside(self, was: tuple[int, int], now: tuple[int, int]) -> bool:
        """Whether the line of a moved span says the same on both sides of it."""
        before, after = _before(self._old.text, was[0]), _after(self._old.text, was[1])
        left, right = _before(self._new.text, now[0]), _after(self._new.text, now[1])
        same = (before.line, after.line) == (left.line, right.line)
        return same and (before.cut, after.cut) == (left.cut, right.cut)

    def _alone(self, quote: str) -> bool:
        return _once(self._old.text, quote) and _once(self._new.text, quote)


def _passage(old: str, new: str, alignment: Alignment, pairs: Sequence[Pair]) -> _Passage:
    one, other = alignment.old, alignment.new
    start, end = one.starts[pairs[0].old], one.ends[pairs[-1].old]
    at, stop = other.starts[pairs[0].new], other.ends[pairs[-1].new]
    words = _part(one, start, [p.old for p in pairs]), _part(other, at, [p.new for p in pairs])
    mine = old[start:end]
    edits = between(mine, new[at:stop], words, [Pair(n, n) for n in range(len(pairs))])
    return _Passage(start, end, at, EditedText(mine, edits))


def _part(words: Words, origin: int, indices: Sequence[int]) -> Words:
    """Some words of a text, counted from ``origin``."""
    return Words(
        [words.starts[i] - origin for i in indices],
        [words.ends[i] - origin for i in indices],
        [words.numbers[i] for i in indices],
    )


def _before(text: str, at: int) -> _Border:
    wide = text[max(0, at - _NEIGHBOURS) : at]
    line = wide.rpartition("\n")[2]
    return _Border(wide, line, line != wide or at <= _NEIGHBOURS)


def _after(text: str, at: int) -> _Border:
    wide = text[at : at + _NEIGHBOURS]
    line = wide.partition("\n")[0]
    return _Border(wide, line, line != wide or at + _NEIGHBOURS >= len(text))


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _stops(beside: str, common: int) -> bool:
    """Whether what two texts have in common goes to the end of a line, to a mask, or as far as is looked."""
    rest = beside[common:].lstrip(" ")
    return not rest or rest[0] in ("\n", HIDDEN) or "\n" in beside[:common]


def _once(text: str, quote: str) -> bool:
    first = text.find(quote)
    return first >= 0 and text.find(quote, first + 1) < 0
