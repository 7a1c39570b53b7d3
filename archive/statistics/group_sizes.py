"""What several tables of people have in common: which numbers they tell, and how the numbers hang together.

A number is the size of one group of people, in all or under one value of an attribute. Two tables tell of
the same number under different headings; a code lies within its goal, a pair of codes within each of both,
and the values of an attribute add up to the row. This file holds those facts and the true sizes, for
``archive.statistics.differencing``, which asks what a reader of several tables can work out. The true sizes
leave neither file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.statistics.suppression import TOTAL, Cell

PEOPLE: Cell = (TOTAL, TOTAL)
"""Where a table tells how many people there are in all."""


class Number(NamedTuple):
    """How many people of a group have these ``values`` under these ``terms``; in all where there are none."""

    group: str
    terms: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that its parts add up to, as everybody knows who reads the table."""

    whole: Number
    parts: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which number stands in which cell of a table, and what adds up in it."""

    numbers: Mapping[Cell, Number]
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A table as one reader saw it: the cells with their numbers in them, and the bounds it gave of others.

    A cell that is neither tells nothing but that its number is not negative.
    """

    layout: Layout
    exact: frozenset[Cell]
    bounds: Mapping[Number, tuple[int, int | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class People:
    """Who belongs to which group, and each person's values by term. Never shown.

    ``within`` names the groups that a group lies in, ``unions`` the groups that one is made of, each way in
    which it is; both are known to every reader. ``unknown`` is the value of whom a term is not known.
    """

    members: Mapping[str, frozenset[str]] = field(repr=False)
    known: Mapping[str, Mapping[str, str]] = field(repr=False)
    within: Mapping[str, Sequence[str]] = field(repr=False)
    unions: Mapping[str, Sequence[Sequence[str]]] = field(repr=False)
    unknown: str = ""

    def values_of(self, person: str, terms: Sequence[str]) -> tuple[str, ...]:
        """A person's values under these terms."""
        known = self.known.get(person, {})
        return tuple(known.get(term) or self.unknown for term in terms)

    def sizes(self, numbers: Iterable[Number]) -> dict[Number, int]:
        """The true size of each number."""
        wanted: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], int]] = {}
        listed = list(numbers)
        for one in listed:
            if (one.group, one.terms) not in wanted:
                counts: dict[tuple[str, ...], int] = {}
                for person in self.members.get(one.group, frozenset()):
                    values = self.values_of(person, one.terms)
                    counts[values] = counts.get(values, 0) + 1
                wanted[one.group, one.terms] = counts
        return {one: wanted[one.group, one.terms].get(one.values, 0) for one in listed}


def by_terms(
    groups: Sequence[str], universe: str, terms: Sequence[str], columns: Sequence[tuple[str, ...]]
) -> Layout:
    """Groups by the values of one or several terms together; ``universe`` is everybody in the table."""
    kind = tuple(terms)
    numbers: dict[Cell, Number] = {PEOPLE: Number(universe)}
    sums: list[Sum] = []
    for row, group in enumerate(groups):
        numbers[row, TOTAL] = Number(group)
        numbers |= {(row, at): Number(group, kind, values) for at, values in enumerate(columns)}
    for group in dict.fromkeys((*groups, universe)) if columns else ():
        parts = tuple(Number(group, kind, values) for values in columns)
        sums.append(Sum(Number(group), parts))
        if len(kind) > 1:
            sums += _by_each_term(group, kind, parts)
    return Layout(numbers, tuple(sums))


def _by_each_term(group: str, terms: tuple[str, ...], parts: Sequence[Number]) -> Iterator[Sum]:
    """What several attributes together tell of each of them alone."""
    for at, term in enumerate(terms):
        ones: dict[str, list[Number]] = {}
        for part in parts:
            ones.setdefault(part.values[at], []).append(part)
        singles = {value: Number(group, (term,), (value,)) for value in ones}
        yield from (Sum(singles[value], tuple(inner)) for value, inner in ones.items())
        yield Sum(Number(group), tuple(singles.values()))


def by_groups(groups: Sequence[str], pairs: Mapping[Cell, str], universe: str) -> Layout:
    """Groups by groups: each with itself on the diagonal, and the pair of both elsewhere."""
    numbers = {cell: Number(pair) for cell, pair in pairs.items()}
    numbers |= {(at, at): Number(group) for at, group in enumerate(groups)}
    return Layout({PEOPLE: Number(universe), **numbers})
