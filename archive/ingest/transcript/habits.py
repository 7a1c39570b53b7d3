"""What a file does with its labels, and how well one more candidate keeps to it.

The labels that are sure (known codes and roles, and what recurs) show the file's habits: whether a time
stands beside the label and where, whether a turn begins a block, what parts label and words. A candidate that
keeps all of them is a voice although it speaks once. One that breaks a habit is doubted where it looks like
somebody, and is words where it does not. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from archive.ingest.transcript.conventions import Mark, Where
from archive.ingest.transcript.label_looks import Look, has_small, is_capitals, look_of
from archive.ingest.transcript.labels import describes, seat
from archive.ingest.transcript.stamps import Front
from archive.ingest.transcript.views import View

_KEPT = 0.9
_FULL = 0.95
_GATHERING = 6
_TAGS = frozenset("#@")
_REMARK = re.compile(r"\s*(?:\[[^\[\]]{0,200}\]|\([^()]{0,200}\)|\{[^{}]{0,200}\}|<[^<>]{0,200}>)[.\s]*$")


class Fit(StrEnum):
    """How a candidate fits the layout of its file."""

    VOICE = "voice"
    LOOSE = "loose"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Habits:
    """What nearly all sure labels of a file have in common; ``None`` where they have nothing.

    ``full`` says that nearly every line of words begins with a label, ``outdented`` that the lines which go
    on stand further in, ``upper`` that words begin with a capital where their script has one.
    """

    where: Where | None
    front: str | None
    parted: bool
    gap: str | None
    alone: bool | None
    capitals: bool
    outdented: bool
    full: bool
    upper: bool
    voices: int
    first: int


def habits_of(sure: Sequence[Mark], candidates: Sequence[Mark], views: Sequence[View]) -> Habits:
    """The habits that the sure marks show. Needs at least one of them."""
    inner = [m for m in sure if m.begin > 0] or sure
    indent = max(views[m.line].indent for m in sure)
    first, at = sure[0].line, {m.line for m in candidates}
    going_on = [v for n, v in enumerate(views) if n > first and n not in at and _is_words(v)]
    beside = sum(v.indent <= indent for v in going_on)
    alone = _kept(sure, lambda m: m.alone)
    return Habits(
        where=_kept(sure, lambda m: m.where),
        front=_kept(sure, lambda m: m.front),
        parted=all(views[m.begin].parted for m in inner) and any(v.blank for v in views),
        gap=_kept(sure, lambda m: m.gap),
        alone=alone,
        capitals=any(is_capitals(m.label or "") for m in sure)
        and not any(has_small(m.label or "") for m in sure),
        outdented=len(going_on) > 1 and beside == 0,
        full=not alone and beside <= (1 - _FULL) * (len(candidates) + beside),
        upper=bool(_kept(sure, lambda m: not m.rest[:1].islower())),
        voices=len({seat(m.label or "") for m in sure}),
        first=candidates[0].line if candidates else first,
    )


_Value = TypeVar("_Value", bound=Hashable)


def _kept(marks: Sequence[Mark], feature: Callable[[Mark], _Value]) -> _Value | None:
    value, times = Counter(map(feature, marks)).most_common(1)[0]
    return value if times >= len(marks) * _KEPT else None


def _is_words(view: View) -> bool:
    return view.open and not view.blank and not view.only_time and not _REMARK.match(view.text[:250])


def breaks(mark: Mark, habits: Habits, views: Sequence[View]) -> bool:
    """Whether a mark lacks the time, the block or the sign that the labels of its file have."""
    # Times on lines between turns belong to the end of the turn before: the first turn has none above.
    opening = habits.where is Where.ABOVE and mark.line == habits.first
    return (
        (habits.where not in {None, Where.NOWHERE} and mark.where is Where.NOWHERE and not opening)
        or (habits.front not in {None, Front.NOTHING.value} and mark.front != habits.front)
        or (habits.parted and not views[mark.begin].parted)
        or (habits.outdented and views[mark.line].indent > 0)
        or (habits.gap is not None and mark.gap != habits.gap and not mark.alone)
        or (habits.alone is not None and mark.alone != habits.alone)
        or (habits.capitals and has_small(mark.label or ""))
    )


def proves(habits: Habits, *, marked: bool) -> bool:
    """Whether habits alone tell a label from words: a block, a sign that sentences lack, a label a line."""
    odd = habits.gap is not None and "\t" in habits.gap
    return marked or habits.parted or habits.outdented or habits.full or odd or bool(habits.alone)


def fit(
    mark: Mark, habits: Habits, views: Sequence[View], lower: Callable[[], frozenset[str]], *, marked: bool
) -> Fit:
    """How a label that occurs once fits.

    Args:
        mark: the candidate.
        habits: of the sure labels.
        views: the lines.
        lower: the words that the text writes in small letters: what it does is no name.
        marked: whether the sign of the layout is none of ordinary prose (brackets, bold type, a heading).
    """
    label = mark.label or ""
    look = look_of(label)
    if breaks(mark, habits, views):
        chat = habits.front == Front.CHAT.value
        return Fit.LOOSE if look is Look.PERSON and not chat else Fit.WORDS
    against = _speaks_against(mark, look, habits, lower)
    if habits.where not in {None, Where.NOWHERE} or label[:1] in _TAGS:
        return Fit.LOOSE if against and look is Look.OTHER else Fit.VOICE
    if proves(habits, marked=marked):
        if look is Look.OTHER and habits.voices < _GATHERING:
            return Fit.WORDS if against else Fit.LOOSE
        return Fit.LOOSE if against else Fit.VOICE
    if look is Look.PERSON:
        return Fit.LOOSE if against else Fit.VOICE
    if look is Look.NAME:
        return Fit.VOICE if habits.voices > 2 and not against else Fit.LOOSE
    return Fit.VOICE if habits.voices >= _GATHERING and describes(label) and not against else Fit.WORDS


def _speaks_against(mark: Mark, look: Look, habits: Habits, lower: Callable[[], frozenset[str]]) -> bool:
    """Whether words begin like an entry (``40 taka``) or go on a sentence, or the label is a common word."""
    if mark.rest[:1].isdigit() or (habits.upper and mark.rest[:1].islower()):
        return True
    words = (mark.label or "").split()
    return look is not Look.PERSON and len(words) == 1 and words[0].lower() in lower()
