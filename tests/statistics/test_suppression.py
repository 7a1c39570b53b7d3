"""Which cells go with a small one: as few people as will do, and never too few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from archive.statistics.suppression import (
    TOTAL,
    Cell,
    Counts,
    Node,
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


def test_a_cell_that_is_just_large_enough_will_do() -> None:
    assert hidden((0, 5, 9), across=True) == {(0, 0), (0, 1)}
    assert hidden((0,), (5,), (9,), down=True) == {(0, 0), (1, 0)}


def test_one_person_may_be_all_that_is_needed() -> None:
    """Four could be five, if the one beside them stood in the other row."""
    lines = (4, 1, 50), (20, 50, 60)
    assert hidden(*lines, across=True, down=True) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_of_two_rings_that_tell_of_as_many_the_same_one_always_goes() -> None:
    """Last month's table and today's must not differ in what they withhold."""
    lines = (2, 9, 9), (9, 50, 9), (9, 9, 50)
    for _ in range(3):
        assert hidden(*lines, across=True, down=True) == {(0, 0), (0, 1), (2, 1), (2, 0)}


@pytest.mark.parametrize(
    ("middle", "ring"),
    [
        (15, {(0, 2), (1, 2), (1, 0)}),  # 15 + 5 + 5 against five cells of 5
        (16, {(0, 2), (1, 2), (1, 0)}),  # one person more, two cells fewer
        (18, {(0, 1), (2, 1), (2, 2), (1, 2), (1, 0)}),  # three people more
    ],
)
def test_a_longer_ring_must_spare_more_people_than_it_adds_cells(middle: int, ring: set[Cell]) -> None:
    lines = (2, 5, middle), (5, 90, 5), (90, 5, 5)
    assert hidden(*lines, across=True, down=True) == {(0, 0)} | ring


def test_what_is_withheld_already_costs_nothing() -> None:
    """The first small cell takes a ring of fives; the second takes one cell of 16 and no three fives."""
    lines = (2, 5, 90), (5, 5, 90), (2, 16, 5), (5, 90, 5)
    first = {(0, 0), (0, 1), (1, 1), (1, 0)}
    assert hidden(*lines, across=True, down=True) == first | {(2, 0), (2, 1)}


@pytest.mark.parametrize("empty", [1, 2, 12])
def test_a_cell_goes_before_a_total_of_the_same_people(empty: int) -> None:
    """All the people of the line stand in one cell, so that the cell and the total tell the same."""
    for line in ((0,) * empty + (9,), (9,) + (0,) * empty):
        assert hidden(line, across=True) == {(0, c) for c in range(empty + 1)}
        assert hidden(*((n,) for n in line), down=True) == {(r, 0) for r in range(empty + 1)}


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


def test_people_flow_from_the_row_to_the_column_and_a_total_flows_back() -> None:
    both = summed(grid((7, 8), (9, 6)), True, True)
    assert both.arc((0, 1)) == (("row", 0), ("column", 1))
    assert both.arc((0, TOTAL)) == (("column", TOTAL), ("row", 0))
    assert both.arc((TOTAL, 1)) == (("column", 1), ("row", TOTAL))
    assert both.arc((TOTAL, TOTAL)) == (("row", TOTAL), ("column", TOTAL))


@pytest.mark.parametrize(("across", "down"), [(False, False), (True, False), (False, True), (True, True)])
def test_as_many_people_come_to_a_line_that_adds_up_as_leave_it(across: bool, down: bool) -> None:
    counts = summed(grid((7, 8, 30), (9, 6, 0)), across, down)
    left: Counter[Node] = Counter()
    for one, value in counts.values.items():
        tail, head = counts.arc(one)
        left[tail] -= value
        left[head] += value
    rows = [0, 1, TOTAL] if down else [0, 1]
    columns = [0, 1, 2, TOTAL] if across else [0, 1, 2]
    lines = {("row", r) for r in rows if across} | {("column", c) for c in columns if down}
    assert lines <= set(left), "a line of its own for every sum that a reader can check"
    assert all(left[line] == 0 for line in lines)
    assert len(set(left) - lines) == (0 if across and down else 1)


@pytest.mark.parametrize(("across", "down"), [(True, False), (False, True)])
def test_a_number_of_all_the_people_goes_alone_where_it_is_not_a_sum(across: bool, down: bool) -> None:
    """Who stands in two rows is in two row totals, so nothing shown gives the number of people back."""
    values = dict(summed(grid((9, 9), (9, 9)), across, down).values)
    counts = Counts({**values, (TOTAL, TOTAL): 3}, across, down)
    tail, head = counts.arc((TOTAL, TOTAL))
    assert tail == head
    assert withheld(counts, K) == {(TOTAL, TOTAL)}


def test_of_counts_that_cannot_add_up_nothing_is_shown() -> None:
    """A cell whose row claims a total that is not there can hide behind nothing."""
    assert withheld(Counts({(0, 0): 2}, True, False), K) == {(0, 0)}
    assert withheld(Counts({(0, 0): 2, (1, 0): 9, (1, TOTAL): 9}, True, False), K) == {
        (0, 0),
        (1, 0),
        (1, TOTAL),
    }
