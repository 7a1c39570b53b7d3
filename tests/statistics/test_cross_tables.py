"""Counts of people, and that no withheld number can be had back."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import UsageError
from archive.statistics.cross_tables import (
    Observation,
    Table,
    as_data,
    table,
)
from tests.statistics.solver import Equation, possible

K = 3
CAP = 150


def people(counts: Mapping[tuple[str, str], int]) -> list[Observation]:
    """Observations in which nobody stands in two cells."""
    return [
        Observation(f"p-{row}-{column}-{number}", row, column)
        for (row, column), count in counts.items()
        for number in range(count)
    ]


def cell(row: int | str, column: int | str) -> str:
    return f"{row}|{column}"


def known(shown: Table, down: bool = True) -> dict[str, int | None]:
    """Every number of the table by name, ``None`` where it is withheld."""
    out: dict[str, int | None] = {}
    for i, line in enumerate(shown.cells):
        for j, value in enumerate(line):
            out[cell(i, j)] = value
    for i, value in enumerate(shown.row_totals):
        out[cell(i, "all")] = value
    for j, value in enumerate(shown.column_totals):
        out[cell("all", j)] = value
    if shown.row_totals and shown.column_totals:
        out[cell("all", "all")] = shown.people
    return out


def equations(shown: Table) -> list[Equation]:
    """What a reader knows of the table: each total is the sum of its line."""
    numbers = known(shown)
    rows, columns = range(len(shown.rows)), range(len(shown.columns))
    sums: list[tuple[list[str], str]] = []
    if shown.row_totals:
        sums += [([cell(i, j) for j in columns], cell(i, "all")) for i in rows]
    if shown.column_totals:
        sums += [([cell(i, j) for i in rows], cell("all", j)) for j in columns]
    if shown.row_totals and shown.column_totals:
        sums.append(([cell(i, "all") for i in rows], cell("all", "all")))
        sums.append(([cell("all", j) for j in columns], cell("all", "all")))
    out: list[Equation] = []
    for parts, total in sums:
        signed = [(name, 1) for name in parts] + [(total, -1)]
        unknown = {name: sign for name, sign in signed if numbers[name] is None}
        out.append((unknown, -sum(sign * (numbers[name] or 0) for name, sign in signed)))
    return out


def can_be(shown: Table, name: str, low: int, high: int) -> bool:
    """Whether, for all that is shown, the withheld number could lie between ``low`` and ``high``."""
    bounds = {one: (0, CAP) for one, value in known(shown).items() if value is None}
    return possible(equations(shown), {**bounds, name: (low, high)})


def truth(observations: list[Observation], shown: Table) -> dict[str, int]:
    """The true number behind every name."""
    out: dict[str, int] = {}
    for name in known(shown):
        row, column = name.split("|")
        out[name] = len(
            {
                one.participant
                for one in observations
                if (row == "all" or one.row == shown.rows[int(row)])
                and (column == "all" or one.column == shown.columns[int(column)])
            }
        )
    return out


def assert_safe(observations: list[Observation], shown: Table) -> None:
    """No withheld number is certain, and no small one is certainly small."""
    numbers = truth(observations, shown)
    for name, value in known(shown).items():
        true = numbers[name]
        if value is not None:
            assert value == true >= K
            continue
        assert can_be(shown, name, true, true), "the solver does not know the rules of this table"
        assert can_be(shown, name, true + 1, CAP) or (true and can_be(shown, name, 0, true - 1))
        if true < K:
            assert can_be(shown, name, K, CAP)


_counts = st.one_of(st.integers(0, 2), st.integers(0, 9))


def grids(rows: int, columns: int) -> st.SearchStrategy[dict[tuple[str, str], int]]:
    names = [(f"r{i}", f"c{j}") for i in range(rows) for j in range(columns)]
    return st.fixed_dictionaries(dict.fromkeys(names, _counts))


shapes = st.tuples(st.integers(1, 4), st.integers(1, 3)).flatmap(lambda shape: grids(*shape))


@settings(max_examples=150, deadline=None)
@given(shapes)
def test_no_withheld_number_can_be_had_back_where_everything_adds_up(
    counts: dict[tuple[str, str], int],
) -> None:
    rows, columns = sorted({r for r, _ in counts}), sorted({c for _, c in counts})
    observations = people(counts)
    shown = table(observations, k=K, rows=rows, columns=columns)
    assert bool(shown.row_totals) == (len(columns) > 1)
    assert bool(shown.column_totals) == (len(rows) > 1)
    assert_safe(observations, shown)


_crowd = st.lists(
    st.tuples(
        st.integers(0, 8), st.sampled_from(["3.8", "16.9", "V.ID"]), st.sampled_from(["BD", "KE", "VN"])
    ),
    max_size=60,
)


@settings(max_examples=100, deadline=None)
@given(_crowd)
def test_nor_where_one_person_stands_in_several_rows(drawn: list[tuple[int, str, str]]) -> None:
    observations = [Observation(f"{country}-{person}", code, country) for person, code, country in drawn]
    shown = table(observations, k=K, rows=["3.8", "16.9", "V.ID"], columns=["BD", "KE", "VN"])
    assert shown.row_totals
    assert_safe(observations, shown)
    everybody = len({one.participant for one in observations})
    totals = (*shown.row_totals, *shown.column_totals)
    if not shown.column_totals:  # with both sorts of totals it is a number of the table, proved above
        assert shown.people == (None if None in totals or everybody < K else everybody)


def test_the_solver_finds_what_a_careless_table_gives_away() -> None:
    careless = Table(("a",), ("x", "y", "z"), ((40, 17, None),), (60,), (), 60, K)
    assert can_be(careless, cell(0, 2), 3, 3)
    assert not can_be(careless, cell(0, 2), 4, CAP)
    assert not can_be(careless, cell(0, 2), 0, 2)


def test_a_small_cell_takes_the_cheapest_others_with_it() -> None:
    counts = {("a", "x"): 40, ("a", "y"): 2, ("b", "x"): 10, ("b", "y"): 30, ("c", "x"): 90, ("c", "y"): 80}
    shown = table(people(counts), k=5)
    assert shown.cells == ((None, None), (None, None), (90, 80))
    assert shown.row_totals == (42, 40, 170)
    assert shown.column_totals == (140, 112)
    assert shown.people == 252


def test_none_and_one_look_alike() -> None:
    base = {("a", "x"): 20, ("a", "y"): 30, ("b", "x"): 40, ("b", "y"): 50}
    none = table(people({**base, ("c", "x"): 0, ("c", "y"): 25}), columns=["x", "y"], rows=["a", "b", "c"])
    one = table(people({**base, ("c", "x"): 1, ("c", "y"): 24}), columns=["x", "y"], rows=["a", "b", "c"])
    assert none.cells == one.cells
    assert none.cells[2] == (None, None)


def test_people_are_counted_once_however_often_they_speak() -> None:
    observations = [Observation(f"p{n}", "3.8", "BD") for n in range(6) for _ in range(4)]
    shown = table(observations)
    assert shown.cells == ((6,),)
    assert shown.people == 6


def test_no_total_is_given_over_what_does_not_add_up() -> None:
    both = [Observation(f"p{n}", code, "BD") for n in range(9) for code in ("3.8", "16.9")]
    shown = table([*both, *(Observation(f"q{n}", "3.8", "KE") for n in range(7))])
    assert shown.column_totals == ()
    assert shown.rows == ("16.9", "3.8")
    assert shown.cells == ((None, None), (9, 7))
    assert (shown.row_totals, shown.people) == ((9, 16), 16)


def test_one_person_in_two_columns_is_one_person() -> None:
    two = [Observation(f"p{n}", "3.8", country) for n in range(9) for country in ("BD", "KE")]
    alone = table(two)
    assert (alone.cells, alone.people) == (((9, 9),), 9)
    assert (alone.row_totals, alone.column_totals) == ((), ())
    others = [Observation(f"q{n}", "16.9", "BD" if n < 8 else "KE") for n in range(14)]
    shown = table([*two, *others])
    assert shown.cells == ((8, 6), (9, 9))
    assert shown.row_totals == (), "18 is no number of people"
    assert shown.column_totals == (17, 15)
    assert shown.people == 23


def test_all_the_people_are_told_only_while_no_total_is_withheld() -> None:
    two = [Observation(f"p{n}", code, "BD") for n in range(7) for code in ("3.8", "16.9")]
    few = [Observation(f"q{n}", "6.1", "KE") for n in range(3)]
    hidden = table([*two, *few])
    assert None in hidden.row_totals
    assert hidden.people is None, "ten less seven is three"
    assert table(two).people == 7
    assert table(two[:8]).people is None, "four people are too few to be told"
    assert table(two[:10], k=5).people == 5


@pytest.mark.parametrize("axis", [0, 1])
def test_a_single_line_has_its_total_as_everybody(axis: int) -> None:
    sizes = {"a": 9, "b": 7}
    counts = {(name, "x") if axis == 0 else ("x", name): size for name, size in sizes.items()}
    shown = table(people(counts))
    assert shown.people == 16
    assert (shown.column_totals, shown.row_totals) == (((16,), ()) if axis == 0 else ((), (16,)))
    few = table(people({**counts, ("c", "x") if axis == 0 else ("x", "c"): 1}))
    assert (few.withheld, few.people) == (2, 17), "another cell goes with the small one, and the total stays"


def test_lines_keep_the_order_asked_for_and_nobody_stands_in_an_added_one() -> None:
    shown = table(people({("b", "y"): 9, ("a", "x"): 9}), rows=["z", "b", "z"], columns=["y"])
    assert (shown.rows, shown.columns) == (("z", "b", "a"), ("y", "x"))
    assert shown.cells[0] == (None, None), "nobody and one look alike"
    assert table(people({("b", "y"): 9}), k=2).k == 2
    assert table(people({("b", "y"): 2}), k=2).cells == ((2,),)
    assert table(people({("b", "y"): 1}), k=2).cells == ((None,),)


def test_the_api_gets_every_part_of_the_table() -> None:
    shown = table(people({("a", "x"): 40, ("a", "y"): 20, ("b", "x"): 10, ("b", "y"): 30}), k=5)
    assert as_data(shown) == {
        "rows": ["a", "b"], "columns": ["x", "y"], "cells": [[40, 20], [10, 30]], "row_totals": [60, 40],
        "column_totals": [50, 50], "people": 100, "smallest_group": 5, "note": "",
    }  # fmt: skip


def test_an_export_is_stricter_than_a_page() -> None:
    observations = people({("a", "x"): 7, ("b", "x"): 12, ("c", "x"): 30})
    assert table(observations, k=5).withheld == 0
    assert table(observations, k=10).withheld == 2


def test_an_empty_table_has_nothing_to_tell() -> None:
    shown = table([])
    assert (shown.cells, shown.people) == ((), None)
    with pytest.raises(UsageError):
        table([], k=1)


def one(participant: str, row: str, column: str) -> Observation:
    return Observation(participant, row, column)


def test_people_are_not_told_over_column_totals_of_which_one_is_withheld() -> None:
    """Nobody stands in two rows, some in two columns: only the columns' totals add up."""
    seen = [one(f"a{n}", "x", "left") for n in range(6)]
    seen += [one(f"b{n}", "y", "left") for n in range(7)] + [one("b0", "y", "right")]
    shown = table(seen, k=5)
    assert shown.row_totals == ()
    assert None in shown.column_totals
    assert shown.people is None


@pytest.mark.parametrize("turned", [False, True])
def test_in_a_single_line_whose_people_are_shared_everybody_is_no_cell(turned: bool) -> None:
    seen = [(f"p{n}", "x") for n in range(8)] + [(f"p{n}", "y") for n in range(2, 12)]
    observations = [one(p, "all", at) if turned else one(p, at, "all") for p, at in seen]
    shown = table(observations, k=5)
    assert sorted(value for line in shown.cells for value in line if value is not None) == [8, 10]
    assert shown.people == 12
