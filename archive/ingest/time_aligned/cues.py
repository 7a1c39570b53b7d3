"""The cues of caption files (.vtt, .srt): two times, and the lines on the screen between them.

Only the form is read here: where a cue begins and ends, whatever a program leaves out or adds (numbers,
identifiers, positions, byte-order mark, comments, styles). Tags and entities stay as they are. Who speaks and
what is shown twice is decided later. Words that stand in no cue are counted, never dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ARROW = re.compile(r"^\s*(?P<start>\d\S*:\S*)\s*--?>\s*(?P<end>\d\S*:\S*)")
_CLOCK = re.compile(r"^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3})\d*)?")
_ASIDE = re.compile(r"^(?:WEBVTT|NOTE|STYLE|REGION|Kind:|Language:|X-TIMESTAMP-MAP)(?:\s|$|(?<=:)|(?<=P)=)")
_REMARK = re.compile(r"^NOTE(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines as they stand in the file, and when they are shown, in seconds (``None``: not readable)."""

    lines: tuple[str, ...] = field(repr=False)
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class CueSheet:
    """All cues in order; how many have times that cannot be read, how many comments the file holds, and how
    many lines with words stand outside of the cues."""

    cues: tuple[Cue, ...] = field(repr=False)
    untimed: int = 0
    comments: int = 0
    loose: int = 0


def parse_cues(text: str, *, blank_ends: bool) -> CueSheet:
    """The cues of a file.

    Args:
        text: decoded, with any line ends.
        blank_ends: whether an empty line ends a cue (WebVTT) or may stand inside of one (SubRip).
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    times = {n: match for n, line in enumerate(lines) if "->" in line and (match := _ARROW.match(line))}
    at = list(times)
    cues: list[Cue] = []
    outside = lines[: _named_from(lines, at[0])] if at else list(lines)
    for place, number in enumerate(at):
        stop = _named_from(lines, at[place + 1]) if place + 1 < len(at) else len(lines)
        end = _end(lines, number + 1, stop) if blank_ends else stop
        outside += ["", *lines[end:stop]]
        start, until = seconds(times[number]["start"]), seconds(times[number]["end"])
        words = tuple(line for line in lines[number + 1 : end] if line.strip())
        if start is None or until is None:
            start = until = None
        cues.append(Cue(words, start, until))
    comments, loose = _outside(outside)
    return CueSheet(tuple(cues), sum(c.start is None for c in cues), comments, loose)


def seconds(stamp: str) -> float | None:
    """``00:01:02,500``, ``01:02.5`` in seconds; ``None`` for anything else."""
    match = _CLOCK.match(stamp)
    if not match:
        return None
    hours, minutes, whole, part = match.groups()
    fraction = int(part) / 10 ** len(part) if part else 0.0
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + fraction


def _named_from(lines: list[str], arrow: int) -> int:
    """The line from which a cue stands: its number or identifier, where it has one, else its times."""
    above = arrow - 1
    if above < 0 or not lines[above].strip():
        return arrow
    alone = above == 0 or not lines[above - 1].strip()
    return above if alone and not _ASIDE.match(lines[above]) else arrow


def _end(lines: list[str], start: int, stop: int) -> int:
    """The first line that is empty. One with blanks alone is a line of the screen, as YouTube writes it."""
    return next((n for n in range(start, stop) if not lines[n]), stop)


def _outside(lines: list[str]) -> tuple[int, int]:
    """How many comments stand outside of the cues, and how many lines that are nothing of a caption file."""
    comments = loose = 0
    aside = False
    for line in lines:
        if not line.strip():
            aside = False
        elif _ASIDE.match(line):
            comments += bool(_REMARK.match(line))
            aside = True
        elif not aside:
            loose += any(map(str.isalpha, line))
    return comments, loose
