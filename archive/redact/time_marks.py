"""Times that a recorder or a transcription program put into a text: they are no ages, numbers or names.

``Asha (00:33):``, ``[00:01:23]``, ``00:00:12,345 --> 00:00:15,000``: models and rules read such digits as an
age or a number, and a page without its times cannot be found in the recording again. Pure. Only digits in the
shape of a time are left alone, their minutes and seconds below 60. A time of day inside a sentence may still
be found as a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from archive.model import IdentifierType
from archive.redact.spans import Span
from language.digits import ascii_digits

_TIME = regex.compile(
    r"""(?<![\w:.,])(?:
        \d{1,3} (?: : [0-5]\d ){1,3} (?: [.,;-]\d{1,3} )? (?![\d:])
        | \d{1,3} ['′’] [0-5]\d (?: ["″”] | '' )?
        | \d{1,2} h \s? [0-5]\d (?: m (?: \s? [0-5]?\d s )? )? (?!\w)
        | [0-5]?\d m \s? [0-5]?\d s (?!\w)
    )""",
    regex.VERBOSE,
)
_BEFORE = regex.compile(r"(?:\n|[(\[{<#]|-->|[-–—])[ \t]*\Z")
_NEAR = 8
"""So many code points before a time tell whether a line, a bracket or a range begins there."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """``start`` to ``end`` (code points) is a time. ``recorded``: it stands where programs put one."""

    start: int
    end: int
    recorded: bool


def without_times(text: str, spans: Sequence[Span]) -> list[Span]:
    """``spans`` without the times of a recording; of a span that reaches into one the rest stays."""
    marks = list(_marks(text)) if spans else []
    return [piece for span in spans for piece in _cut(text, span, marks)]


def _marks(text: str) -> Iterator[_Mark]:
    digits = ascii_digits(text)
    for time in _TIME.finditer(digits):
        before = digits[max(0, time.start() - _NEAR) : time.start()]
        begins = time.start() <= _NEAR and not before.strip()
        yield _Mark(time.start(), time.end(), begins or bool(_BEFORE.search(before)))


def _cut(text: str, span: Span, marks: Sequence[_Mark]) -> Iterator[Span]:
    at = span.start
    for mark in marks:
        if mark.end <= at or mark.start >= span.end or not _may_be_cut(span, mark):
            continue
        yield from _rest(text, span, at, mark.start)
        at = max(at, mark.end)
    yield from _rest(text, span, at, span.end)


def _may_be_cut(span: Span, mark: _Mark) -> bool:
    return mark.recorded or span.type is not IdentifierType.DATETIME


def _rest(text: str, span: Span, start: int, end: int) -> Iterator[Span]:
    if any(sign.isalnum() for sign in text[start:end]):
        yield replace(span, start=start, end=end)
