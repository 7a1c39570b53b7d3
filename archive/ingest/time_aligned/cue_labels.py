"""How the lines of captions mark who speaks where no voice tag does, and what of it is believed.

The file's own regularity decides: names before a colon, names in brackets, arrows or dashes at a change of
speaker. A label that fits the way of the file is a voice, however often it occurs. What looks like a label
and does not fit is a doubt, never a part of somebody's turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from archive.ingest.time_aligned.stretches import SENTENCE_END, label
from archive.ingest.transcript.label_words import HONORIFICS, PEOPLE, fold_label
from archive.ingest.transcript.labels import bare, is_field, is_known, is_note, is_plausible, is_remark, seat

_CHANGE = re.compile(r"^\s*(?:(?P<arrows>>{2,3})|(?P<dash>[-\u2013\u2014]))\s*(?P<rest>.*)$")
_COLON = re.compile(r"^(?P<name>[^:\uff1a<>]{1,60}?)\s*(?::(?:\s+|$)|\uff1a\s*)(?P<rest>.*)$")
_BRACKET = re.compile(
    r"^(?:\[(?P<square>[^\[\]]{1,50})\]|\((?P<round>[^()]{1,50})\))\s*[:\uff1a]?\s*(?P<rest>.*)$"
)
_WRAPPED = re.compile(r"^[\[(](.*)[\])]$")
_MOST = 0.5
_RUNNING = 0.25
_FEWEST = 2
_MAX_WORDS = 4


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the start of a line, and the words behind it."""

    name: str = field(repr=False)
    rest: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of a cue and what stands before its words: an arrow, a dash, a name in one form or the other."""

    whole: str = field(repr=False)
    text: str = field(repr=False)
    arrow: bool = False
    dash: bool = False
    colon: Label | None = None
    bracket: Label | None = None


@dataclass(frozen=True, slots=True)
class VoicedLine:
    """A line whose voice is told or not. ``begins``: a change of speaker stands before it, named or not.
    ``doubtful``: its first words might be a label."""

    voice: str | None = field(repr=False)
    text: str = field(repr=False)
    begins: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class VoicedCues:
    """The lines of each cue. ``at_changes`` says that the file marks changes of speaker and nothing else, so
    that a line without a mark goes on with the voice before it."""

    cues: tuple[tuple[VoicedLine, ...], ...] = field(repr=False)
    named: bool
    at_changes: bool


def marked(line: str) -> MarkedLine:
    """What a line has at its start that could mark a voice.

    Args:
        line: without tags and entities, and ``flat``.
    """
    change = _CHANGE.match(line)
    rest = change["rest"] if change else line
    colon, bracket = _COLON.match(rest), _BRACKET.match(rest)
    name = label(_WRAPPED.sub(r"\1", colon["name"])) if colon else None
    wrapped = label(bracket["square"] or bracket["round"]) if bracket else None
    return MarkedLine(
        line,
        rest,
        bool(change and change["arrows"]),
        bool(change and change["dash"]),
        Label(name, colon["rest"]) if colon and name and _speaks(name) else None,
        Label(wrapped, bracket["rest"])
        if bracket and wrapped and _speaks(wrapped) and not is_remark(wrapped)
        else None,
    )


@lru_cache(maxsize=1024)
def _speaks(name: str) -> bool:
    return is_plausible(name) and not is_field(name)


def voiced(cues: Sequence[Sequence[MarkedLine]]) -> VoicedCues:
    """The lines of each cue with their voices, by the way in which the whole file marks them."""
    arrows, dashes = _has_arrows(cues), _has_dashes(cues)
    filled = sum(any(mark.text for mark in cue) for cue in cues)
    colons = [m.colon.name for cue in cues for m in cue if m.colon]
    brackets = [m.bracket.name for cue in cues for m in cue if m.bracket]
    way = next((n for n, names in enumerate((colons, brackets)) if _is_regular(names, filled)), None)
    if way is None and any(
        m.arrow and m.colon and _is_written_as_label(m.colon.name) for c in cues for m in c
    ):
        way = 0
    fits = _fits((colons, brackets)[way] if way is not None else [])

    def read(mark: MarkedLine) -> VoicedLine:
        begins = (mark.arrow and arrows) or (mark.dash and dashes)
        text = mark.text if begins else mark.whole
        one = (mark.colon, mark.bracket)[way] if way is not None else None
        if one and one.name in fits:
            return VoicedLine(one.name, one.rest, begins=True)
        other = one or mark.colon or mark.bracket
        doubtful = one is not None or (other is not None and _names_a_person(other.name))
        return VoicedLine(None, text, begins or doubtful, doubtful)

    lines = tuple(tuple(read(mark) for mark in cue) for cue in cues)
    named = any(line.voice for cue in lines for line in cue)
    return VoicedCues(lines, named, _stands_at_changes(lines) if named else arrows)


def _is_regular(names: Sequence[str], filled: int) -> bool:
    """Whether names of this form are how the file marks who speaks."""
    if not names:
        return False
    times = Counter(names)
    seats = _by_seat(times)
    sure = sum(n for name, n in times.items() if is_known(name) or seats[seat(name)] > 1)
    written = sum(n for name, n in times.items() if _is_written_as_label(name))
    return (sure >= _FEWEST or len(names) >= _MOST * filled) and 2 * max(sure, written) >= len(names)


def _by_seat(times: Counter[str]) -> Counter[str]:
    """How often each seat is named, given how often each label is."""
    seats: Counter[str] = Counter()
    for name, n in times.items():
        seats[seat(name)] += n
    return seats


def _fits(names: Sequence[str]) -> frozenset[str]:
    """The labels that are written as those of the file are: known, seen twice, or in their form."""
    times = Counter(names)
    seats = _by_seat(times)
    capitals = [bare(name).isupper() for name in times if seats[seat(name)] > 1]
    loud = bool(capitals) and all(capitals)

    def fits(name: str) -> bool:
        if is_known(name) or is_note(name) or seats[seat(name)] > 1:
            return True
        return _is_written_as_label(name) and (bare(name).isupper() or not loud)

    return frozenset(filter(fits, times))


def _is_written_as_label(name: str) -> bool:
    """Whether words look like who speaks and not like the start of a sentence: few, the first and the last
    with a capital where the script has any, or words for people."""
    words = [w for w in re.split(r"[\s()]+", bare(name)) if w]
    if not words or len(words) > _MAX_WORDS:
        return False
    if any(fold_label(w) in HONORIFICS | PEOPLE for w in words):
        return True
    return not words[0][0].islower() and not words[-1][0].islower()


def _names_a_person(name: str) -> bool:
    """Whether words that fit no pattern of the file still look like a label: a role, or a name in full."""
    return is_known(name) or (_is_written_as_label(name) and len(bare(name).split()) > 1)


def _has_arrows(cues: Sequence[Sequence[MarkedLine]]) -> bool:
    return sum(mark.arrow for cue in cues for mark in cue) >= _FEWEST


def _has_dashes(cues: Sequence[Sequence[MarkedLine]]) -> bool:
    """Whether dashes stand for a change of speaker: two in one cue, or before most lines."""
    dashes = [sum(mark.dash for mark in cue) for cue in cues]
    lines = sum(map(len, cues))
    return any(n >= _FEWEST for n in dashes) or (sum(dashes) >= _FEWEST and sum(dashes) >= _MOST * lines)


def _stands_at_changes(cues: Sequence[Sequence[VoicedLine]]) -> bool:
    """Whether labels stand at changes of speaker alone, so that a cue without one goes on.

    The file has to show it: more than one voice, no label again in the very next cue, and turns that run on
    in the middle of a sentence.
    """
    filled = [cue for cue in cues if any(line.text for line in cue)]
    first = [cue[0].voice if cue[0].begins else None for cue in filled]
    if any(a is not None and a == b for a, b in zip(first, first[1:], strict=False)):
        return False
    follow = [(a, b) for a, b in zip(filled, filled[1:], strict=False) if not b[0].begins]
    running = sum(not SENTENCE_END.search(a[-1].text) for a, _ in follow)
    voices = {line.voice for cue in cues for line in cue if line.voice}
    return len(voices) > 1 and running >= max(1.0, _RUNNING * len(follow))
