"""Descriptions that fit one person only: "the only woman driver at the depot".

A word of uniqueness with a person word beside it; the clause around it is the description, because place and
deed make it unique. What is left out here is still flagged for the reviewer elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from archive.redact.vocabulary import BEGIN, END, NATIVE, any_frame, any_of, entries, frames, ordered
from language.words import (
    fold,
    lower_cased,
    words,
)

_BORDER = frozenset('.!?;:।॥\n"“”()[]|–—')
_LONGEST, _UNPOINTED = 130, 60
"""A clause is cut so many code points after its unique word; the second where nothing points it off."""
_ENGLISH = tuple(regex.compile(f"{BEGIN}{frame.pattern}") for frame in frames("unique", "en"))
_PERSON = any_of("unique_people", *NATIVE)
_WHO = any_of("who")
_W = r"[\p{L}\p{M}]{1,16}"
_NOT_MINE = f"(?<!{'|'.join(f'{word} ' for word in ordered('possessives'))})"
_FIRST = any_of("first_or_last")
_COMMON = any_of("not_unique", *NATIVE)
_ONLY = regex.compile(
    rf"{BEGIN}(?:{_NOT_MINE}{any_of('sole')} (?!(?:{_COMMON}|{any_of('sole_things')}){END})|"
    rf"(?:{any_of('alone')}|{any_of('alone_emphatic')}) (?={_WHO})|"
    rf"(?:{any_of('alone')}|{any_of('alone_plain')}) (?=(?:{_W} ){{0,2}}{_PERSON})|"
    rf"{_NOT_MINE}(?:{_FIRST}|{any_of('last_of_all')}) (?={_W} (?:{_W} ){{0,2}}{_WHO} )|"
    rf"{_NOT_MINE}{_FIRST} (?!{_COMMON}{END})(?={_W} (?:{_W} ){{0,2}}{_PERSON})|"
    rf"{any_of('only_so_many')} (?:{any_of('few')}|\p{{N}}) {any_of('households')} (?={_W}))"
)
"""Of the only one nothing else has to be said; of the first and the last, what person."""
_INDIC = regex.compile(
    rf"{BEGIN}(?:{any_of('most')} {any_of('superlatives')} "
    rf"(?!(?:{_COMMON}|{any_of('superlative_things')}){END})(?={_W})|"
    rf"{any_of('first')} (?!{_COMMON}{END})(?={_PERSON}{END}))"
)
_LATIN = regex.compile(f"{BEGIN}{any_frame('unique', 'sw', 'xx', 'vi')}")
_SUBJECTS = entries("subjects")
_LEADS = entries("role_leads")
"""Behind these what somebody is begins."""
_RELATIVES = entries("who")
_COPULAS = entries("copulas")


def roles(text: str, lang: str) -> list[Span]:
    """Descriptions that fit one person, with the clause that makes them unique."""
    low = fold(text)
    most = _UNPOINTED if lower_cased(text) and "." not in text else _LONGEST
    extents = [(start, end, "roles:clause") for start, end in _english(low, most)]
    for pattern, detector in ((_ONLY, "unique"), (_INDIC, "roles:clause"), (_LATIN, "unique")):
        extents += [(*_clause(low, m.start(), m.end(), most), detector) for m in pattern.finditer(low)]
    kept: list[tuple[int, int, str]] = []
    for start, end, detector in sorted(extents):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]), max(detector, kept[-1][2]))
        else:
            kept.append((start, end, detector))
    return [Span(start, end, T.ROLE, 0.5, detector) for start, end, detector in kept]


def _clause(low: str, start: int, end: int, most: int) -> tuple[int, int]:
    """The clause around a unique word, without who it speaks of at its start and "is" at its end."""
    first, last = _back(low, start, most // 2), _on(low, end, most)
    inner = words(low[first:last])
    led = [at for at, word in enumerate(inner) if first + word.start < start and word.text in _LEADS]
    inner = inner[led[-1] + 1 :] if led else inner
    while inner and first + inner[0].start < start and inner[0].text in _SUBJECTS:
        inner = inner[1:]
    related = any(word.text in _RELATIVES for word in inner)
    while not related and len(inner) > 1 and first + inner[-1].start >= end and inner[-1].text in _COPULAS:
        inner = inner[:-1]
    return (first + inner[0].start, first + inner[-1].end) if inner else (first, last)


def _english(low: str, most: int) -> Iterator[tuple[int, int]]:
    if not any(cue in low for cue in ("only", "first", "last", "sole", "lone", "est ", "one of", " the ")):
        return
    for pattern in _ENGLISH:
        for match in pattern.finditer(low):
            yield match.start(), _on(low, match.end(), most)


def _back(low: str, at: int, most: int) -> int:
    """Where the clause around ``at`` begins."""
    start = at
    while start > 0 and at - start < most and low[start - 1] not in _BORDER and low[start - 1] != ",":
        start -= 1
    if start and low[start - 1] not in _BORDER | {","}:
        start = max(low.find(" ", start, at), start)
    return start


def _on(low: str, at: int, most: int) -> int:
    """Where the clause around ``at`` ends: at the next point or comma, or at a blank when it runs on."""
    end = at
    while end < len(low) and low[end] not in _BORDER and low[end] != "," and end - at < most:
        end += 1
    if end < len(low) and end - at >= most:
        end = max(low.rfind(" ", at, end), at)
    return end
