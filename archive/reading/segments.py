"""Marked text as disjoint pieces, for a page or a program to escape and mark. Pure: no markup.

Marks may overlap and touch; each piece knows every mark that covers it, so that nothing is hidden by
what was drawn last. Offsets are Unicode code points, as everywhere in the archive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Segment(Generic[Key]):
    """A piece of text and the keys of the marks that cover the whole of it, in the order given.

    ``opens`` are those that begin here: the piece that may carry an anchor of theirs.
    """

    text: str = field(repr=False)
    keys: tuple[Key, ...] = ()
    opens: tuple[Key, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether any mark covers this piece."""
        return bool(self.keys)


def keyed_segments(text: str, spans: Iterable[tuple[int, int, Key]]) -> list[Segment[Key]]:
    """The text in pieces with the keys of the spans over each; a span outside the text is cut to it."""
    inside = [(max(0, start), min(len(text), end), key) for start, end, key in spans]
    inside = [span for span in inside if span[0] < span[1]]
    borders = sorted({0, len(text), *(s for s, _, _ in inside), *(e for _, e, _ in inside)})
    return [
        Segment(
            text[start:end],
            tuple(key for s, e, key in inside if s <= start and end <= e),
            tuple(key for s, _, key in inside if s == start),
        )
        for start, end in zip(borders, borders[1:], strict=False)
    ]


def segments(text: str, marks: Iterable[tuple[int, int]]) -> list[Segment[bool]]:
    """The text in pieces, marked or not; touching marks stay apart, overlapping ones flow together."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return keyed_segments(text, ((start, end, True) for start, end in merged))
