"""What of a new table has to be withheld because of the tables that the same reader saw before.

One table gives no small number back (``archive.statistics.suppression``). Two may: a goal less its only small
code, a row by gender beside the same row by district. Here everything that a reader was told is one system of
equations and inequalities over the sizes of groups, and linear programming says how large or small each
protected number could still be. Protected are

- a number below the threshold, nobody included;
- what lies between a group and a part of it, between a row and one of its cells, and what two groups share
  that make up a third, where that is from one person to fewer than the threshold.

A protected number is safe while it could be nobody (for nobody: somebody), or the threshold and more. What is
not safe costs cells of the new table, never of the old ones, which are seen already. The bounds are those of
real numbers: whoever also knows that people are whole may in rare cases know a little more.

The work is counted in linear programs and their sizes, so that the same question has the same end on every
machine. Above the limit the whole new table is withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array

from archive.statistics.group_sizes import Layout, Number, People, Sum, Told
from archive.statistics.suppression import Cell

LARGEST = 20_000
"""Numbers and protected numbers, each, that one system may hold."""
WORK = 1_000_000
"""What one table may take: linear programs, each as many times as it has numbers."""
AT_ONCE = 12
"""Numbers that are found unsafe before something is withheld and all is asked anew."""
_NEAR = 1e-6
Floats = npt.NDArray[np.float64]
Term = tuple[int, float]
Facts = tuple[Sequence[Sum], Sequence[tuple[Number, Number]], Sequence[tuple[Number, tuple[Number, ...]]]]
"""What adds up, which number is part of which, and which are made of which."""


class _TooMuchWork(Exception):
    """The numbers could not be shown to be safe within the limit."""


def also_withheld(
    people: People, earlier: Sequence[Told], new: Told, k: int, work: int = WORK
) -> frozenset[Cell] | None:
    """The cells of ``new`` that must not be shown beside ``earlier``; ``None`` if nothing of it may be.

    Its bounds and its headings cannot be withheld alone: where they make a number certain, the answer is
    ``None``. So is it where it would be more than ``work``.
    """
    system = _System.of(people, [*earlier, new], k)
    if system is None:
        return None
    visible = _Shown(system, earlier, new)
    budget = _Budget(work)
    try:
        while unsafe := _unsafe(system, visible, budget):
            cells = _to_withhold(visible, [one.helping for one in unsafe])
            if cells:
                for cell in cells:
                    visible.withhold(cell)
            elif all(_was_known(people, earlier, one.number, k, budget) for one in unsafe):
                visible.known |= {one.number for one in unsafe}
            else:
                return None
    except _TooMuchWork:
        return None
    return frozenset(new.exact - visible.cells)


@dataclass(slots=True)
class _Budget:
    left: int

    def spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0:
            raise _TooMuchWork


@dataclass(frozen=True, slots=True)
class _Protected:
    """A number that nobody may work out, as a sum over others."""

    terms: tuple[tuple[Number, float], ...]
    size: int


@dataclass(frozen=True, slots=True)
class _System:
    """Everything told, as one system; ``sizes`` is the truth, which fits it."""

    at: Mapping[Number, int]
    sizes: Floats
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    equal: csr_array
    below: csr_array
    protected: tuple[_Protected, ...]
    functions: csr_array
    k: int

    @classmethod
    def of(cls, people: People, tables: Sequence[Told], k: int) -> _System | None:
        """The system of what was told; ``None`` where it is too large."""
        sums = tuple(
            dict.fromkeys((*(s for t in tables for s in t.layout.sums), *_by_every_term(people, tables)))
        )
        at = {number: place for place, number in enumerate(_numbers(people, tables, sums))}
        sizes = people.sizes(at)
        facts = sums, list(_parts(people, at)), list(_unions(people, at))
        protected = tuple(dict.fromkeys(_protected(sizes, facts, k)))
        if max(len(at), len(protected), len(facts[1])) > LARGEST:
            return None
        below: list[list[Term]] = [[(at[part], 1.0), (at[whole], -1.0)] for part, whole in facts[1]]
        below += [[(at[whole], 1.0), *((at[p], -1.0) for p in parts)] for whole, parts in facts[2]]
        placed = tuple((at[s.whole], tuple(at[p] for p in s.parts)) for s in sums)
        return cls(
            at,
            np.array(list(sizes.values()), dtype=np.float64),
            placed,
            _matrix([[(whole, -1.0), *((p, 1.0) for p in parts)] for whole, parts in placed], len(at)),
            _matrix(below, len(at)),
            protected,
            _matrix([[(at[number], factor) for number, factor in p.terms] for p in protected], len(at)),
            k,
        )


def _by_every_term(people: People, tables: Sequence[Told]) -> Iterator[Sum]:
    """The sums that no table shows and everybody knows: each group by each attribute that was asked."""
    values: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for one in chain.from_iterable(s.parts for t in tables for s in t.layout.sums):
        if len(one.terms) == 1:
            values.setdefault(one.terms, {})[one.values] = None
    for group in _concerned(people, tables):
        for terms, each in values.items():
            yield Sum(Number(group), tuple(Number(group, terms, one) for one in each))


def _concerned(people: People, tables: Sequence[Told]) -> list[str]:
    """The groups of which something is known, what they are made of, and what any of these lies in.

    A group of which nothing is known from below may be empty, and then says nothing of others.
    """
    known = dict.fromkeys(t.layout.numbers[cell].group for t in tables for cell in sorted(t.exact))
    known |= dict.fromkeys(n.group for t in tables for n, (low, _) in t.bounds.items() if low)
    groups = known | dict.fromkeys(p for g in known for parts in people.unions.get(g, ()) for p in parts)
    waiting = list(groups)
    while waiting:
        for other in people.within.get(waiting.pop(), ()):
            if other not in groups:
                groups[other] = None
                waiting.append(other)
    return list(groups)


def _numbers(people: People, tables: Sequence[Told], sums: Iterable[Sum]) -> dict[Number, None]:
    """Every number that was told of or hangs together with one.

    A withheld number in no sum, of a group of which nothing is known, is left out: nobody or all of whom it
    lies among may be in it, so it is safe, and what lies beside it is as safe as they are.
    """
    concerned = dict.fromkeys(_concerned(people, tables))
    numbers = dict.fromkeys(Number(group) for group in concerned)
    for one in tables:
        numbers |= dict.fromkeys(n for n in one.layout.numbers.values() if n.group in concerned)
        numbers |= dict.fromkeys(one.bounds)
    for each in sums:
        numbers |= dict.fromkeys((each.whole, *each.parts))
    return numbers


def _parts(people: People, numbers: Collection[Number]) -> Iterator[tuple[Number, Number]]:
    """Pairs of a number and one that it is part of."""
    for number in numbers:
        for group in people.within.get(number.group, ()):
            whole = number._replace(group=group)
            if whole in numbers:
                yield number, whole


def _unions(people: People, numbers: Collection[Number]) -> Iterator[tuple[Number, tuple[Number, ...]]]:
    """A number and those that make it up, people of several counted once in the whole."""
    for number in numbers:
        for groups in people.unions.get(number.group, ()):
            parts = tuple(number._replace(group=group) for group in groups)
            if parts and all(part in numbers for part in parts):
                yield number, parts


def _protected(size: Mapping[Number, int], facts: Facts, k: int) -> Iterator[_Protected]:
    sums, parts, unions = facts
    yield from (_Protected(((number, 1.0),), n) for number, n in size.items() if n < k)
    of_sums = (
        (p, s.whole) for s in sums if len(s.parts) > 2 for p in s.parts
    )  # of two parts, each is what the other leaves
    for part, whole in chain(parts, of_sums):
        if 0 < size[whole] - size[part] < k:
            yield _Protected(((whole, 1.0), (part, -1.0)), size[whole] - size[part])
    for whole, (one, *others) in unions:
        if len(others) == 1 and 0 < (both := size[one] + size[others[0]] - size[whole]) < k:
            yield _Protected(((one, 1.0), (others[0], 1.0), (whole, -1.0)), both)


def _matrix(rows: Sequence[Sequence[Term]], width: int) -> csr_array:
    data = [value for row in rows for _, value in row]
    places = [place for row in rows for place, _ in row]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    return csr_array((data, places, starts), shape=(len(rows), width), dtype=np.float64)


class _Shown:
    """What of the system is told: by the earlier tables for good, by the new one until it is withheld."""

    def __init__(self, system: _System, earlier: Sequence[Told], new: Told) -> None:
        self.cells = set(new.exact)
        self.known: set[_Protected] = set()
        """What could be worked out before: nothing that is withheld now changes that."""
        self.places = {cell: system.at[new.layout.numbers[cell]] for cell in new.exact}
        self._before = {system.at[t.layout.numbers[cell]] for t in earlier for cell in t.exact}
        self._bounded = {system.at[number] for number in new.bounds}
        self._sizes = system.sizes
        self._low = np.zeros(len(system.sizes))
        self._high = np.full(len(system.sizes), 4 * system.sizes.max(initial=0) + 10 * system.k)
        for told in (*earlier, new):
            for number, (low, high) in told.bounds.items():
                place = system.at[number]
                self._low[place] = max(self._low[place], low)
                self._high[place] = min(self._high[place], self._high[place] if high is None else high)

    @property
    def now(self) -> set[int]:
        """Places that the new table alone tells, or gives bounds of."""
        return ({self.places[cell] for cell in self.cells} | self._bounded) - self._before

    def exact(self) -> set[int]:
        """Places whose numbers stand in some table."""
        return self._before | {self.places[cell] for cell in self.cells}

    def bounds(self) -> tuple[Floats, Floats]:
        """The smallest and the largest that each number may be."""
        low, high = self._low.copy(), self._high.copy()
        told = list(self.exact())
        low[told] = high[told] = self._sizes[told]
        return low, high

    def size(self, place: int) -> float:
        """How many people a number counts."""
        return float(self._sizes[place])

    def withhold(self, cell: Cell) -> None:
        """Take the number of a cell out of the new table, wherever in it the same number stands."""
        place = self.places[cell]
        self.cells -= {c for c in self.cells if self.places[c] == place}


@dataclass(frozen=True, slots=True)
class _Unsafe:
    """A protected number that can be worked out, and the places of the new table that help to it."""

    number: _Protected
    helping: frozenset[int]


def _unsafe(system: _System, visible: _Shown, budget: _Budget) -> list[_Unsafe]:
    """Some protected numbers that can be worked out.

    First what plain sums give, then, where they give nothing, what the inequalities do.
    """
    return _by_sums(system, visible) or _by_programs(system, visible, budget)


def _by_sums(system: _System, visible: _Shown) -> list[_Unsafe]:
    """What adding and subtracting gives: each sum with one unknown tells it."""
    now = visible.now
    support: dict[int, frozenset[int]] = {p: frozenset({p} & now) for p in visible.exact()}
    changed = True
    while changed:
        changed = False
        for whole, parts in system.sums:
            missing = [p for p in (whole, *parts) if p not in support]
            if len(missing) == 1:
                known = [support[p] for p in (whole, *parts) if p != missing[0]]
                support[missing[0]] = frozenset().union(*known)
                changed = True
    return [
        _Unsafe(one, frozenset().union(*(support[system.at[number]] for number, _ in one.terms)))
        for one in system.protected
        if one not in visible.known and all(system.at[number] in support for number, _ in one.terms)
    ]


def _by_programs(system: _System, visible: _Shown, budget: _Budget) -> list[_Unsafe]:
    """What the inequalities give as well."""
    if not system.protected:
        return []
    worlds = _Worlds(system, visible, budget)
    worlds.look_together()
    unsafe: list[_Unsafe] = []
    now = visible.now
    while worlds.open and len(unsafe) < AT_ONCE:
        one = min(worlds.open)
        helping = worlds.look_at(one)
        if helping is not None:
            unsafe.append(_Unsafe(system.protected[one], frozenset(helping & now)))
    return unsafe


def _was_known(people: People, earlier: Sequence[Told], number: _Protected, k: int, budget: _Budget) -> bool:
    """Whether a number could be worked out before the new table came."""
    before = _System.of(people, earlier, k) if earlier else None
    if before is None or number not in before.protected:
        return False
    visible = _Shown(before, earlier, Told(Layout({}), frozenset()))
    return _Worlds(before, visible, budget).look_at(before.protected.index(number)) is not None


class _Worlds:
    """Sizes that fit everything told. Each protected number is open until one of them makes it safe."""

    def __init__(self, system: _System, visible: _Shown, budget: _Budget) -> None:
        self._system = system
        self._budget = budget
        self._bounds = np.column_stack(visible.bounds())
        self._told = np.zeros(len(system.sizes), dtype=np.bool_)
        self._told[list(visible.exact() | visible.now)] = True
        sizes = np.array([p.size for p in system.protected])
        self._least = np.where(sizes == 0, -1.0, 0.0)
        """At most this (nobody, where there is somebody) makes a number safe;"""
        self._most = np.where(sizes == 0, 1.0, float(system.k))
        """so does at least this."""
        self.open = {at for at, one in enumerate(system.protected) if one not in visible.known}

    def look_together(self) -> None:
        """Worlds that make many numbers safe at once, until one makes none."""
        sign = 1.0
        idle = 0
        while self.open and idle < 2:
            before = len(self.open)
            wanted = np.zeros(len(self._system.protected))
            wanted[list(self.open)] = sign
            self._solve(np.asarray(wanted @ self._system.functions))
            idle = idle + 1 if len(self.open) == before else 0
            sign = -sign

    def look_at(self, one: int) -> set[int] | None:
        """Close one number: ``None`` where it is safe, else the places that make it certain."""
        line = np.zeros(len(self._system.protected))
        line[one] = 1.0
        wanted = np.asarray(line @ self._system.functions)
        helping: set[int] = set()
        signs = (1.0,) if self._system.protected[one].size == 0 else (-1.0, 1.0)
        for sign in signs:
            helping |= self._solve(sign * wanted)
            if one not in self.open:
                return None
        self.open.discard(one)
        return helping

    def _solve(self, wanted: Floats) -> set[int]:
        """A world with as much of ``wanted`` as there can be, and which of the numbers told bound it."""
        self._budget.spend(len(self._system.sizes))
        equal, below = self._system.equal, self._system.below
        answer = linprog(  # type: ignore[call-overload]  # its stubs know no sparse matrix
            -wanted,
            A_ub=below if below.shape[0] else None,
            b_ub=np.zeros(below.shape[0]) if below.shape[0] else None,
            A_eq=equal if equal.shape[0] else None,
            b_eq=np.zeros(equal.shape[0]) if equal.shape[0] else None,
            bounds=self._bounds,
            method="highs",
        )
        if answer.status != 0:
            raise _TooMuchWork
        found = self._system.functions @ answer.x
        safe = (found <= self._least + _NEAR) | (found >= self._most - _NEAR)
        self.open -= set(np.flatnonzero(safe).tolist())
        prices = np.abs(answer.lower.marginals) + np.abs(answer.upper.marginals)
        return set(np.flatnonzero(self._told & (prices > _NEAR)).tolist())


def _to_withhold(visible: _Shown, unsafe: Sequence[frozenset[int]]) -> list[Cell]:
    """Cells without which none of these is helped any more: the one that helps most of what is left, of those
    the one with the fewest people, then the first, and so on."""
    cells = {visible.places[cell]: cell for cell in sorted(visible.cells, reverse=True)}
    left = [helping & cells.keys() for helping in unsafe]
    chosen: list[Cell] = []
    while left := [helping for helping in left if helping]:
        often = Counter(place for helping in left for place in helping)
        best = min(often, key=lambda place: (-often[place], visible.size(place), cells[place]))
        chosen.append(cells[best])
        left = [helping for helping in left if best not in helping]
    return chosen
