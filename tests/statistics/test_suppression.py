"""Which cells go with a small one: as few people as will do, and never too few."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from archive.statistics.suppression import (
    TOTAL,
    Cell,
    Counts,
    withheld,
)

K = 5


def summed(cells: Mapping[Cell, int], across: bool, down: bool) -> Counts:
    """The counts with the totals that add up."""
    values = dict(cells)
    rows, columns = {r for r, _ in cells}, {c for _, c in cells}
    if across:
        values |= {(r, TOTAL): sum(n for (x, _), n in cells.items() if x == r) for r in rows}
    if down:
        values |= {(TOTAL, c): sum(n for (_, y), n in cells.items() if y == c) for c in columns}
    if across and down:
        values[TOTAL, TOTAL] = sum(cells.values())
    return Counts(values, across, down)


def grid(*lines: tuple[int, ...]) -> dict[Cell, int]:
    return {(r, c): n for r, line in enumerate(lines) for c, n in enumerate(line)}


def hidden(*lines: tuple[int, ...], across: bool = False, down: bool = False, k: int = K) -> set[Cell]:
    return set(withheld(summed(grid(*lines), across, down), k))


@pytest.mark.parametrize(("across", "down"), [(False, False), (True, False), (False, True), (True, True)])
def test_where_nobody_is_few_nothing_is_withheld(across: bool, down: bool) -> None:
    assert hidden((5, 6), (7, 50), across=across, down=down) == set()


def test_without_totals_the_small_ones_go_alone() -> None:
    assert hidden((4, 6, 0), (7, 5, 1)) == {(0, 0), (0, 2), (1, 2)}


def test_in_a_line_with_a_total_the_cheapest_goes_with_it() -> None:
    assert hidden((4, 60, 8, 9), (7, 6, 5, 5), across=True) == {(0, 0), (0, 2)}
    columns = [(4, 7), (60, 6), (8, 5), (9, 5)]
    assert hidden(*columns, down=True) == {(0, 0), (2, 0)}


def test_two_small_ones_that_cannot_both_be_enough_take_a_third() -> None:
    assert hidden((1, 2, 30, 20), across=True) == {(0, 0), (0, 1), (0, 3)}
    assert hidden((4, 4, 30, 20), across=True) == {(0, 0), (0, 1)}, "each could be five and the other three"
    assert hidden((0, 4, 30, 20), across=True) == {(0, 0), (0, 1), (0, 3)}
    assert hidden((1, 4, 30), across=True, k=5) == {(0, 0), (0, 1)}, "five and none"


def test_where_both_add_up_a_ring_goes() -> None:
    assert hidden((40, 2), (10, 30), (90, 80), across=True, down=True) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    lines = (2, 40, 9), (8, 50, 70), (60, 7, 80)
    assert hidden(*lines, across=True, down=True) == {(0, 0), (0, 2), (1, 0), (1, 2)}


def test_a_ring_may_be_longer_where_that_tells_of_fewer() -> None:
    lines = (2, 900, 6), (900, 6, 6), (6, 6, 900)
    ring = {(0, 0), (0, 2), (1, 1), (1, 2), (2, 0), (2, 1)}
    found = hidden(*lines, across=True, down=True)
    assert (0, 0) in found
    assert not found & {(0, 1), (1, 0)}, "nobody withholds nine hundred where a dozen will do"
    assert found <= ring | {(2, 2)}


def test_a_total_goes_only_where_no_cell_will_do() -> None:
    assert hidden((2,), (30,), across=True) == {(0, 0), (0, TOTAL)}
    assert hidden((2, 9, 9), across=True) == {(0, 0), (0, 1)}
    alone = hidden((2,), (30,), (40,), across=True, down=True)
    assert (0, 0) in alone
    assert (0, TOTAL) in alone, "the total of its line would give it back"
    assert (2, 0) not in alone


def test_a_small_total_is_withheld_as_well() -> None:
    found = hidden((1, 2), (30, 40), across=True)
    assert found >= {(0, 0), (0, 1), (0, TOTAL)}
    assert not found & {(1, 0), (1, 1), (1, TOTAL)}


def test_none_and_one_take_the_same_with_them() -> None:
    assert hidden((0, 20, 30), across=True) == hidden((1, 20, 30), across=True)


def test_what_is_withheld_grows_with_the_threshold() -> None:
    lines = (4, 12, 30), (9, 6, 70), (25, 18, 40)
    smaller = hidden(*lines, across=True, down=True, k=3)
    small, great = (hidden(*lines, across=True, down=True, k=k) for k in (5, 10))
    assert smaller == set()
    assert small
    assert {cell for cell, n in grid(*lines).items() if n < 10} <= great
