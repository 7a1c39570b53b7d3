"""The numbers behind a table, counted from the people themselves."""

from __future__ import annotations

from archive.statistics.group_sizes import PEOPLE, Number, People, Sum, by_groups, by_terms
from archive.statistics.suppression import TOTAL

KNOWN = {"a": {"sex": "woman", "place": "hill"}, "b": {"sex": "man", "place": "hill"}, "c": {"place": "town"}}
ALL = People({"x": frozenset("abc"), "y": frozenset("a")}, KNOWN, {"y": ["x"]}, {}, "not told")


def test_a_number_counts_who_has_every_value() -> None:
    numbers = {
        Number("x"): 3,
        Number("y"): 1,
        Number("z"): 0,
        Number("x", ("place",), ("hill",)): 2,
        Number("x", ("sex", "place"), ("man", "hill")): 1,
        Number("x", ("sex",), ("not told",)): 1,
        Number("y", ("sex",), ("man",)): 0,
    }
    assert ALL.sizes(numbers) == numbers


def test_a_table_by_two_attributes_tells_of_each_of_them() -> None:
    columns = [("man", "hill"), ("woman", "hill"), ("woman", "town")]
    layout = by_terms(["y"], "x", ["sex", "place"], columns)
    kind = ("sex", "place")
    assert layout.numbers == {
        PEOPLE: Number("x"),
        (0, TOTAL): Number("y"),
        **{(0, at): Number("y", kind, values) for at, values in enumerate(columns)},
    }
    woman = Sum(Number("y", ("sex",), ("woman",)), tuple(Number("y", kind, v) for v in columns[1:]))
    places = tuple(Number("x", ("place",), (value,)) for value in ("hill", "town"))
    assert woman in layout.sums
    assert Sum(Number("x"), places) in layout.sums
    assert by_terms(["y"], "x", ["sex"], []).sums == ()


def test_groups_by_groups_have_themselves_on_the_diagonal() -> None:
    layout = by_groups(["x", "y"], {(0, 1): "both", (1, 0): "both"}, "all")
    assert layout.numbers[1, 1] == Number("y")
    assert layout.numbers[0, 1] == layout.numbers[1, 0] == Number("both")
    assert layout.numbers[PEOPLE] == Number("all")
