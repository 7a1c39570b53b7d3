"""Which words of an old text are which words of a new one, at any length, moved passages among them.

Three words in a row of one line that stand once in each text mark the same place (after Heckel, "A technique
for isolating differences between files", 1978, who took a line). The longest run of such places in the same
order is the frame (as in patience diff); what lies between two of them is compared word by word, by the
longest common subsequence. Marks out of that order are passages that were moved. So the work grows with the
length of the texts, and with the square only of what was rewritten in one piece; that has a bound.
Blanks are not words here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import regex
from rapidfuzz.distance import LCSseq, Levenshtein

_WORD = regex.compile(r"(?<word>[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}])|\n")
MARK = 3
"""Words in a row that mark a place."""
FARTHEST = 10_000_000_000
"""Words times words that one gap may compare; a passage rewritten beyond that counts as new."""
_IN_MEMORY = 100_000_000
_NEAR = 12
"""Words that may have been changed between two parts of one moved passage."""


class Pair(NamedTuple):
    """A word of the old text and the word of the new one that it is, as indices."""

    old: int
    new: int


class Gap(NamedTuple):
    """Words of both texts between two marks, as indices."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def cost(self) -> int:
        """How many pairs of words are compared in it."""
        return (self.old_end - self.old_start) * (self.new_end - self.new_start)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each begins and ends, a number that is the same for the same word, and the
    line that it stands in."""

    starts: Sequence[int]
    ends: Sequence[int]
    numbers: Sequence[int] = field(repr=False)
    lines: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs in the order of both texts, and each moved passage as pairs of its own. ``compared`` is how many
    pairs of words were looked at between the marks."""

    old: Words
    new: Words
    kept: Sequence[Pair]
    moves: Sequence[Sequence[Pair]]
    compared: int


def aligned(old: str, new: str) -> Alignment:
    """The words of ``old`` beside those of ``new``."""
    numbers: dict[str, int] = {}
    one, other = _words(old, numbers), _words(new, numbers)
    marks = _marks(one, other)
    frame = _rising(marks)
    framed = set(frame)
    moves = list(_moves([mark for mark in marks if mark not in framed], frame, one.numbers, other.numbers))
    gone = {pair.old for move in moves for pair in move}, {pair.new for move in moves for pair in move}
    kept = list(frame)
    compared = 0
    for gap in _gaps(frame, len(one.numbers), len(other.numbers)):
        mine = [i for i in range(gap.old_start, gap.old_end) if i not in gone[0]]
        theirs = [j for j in range(gap.new_start, gap.new_end) if j not in gone[1]]
        compared += len(mine) * len(theirs)
        kept += _common(mine, theirs, one.numbers, other.numbers)
    return Alignment(one, other, sorted(kept), moves, compared)


def _words(text: str, numbers: dict[str, int]) -> Words:
    matches = [match for match in _WORD.finditer(text) if match["word"]]
    lines, line = [], 0
    for match in _WORD.finditer(text):
        if match["word"]:
            lines.append(line)
        else:
            line += 1
    return Words(
        [m.start() for m in matches],
        [m.end() for m in matches],
        [numbers.setdefault(m.group(), len(numbers)) for m in matches],
        lines,
    )


def _marks(old: Words, new: Words) -> list[Pair]:
    """Every word of every run of ``MARK`` words that stands once in each text, in the order of the old."""
    here, there = _once(old), _once(new)
    pairs = {
        Pair(at + step, there[run] + step) for run, at in here.items() if run in there for step in range(MARK)
    }
    return sorted(pairs)


def _once(words: Words) -> dict[tuple[int, ...], int]:
    """Runs of ``MARK`` words in a line that stand once, and where."""
    places: dict[tuple[int, ...], int] = {}
    for at in range(len(words.numbers) - MARK + 1):
        if words.lines[at] == words.lines[at + MARK - 1]:
            run = tuple(words.numbers[at : at + MARK])
            places[run] = -1 if run in places else at
    return {run: at for run, at in places.items() if at >= 0}


def _rising(marks: Sequence[Pair]) -> list[Pair]:
    """The longest part of the marks that rises in both texts (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    ordered = sorted(marks, key=lambda pair: (pair.old, -pair.new))
    for index, pair in enumerate(ordered):
        pile = bisect_left(tops, pair.new)
        before.append(last[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(pair.new)
            last.append(index)
        else:
            tops[pile], last[pile] = pair.new, index
    out, at = [], last[-1] if last else -1
    while at >= 0:
        out.append(ordered[at])
        at = before[at]
    return out[::-1]


def _gaps(frame: Sequence[Pair], old: int, new: int) -> Iterator[Gap]:
    for one, other in pairwise([Pair(-1, -1), *frame, Pair(old, new)]):
        gap = Gap(one.old + 1, other.old, one.new + 1, other.new)
        if gap.cost:
            yield gap


def _common(
    mine: Sequence[int], theirs: Sequence[int], old: Sequence[int], new: Sequence[int]
) -> Iterator[Pair]:
    """The longest common subsequence of two gaps; beyond what fits into memory, of the fewest edits."""
    cost = len(mine) * len(theirs)
    if not cost or cost > FARTHEST:
        return
    one, other = [old[i] for i in mine], [new[j] for j in theirs]
    codes = (LCSseq if cost <= _IN_MEMORY else Levenshtein).opcodes(one, other)
    for code in codes:
        if code.tag == "equal":
            length = code.src_end - code.src_start
            for step in range(length):
                yield Pair(mine[code.src_start + step], theirs[code.dest_start + step])


# --- moved passages --------------------------------------------------------------------------------


def _moves(
    marks: Sequence[Pair], frame: Sequence[Pair], old: Sequence[int], new: Sequence[int]
) -> Iterator[list[Pair]]:
    """Passages that stand elsewhere now: marks out of the frame, grown by the equal words around them, and
    joined where only a few words between two of them were changed."""
    taken = {pair.old for pair in frame}, {pair.new for pair in frame}
    passage: list[Pair] = []
    for pair in marks:
        if pair.old in taken[0] or pair.new in taken[1]:
            continue
        grown = _grown(pair, old, new, taken)
        if passage and not _follows(passage[-1], grown[0]):
            yield passage
            passage = []
        passage += grown
        taken[0].update(p.old for p in grown)
        taken[1].update(p.new for p in grown)
    if passage:
        yield passage


def _follows(last: Pair, first: Pair) -> bool:
    return 0 < first.old - last.old <= _NEAR and 0 < first.new - last.new <= _NEAR


def _grown(
    pair: Pair, old: Sequence[int], new: Sequence[int], taken: tuple[set[int], set[int]]
) -> list[Pair]:
    """The equal words on both sides of a pair that nothing else has taken."""

    def free(at: Pair) -> bool:
        inside = 0 <= at.old < len(old) and 0 <= at.new < len(new)
        return (
            inside and old[at.old] == new[at.new] and at.old not in taken[0] and at.new not in taken[1]
        )  # fmt: skip

    first = last = pair
    while free(before := Pair(first.old - 1, first.new - 1)):
        first = before
    while free(after := Pair(last.old + 1, last.new + 1)):
        last = after
    return [Pair(first.old + step, first.new + step) for step in range(last.old - first.old + 1)]
