"""What is still new, and who is not heard: saturation over testimonies, silence by group.

Saturation counts codes, never people. Silence tells which groups have no voice on a code; a group with none
and one with few look alike here, as everywhere that people are counted, so it says "fewer than".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.coding.matrices import CodedWords, People
from archive.statistics.cross_tables import SCREEN_K


@dataclass(frozen=True, slots=True)
class Step:
    """One testimony in the order they were collected: codes seen for the first time, and in all so far."""

    testimony: str
    new: tuple[str, ...]
    so_far: int


def saturation(order: Sequence[str], codes: Mapping[str, Collection[str]]) -> list[Step]:
    """A step for each testimony in ``order``; ``codes`` are those put on it."""
    seen: set[str] = set()
    steps = []
    for testimony in order:
        new = tuple(sorted(set(codes.get(testimony, ())) - seen))
        seen.update(new)
        steps.append(Step(testimony, new, len(seen)))
    return steps


def quiet_for(steps: Sequence[Step]) -> int:
    """How many testimonies in a row, at the end, brought no new code."""
    return next((n for n, step in enumerate(reversed(steps)) if step.new), len(steps))


@dataclass(frozen=True, slots=True)
class Silence:
    """Fewer than ``k`` people of a group, or none, speak on a code. ``heard`` says whether the group has
    at least ``k`` people in the archive at all; where it does not, no code is named."""

    group: str
    code: str
    k: int
    heard: bool


@dataclass(frozen=True, slots=True)
class Silences:
    """Who is not heard. ``known``: whether anybody's group is known; where nobody's is, an empty list says
    nothing. ``note`` is a sentence for the reader, if there is one to say."""

    quiet: tuple[Silence, ...]
    known: bool
    note: str = ""


def silences(
    coded: Iterable[CodedWords],
    people: People,
    term: str,
    codes: Sequence[str],
    *,
    planned: Collection[str] = (),
    k: int = SCREEN_K,
) -> Silences:
    """Groups by ``term`` and codes with fewer than ``k`` voices. ``planned`` are groups that should be heard,
    whether anybody of them was or not; they come first where they are not."""
    members: dict[str, set[str]] = defaultdict(set)
    for who, known in people.items():
        if known.get(term):
            members[known[term]].add(who)
    voices: dict[tuple[str, str], set[str]] = defaultdict(set)
    for t in coded:
        value = people.get(t.participant, {}).get(term)
        if value:
            voices[value, t.code].add(t.participant)
    unheard = [Silence(g, "", k, False) for g in sorted({*planned, *members}) if len(members[g]) < k]
    quiet = [
        Silence(group, code, k, True)
        for group in sorted(members)
        if len(members[group]) >= k
        for code in codes
        if len(voices[group, code]) < k
    ]
    return Silences((*unheard, *quiet), bool(members))
