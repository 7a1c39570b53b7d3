"""What still points at one person after names are gone: for the steward's eye, with reasons.

Pure. A description that fits one person only, a chain of kin ("my husband's elder brother's wife"), an
office in a named place, an event that happened once, words that a newspaper told, and a combination of
details that few people in the archive share. No flag changes a text; it asks a person to look. Counting is
over the archive's own people, so a small archive flags more, as it should.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

import regex

from archive.model import Finding, IdentifierType
from archive.redact.patterns.groups import roles
from archive.redact.risk_details import details
from archive.redact.spans import Span, covered
from archive.redact.vocabulary import BEGIN, END, frames
from language.lists import Frame

K = 5
"""A combination shared by fewer people than this is rare (k-anonymity: Sweeney 2002)."""
_WHOLE = frozenset({"kin", "office"})
"""Flags that end where their words end; the others go on to the end of their clause."""
CLAUSE = 90
"""A flag reaches to the end of its clause and at most so many code points."""
MOST_FIELDS = 4
"""Combinations of more fields than this single out nearly everybody and say little."""
_COMBINED = frozenset({IdentifierType.AGE, IdentifierType.DEM, IdentifierType.LOC, IdentifierType.ORG})
_STOP = regex.compile(r"[.!?।॥;\n]|, (?:and|but|so) ")
REASONS: Mapping[str, tuple[str, int]] = {
    "role": ("This description may fit one person only.", 3),
    "kin": ("A chain of kin tells who this is to whoever knows the family.", 2),
    "office": ("An office in a named place is held by one person.", 2),
    "event": ("Few people live through this; those who know of it know who it was.", 2),
    "detail": ("A small detail: with a place and an age it may be enough.", 1),
    "told": ("This may have been told in public, under a name.", 3),
}
"""The sentence and the weight of each kind of flag."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A stretch of the original that may single somebody out, and why, in a sentence for the steward.

    ``weight`` orders flags: larger is riskier.
    """

    start: int
    end: int
    kind: str
    reason: str
    weight: int = 1


def flags(text: str, findings: Sequence[Finding], turns: Iterable[tuple[int, int]] = ()) -> list[Flag]:
    """All flags of one testimony in order; ``turns`` are ``(start, end)`` of the turns.

    Every language's words are looked for in every text: people mix them. None of one kind overlaps another
    of that kind.
    """
    hits = [_Hit("role", span.start, span.end) for span in roles(text, "en")]
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            end = match.end() if kind in _WHOLE else _clause(text, match.end())
            hits.append(_Hit(kind, match.start(), end))
    mask = covered((Span(f.start, f.end, f.type, f.score, f.detector) for f in findings), len(text))
    for hit in hits:
        mask[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    hits += [_Hit("detail", start, end) for start, end in details(text, mask)]
    found = [Flag(hit.start, hit.end, hit.kind, *REASONS[hit.kind]) for hit in _apart(hits)]
    found += [flag for start, end in turns if (flag := _dense(findings, start, end)) is not None]
    return sorted(found, key=lambda f: (f.start, f.end))


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """The kind of flag and the pattern of every frame."""
    return tuple((frame.name, regex.compile(_bordered(frame))) for frame in frames("risk"))


def _bordered(frame: Frame) -> str:
    """The frame from a word's beginning on: an office keeps its case, for the name behind it."""
    if frame.name == "office":
        return BEGIN + frame.pattern
    return f"{BEGIN}(?i:{frame.pattern}){END if frame.name == 'kin' else ''}"


def _clause(text: str, at: int) -> int:
    """Where the clause that ``at`` stands in ends, at a word, at most ``CLAUSE`` code points on."""
    window = text[at : at + CLAUSE]
    stop = _STOP.search(window)
    if stop is not None:
        return at + stop.start()
    if len(window) < CLAUSE:
        return at + len(window)
    return at + max(window.rfind(" "), 0)


@dataclass(frozen=True, slots=True, order=True)
class _Hit:
    """A stretch that a frame matched, and the kind of flag that it raises."""

    kind: str
    start: int
    end: int


def _apart(hits: Iterable[_Hit]) -> list[_Hit]:
    """Hits of one kind that overlap, as one."""
    joined: list[_Hit] = []
    for hit in sorted(hits):
        last = joined[-1] if joined else None
        if last is not None and last.kind == hit.kind and hit.start < last.end:
            joined[-1] = replace(last, end=max(hit.end, last.end))
        else:
            joined.append(hit)
    return joined


def _dense(findings: Sequence[Finding], start: int, end: int) -> Flag | None:
    """A turn whose quasi-identifiers together are many kinds."""
    inside = [f for f in findings if start <= f.start and f.end <= end and f.type in _COMBINED]
    kinds = {f.type for f in inside}
    if len(kinds) < 3:
        return None
    names = ", ".join(sorted(kind.lower() for kind in kinds))
    reason = f"Several details of one person stand together: {names}."
    return Flag(inside[0].start, inside[-1].end, "combination", reason, len(kinds) - 1)


def rare_combinations(
    people: Mapping[str, Mapping[str, str]], fields: Sequence[str], k: int = K
) -> dict[str, str]:
    """People who share some combination of ``fields`` with fewer than ``k`` people, themselves included.

    ``people`` maps a participant id to generalised attributes (an age band, a district, a group). The
    smallest such combination gives the reason, of at most ``MOST_FIELDS`` fields; it names fields and a
    count, never a value. What is not known of a person singles nobody out.
    """
    sizes = _sizes(people, fields)
    rare: dict[str, str] = {}
    for person, own in people.items():
        known = [field for field in fields if own.get(field)]
        for chosen in _subsets(known):
            size = sizes[chosen, tuple(own[field] for field in chosen)]
            if size < k:
                rare[person] = _sentence(chosen, size, len(people))
                break
    return rare


def _subsets(fields: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (c for size in range(1, MOST_FIELDS + 1) for c in combinations(fields, size))


def _sizes(
    people: Mapping[str, Mapping[str, str]], fields: Sequence[str]
) -> Counter[tuple[tuple[str, ...], tuple[str, ...]]]:
    """How many people stand in each cell of each combination of fields."""
    sizes: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    for own in people.values():
        known = [field for field in fields if own.get(field)]
        sizes.update((chosen, tuple(own[field] for field in chosen)) for chosen in _subsets(known))
    return sizes


def _sentence(fields: Sequence[str], size: int, of: int) -> str:
    shown = ", ".join(field.replace("_", " ") for field in fields)
    if size == 1:
        return f"Nobody else of {of} people has this {shown}."
    return f"Only {size} of {of} people share this {shown}."
