"""Edits of a text, and where a span of it stands once they are made.

A span keeps what no edit takes out. It is ``words`` only if nothing was taken out or put in, ``changed`` if
some of it is left, ``lost`` if none is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import NamedTuple

import regex

from archive.coding.alignment import Pair, Words
from archive.coding.clusters import whole
from archive.coding.selectors import Place
from archive.errors import UsageError
from archive.model import Fit

_TELLING = regex.compile(r"[\p{L}\p{N}\p{S}]")
ALIKE = 0.5
"""How much of two stretches must agree (2·matches / both lengths) for one to be a correction of the other."""
_LETTERS = 250_000


@dataclass(frozen=True, slots=True)
class Edit:
    """``start:end`` of the old text reads ``words`` in the new one."""

    start: int
    end: int
    words: str = field(repr=False)


class Stretches(NamedTuple):
    """A stretch of the old text and the one of the new text that stands for it."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def edited(old: str, edits: Iterable[Edit]) -> str:
    """The text after the edits. Raises ``UsageError`` if they overlap or leave the text."""
    out: list[str] = []
    at = 0
    for edit in ordered(old, edits):
        out += [old[at : edit.start], edit.words]
        at = edit.end
    return "".join([*out, old[at:]])


def ordered(old: str, edits: Iterable[Edit]) -> list[Edit]:
    """The edits by place. Raises ``UsageError`` if they overlap or leave the text."""
    ready = sorted(edits, key=lambda e: (e.start, e.end))
    last = 0
    for edit in ready:
        if not last <= edit.start <= edit.end <= len(old):
            raise UsageError("The corrections overlap, or one is outside the words of its turn.")
        last = edit.end
    return ready


def refined(old: str, edit: Edit) -> list[Edit]:
    """An edit cut down to the letters that differ, where old and new words are alike."""
    mine, theirs = old[edit.start : edit.end], edit.words
    if not mine or not theirs or len(mine) * len(theirs) > _LETTERS:
        return [edit] if mine or theirs else []
    match = SequenceMatcher(None, mine, theirs, autojunk=False)
    if match.ratio() < ALIKE:
        return [edit]
    return [
        Edit(edit.start + a, edit.start + b, theirs[c:d])
        for kind, a, b, c, d in match.get_opcodes()
        if kind != "equal"
    ]


def between(old: str, new: str, words: tuple[Words, Words], kept: Sequence[Pair]) -> list[Edit]:
    """The edits that make ``new`` of ``old`` where ``kept`` are the words that both have, in order. Texts may
    be parts of those that the words were counted in: the first pair then begins them, the last ends them."""
    one, other = words
    edits = []
    kept_words = [Stretches(0, 0, 0, 0), *(_stretch(one, other, pair) for pair in kept)]
    kept_words.append(Stretches(len(old), len(old), len(new), len(new)))
    for before, after in pairwise(kept_words):
        words_between = new[before.new_end : after.new_start]
        edit = _trimmed(old, Edit(before.old_end, after.old_start, words_between))
        if edit.words or edit.start < edit.end:
            edits.append(edit)
    return edits


def _stretch(one: Words, other: Words, pair: Pair) -> Stretches:
    return Stretches(one.starts[pair.old], one.ends[pair.old], other.starts[pair.new], other.ends[pair.new])


def _trimmed(old: str, edit: Edit) -> Edit:
    """The edit without the blanks that both sides begin and end with."""
    start, end, words = edit.start, edit.end, edit.words
    while start < end and words and old[start] == words[0] and old[start].isspace():
        start, words = start + 1, words[1:]
    while start < end and words and old[end - 1] == words[-1] and words[-1].isspace():
        end, words = end - 1, words[:-1]
    return Edit(start, end, words)


class EditedText:
    """A text and edits of it: tells where spans went. Each span costs what its own edits cost."""

    __slots__ = ("_edits", "_ends", "_shifts", "_starts", "new", "old")

    def __init__(self, old: str, edits: Iterable[Edit]) -> None:
        """Raises ``UsageError`` for edits that overlap or leave the text."""
        self.old = old
        self._edits = [part for edit in ordered(old, edits) for part in refined(old, edit)]
        self._starts = [edit.start for edit in self._edits]
        self._ends = [edit.end for edit in self._edits]
        self._shifts = list(
            accumulate((len(e.words) - (e.end - e.start) for e in self._edits), initial=0)
        )  # fmt: skip
        self.new = edited(old, self._edits)

    def places(self, spans: Iterable[tuple[int, int]]) -> list[Place]:
        """Where each span of the old text stands in the new one, in the order given."""
        return [self.place(start, end) for start, end in spans]

    def reach(self, start: int, end: int) -> tuple[int, int]:
        """From where to where ``start:end`` goes in the new text, with all that was put in its place."""
        return self._begin(start), self._stop(end)

    def changes(self, start: int, end: int) -> list[Stretches]:
        """The edits that touch ``start:end``, as stretches of both texts."""
        return [
            Stretches(edit.start, edit.end, edit.start + shift, edit.start + shift + len(edit.words))
            for edit, shift in self._between(start, end)
        ]

    def place(self, start: int, end: int) -> Place:
        """Where ``start:end`` of the old text stands in the new one."""
        begin, stop = self._begin(start), self._stop(end)
        kept = "".join(self.old[a:b] for a, b in self._left(start, end))
        if not kept or (_TELLING.search(self.old[start:end]) and not _TELLING.search(kept)):
            return Place(begin, begin, Fit.LOST)
        begin, stop = whole(self.new, begin, stop)
        same = len(kept) == end - start and self.new[begin:stop] == self.old[start:end]
        return Place(begin, stop, Fit.WORDS if same else Fit.CHANGED)

    def _begin(self, start: int) -> int:
        """The new place of a start: after what was put in there, and at the begin of what replaced it."""
        after = bisect_right(self._starts, start)
        if after and self._ends[after - 1] > start:
            return self._starts[after - 1] + self._shifts[after - 1]
        return start + self._shifts[after]

    def _stop(self, end: int) -> int:
        """The new place of an end: before what was put in there, and at the end of what replaced it."""
        before = bisect_left(self._starts, end)
        if before and self._ends[before - 1] >= end:
            return self._ends[before - 1] + self._shifts[before]
        return end + self._shifts[before]

    def _between(self, start: int, end: int) -> Iterator[tuple[Edit, int]]:
        for index in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            yield self._edits[index], self._shifts[index]

    def _left(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of ``start:end`` that no edit takes out."""
        left, at = [], start
        for edit, _ in self._between(start, end):
            if edit.start < edit.end:
                if edit.start > at:
                    left.append((at, edit.start))
                at = max(at, edit.end)
        return [*left, (at, end)] if at < end else left
