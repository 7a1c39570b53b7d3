"""A text with the words whole that a hyphen cuts at the end of a line, and the way back to its offsets.

Typesetting, exports to paper and OCR cut words: ``Mia-`` on one line and ``zi`` on the next are one name,
and half a name is neither found nor the same person. Detectors read the whole words; findings are kept where
the words stand. Pure. Nothing is joined across the border of a turn, and the text itself never changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from archive.model import Turn
from archive.redact.spans import Span

_CUT = regex.compile(r"(?<=\p{L}\p{M}*)([-\u2010\u00ad\u00ac])([ \t]*\n[ \t]*)(?=\p{L})")
_SOFT = "\u00ad"
"""A soft hyphen (U+00AD) stands where a word may be cut and is no part of it, unlike every other hyphen."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What was left out: ``start`` to ``end`` of the original, ``at`` here, ``before`` the length left out
    up to its start. Code points."""

    start: int
    end: int
    at: int
    before: int


@dataclass(frozen=True, slots=True)
class Unbroken:
    """A text without the line breaks inside its words; ``gaps`` in order."""

    text: str = field(repr=False)
    gaps: tuple[Gap, ...] = ()

    def place(self, offset: int) -> int:
        """Where an offset of the original stands here; one inside a gap stands at the gap."""
        index = bisect_left(self.gaps, offset, key=lambda gap: gap.start)
        if not index:
            return offset
        gap = self.gaps[index - 1]
        return max(gap.at, offset - gap.before - (gap.end - gap.start))

    def original(self, offset: int, end: bool = False) -> int:
        """Where an offset of this text stands in the original; ``end`` for the end of a span."""
        bisect = bisect_left if end else bisect_right
        index = bisect(self.gaps, offset, key=lambda gap: gap.at)
        if not index:
            return offset
        gap = self.gaps[index - 1]
        return offset + gap.before + gap.end - gap.start

    def spans(self, spans: Sequence[Span]) -> list[Span]:
        """Spans of this text at their place in the original."""
        if not self.gaps:
            return list(spans)
        return [replace(s, start=self.original(s.start), end=self.original(s.end, end=True)) for s in spans]

    def turns(self, turns: Sequence[Turn] | None) -> Sequence[Turn] | None:
        """Turns of the original at their place in this text."""
        if not turns or not self.gaps:
            return turns
        at = self.place
        return [replace(t, start=at(t.start), body=at(t.body), end=at(t.end)) for t in turns]


def unbroken(text: str, turns: Sequence[Turn] | None = None) -> Unbroken:
    """The text with the words whole that a hyphen cuts at a line's end.

    Before a capital, and in a script without capitals, the hyphen may belong to the name: it stays, and only
    the line break goes. A soft hyphen always goes.
    """
    borders = {turn.start for turn in turns or ()}
    stretches: list[tuple[int, int]] = []
    for cut in _CUT.finditer(text):
        if any(at in borders for at in range(cut.start() + 1, cut.end() + 1)):
            continue
        goes = cut.group(1) == _SOFT or text[cut.end()].islower()
        stretches.append((cut.start() if goes else cut.start(2), cut.end()))
    return _without(text, stretches)


def _without(text: str, stretches: Sequence[tuple[int, int]]) -> Unbroken:
    kept: list[str] = []
    gaps: list[Gap] = []
    at = before = 0
    for start, end in stretches:
        kept.append(text[at:start])
        gaps.append(Gap(start, end, start - before, before))
        before += end - start
        at = end
    return Unbroken("".join([*kept, text[at:]]), tuple(gaps))
