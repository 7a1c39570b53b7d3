"""What codings tell together: who spoke of what, what goes with what, counted in people.

Each function makes observations of people and leaves counting and withholding to
``archive.statistics.cross_tables``, so that no true count leaves it. A person stands for everything of theirs
that bears a code, however often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from archive.statistics.cross_tables import (
    SCREEN_K,
    Observation,
    Table,
    table,
)

NOT_TOLD = "not told"
"""The column of people of whom an attribute is not known."""
WITH = " × "
People = Mapping[str, Mapping[str, str]]
"""Terms (gender, country…) by participant."""


@dataclass(frozen=True, slots=True)
class CodedWords:
    """A code on what one person said: the place, without the words."""

    participant: str
    testimony: str
    turn: int
    start: int
    end: int
    code: str

    def beside(self, other: CodedWords) -> bool:
        """Whether both stand in the same turn of the same testimony."""
        return (self.testimony, self.turn) == (other.testimony, other.turn)

    def crosses(self, other: CodedWords) -> bool:
        """Whether both share some words."""
        return self.beside(other) and self.start < other.end and other.start < self.end


def columns_of(coded: Iterable[CodedWords], people: People, terms: Sequence[str]) -> list[tuple[str, ...]]:
    """The values, of several attributes together, that anybody has who bears a code: the columns of every
    table by these terms, so that no table tells by a missing column that it counts nobody there."""
    return sorted({_values(people, t.participant, terms) for t in coded})


def _values(people: People, participant: str, terms: Sequence[str]) -> tuple[str, ...]:
    known = people.get(participant, {})
    return tuple(known.get(term) or NOT_TOLD for term in terms)


def by_attribute(
    coded: Iterable[CodedWords], people: People, term: str, *, codes: Sequence[str] = (), k: int = SCREEN_K
) -> Table:
    """Codes by the values of one attribute. ``codes`` gives the rows, in that order, even empty ones."""
    every = list(coded)
    seen = [
        Observation(t.participant, t.code, _values(people, t.participant, [term])[0])
        for t in every
        if not codes or t.code in codes
    ]
    columns = [value for (value,) in columns_of(every, people, [term])]
    return table(seen, k=k, rows=codes, columns=columns, sums_down=False)


def together(coded: Iterable[CodedWords], *, overlapping: bool = True, k: int = SCREEN_K) -> Table:
    """Codes by codes: people in whose words both stand, on shared words or (else) in the same turn. The
    diagonal counts people who have the code at all."""
    every = list(coded)
    seen = {Observation(t.participant, t.code, t.code) for t in every}
    for one, other in _pairs(every, overlapping):
        seen.add(Observation(one.participant, one.code, other.code))
        seen.add(Observation(one.participant, other.code, one.code))
    codes = sorted({t.code for t in every})
    return table(seen, k=k, rows=codes, columns=codes, sums_across=False, sums_down=False)


def crossed(
    coded: Iterable[CodedWords],
    people: People,
    kinds: tuple[Callable[[str], bool], Callable[[str], bool]],
    terms: Sequence[str],
    *,
    overlapping: bool = False,
    k: int = SCREEN_K,
) -> Table:
    """Pairs of codes of two kinds (drivers × targets, say) by the values of several attributes together.

    A row is ``driver × target`` where both stand in one turn of a person (or share words); a column is
    ``country × group``, say.
    """
    seen = set()
    every = list(coded)
    for one, other in _pairs(every, overlapping):
        for a, b in ((one.code, other.code), (other.code, one.code)):
            if kinds[0](a) and kinds[1](b):
                column = WITH.join(_values(people, one.participant, terms))
                seen.add(Observation(one.participant, a + WITH + b, column))
    columns = [WITH.join(values) for values in columns_of(every, people, terms)] if seen else []
    return table(seen, k=k, columns=columns, sums_down=False)


@dataclass(frozen=True, slots=True)
class CodePair:
    """Two codes, in their order, and one person who has both beside each other."""

    first: str
    second: str
    participant: str


def pairs_of(coded: Iterable[CodedWords], *, overlapping: bool) -> Iterator[CodePair]:
    """Who has which two codes: on shared words, or (else) in the same turn."""
    for one, other in _pairs(list(coded), overlapping):
        yield CodePair(min(one.code, other.code), max(one.code, other.code), one.participant)


def _pairs(coded: Sequence[CodedWords], overlapping: bool) -> Iterable[tuple[CodedWords, CodedWords]]:
    """Two codings with different codes on the same person's words, close to each other."""
    turns: dict[tuple[str, int, str], list[CodedWords]] = defaultdict(list)
    for t in coded:
        turns[t.testimony, t.turn, t.participant].append(t)
    for group in turns.values():
        for one, other in combinations(sorted(group, key=lambda t: (t.start, t.end, t.code)), 2):
            if one.code != other.code and (one.crosses(other) or not overlapping):
                yield one, other


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of the text under two codes they share: ``share`` of what either covers, ``None`` where
    fewer than the smallest group stand behind it."""

    first: str
    second: str
    share: float | None


def overlaps(coded: Iterable[CodedWords], *, k: int = SCREEN_K) -> list[Overlap]:
    """Every pair of codes that share words, most shared first, then those that are withheld."""
    every = list(coded)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, other in _pairs(every, overlapping=True):
        pair = (min(one.code, other.code), max(one.code, other.code))
        shared[pair] += min(one.end, other.end) - max(one.start, other.start)
        people[pair].add(one.participant)
    length: dict[str, int] = defaultdict(int)
    for t in every:
        length[t.code] += t.end - t.start
    pairs = [
        Overlap(a, b, min(1.0, n / max(1, length[a] + length[b] - n)) if len(people[a, b]) >= k else None)
        for (a, b), n in shared.items()
    ]
    return sorted(pairs, key=lambda o: (o.share is None, -(o.share or 0.0), o.first, o.second))
