"""From a text to its turns: one layout for the whole document, then a tiling without a gap.

Pure, and total: any text gives turns that cover it exactly. Where nothing marks a speaker, the text is
one turn of an unknown voice; nothing is guessed from what people say. What fits the layout only loosely is a
turn of its own and a doubt, never the end of somebody's turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.errors import Unreadable
from archive.ingest.text import Hints, Line, split_lines
from archive.ingest.transcript.conventions import dashed, emphasised
from archive.ingest.transcript.cuts import places, without
from archive.ingest.transcript.doubts import Doubt, doubts, sentences
from archive.ingest.transcript.labels import seat
from archive.ingest.transcript.layouts import (
    BOLD_QUESTIONS,
    DASHES,
    DECLARED,
    IDS,
    ONE_VOICE,
    STAMPED,
    TIME_AND_NAME,
    UNLABELLED_QUESTIONS,
)
from archive.ingest.transcript.questions import question_lines
from archive.ingest.transcript.readings import Reading, readings, with_capitals
from archive.ingest.transcript.stamps import Front
from archive.ingest.transcript.starts import (
    Start,
    declared_starts,
    marked_starts,
    stamped_starts,
    unmarked_starts,
)
from archive.ingest.transcript.views import View, views_of
from archive.model import Turn

__all__ = ["Transcript", "parse_turns", "read_transcript", "seat"]

_ASKED_TWICE = 2


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text as it is kept, its turns, and how sure the reading is.

    ``text`` is without the times and line numbers that stood in words. ``layout`` is the id of the layout
    that was followed; ``doubts`` are sentences on what fits it loosely, and ``rivals`` the ids of the
    layouts that the text could be read in as well, where there is a doubt.
    """

    text: str = field(repr=False)
    turns: tuple[Turn, ...]
    layout: str = ONE_VOICE
    doubts: tuple[str, ...] = field(default=(), repr=False)
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the turns of a text start, and what was decided on the way."""

    starts: tuple[Start, ...]
    layout: str
    front: str = Front.NOTHING.value
    doubted: tuple[Doubt, ...] = ()
    rivals: tuple[str, ...] = ()


def read_transcript(text: str, hints: Hints | None = None, layout: str | None = None) -> Transcript:
    """A canonical text with the turns of its voices.

    Args:
        text: canonical text (``archive.ingest.text.canonical``).
        hints: one ``Line`` per line of ``text``, where the format told more than words.
        layout: the id of the layout that a person chose, instead of the one that the text shows.

    Raises:
        Unreadable: the id is unknown, or nothing in the text is marked in that way.
    """
    if layout is not None and layout not in (*IDS, DECLARED):
        raise Unreadable(f"No layout is called that: choose one of {', '.join(IDS)}.")
    if not text:
        return Transcript(text, ())
    lines = _lines(text, hints)
    if _are_declared(lines, layout):
        return Transcript(text, _tile(text, lines, declared_starts(lines)), DECLARED)
    views = views_of(lines)
    plan = _plan(lines, views, layout)
    turns = _tile(text, lines, plan.starts)
    kept, turns = without(text, turns, places(lines, views, turns, plan.front))
    doubted = sentences(plan.doubted, plan.layout) if layout is None else ()
    return Transcript(kept, turns, plan.layout, doubted, plan.rivals if doubted else ())


def parse_turns(text: str, hints: Hints | None = None, layout: str | None = None) -> tuple[Turn, ...]:
    """The turns of a canonical text as it stands, in order, tiling it from 0 to ``len(text)``."""
    if not text:
        return ()
    lines = _lines(text, hints)
    if _are_declared(lines, layout):
        return _tile(text, lines, declared_starts(lines))
    return _tile(text, lines, _plan(lines, views_of(lines), layout).starts)


def _are_declared(lines: Sequence[Line], layout: str | None) -> bool:
    """Whether the format itself tells the turns, and nobody chose another way of reading them."""
    return layout in {None, DECLARED} and any(line.declared for line in lines)


def _lines(text: str, hints: Hints | None) -> Sequence[Line]:
    words = split_lines(text)
    lines: Sequence[Line] = hints.lines if hints else ()
    return lines if len(lines) == len(words) else [Line(w) for w in words]


def _plan(lines: Sequence[Line], views: Sequence[View], layout: str | None) -> _Plan:
    ranked = readings(lines, views)
    if layout is not None:
        return _chosen(lines, views, ranked, layout)
    best = ranked[0] if ranked and ranked[0].stands else None
    if best is None:
        return _unlabelled(lines, views, ranked)
    return _labelled(lines, views, best, ranked)


def _labelled(
    lines: Sequence[Line], views: Sequence[View], best: Reading, ranked: Sequence[Reading]
) -> _Plan:
    best = with_capitals(best, [r for r in ranked if r is not best])
    asked = question_lines(views, best.marks)
    doubted = doubts(best, [r for r in ranked if r.layout is not best.layout], views, asked)
    free = [d for d in doubted if d.mark.line not in asked]
    starts = marked_starts(lines, views, best.marks, [d.mark for d in free], asked, best.front)
    rivals = tuple(dict.fromkeys((best.layout.id, *(r.layout.id for r in ranked if r.stands), ONE_VOICE)))
    name = UNLABELLED_QUESTIONS if asked else best.layout.id
    return _Plan(starts, name, best.front, tuple(free), rivals)


def _unlabelled(lines: Sequence[Line], views: Sequence[View], ranked: Sequence[Reading]) -> _Plan:
    """Turns without labels: bold questions, dashes, times; else one voice."""
    unparted = any(r.loose and r.layout.id == TIME_AND_NAME for r in ranked)
    for name in (BOLD_QUESTIONS, DASHES, STAMPED):
        starts = _without_labels(lines, views, name, sure=True)
        if starts and not (unparted and name == STAMPED):
            return _Plan(starts, name, _front_of(views) if name == STAMPED else Front.NOTHING.value)
    doubted = doubts(None, ranked, views)
    if doubted:
        starts = marked_starts(lines, views, (), [d.mark for d in doubted], frozenset(), Front.NOTHING.value)
        return _Plan(starts, ONE_VOICE, doubted=tuple(doubted), rivals=(doubted[0].layout, ONE_VOICE))
    return _Plan(unmarked_starts(lines), ONE_VOICE)


def _without_labels(
    lines: Sequence[Line], views: Sequence[View], name: str, *, sure: bool
) -> tuple[Start, ...]:
    """The starts of a layout that names nobody; none where the text does not follow it."""
    front = Front.NOTHING.value
    if name == BOLD_QUESTIONS:
        marks = emphasised(lines)
        if sum(1 for m in marks if m.label == "I") < _ASKED_TWICE:
            return ()
        marks = marks[1:] if marks[0].label == "R" else marks
    elif name == DASHES:
        marks = dashed(lines)
        filled = sum(1 for line in lines if line.text.strip())
        if len(marks) < _ASKED_TWICE or (sure and len(marks) * 2 < filled):
            return ()
    else:
        return stamped_starts(views, sure=sure)
    return marked_starts(lines, views, marks, (), frozenset(), front)


def _front_of(views: Sequence[View]) -> str:
    return next((v.front.front.value for v in views if v.front.front is not Front.NOTHING), "")


def _chosen(lines: Sequence[Line], views: Sequence[View], ranked: Sequence[Reading], layout: str) -> _Plan:
    """The layout that a person chose, whatever else the text could be."""
    if layout == ONE_VOICE:
        return _Plan(unmarked_starts(lines), ONE_VOICE)
    for reading in ranked:
        best = reading if reading.layout.id == layout else None
        if layout == UNLABELLED_QUESTIONS and question_lines(views, reading.marks):
            best = reading
        if best and (best.marks or best.loose):
            marks = best.marks or best.loose
            return _labelled(lines, views, replace(best, marks=marks), ranked)
    starts = _without_labels(lines, views, layout, sure=False)
    if starts:
        return _Plan(starts, layout, _front_of(views) if layout == STAMPED else Front.NOTHING.value)
    raise Unreadable(f"Nothing in the file is marked in the way “{layout}”: choose one of {', '.join(IDS)}.")


def _tile(text: str, lines: Sequence[Line], starts: Sequence[Start]) -> tuple[Turn, ...]:
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line.text) + 1)
    turns = []
    for index, begin in enumerate(starts):
        start = offsets[begin.first] if index else 0
        end = offsets[starts[index + 1].first] if index + 1 < len(starts) else len(text)
        words = _words(text, min(offsets[begin.line] + begin.body, end), end)
        turns.append(Turn(index, start, words, end, begin.kind, begin.label or None, seconds=begin.seconds))
    return tuple(turns)


_UNSEEN = "\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _words(text: str, begin: int, end: int) -> int:
    """The offset of the first letter of a turn's words, past the line break after a lone label."""
    at = begin
    while at < end and (text[at].isspace() or text[at] in _UNSEEN):
        at += 1
    return at if at < end else begin
