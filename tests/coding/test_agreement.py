"""Agreement figures against published examples, and their laws."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.coding.agreement import Stretch, compare
from archive.coding.alpha import alpha, masi
from archive.coding.disputes import disputes
from archive.coding.kappa import Pair, kappa
from archive.coding.unitizing import parted, unitizing
from archive.errors import UsageError
from archive.model import Coding

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


# ---- Cohen 1960


def test_kappa_of_cohens_first_example() -> None:
    """Cohen 1960, p. 37 and 45: 200 patients, three diagnoses, kappa .492."""
    assert kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]]) == pytest.approx(0.492, abs=0.0005)


def test_kappa_of_two_judges_and_a_two_by_two_table() -> None:
    """p_o = .70, p_e = .50: kappa .40."""
    assert Pair(20, 5, 10, 15).kappa() == pytest.approx(0.4)
    assert Pair(20, 5, 10, 15).overlap == pytest.approx(20 / 35)


def test_kappa_is_undefined_where_nothing_varies() -> None:
    assert Pair(0, 0, 0, 9).kappa() is None
    assert Pair(9, 0, 0, 0).kappa() is None
    assert Pair(0, 0, 0, 9).overlap is None
    assert kappa([[0]]) is None


# ---- Krippendorff 2011


def columns(*rows: str) -> list[list[str | None]]:
    return [[None if v == "." else v for v in unit] for unit in zip(*(r.split() for r in rows), strict=True)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
        (("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
        (
            (
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ),
            0.743,
        ),
    ],
    ids=["A: two observers, binary", "B: two observers, nominal", "C: four observers, missing values"],
)
def test_alpha_of_krippendorffs_examples(rows: tuple[str, ...], expected: float) -> None:
    assert alpha(columns(*rows)) == pytest.approx(expected, abs=0.0005)


def test_alpha_is_undefined_where_nothing_varies() -> None:
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert alpha([["a", None]]) is None


def test_masi_weighs_how_sets_lie_to_each_other() -> None:
    """Passonneau 2006: equal, nested, crossing, apart."""
    a, b, c = frozenset("a"), frozenset("ab"), frozenset("bc")
    assert masi(b, b) == 0
    assert masi(a, b) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi(b, c) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(a, c) == 1
    assert masi(frozenset(), frozenset()) == 0
    assert masi(frozenset(), a) == 1


# ---- unitizing


def inclusive(*units: tuple[int, int, str]) -> list[tuple[int, int, str]]:
    return [(start - 1, end, value) for start, end, value in units]


FIGURE = (
    inclusive((1, 7, "1"), (8, 13, "2"), (31, 32, "5"), (33, 37, "6"), (38, 44, "6"), (45, 60, "7")),
    inclusive((1, 7, "1"), (8, 13, "3"), (14, 21, "5"), (33, 44, "6")),
    inclusive((1, 7, "1"), (8, 13, "4"), (14, 21, "5"), (33, 37, "6"), (38, 41, "6"), (42, 44, "6")),
)
"""Three observers over a continuum of 60: Krippendorff, Content Analysis, 4th ed. 2019, figure 12.11 (the
example of the 2016 paper), as read off the drawing; a border read one off moves the third digit."""


def test_the_family_of_the_published_example() -> None:
    """Published: u .510, |u .413, cu .724; values 1, 5 and 6 agreed on wherever units cross."""
    found = unitizing(FIGURE, 60)
    assert found.u == pytest.approx(0.510, abs=0.0005)
    assert found.binary == pytest.approx(0.413, abs=0.001)
    assert found.values == pytest.approx(0.724, abs=0.002)
    assert found.by_value["5"] == found.by_value["6"] == found.by_value["1"] == 1
    assert found.by_value["2"] == found.by_value["3"] == pytest.approx(0)
    assert found.by_value["7"] is None


def tiles() -> st.SearchStrategy[list[tuple[int, int, str]]]:
    """Units of one coder on 0:40."""
    return st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["", "a", "b"])), max_size=12).map(_laid)


def _laid(parts: list[tuple[int, str]]) -> list[tuple[int, int, str]]:
    out, at = [], 0
    for length, value in parts:
        if at + length > 40:
            break
        if value:
            out.append((at, at + length, value))
        at += length
    return out


@settings(max_examples=60)
@given(coders=st.lists(tiles(), min_size=2, max_size=4))
def test_unitizing_never_passes_one_and_is_one_only_for_the_same_cuts(
    coders: list[list[tuple[int, int, str]]],
) -> None:
    found = unitizing(coders, 40)
    for value in (found.u, found.binary, found.values, *found.by_value.values()):
        assert value is None or value <= 1 + 1e-9
    assert found.crossing is None or 0 <= found.crossing <= 1 + 1e-9
    assert (found.u is None) == (not any(coders))
    again = unitizing([coders[0], coders[0]], 40)
    assert again.u == (pytest.approx(1) if coders[0] else None)
    assert unitizing(coders[::-1], 40).u == pytest.approx(found.u)


@settings(max_examples=40)
@given(one=tiles(), other=tiles())
def test_units_of_one_character_are_what_alpha_for_given_units_counts(
    one: list[tuple[int, int, str]], other: list[tuple[int, int, str]]
) -> None:
    """Cut into single characters, the binary coefficient is nominal alpha over characters."""

    def cut(units: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        return [(i, i + 1, "x") for start, end, _ in units for i in range(start, end)]

    mine, theirs = cut(one), cut(other)
    marked = [{s for s, _, _ in units} for units in (mine, theirs)]
    plain = alpha([[i in m for m in marked] for i in range(40)])
    assert unitizing([mine, theirs], 40).u == (None if plain is None else pytest.approx(plain))


def test_units_of_one_coder_do_not_overlap() -> None:
    with pytest.raises(UsageError):
        parted([(0, 5, "a"), (4, 6, "b")], 10)
    with pytest.raises(UsageError):
        parted([(0, 11, "a")], 10)
    with pytest.raises(UsageError):
        unitizing([[(0, 1, "a")]], 10)


# ---- comparison


STRETCHES = [Stretch("t-1", 1, 10, 30), Stretch("t-1", 2, 40, 60), Stretch("t-2", 0, 0, 20)]


def coded(coder: str, testimony: str, turn: int, start: int, end: int, code: str = "3.8") -> Coding:
    return Coding(f"k-{coder}-{turn}-{start}-{code}", testimony, 1, turn, start, end, code, coder, NOON)


def test_a_comparison_by_character_and_by_turn() -> None:
    codings = [
        coded("ana", "t-1", 1, 10, 20), coded("abe", "t-1", 1, 15, 25),
        coded("ana", "t-2", 0, 0, 5), coded("abe", "t-2", 0, 0, 5),
        coded("ana", "t-1", 2, 40, 60, "V.ID"), coded("eve", "t-1", 1, 10, 30),
    ]  # fmt: skip
    found = compare(STRETCHES, codings, ["ana", "abe"])
    assert (found.turns, found.characters) == (3, 60)
    assert found.coded == pytest.approx(40 / 60)
    driver, target = sorted(found.codes, key=lambda c: c.code, reverse=True)[:2]
    assert driver.code == "V.ID"
    assert driver.marked == (20, 0)
    assert driver.overlap == 0
    assert target.marked == (15, 15)
    assert target.overlap == pytest.approx(10 / 20)
    assert target.kappa_characters == pytest.approx(Pair(10, 5, 5, 40).kappa())
    assert target.kappa_within == pytest.approx(Pair(10, 5, 5, 40).kappa())
    assert target.kappa_turns == pytest.approx(1)
    assert target.alpha_turns == pytest.approx(1)
    assert target.alpha_units is not None
    assert 0 < target.alpha_units < 1


def test_uncoded_text_lifts_kappa_and_the_figure_within_shows_it() -> None:
    long = [*STRETCHES, Stretch("t-3", 0, 0, 10_000)]
    codings = [coded("ana", "t-1", 1, 10, 20), coded("abe", "t-1", 1, 15, 25)]
    found = compare(long, codings, ["ana", "abe"]).codes[0]
    assert found.kappa_characters is not None
    assert found.kappa_within is not None
    assert found.kappa_within < found.kappa_characters


def test_a_comparison_needs_two_coders_and_a_text() -> None:
    with pytest.raises(UsageError):
        compare(STRETCHES, [], ["ana"])
    with pytest.raises(UsageError):
        compare([], [], ["ana", "abe"])


def test_codes_are_narrowed_and_spans_outside_the_text_are_left_out() -> None:
    codings = [
        coded("ana", "t-1", 1, 0, 90),
        coded("ana", "t-9", 0, 0, 9),
        coded("abe", "t-1", 1, 10, 30, "x"),
    ]
    found = compare(STRETCHES, codings, ["ana", "abe"], codes={"3.8"})
    assert [c.code for c in found.codes] == ["3.8"]
    assert found.codes[0].marked == (20, 0)


# ---- disputes


def test_the_worst_passages_come_first_and_agreement_is_no_dispute() -> None:
    codings = [
        coded("ana", "t-1", 1, 10, 20), coded("abe", "t-1", 1, 15, 25), coded("abe", "t-1", 1, 26, 28),
        coded("ana", "t-1", 2, 40, 60, "V.ID"),
        coded("ana", "t-2", 0, 0, 5), coded("abe", "t-2", 0, 0, 5),
    ]  # fmt: skip
    found = disputes(codings, ["ana", "abe"])
    assert [(d.testimony, d.start, d.end, d.code, d.apart) for d in found] == [
        ("t-1", 40, 60, "V.ID", 20), ("t-1", 10, 25, "3.8", 10), ("t-1", 26, 28, "3.8", 2),
    ]  # fmt: skip
    assert found[0].sides == (((40, 60),), ())
    assert found[1].sides == (((10, 20),), ((15, 25),))
    assert disputes(codings, ["ana", "abe"], codes={"9.1"}) == []


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["ana", "abe", "eve"]), st.integers(0, 30), st.integers(1, 9)), max_size=9
    )
)
def test_disputes_hold_every_character_that_not_all_marked(marks: list[tuple[str, int, int]]) -> None:
    codings = [coded(who, "t-1", 1, start, start + length) for who, start, length in marks]
    coders = ["ana", "abe", "eve"]
    by = {w: {i for who, s, n in marks if who == w for i in range(s, s + n)} for w in coders}
    expected = len(set.union(*by.values()) - set.intersection(*by.values()))
    found = disputes(codings, coders)
    assert sum(d.apart for d in found) == expected
    assert [d.apart for d in found] == sorted((d.apart for d in found), reverse=True)
