"""The text as one audience may read it, with a map of offsets both ways.

Pure. Undecided findings are masked, rejected ones are not, changed ones read as the steward wrote. Text
outside findings is untouched. Presidio's AnonymizerEngine is not used here: it replaces back to front and
reports only where its own replacements ended up, while a code put on the rendering must land on the
original and come back, which takes the map this module keeps; it also cannot tell a replacement from what
was there before where findings touch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from archive.errors import UsageError
from archive.model import Decision, Finding, Mode
from archive.redact.effective_findings import effective_findings

Audience = Literal["research", "public"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original and of the rendering that stand for each other."""

    start: int
    end: int
    out_start: int
    out_end: int
    replaced: bool


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Pieces that tile both texts. Inside a replacement there is no inner correspondence: its edges count."""

    pieces: tuple[Piece, ...]

    def to_rendering(self, offset: int, end: bool = False) -> int:
        """Where an offset of the original stands in the rendering; ``end`` for the end of a span."""
        return self._move(offset, end, [p.start for p in self.pieces], forward=True)

    def to_original(self, offset: int, end: bool = False) -> int:
        """Where an offset of the rendering stands in the original; ``end`` for the end of a span."""
        return self._move(offset, end, [p.out_start for p in self.pieces], forward=False)

    def span_to_rendering(self, start: int, end: int) -> tuple[int, int]:
        """A span of the original on the rendering, grown over any replacement it touches."""
        return self.to_rendering(start), self.to_rendering(end, end=True)

    def span_to_original(self, start: int, end: int) -> tuple[int, int]:
        """A span of the rendering on the original, grown over any replacement it touches."""
        return self.to_original(start), self.to_original(end, end=True)

    def _move(self, offset: int, end: bool, starts: Sequence[int], forward: bool) -> int:
        if not self.pieces:
            return 0
        index = max(0, bisect_right(starts, offset) - 1)
        while end and index > 0 and starts[index] == offset:
            index -= 1
        piece = self.pieces[index]
        begin, there, stop = (
            (piece.start, piece.out_start, piece.out_end)
            if forward
            else (piece.out_start, piece.start, piece.end)
        )
        if not piece.replaced:
            return there + min(max(0, offset - begin), stop - there)
        return stop if end else there


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text for an audience and its map to the original.

    ``mode`` says who vouches for it: a steward, or the recall-first machine; ``None`` as long as nobody does.
    """

    audience: Audience
    text: str = field(repr=False)
    map: OffsetMap = field(repr=False)
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is written over ``start:end``."""

    start: int
    end: int
    text: str = field(repr=False)


def render(
    text: str,
    findings: Iterable[Finding],
    decisions: Iterable[Decision],
    audience: Audience,
    mode: Mode | None = None,
) -> Rendering:
    """The rendering of ``text`` for ``audience``, with the mode in which it came about.

    Raises ``UsageError`` if a finding does not fit the text: a wrong offset must never uncover a name.
    """
    chosen: list[Replacement] = []
    for finding in effective_findings(findings, decisions):
        _check(text, finding)
        chosen.append(Replacement(finding.start, finding.end, replacement(finding, audience)))
    return replace(write(text, chosen, audience), mode=mode)


def replacement(finding: Finding, audience: Audience) -> str:
    """What the audience reads instead of a finding as it stands: its words, else the bare type."""
    return (finding.research if audience == "research" else finding.public) or f"[{finding.type.lower()}]"


def write(text: str, replacements: Iterable[Replacement], audience: Audience) -> Rendering:
    """The text with replacements written in; overlapping ones cover their union, the first one's words."""
    pieces: list[Piece] = []
    out: list[str] = []
    at = length = 0
    for item in _disjoint(replacements):
        length = _keep(text, at, item.start, length, pieces, out)
        pieces.append(Piece(item.start, item.end, length, length + len(item.text), True))
        out.append(item.text)
        length += len(item.text)
        at = item.end
    _keep(text, at, len(text), length, pieces, out)
    return Rendering(audience, "".join(out), OffsetMap(tuple(pieces)))


def _keep(text: str, start: int, end: int, length: int, pieces: list[Piece], out: list[str]) -> int:
    if start < end:
        pieces.append(Piece(start, end, length, length + end - start, False))
        out.append(text[start:end])
        return length + end - start
    return length


def _disjoint(replacements: Iterable[Replacement]) -> list[Replacement]:
    kept: list[Replacement] = []
    for item in sorted(replacements, key=lambda r: (r.start, -r.end)):
        if kept and item.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = Replacement(last.start, max(last.end, item.end), last.text)
        else:
            kept.append(item)
    return kept


def _check(text: str, finding: Finding) -> None:
    fits = 0 <= finding.start < finding.end <= len(text)
    if not fits or (finding.quote and text[finding.start : finding.end] != finding.quote):
        raise UsageError(
            f"Finding {finding.id} does not fit this version of the text; detect identifiers again."
        )
