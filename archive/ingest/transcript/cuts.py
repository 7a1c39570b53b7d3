"""Times and line numbers taken out of the words, once, before the text is fixed.

A time that an exporter wrote behind, between or before words is no word. It goes to its turn, and the text
that is kept has none of it. What stands before a label stays where it is: it is in nobody's words. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from archive.ingest.text import Line
from archive.ingest.transcript.stamps import Front, marks_of_time
from archive.ingest.transcript.views import View
from archive.model import Turn, TurnKind

_OF_LIST = re.compile(r"\s*\d+[.)]\s*$")
"""A number as lists and questions have it: somebody counted with it, and no program."""


def places(lines: Sequence[Line], views: Sequence[View], turns: Sequence[Turn], front: str) -> list[slice]:
    """Where the text holds times and numbers inside words, in order, without overlap.

    Args:
        lines: of the text, one for each of its lines.
        views: of those lines.
        turns: that tile the text.
        front: what stands before the labels of the file's layout.
    """
    found: list[slice] = []
    offset, at = 0, 0
    for line, view in zip(lines, views, strict=True):
        end = offset + len(line.text)
        while at + 1 < len(turns) and turns[at].end <= offset:
            at += 1
        turn = turns[at] if turns else None
        if (
            turn
            and turn.kind is not TurnKind.HEADER
            and (view.number or not view.blank)
            and line.table is None
        ):
            begin = max(offset, turn.body)
            found += _in_line(line.text, view, offset, begin, end, front)
        offset = end + 1
    return found


def _in_line(text: str, view: View, offset: int, begin: int, end: int, front: str) -> list[slice]:
    if begin > end:
        return []
    if begin == offset and view.only_time and _is_mark(view, front):
        return [slice(offset, end + 1)]
    cuts = []
    if begin == offset and _is_mark(view, front) and view.front.front is not Front.NOTHING:
        cuts.append(slice(offset, offset + view.front.end))
    elif begin == offset and view.number and not _OF_LIST.match(text[: view.number]):
        cuts.append(slice(offset, offset + view.number))
    for place in marks_of_time(text):
        start = offset + place.start
        held = start >= begin
        while start > offset and text[start - 1 - offset].isspace():
            start -= 1
        if held and (not cuts or start >= cuts[-1].stop):
            cuts.append(slice(start, offset + place.stop))
    return cuts


def _is_mark(view: View, front: str) -> bool:
    """Whether the time in front of a line is no word: in brackets, or as before every label of the file."""
    return view.front.front.value == front or view.front.front not in {Front.NOTHING, Front.CLOCK, Front.CHAT}


def without(text: str, turns: Sequence[Turn], cuts: Sequence[slice]) -> tuple[str, tuple[Turn, ...]]:
    """The text without the cuts, and the turns at their new places. Turns left without a sign are dropped."""
    if not cuts:
        return text, tuple(turns)
    starts = [c.start for c in cuts]
    gone = [0]
    for cut in cuts:
        gone.append(gone[-1] + cut.stop - cut.start)

    def moved(offset: int) -> int:
        index = bisect_right(starts, offset)
        inside = max(0, cuts[index - 1].stop - offset) if index else 0
        return offset - gone[index] + inside

    pieces, last = [], 0
    for cut in cuts:
        pieces.append(text[last : cut.start])
        last = cut.stop
    kept = "".join((*pieces, text[last:]))
    if not kept.strip():
        return "", ()
    lead = kept[: len(kept) - len(kept.lstrip())].rfind("\n") + 1
    kept = f"{kept[lead:].rstrip()}\n"

    def placed(offset: int) -> int:
        return min(max(0, moved(offset) - lead), len(kept))

    shifted = [replace(t, start=placed(t.start), body=placed(t.body), end=placed(t.end)) for t in turns]
    filled = [t for t in shifted if t.end > t.start]
    return kept, tuple(replace(t, index=n) for n, t in enumerate(filled))
