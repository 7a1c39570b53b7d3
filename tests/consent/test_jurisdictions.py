"""Laws as data: the stricter word holds, and what was not verified is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.jurisdictions import LAWS, End, ending, majority, of_age_on
from consent.record import Jurisdiction

laws = st.frozensets(st.sampled_from(Jurisdiction))
days = st.dates(date(2024, 1, 1), date(2035, 1, 1))


def test_every_jurisdiction_has_its_rules() -> None:
    assert set(LAWS) == set(Jurisdiction)
    assert all(law.majority >= 18 for law in LAWS.values())
    for place in (Jurisdiction.BD, Jurisdiction.IN, Jurisdiction.NP, Jurisdiction.VN):
        assert LAWS[place].unsure


@pytest.mark.parametrize(
    ("place", "on", "end", "until"),
    [
        (Jurisdiction.IN, date(2027, 4, 30), End.SHREDDED, None),
        (Jurisdiction.IN, date(2027, 5, 1), End.SEALED_UNTIL, date(2028, 4, 30)),
        (Jurisdiction.BD, date(2030, 1, 1), End.SHREDDED, None),
        (Jurisdiction.GDPR, date(2030, 1, 1), End.SHREDDED, None),
        (Jurisdiction.KE, date(2030, 1, 1), End.SHREDDED, None),
        (Jurisdiction.NP, date(2030, 1, 1), End.SHREDDED, None),
        (Jurisdiction.VN, date(2030, 1, 1), End.SHREDDED, None),
    ],
)
def test_how_withdrawn_words_end(place: Jurisdiction, on: date, end: End, until: date | None) -> None:
    found = ending({place}, on)
    assert (found.end, found.until) == (end, until)
    assert found.unsure == LAWS[place].unsure
    assert bool(found.because) is (end is End.SEALED_UNTIL)


@given(laws, laws, days)
def test_another_law_never_shortens(
    some: frozenset[Jurisdiction], more: frozenset[Jurisdiction], on: date
) -> None:
    one, both = ending(some, on), ending(some | more, on)
    assert (both.until or date.min) >= (one.until or date.min)
    assert majority(some | more) >= (majority(some) if some else 0)
    assert set(one.unsure) <= set(both.unsure)


@given(st.dates(date(1950, 1, 1), date(2024, 12, 31)), laws)
def test_coming_of_age(born: date, places: frozenset[Jurisdiction]) -> None:
    day = of_age_on(born, places)
    assert day.year == born.year + 18
    assert (day.month, day.day) == (
        (3, 1) if (born.month, born.day) == (2, 29) and day.year % 4 else (born.month, born.day)
    )


def test_the_longest_keeping_and_the_highest_age_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    later = replace(LAWS[Jurisdiction.KE], keep_sealed_days=400, majority=21)
    monkeypatch.setitem(LAWS, Jurisdiction.KE, later)
    found = ending({Jurisdiction.KE, Jurisdiction.IN}, date(2027, 6, 1))
    assert found.until == date(2028, 7, 5)
    assert found.because == (LAWS[Jurisdiction.IN].title, later.title)
    assert ending({Jurisdiction.KE}, date(2020, 1, 1)).end is End.SEALED_UNTIL
    assert majority({Jurisdiction.KE, Jurisdiction.IN}) == majority(set()) == 21
    assert majority({Jurisdiction.IN}) == 18


def test_somebody_born_on_a_leap_day_comes_of_age_on_the_first_of_march() -> None:
    assert of_age_on(date(2008, 2, 29), {Jurisdiction.BD}) == date(2026, 3, 1)
    assert of_age_on(date(2008, 2, 28), {Jurisdiction.BD}) == date(2026, 2, 28)
