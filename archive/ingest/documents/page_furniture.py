"""What stands on a page and is no part of the text: running heads and feet, page numbers, line numbers.

A line at the edge of a page is furniture if the same line, digits aside, stands at the same height on most
pages and nowhere else. Numbers before lines are line numbers if they count on from row to row. What is only
likely stays in the text: this module refuses to take away what somebody may have said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from archive.ingest.documents.page_rows import Row
from archive.ingest.documents.page_tables import Grid, Rule, grids_of

_EDGE_ROWS = 3
_SAME_HEIGHT = 6.0
_MOST = 0.5
_FEWEST_PAGES = 3
_MARGIN = 0.1
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(r"^\W{0,3}\d{1,4}\W{0,3}(?:\d{1,4}\W{0,3})?$")
_STEPS = frozenset({1, 2, 5, 10})
_FEWEST_NUMBERS = 4
_NUMBERED_SHARE = 0.8
_GAP = 0.5
_APART = 1.8


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as rows, with its height in points and the rules that are drawn on it."""

    height: float
    rows: tuple[Row, ...] = field(repr=False)
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleared:
    """Pages without their furniture, and how many lines and line numbers were taken away."""

    leaves: tuple[Leaf, ...]
    edges: int = 0
    numbers: int = 0


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the top or the bottom of a page."""

    page: int
    row: int
    y: float
    text: str = field(repr=False)


def cleared(leaves: Sequence[Leaf]) -> Cleared:
    """The pages of a document without what is no part of its text."""
    bare, numbers = [], 0
    for leaf in leaves:
        rows = _without_line_numbers(leaf)
        numbers += sum(len(old.words) - len(new.words) for old, new in zip(leaf.rows, rows, strict=True))
        bare.append(replace(leaf, rows=rows))
    likely = {(edge.page, edge.row) for edge in _furniture(bare)}
    gone = {place for page, leaf in enumerate(bare) for place in _outermost(page, leaf, likely)}
    kept = tuple(
        replace(leaf, rows=tuple(r for at, r in enumerate(leaf.rows) if r.words and (page, at) not in gone))
        for page, leaf in enumerate(bare)
    )
    return Cleared(kept, len(gone), numbers)


def _outermost(page: int, leaf: Leaf, likely: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The likely lines of a page that have no other line between them and its edge."""
    filled = [(page, at) for at, row in enumerate(leaf.rows) if row.words]
    yield from takewhile(likely.__contains__, filled)
    yield from takewhile(likely.__contains__, reversed(filled))


def _furniture(leaves: Sequence[Leaf]) -> Iterator[_Edge]:
    """Lines at the edges of pages that repeat, and numbers of pages."""
    alike: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    inside: set[str] = set()
    for page, leaf in enumerate(leaves):
        grids = grids_of(leaf.rules)
        for at, row in enumerate(leaf.rows):
            if not row.words or any(grid.holds(row.words[0]) for grid in grids):
                continue
            key = _DIGITS.sub("#", row.text)
            top, bottom = at < _EDGE_ROWS, at >= len(leaf.rows) - _EDGE_ROWS
            if top or bottom:
                alike[row.y > leaf.height / 2, key].append(_Edge(page, at, row.y, row.text))
            else:
                inside.add(key)
    filled = sum(1 for leaf in leaves if leaf.rows)
    for (_, key), edges in alike.items():
        same = _at_one_height(edges)
        if _PAGE_NUMBER.match(edges[0].text):
            yield from (edge for edge in edges if _in_margin(edge, leaves[edge.page]))
        elif key not in inside and not key.rstrip().endswith((":", "?")) and _repeats(same, leaves, filled):
            yield from same


def _at_one_height(edges: Sequence[_Edge]) -> list[_Edge]:
    middle = sorted(edge.y for edge in edges)[len(edges) // 2]
    return [edge for edge in edges if abs(edge.y - middle) <= _SAME_HEIGHT]


def _repeats(edges: Sequence[_Edge], leaves: Sequence[Leaf], filled: int) -> bool:
    pages = len({edge.page for edge in edges})
    if pages >= _FEWEST_PAGES:
        # Left and right pages may have heads of their own.
        sides = {edge.page % 2 for edge in edges}
        return pages >= filled * _MOST / (2 if len(sides) == 1 else 1)
    return pages == filled == 2 and all(
        _in_margin(edge, leaves[edge.page]) and _stands_apart(edge, leaves[edge.page]) for edge in edges
    )


def _stands_apart(edge: _Edge, leaf: Leaf) -> bool:
    """Whether the next line is further away than the next line of a text would be."""
    others = [abs(row.y - edge.y) for at, row in enumerate(leaf.rows) if at != edge.row and row.words]
    return min(others, default=leaf.height) > _APART * leaf.rows[edge.row].size


def _in_margin(edge: _Edge, leaf: Leaf) -> bool:
    return not leaf.height * _MARGIN < edge.y < leaf.height * (1 - _MARGIN)


def _without_line_numbers(leaf: Leaf) -> tuple[Row, ...]:
    """Rows without the numbers in the margin, if these count on over most of the page and not in a table."""
    rows, grids = leaf.rows, grids_of(leaf.rules)
    numbered = [(at, int(row.words[0].text)) for at, row in enumerate(rows) if _is_number(row, grids)]
    if len(numbered) < _FEWEST_NUMBERS:
        return rows
    steps = {after[1] - before[1] for before, after in zip(numbered, numbered[1:], strict=False)}
    step = next(iter(steps))
    by_row = all(
        (after[0] - before[0]) <= step + 1 for before, after in zip(numbered, numbered[1:], strict=False)
    )
    if len(steps) != 1 or step not in _STEPS or not by_row:
        return rows
    if step == 1 and len(numbered) < len(rows) * _NUMBERED_SHARE:
        return rows
    gone = {at for at, _ in numbered}
    return tuple(Row(row.y, row.words[1:]) if at in gone else row for at, row in enumerate(rows))


def _is_number(row: Row, grids: Sequence[Grid]) -> bool:
    """Whether a row begins with a bare number, with a gap after it."""
    first, *rest = row.words
    apart = not rest or rest[0].x0 - first.x1 > _GAP * first.size
    in_table = any(grid.holds(first) for grid in grids)
    return bool(_NUMBER.fullmatch(first.text)) and apart and not in_table
