"""Captions that show words more than once: lines that roll up, words that build up, words that light up.

A caption program repeats what stood on the screen before. Whether a file does so is judged over all of it:
somebody who says "No." three times has said it three times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.ingest.time_aligned.cues import Cue

_TAG = re.compile(r"<[^<>\n]*>")
_VOICE = re.compile(r"\s*<v[ .][^<>\n]*>")
_NEAR = 0.3
"""Seconds that may lie between two cues of which one repeats the other and adds nothing."""
_SHARE = 0.3
_FEWEST = 2


def each_word_once(cues: Sequence[Cue]) -> list[Cue]:
    """The cues without what they repeat of the cue before; as they are where the file does not roll.

    What is left of a cue begins with its first new word and keeps its time. Cues with nothing new fall away.
    """
    screens = [[_words(line) for line in cue.lines] for cue in cues]
    overlaps = [0] + [_overlap(cues, screens, n) for n in range(1, len(cues))]
    if not _rolls(cues, screens, overlaps):
        return list(cues)
    kept = []
    for cue, overlap in zip(cues, overlaps, strict=True):
        rest = _without(cue.lines, overlap)
        if rest:
            kept.append(replace(cue, lines=rest))
    return kept


def _rolls(cues: Sequence[Cue], screens: Sequence[list[list[str]]], overlaps: Sequence[int]) -> bool:
    """Whether the file repeats as its way: often, and with something new, or with another word lit."""
    repeats = [n for n, overlap in enumerate(overlaps) if overlap]
    filled = sum(any(words for words in lines) for lines in screens)
    if len(repeats) < _FEWEST or len(repeats) < _SHARE * (filled - 1):
        return False
    return any(
        overlaps[n] < sum(map(len, screens[n]))
        or overlaps[n] < sum(map(len, screens[n - 1]))
        or cues[n].lines != cues[n - 1].lines
        for n in repeats
    )


def _overlap(cues: Sequence[Cue], screens: Sequence[list[list[str]]], n: int) -> int:
    """How many words at the start of a cue were on the screen already, from the start of a line on."""
    before, cue = cues[n - 1], cues[n]
    if before.end is None or cue.start is None or _voice(before.lines) != _voice(cue.lines):
        return 0
    near = cue.start - before.end <= _NEAR
    words = [word for line in screens[n] for word in line]
    for first in range(len(screens[n - 1])):
        old = [word for line in screens[n - 1][first:] for word in line]
        if old and words[: len(old)] == old and (near or len(old) < len(words)):
            return len(old)
    return 0


def _words(line: str) -> list[str]:
    return (_TAG.sub("", line) if "<" in line else line).split()


def _voice(lines: Sequence[str]) -> str:
    """The tag that names the voice of a cue, empty where it has none."""
    tag = _VOICE.match(lines[0]) if lines else None
    return tag[0] if tag else ""


def _without(lines: Sequence[str], count: int) -> tuple[str, ...]:
    """The lines from the word after the first ``count`` ones, under the tag that names their voice."""
    if not count:
        return tuple(lines)
    for number, line in enumerate(lines):
        words = _words(line)
        if count < len(words):
            return (_voice(lines) + " ".join(words[count:]), *lines[number + 1 :])
        count -= len(words)
    return ()
