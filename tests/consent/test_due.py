"""What needs a person soon, and that nothing else is on the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from consent.due import due
from consent.policy import IN_FORCE
from consent.record import Capacity, ConsentRecord, State
from tests.consent.made import GRANT, TODAY, child, limited, record, records

MONTH = timedelta(days=30)
SOON, EDGE, FAR = TODAY + timedelta(days=5), TODAY + MONTH, TODAY + MONTH + timedelta(days=1)
PAST = TODAY - timedelta(days=5)


def found(known: ConsentRecord) -> list[tuple[date, str]]:
    return [(d.on, d.what) for d in due([known], TODAY, MONTH)]


def test_ends_and_openings() -> None:
    assert found(limited(valid_until=SOON)) == [(SOON, "ends")]
    assert found(limited(valid_until=TODAY)) == [(TODAY, "ends")]
    assert found(limited(valid_until=EDGE)) == [(EDGE, "ends")]
    assert found(limited(valid_until=FAR)) == []
    assert found(limited(valid_until=SOON, state=State.WITHDRAWN)) == []
    assert found(limited(embargoed=True, embargo_until=SOON)) == [(SOON, "opens")]
    assert found(limited(embargoed=True)) == found(limited(embargo_until=PAST)) == []


def test_of_several_days_the_soonest_is_told() -> None:
    two = (
        replace(GRANT, valid_until=EDGE, embargo_until=TODAY),
        replace(GRANT, valid_until=SOON, embargo_until=SOON),
    )
    assert found(record(grants=two)) == [(TODAY, "opens"), (SOON, "ends")]


def test_what_has_ended_or_waits_stays_until_somebody_asks_again() -> None:
    assert found(limited(valid_until=PAST)) == [(PAST, "ended")]
    assert found(limited(valid_until=PAST, state=State.EXPIRED)) == []
    assert found(limited(valid_until=PAST, state=State.WITHDRAWN)) == []
    for state in (State.SUSPENDED, State.DEFERRED):
        known = limited(state=state)
        assert found(known) == [(known.recorded_at.date(), "waits")]
    assert found(limited(state=State.REQUESTED)) == found(limited(state=State.REFUSED)) == []


def test_reviews_and_birthdays_stay_until_somebody_sees_to_them() -> None:
    assert found(record(review_due=SOON)) == [(SOON, "review")]
    assert found(record(review_due=PAST)) == [(PAST, "review")]
    assert found(record(review_due=FAR)) == []
    assert found(child(born=date(2008, 6, 6))) == [(date(2026, 6, 6), "of_age")]
    assert found(child(born=date(2000, 6, 6))) == [(date(2018, 6, 6), "of_age")]
    assert found(child(born=date(2012, 6, 6))) == found(child(born=None)) == []
    assert found(replace(child(born=date(2000, 6, 6)), grants=())) == []


@given(st.lists(records, max_size=4), st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_the_list_is_sorted_within_the_horizon_and_grows_with_it(
    known: list[ConsentRecord], today: date, days: int
) -> None:
    items = due(known, today, timedelta(days=days))
    assert items == sorted(set(items))
    assert all(i.on <= today + timedelta(days=days) for i in items)
    assert set(items) <= set(due(known, today, timedelta(days=days + 1)))
    live = {r.consent_id for r in known if any(g.state in IN_FORCE for g in r.grants)}
    children = {r.consent_id for r in known if r.capacity is Capacity.MINOR}
    waiting = {
        r.consent_id for r in known if any(g.state in (State.SUSPENDED, State.DEFERRED) for g in r.grants)
    }
    for item in items:
        assert item.what in {"ends", "ended", "opens", "review", "of_age", "waits"}
        assert item.what in {"review", "waits"} or item.consent_id in live
        assert item.what != "waits" or item.consent_id in waiting
        assert (item.what == "ended") <= (item.on < today)
        assert item.what != "of_age" or item.consent_id in children
