"""Where coders disagree most: the passages to look at side by side, and to settle.

A dispute is about one code on one connected passage: everything that the coders' spans of that code cover
there without a gap. How bad it is, is how many characters not all of them marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from archive.model import Coding

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One code on ``start:end`` of a turn. ``sides`` holds each coder's spans there, in the order of the
    coders; an empty one did not code it. ``apart`` counts the characters that not all marked."""

    testimony: str
    version: int
    turn: int
    start: int
    end: int
    code: str
    apart: int
    sides: tuple[tuple[Span, ...], ...]


def disputes(codings: Iterable[Coding], coders: Sequence[str], codes: Collection[str] = ()) -> list[Dispute]:
    """Every dispute, worst first; passages that all mark alike are none."""
    groups: dict[tuple[str, int, int, str], list[Coding]] = defaultdict(list)
    for c in codings:
        if c.coder in coders and (not codes or c.code in codes):
            groups[c.testimony, c.version, c.turn, c.code].append(c)
    candidates = [
        _dispute(place, passage, coders) for place, group in groups.items() for passage in _passages(group)
    ]
    return sorted((d for d in candidates if d.apart), key=lambda d: (-d.apart, d.testimony, d.start, d.code))


def _passages(group: Iterable[Coding]) -> list[list[Coding]]:
    """Codings that hang together by overlapping."""
    out: list[list[Coding]] = []
    reach = -1
    for c in sorted(group, key=lambda c: (c.start, c.end)):
        if c.start < reach:
            out[-1].append(c)
        else:
            out.append([c])
        reach = max(reach, c.end) if len(out[-1]) > 1 else c.end
    return out


def _dispute(place: tuple[str, int, int, str], passage: Sequence[Coding], coders: Sequence[str]) -> Dispute:
    testimony, version, turn, code = place
    start, end = min(c.start for c in passage), max(c.end for c in passage)
    sides = tuple(tuple(sorted((c.start, c.end) for c in passage if c.coder == who)) for who in coders)
    return Dispute(testimony, version, turn, start, end, code, _apart(sides, start, end), sides)


def _apart(sides: Sequence[Sequence[Span]], start: int, end: int) -> int:
    """Characters that somebody marked and somebody did not."""
    cuts = sorted({start, end, *(edge for side in sides for span in side for edge in span)})
    apart = 0
    for a, b in zip(cuts, cuts[1:], strict=False):
        marking = sum(any(s <= a and b <= e for s, e in side) for side in sides)
        apart += (b - a) * (0 < marking < len(sides))
    return apart
