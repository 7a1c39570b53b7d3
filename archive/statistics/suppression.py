"""Which cells of a table of people must not be shown, so that no small number can be worked out.

A cell below the threshold is withheld, zero included: none and one must look alike. Totals give such a
cell back, so others are withheld with it until every small cell could, for all that is shown, be at
least the threshold, and every other withheld cell could be something else than it is.

A table whose totals add up is a network: each cell is an arc between its row and its column, each total
an arc back, and all that a reader can work out is bounded by the flows that fit (R. J. A. Little's and
L. H. Cox's view of the problem; J. P. Kelly, B. L. Golden, A. A. Assad, "Cell suppression", 1992, for the
cheapest-path choice of what else to withhold). The arithmetic here is exact, in whole people. The flow is
networkx's; why the cheapest path is not, decision 0014 says.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx
from networkx.algorithms.flow import edmonds_karp

Cell = tuple[int, int]
Node = tuple[str, int]

TOTAL = -1
"""The row or the column of totals."""

_FREE: Node = ("free", 0)
_UNBOUNDED = 1 << 60


@dataclass(frozen=True, slots=True)
class Counts:
    """True counts by (row, column), totals under ``TOTAL``. Which totals are in it says what adds up.

    With row totals, each row adds up over its columns; with column totals, each column over its rows.
    """

    values: Mapping[Cell, int]
    row_totals: bool
    column_totals: bool

    def arc(self, cell: Cell) -> tuple[Node, Node]:
        """From where to where the people of a cell flow; a total flows back."""
        row = ("row", cell[0]) if self._row_adds_up(cell[0]) else _FREE
        column = ("column", cell[1]) if self._column_adds_up(cell[1]) else _FREE
        back = (cell[0] == TOTAL) != (cell[1] == TOTAL)
        return (column, row) if back else (row, column)

    def _row_adds_up(self, row: int) -> bool:
        return self.row_totals and (row != TOTAL or self.column_totals)

    def _column_adds_up(self, column: int) -> bool:
        return self.column_totals and (column != TOTAL or self.row_totals)


def withheld(counts: Counts, k: int) -> frozenset[Cell]:
    """The cells that may not be shown when no group below ``k`` people may be recognisable.

    A cell that is withheld beside a small one lies on a way round with it, so it moves as the small one
    does: none of them is certain.
    """
    small = sorted(cell for cell, value in counts.values.items() if value < k)
    hidden = _Hidden(counts, small)
    for cell in small:
        need = k - counts.values[cell]
        while not hidden.can_rise(cell, need):
            others = _also(counts, hidden.cells, cell, need)
            if not others:  # no table that adds up comes here; of one that does not, nothing is shown
                return frozenset(counts.values)
            hidden.add(others)
    return frozenset(hidden.cells)


class _Hidden:
    """The hidden cells, and how people could move between them without a change in what is shown.

    The network is kept in the form that networkx's flow algorithms work on (its residual network, with an arc
    back for each arc), because making it anew for each question costs seven times as long.
    """

    def __init__(self, counts: Counts, cells: Iterable[Cell]) -> None:
        self.cells: set[Cell] = set()
        self._counts = counts
        self._room: nx.DiGraph[Node] = nx.DiGraph(inf=_UNBOUNDED * _UNBOUNDED)
        self.add(cells)

    def add(self, cells: Iterable[Cell]) -> None:
        """Hide these as well."""
        for cell in set(cells) - self.cells:
            self.cells.add(cell)
            self._change_room(cell, 1)

    def can_rise(self, cell: Cell, need: int) -> bool:
        """Whether a hidden cell could hold ``need`` people more, the others changing with it."""
        tail, head = self._counts.arc(cell)
        if tail == head:
            return True
        self._change_room(cell, -1)
        edmonds_karp(self._room, head, tail, residual=self._room, value_only=True, cutoff=need)
        self._change_room(cell, 1)
        return int(self._room.graph["flow_value"]) >= need

    def _change_room(self, cell: Cell, times: int) -> None:
        """Add what a cell lets move, or with -1 take it away."""
        tail, head = self._counts.arc(cell)
        if tail == head:
            return
        for one, other in ((tail, head), (head, tail)):
            if not self._room.has_edge(one, other):
                self._room.add_edge(one, other, capacity=0, flow=0)
        self._room[tail][head]["capacity"] += times * _UNBOUNDED
        self._room[head][tail]["capacity"] += times * self._counts.values[cell]


@dataclass(frozen=True, slots=True)
class _Step:
    """A way to change a cell: ``room`` is how many people can move from ``tail`` to ``head`` through it."""

    tail: Node
    head: Node
    cell: Cell
    room: int


def _steps(counts: Counts, cells: set[Cell], without: Cell) -> Iterator[_Step]:
    """Every way to change a cell by people moving: up along its arc without end, down to nobody."""
    for cell in cells:
        if cell == without:
            continue
        tail, head = counts.arc(cell)
        yield _Step(tail, head, cell, _UNBOUNDED)
        if counts.values[cell] > 0:
            yield _Step(head, tail, cell, counts.values[cell])


def _also(counts: Counts, hidden: set[Cell], cell: Cell, need: int) -> set[Cell]:
    """What else to withhold: the shown cells on the cheapest way round that lets ``cell`` rise.

    There always is one, at worst up through the line's total, the totals and the total of totals. A
    shown cell costs the people it tells of; a total costs more than all the cells together.
    """
    tail, head = counts.arc(cell)
    dear = 1 + sum(value + 1 for one, value in counts.values.items() if TOTAL not in one)
    edges: dict[Node, list[tuple[Node, Cell, int]]] = {}
    for step in _steps(counts, set(counts.values), cell):
        if step.room >= need:
            price = counts.values[step.cell] + 1 + (dear if TOTAL in step.cell else 0)
            edge = (step.head, step.cell, 0 if step.cell in hidden else price)
            edges.setdefault(step.tail, []).append(edge)
    return _cheapest(edges, head, tail) - hidden


def _cheapest(edges: dict[Node, list[tuple[Node, Cell, int]]], source: Node, sink: Node) -> set[Cell]:
    """The cells on the cheapest path (Dijkstra, 1959); none if there is no path."""
    best: dict[Node, int] = {source: 0}
    came: dict[Node, tuple[Node, Cell]] = {}
    waiting = [(0, source)]
    while waiting:
        cost, one = heapq.heappop(waiting)
        if cost > best[one]:
            continue
        for other, through, price in edges.get(one, []):
            if cost + price < best.get(other, _UNBOUNDED):
                best[other] = cost + price
                came[other] = (one, through)
                heapq.heappush(waiting, (cost + price, other))
    cells: set[Cell] = set()
    at = sink
    while at in came and at != source:
        at, through = came[at]
        cells.add(through)
    return cells
