"""Where a coded span stands after its text was corrected: on its words, on changed words, or nowhere.

A correction comes as edits. Where somebody gives a whole new text instead, the edits are found by a diff of
words, then of letters where two stretches are alike. A span is never put on other words in silence: it is
``words`` only if its very words stand at the new place, ``changed`` if some of them do, ``lost`` if none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

import regex

from archive.coding.clusters import whole
from archive.coding.selectors import Place
from archive.errors import UsageError
from archive.model import Fit

_TOKEN = regex.compile(r"\s*[\p{L}\p{M}\p{N}]+|\s*[^\s\p{L}\p{M}\p{N}]|\s+")
_TELLING = regex.compile(r"[\p{L}\p{N}\p{S}]")
ALIKE = 0.5
"""How much of two stretches must agree (2·matches / both lengths) for one to be a correction of the other."""
FARTHEST = 25_000_000
"""Words times words that a diff may compare; a text rewritten beyond that counts as new."""
_LETTERS = 250_000
_NEIGHBOURS = 24


@dataclass(frozen=True, slots=True)
class Edit:
    """``start:end`` of the old text reads ``words`` in the new one."""

    start: int
    end: int
    words: str = field(repr=False)


def edited(old: str, edits: Iterable[Edit]) -> str:
    """The text after the edits. Raises ``UsageError`` if they overlap or leave the text."""
    out: list[str] = []
    at = 0
    for edit in _ordered(old, edits):
        out += [old[at : edit.start], edit.words]
        at = edit.end
    return "".join([*out, old[at:]])


def _ordered(old: str, edits: Iterable[Edit]) -> list[Edit]:
    ready = sorted(edits, key=lambda e: (e.start, e.end))
    last = 0
    for edit in ready:
        if not last <= edit.start <= edit.end <= len(old):
            raise UsageError("The corrections overlap, or one is outside the words of its turn.")
        last = edit.end
    return ready


# --- where spans go --------------------------------------------------------------------------------


def moved(old: str, edits: Sequence[Edit], spans: Sequence[tuple[int, int]]) -> list[Place]:
    """Where each span of the old text stands once it is edited, in the order given."""
    fine = [part for edit in _ordered(old, edits) for part in _refined(old, edit)]
    new = edited(old, fine)
    return [_place(old, new, fine, start, end) for start, end in spans]


def moved_to(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[Place]:
    """The same where only the new text is known. What a diff puts beside an equal stretch whose
    neighbours are all others is ``changed``: somebody has to look. So is what the diff takes out, where
    its very words stand once in each text: they were moved."""
    edits = edits_between(old, new)
    places = []
    for (start, end), place in zip(spans, moved(old, edits, spans), strict=True):
        if place.fit is Fit.LOST:
            places.append(_moved_away(old, (start, end), new) or place)
            continue
        sure = place.fit is not Fit.WORDS or _sure(old, (start, end), new, (place.start, place.end))
        places.append(place if sure else Place(place.start, place.end, Fit.CHANGED))
    return places


def _moved_away(old: str, was: tuple[int, int], new: str) -> Place | None:
    quote = old[was[0] : was[1]]
    if old.count(quote) != 1 or new.count(quote) != 1:
        return None
    begin, end = whole(new, new.index(quote), new.index(quote) + len(quote))
    return Place(begin, end, Fit.CHANGED)


def _place(old: str, new: str, edits: Sequence[Edit], start: int, end: int) -> Place:
    shift, first, last = 0, None, None
    left = _left(edits, start, end)
    kept = "".join(old[a:b] for a, b in left)
    for edit in edits:
        if first is None and edit.start > start:
            first = start + shift
        if first is None and edit.start <= start < edit.end:
            first = edit.start + shift
        if last is None and edit.start >= end:
            last = end + shift
        shift += len(edit.words) - (edit.end - edit.start)
        if last is None and edit.start < end <= edit.end:
            last = edit.end + shift
    begin = start + shift if first is None else first
    end_at = end + shift if last is None else last
    if not kept or (_TELLING.search(old[start:end]) and not _TELLING.search(kept)):
        return Place(begin, begin, Fit.LOST)
    begin, end_at = whole(new, begin, end_at)
    same = len(kept) == end - start and new[begin:end_at] == old[start:end]
    return Place(begin, end_at, Fit.WORDS if same else Fit.CHANGED)


def _left(edits: Sequence[Edit], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of ``start:end`` that no edit takes out."""
    left, at = [], start
    for edit in edits:
        if edit.end > at and edit.start < end and edit.start < edit.end:
            if edit.start > at:
                left.append((at, edit.start))
            at = max(at, edit.end)
    return [*left, (at, end)] if at < end else left


def _sure(old: str, was: tuple[int, int], new: str, now: tuple[int, int]) -> bool:
    quote = old[was[0] : was[1]]
    if old.count(quote) == 1 and new.count(quote) == 1:
        return True
    before = old[max(0, was[0] - _NEIGHBOURS) : was[0]] == new[max(0, now[0] - _NEIGHBOURS) : now[0]]
    return before or old[was[1] : was[1] + _NEIGHBOURS] == new[now[1] : now[1] + _NEIGHBOURS]


# --- what was edited -------------------------------------------------------------------------------


def edits_between(old: str, new: str) -> list[Edit]:
    """Edits that make the new text of the old one, found by words (Ratcliff and Obershelp, in difflib)."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    mine, theirs = old[head : len(old) - tail], new[head : len(new) - tail]
    one, other = _TOKEN.findall(mine), _TOKEN.findall(theirs)
    if len(one) * len(other) > FARTHEST:
        return [Edit(head, len(old) - tail, theirs)]
    ends, others = _borders(one), _borders(other)
    return [
        Edit(head + ends[a], head + ends[b], theirs[others[c] : others[d]])
        for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


def _refined(old: str, edit: Edit) -> list[Edit]:
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


def _shared(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _borders(tokens: Iterable[str]) -> list[int]:
    at = [0]
    for token in tokens:
        at.append(at[-1] + len(token))
    return at
