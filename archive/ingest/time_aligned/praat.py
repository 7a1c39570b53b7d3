"""Praat's TextGrid files, in the long form and the short one: tiers of intervals, each with a label.

Both forms hold the same values in the same order: strings, numbers and flags that stand free. All else is
decoration. Tiers of points are no speech: they are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.errors import Unreadable
from archive.ingest.documents.plain import decode
from archive.ingest.text import Page
from archive.ingest.time_aligned.stretches import Stretch, page
from archive.ingest.time_aligned.tiers import Tier, TierRole, left_out, read_name, spoken

_VALUE = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|(?P<flag><\w+>)|(?<![\w\[.])(?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w\]])'
)
_EMPTY = "The TextGrid holds no interval with words: check that it was saved with its labels."
_BROKEN = "The TextGrid is broken or cut off: open it in Praat and save it again as a text file."
_MAX_TIERS = 500


def read(content: bytes) -> Page:
    """The canonical text of a TextGrid.

    Raises:
        Unreadable: no TextGrid in text form, cut off, or no words.
    """
    text, notices = decode(content)
    values = _values(text)
    if next(values, None) != "ooTextFile" or next(values, None) != "TextGrid":
        raise Unreadable("The file is no TextGrid in text form: save it in Praat as a text file.")
    try:
        tiers = list(_tiers(values))
    except (StopIteration, ValueError, TypeError, RuntimeError) as broken:
        raise Unreadable(_BROKEN) from broken
    return page(spoken(tiers), empty=_EMPTY, notices=(*notices, *left_out(tiers)))


def _values(text: str) -> Iterator[str]:
    for match in _VALUE.finditer(text):
        yield match["text"].replace('""', '"') if match["text"] is not None else match[0]


def _tiers(values: Iterator[str]) -> Iterator[Tier]:
    _times(values)
    if next(values, "") != "<exists>":
        return
    count = _count(next(values, ""), _MAX_TIERS)
    for _ in range(count):
        kind, name = next(values, ""), next(values, "")
        _times(values)
        entries = _count(next(values, ""), None)
        if kind == "IntervalTier":
            read = read_name(name)
            yield Tier(read.role, read.voice, tuple(_intervals(values, entries)))
        elif kind == "TextTier":
            points = [(next(values, ""), next(values, "")) for _ in range(entries)]
            yield Tier(TierRole.OTHER, None, tuple(Stretch(None, text) for _, text in points))
        else:
            raise ValueError("no kind of tier")


def _times(values: Iterator[str]) -> None:
    float(next(values, ""))
    float(next(values, ""))


def _count(value: str, most: int | None) -> int:
    count = int(value)
    if count < 0 or (most is not None and count > most):
        raise ValueError("a count that cannot be")
    return count


def _intervals(values: Iterator[str], count: int) -> Iterator[Stretch]:
    for _ in range(count):
        start, end = float(next(values, "")), float(next(values, ""))
        text = next(values, None)
        if text is None:
            raise ValueError("cut off")
        if text.strip():
            yield Stretch(None, text, start, end)
