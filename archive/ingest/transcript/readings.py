"""A file as each layout would have it, and which of these readings it follows.

Every layout is applied to the whole file. Its labels that are sure show the file's habits; the others are
voices, or fit loosely, or are words, by those habits. The reading with the most evidence is the file's. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from archive.ingest.text import Line
from archive.ingest.transcript.conventions import Mark, Where
from archive.ingest.transcript.habits import Fit, Habits, breaks, fit, habits_of
from archive.ingest.transcript.label_looks import Look, has_small, is_phone, look_of
from archive.ingest.transcript.labels import is_known, is_note, is_plausible, is_remark, seat
from archive.ingest.transcript.layouts import LABELLED, LINE_ALONE, TIME_AND_NAME, Layout, Sheet
from archive.ingest.transcript.opening import after_header, sentence
from archive.ingest.transcript.short_names import whole_names
from archive.ingest.transcript.stamps import Front
from archive.ingest.transcript.views import View

_REMARK = re.compile(r"\s*(?:\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>)[.\s]*$")
_SMALL_WORD = re.compile(r"(?<!\S)[^\W\d_]+(?=[,;:!?.]{0,3}(?:\s|$))")
_ENOUGH = 2
_TIMED_SHARE = 0.8
_BLOCKS_SHARE = 0.6
_LINES_SHARE = 0.4
_CODE = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layout makes of a file: marks of voices, those that fit loosely, and what speaks for it.

    ``weak`` are candidates in a file where nothing confirms the layout.
    """

    layout: Layout
    marks: tuple[Mark, ...] = ()
    loose: tuple[Mark, ...] = ()
    weak: tuple[Mark, ...] = ()
    evidence: float = 0.0
    front: str = Front.NOTHING.value
    settled: bool = False

    @property
    def stands(self) -> bool:
        """Whether the evidence is enough to believe it without asking."""
        return bool(self.marks) and (self.evidence >= _ENOUGH or self.settled)


def readings(lines: Sequence[Line], views: Sequence[View]) -> list[Reading]:
    """A reading for each layout that has a mark in the file, the best first, equals in their order."""
    lower = lower_words(views)
    sheet = Sheet.of(lines, views)
    found = [_read(layout, sheet, lower) for layout in LABELLED]
    return sorted((r for r in found if r.marks or r.loose or r.weak), key=lambda r: -r.evidence)


def lower_words(views: Sequence[View]) -> Callable[[], frozenset[str]]:
    """The words that the file writes in small letters, gathered when they are first asked for."""

    @cache
    def gathered() -> frozenset[str]:
        return frozenset(w for v in views for w in _SMALL_WORD.findall(v.text) if w[0].islower())

    return gathered


def _read(layout: Layout, sheet: Sheet, lower: Callable[[], frozenset[str]]) -> Reading:
    lines, views = sheet.lines, sheet.views
    candidates = [_with_time_above(m, views) for m in layout.find(sheet) if _may_speak(m, layout)]
    if not candidates:
        return Reading(layout)
    whole = whole_names(candidates)
    candidates = [replace(m, label=whole[_seat(m)]) if _seat(m) in whole else m for m in candidates]
    seats = Counter(_seat(m) for m in candidates)
    sure = [m for m in candidates if _is_sure(m, layout, seats)]
    after = after_header(lines, candidates, sure)
    left = {m.line for m in after}
    sure = [m for m in sure if m.line in left]
    if not sure:
        return _unsure(layout, after, views, lower)
    habits = habits_of(sure, after, views)
    sure = _kept_habits(sure, habits, views) if not layout.recurring else sure
    known = {_seat(m) for m in sure}
    fits = [(m, Fit.VOICE if _seat(m) in known else _fit(m, layout, habits, views, lower)) for m in after]
    fits = _without_titles(fits, sure, views)
    alone = layout.id == LINE_ALONE and not _carries(fits, views)
    if alone or (layout.counting and len(known) < _ENOUGH):
        return Reading(layout, weak=tuple(after))
    return _reading(layout, fits, habits, known)


def _is_sure(mark: Mark, layout: Layout, seats: Counter[str]) -> bool:
    """Whether a label is known or recurs; on a line of its own it must look like somebody besides."""
    label = mark.label or ""
    if mark.late < 0 or (layout.id == LINE_ALONE and look_of(label) is Look.OTHER):
        return False
    return (is_known(label) and not layout.counting) or seats[_seat(mark)] > 1


def _with_time_above(mark: Mark, views: Sequence[View]) -> Mark:
    """A mark that begins with the time on the line above it, and with the number of a caption above that."""
    above = mark.line - 1
    if above < 0 or not views[above].only_time:
        return mark
    caption = "-->" in views[above].text
    if above and views[above - 1].text.strip().isdigit() and (views[above - 1].parted or caption):
        above -= 1
    timed = mark.where in {Where.NOWHERE, Where.ABOVE}
    seconds = views[mark.line - 1].front.seconds if timed else mark.seconds
    return replace(mark, first=above, where=Where.ABOVE if timed else mark.where, seconds=seconds)


def _may_speak(mark: Mark, layout: Layout) -> bool:
    label = mark.label or ""
    if mark.late < 0 or (mark.front == Front.CHAT.value and is_phone(label)):
        return True
    if not label or not is_plausible(label) or is_note(label):
        return False
    bracketed = "bracket" in layout.id and "closing" not in layout.id
    return not (bracketed and (_REMARK.match(mark.rest[:200]) or is_remark(label)))


