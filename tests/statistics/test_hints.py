"""Whether a reader may be told that more matches: never of few, never so that two answers tell more."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import assume, given
from hypothesis import strategies as st

from archive.statistics.cross_tables import SCREEN_K
from archive.statistics.hints import may_be_hinted

PEOPLE = st.frozensets(st.integers(0, 19), max_size=20)


def answers(asked: Iterable[frozenset[int]]) -> list[bool]:
    """One reader's answers, each remembered."""
    before: list[frozenset[int]] = []
    given_hints = []
    for people in asked:
        given_hints.append(may_be_hinted(people, before))
        before.append(people)
    return given_hints


def test_few_people_are_never_hinted_at() -> None:
    assert may_be_hinted(frozenset(range(SCREEN_K)), ())
    assert not may_be_hinted(frozenset(range(SCREEN_K - 1)), ())


@given(st.lists(PEOPLE, max_size=8))
def test_hints_are_about_many_people_who_differ_by_many(asked: list[frozenset[int]]) -> None:
    hinted = [people for people, yes in zip(asked, answers(asked), strict=True) if yes]
    assert all(len(people) >= SCREEN_K for people in hinted)
    assert all(len(a ^ b) >= SCREEN_K for i, a in enumerate(hinted) for b in hinted[:i])


@given(st.lists(PEOPLE, min_size=1, max_size=6), PEOPLE, PEOPLE)
def test_what_differs_by_few_is_answered_alike(
    asked: list[frozenset[int]], one: frozenset[int], other: frozenset[int]
) -> None:
    """Whoever asks next to what was asked before is met with silence, were it the same people or not."""
    near = frozenset(asked[-1])
    assume(len(one ^ near) < SCREEN_K and len(other ^ near) < SCREEN_K)
    assert answers([*asked, one])[-1] is answers([*asked, other])[-1] is False


@given(PEOPLE, st.integers(0, 19))
def test_a_word_less_tells_of_nobody(people: frozenset[int], person: int) -> None:
    """The attack itself: the same words with and without one more, in either order, whoever is behind it."""
    fewer = people - {person}
    assert not answers([people, fewer])[1]
    assert not answers([fewer, people])[1] or not fewer
