"""What belongs to a date on both sides: "the day before", "in the last week of", a postposition too many.

A date, whoever found it, takes in the words that narrow it and the date that "to" joins to it, and gives up
the postposition at its end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.redact.patterns.moment_words import COUNTED, LINKS, TAILS, TIMES, UNTIL, WHICH
from archive.redact.patterns.moments import close
from archive.redact.spans import Span
from language.across import words_of_all
from language.words import Word

_FURTHEST = 8
"""A date takes in so many words on its right and no more."""
_WENT = words_of_all("went")
"""Last, but before a figure "went"."""
_TRIMMED, _TO = words_of_all("not_date_ends"), words_of_all("up_to")


@dataclass(frozen=True, slots=True)
class _Line:
    """A stretch as words, where each begins and ends, and the dates by the word that each begins with."""

    text: str
    tokens: Sequence[Word]
    starts: Sequence[int]
    ends: Sequence[int]
    begun: dict[int, Span]

    def surface(self, at: int) -> str:
        """The word at ``at``, empty behind the last."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def behind(self, end: int) -> int:
        """The place of the first word that begins at or behind the code point ``end``, or just behind it."""
        return bisect_left(self.ends, end) + 1


def grown(text: str, tokens: Sequence[Word], dates: Iterable[Span]) -> list[Span]:
    """The dates with the words that belong to them, and without postpositions at their ends."""
    spans = sorted(dates, key=lambda s: (s.start, -s.end))
    starts, ends = [word.start for word in tokens], [word.end for word in tokens]
    begun = {bisect_right(starts, span.start) - 1: span for span in reversed(spans)}
    line = _Line(text, tokens, starts, ends, begun)
    return [_grown(line, span) for span in spans]


def _grown(line: _Line, span: Span) -> Span:
    first = bisect_right(line.starts, span.start) - 1
    last = line.behind(span.end)
    if first < 0 or last > len(line.tokens):
        return span
    begin, end = _left(line, first), _right(line, last)
    while end - 1 > begin and line.surface(end - 1) in _TRIMMED and span.detector != "dates:told":
        end -= 1
    stop = span.end if end == last else line.tokens[end - 1].end
    return replace(span, start=line.tokens[begin].start if begin < first else span.start, end=stop)


def _left(line: _Line, first: int) -> int:
    """The first word with "last" and "that" before it, "last year" too."""
    begin = first
    figure = line.surface(first)[:1].isdigit()
    while close(line.text, line.tokens, begin - 1):
        before = line.surface(begin - 1)
        if before.casefold() in WHICH and not (figure and before in _WENT):
            begin -= 1
        elif (
            before in TIMES and line.surface(begin - 2) in WHICH and close(line.text, line.tokens, begin - 2)
        ):
            begin -= 2
        else:
            break
    return begin


def _right(line: _Line, last: int) -> int:
    """The end with what belongs to the date on its right: tails, and dates that a small word joins."""
    at, good = last, last
    while at < len(line.tokens) and at - good < 3 and at - last < _FURTHEST and (
        close(line.text, line.tokens, at - 1)
    ):  # fmt: skip
        surface = line.surface(at)
        if at in line.begun:
            until = at > good and line.surface(at - 1) in UNTIL
            at = max(at + 1, line.behind(line.begun[at].end))
            good = at = min(at + (until and line.surface(at) in _TO), len(line.tokens))
        elif surface.casefold() in TAILS:
            at = good = at + 1
        elif surface in LINKS or surface in COUNTED or (surface.isdigit() and len(surface) < 3):
            at += 1
        else:
            break
    return good