def _seat(mark: Mark) -> str:
    return seat(mark.label or "")


def _kept_habits(sure: Sequence[Mark], habits: Habits, views: Sequence[View]) -> list[Mark]:
    """Sure marks without labels that only recur and never keep the file's habits: ``Price`` in two lists."""
    keeping = {_seat(m) for m in sure if is_known(m.label or "") or not breaks(m, habits, views)}
    return [m for m in sure if _seat(m) in keeping]


def _fit(
    mark: Mark, layout: Layout, habits: Habits, views: Sequence[View], lower: Callable[[], frozenset[str]]
) -> Fit:
    if mark.late < 0:
        return Fit.LOOSE
    if layout.id == TIME_AND_NAME:
        return Fit.VOICE
    return fit(mark, habits, views, lower, marked=layout.marked)


def _without_titles(
    fits: Sequence[tuple[Mark, Fit]], sure: Sequence[Mark], views: Sequence[View]
) -> list[tuple[Mark, Fit]]:
    """Fits without what stands loosely before the first sure label: titles and lines of a header.

    Nor does a label that occurs once have no words: one right above or right below a sure label that has a
    line to itself is a title, or words.
    """
    first, at = sure[0].line, {m.line for m in sure}
    kept = [(m, f) for m, f in fits if f is Fit.VOICE or m.line > first or _is_said(m)]
    if not all(m.alone for m in sure):
        return kept
    return [(m, f) for m, f in kept if m.line in at or at.isdisjoint((m.line - 1, m.line + 1))]


def _is_said(mark: Mark) -> bool:
    return look_of(mark.label or "") is Look.PERSON and sentence(mark.rest)


def _carries(fits: Sequence[tuple[Mark, Fit]], views: Sequence[View]) -> bool:
    """Whether names on lines of their own begin most blocks, or most lines where there are no blocks."""
    at = {m.begin for m, f in fits if f is Fit.VOICE}
    if not at:
        return False
    first = min(at)
    later = [(n, v) for n, v in enumerate(views) if n >= first and not v.blank and v.open]
    blocks = [n for n, v in later if v.parted]
    if len(blocks) > 1:
        return sum(n in at for n in blocks) >= len(blocks) * _BLOCKS_SHARE
    return len(at) >= len(later) * _LINES_SHARE


def _reading(layout: Layout, fits: Sequence[tuple[Mark, Fit]], habits: Habits, known: set[str]) -> Reading:
    marks = [m for m, f in fits if f is Fit.VOICE]
    late = sum(m.late > 0 for m in marks) >= len(marks) * _TIMED_SHARE
    marks = [_past_time(m) if late and m.late else m for m in marks]
    evidence = sum(1.0 if _seat(m) in known else 0.5 for m in marks)
    settled = bool(marks) and (is_known(marks[0].label or "") or habits.where not in {None, Where.NOWHERE})
    loose = tuple(m for m, f in fits if f is Fit.LOOSE)
    front = habits.front or Front.NOTHING.value
    return Reading(layout, tuple(marks), loose, evidence=evidence, front=front, settled=settled)


def _past_time(mark: Mark) -> Mark:
    """A mark whose words begin past the time behind its label."""
    gone = max(0, mark.late - mark.body)
    return replace(mark, body=max(mark.body, mark.late), rest=mark.rest[gone:].lstrip())


def _unsure(
    layout: Layout, marks: Sequence[Mark], views: Sequence[View], lower: Callable[[], frozenset[str]]
) -> Reading:
    """A file in which no label recurs and none is known: believed where times or a label a line prove it."""
    if layout.id == TIME_AND_NAME:
        return Reading(layout, loose=tuple(marks))
    if len(marks) < _ENOUGH or layout.recurring:
        return Reading(layout, weak=tuple(marks))
    habits = habits_of(marks, marks, views)
    timed = habits.where not in {None, Where.NOWHERE}
    if not (timed or habits.full or "brackets" in layout.id):
        return Reading(layout, weak=tuple(marks))
    fits = [(m, fit(m, habits, views, lower, marked=layout.marked)) for m in marks]
    fits = [(m, f if timed or look_of(m.label or "") is Look.PERSON else Fit.LOOSE) for m, f in fits]
    return replace(_reading(layout, fits, habits, set()), settled=all(f is Fit.VOICE for _, f in fits))


def with_capitals(best: Reading, others: Sequence[Reading]) -> Reading:
    """A reading by codes (``Q.``, ``A.``) with the voices that the file has in capitals before a colon.

    So court reporters write: one sign for who is examined, another for everybody else in the room.
    """
    if not best.layout.counting or any(len(_seat(m)) > _CODE for m in best.marks):
        return best
    colon = next((r for r in others if r.layout is LABELLED[0]), None)
    spoken = [] if colon is None else [*colon.marks, *colon.loose, *colon.weak]
    taken, first = {m.line for m in best.marks}, best.marks[0].line
    free = [m for m in spoken if m.line not in taken and m.line > first and not has_small(m.label or "")]
    marks = sorted((*best.marks, *free), key=lambda m: m.line)
    return replace(best, marks=tuple(marks))
