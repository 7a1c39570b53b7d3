"""A selection stands where its words are; where that cannot be told, it stands nowhere and says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.coding.refi.positions import (
    AMBIGUOUS,
    NOT_THERE,
    OUTSIDE,
    UNQUOTED,
    Selected,
    located,
)
from archive.coding.refi.units import Count, Ruler, Unit

TEXT = (
    "Q: What came?\nR1: পানি এল 🌊 and the road went under.\n"
    "Q: And then?\nR1: और फिर the road went away 𝒜 for good."
)


def selected(words: str, shift: int = 0) -> Selected:
    at = TEXT.index(words) + shift
    return Selected(at, at + len(words), words)


@given(
    st.lists(st.sampled_from(["পানি এল 🌊 and", "road went under", "फिर the road", "𝒜 for good"]), min_size=1),
    st.sampled_from([Count(unit, two) for unit in Unit for two in (True, False)]),
)
def test_every_way_of_counting_is_understood(quotes: list[str], way: Count) -> None:
    ruler = Ruler(TEXT, way)
    spans = [(TEXT.index(q), TEXT.index(q) + len(q)) for q in quotes]
    selections = [Selected(ruler.from_code_points(a), ruler.from_code_points(b), TEXT[a:b]) for a, b in spans]
    assert [(s.start, s.end) for s in located(TEXT, selections).spots] == spans


def test_a_shifted_selection_is_found_by_its_words() -> None:
    spots = located(TEXT, [selected("road went under", 40), selected("फिर the road", 40)]).spots
    assert [TEXT[s.start : s.end] for s in spots] == ["road went under", "फिर the road"]


def test_words_that_stand_twice_are_told_apart_by_the_drift_of_the_others() -> None:
    twice = TEXT.rindex("the road went")
    both = [selected("𝒜 for good", 7), Selected(twice + 7, twice + 20, "the road went")]
    spots = located(TEXT, both).spots
    assert (spots[1].start, spots[1].end) == (twice, twice + 13)
    alone = located(TEXT, [selected("road went under"), Selected(2, 15, "the road went")]).spots
    assert alone[1].why == AMBIGUOUS


def test_blanks_and_composition_do_not_hide_words() -> None:
    text = "They asked for e\u0301tat civil\nat the gate."
    spot = located(text, [Selected(90, 99, "état  civil at the")]).spots[0]
    assert text[spot.start : spot.end] == "e\u0301tat civil\nat the"


def test_a_quote_that_was_cut_ends_where_the_positions_say() -> None:
    words = TEXT[TEXT.index("road") : TEXT.index("away")]
    spot = located(TEXT, [Selected(3, 3 + len(words), words[:20] + "…")]).spots[0]
    assert TEXT[spot.start : spot.end] == words


@pytest.mark.parametrize(
    ("selection", "why"),
    [
        (Selected(5, 9, "nobody said this"), NOT_THERE),
        (Selected(-1, 4), OUTSIDE),
        (Selected(900, 910), OUTSIDE),
    ],
)
def test_a_selection_without_a_place_says_why(selection: Selected, why: str) -> None:
    assert located(TEXT, [selected("road went under"), selection]).spots[1].why == why


def test_a_formatted_document_is_not_counted_in() -> None:
    assert located(TEXT, [Selected(3, 9)], plain=False).spots[0].why == UNQUOTED
    assert not located(TEXT, [Selected(3, 9)]).spots[0].why
    moved = located(TEXT, [selected("road went under", 30), Selected(3, 9)], plain=False).spots
    assert TEXT[moved[0].start : moved[0].end] == "road went under"
