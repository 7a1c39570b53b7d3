"""A file that comes again takes away at once and gives only on later evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.policy import IN_FORCE, Permit, permits
from consent.record import Capacity, ConsentRecord, Form, Identity, Purpose, State, Voice
from consent.restating import restated
from consent.states import FINAL
from tests.consent.made import GRANT, NOW, REQUEST, TODAY, child, limited, record, records

LATER = date(2026, 5, 1)
SOON = TODAY + timedelta(days=30)


def grants_of(known: ConsentRecord) -> list[tuple[Purpose, State]]:
    return [(g.purpose, g.state) for g in known.grants]


def same(known: ConsentRecord, stated: ConsentRecord) -> ConsentRecord:
    return replace(stated, consent_id=known.consent_id, participant=known.participant)


@given(records)
def test_the_same_file_again_changes_nothing(known: ConsentRecord) -> None:
    plain = replace(known, grants=tuple(sorted(known.grants, key=lambda g: list(Purpose).index(g.purpose))))
    plain = replace(plain, grants=tuple({g.purpose: g for g in plain.grants}.values()))
    assert restated(plain, plain) is plain
    if plain.identity != Identity():
        assert (
            restated(plain, replace(plain, identity=Identity(names=("Zzyzx",)))).version == plain.version + 1
        )
    assert restated(replace(plain, identity=Identity()), plain).version == plain.version


@given(records, records)
def test_an_end_stays_an_end(known: ConsentRecord, stated: ConsentRecord) -> None:
    after = restated(known, same(known, stated))
    ended = {g.purpose for g in known.grants if g.state in FINAL}
    for grant in after.grants:
        assert grant.purpose not in ended or grant.state not in IN_FORCE or grant.purpose in _live(known)
    for grant in known.grants:
        assert grant.state not in FINAL or grant in after.grants


def _live(known: ConsentRecord) -> set[Purpose]:
    return {g.purpose for g in known.grants if g.state in IN_FORCE}


@given(
    st.sampled_from([record(), limited(state=State.DEFERRED), record(grants=()), limited(valid_until=SOON)]),
    records,
)
def test_without_a_later_day_nothing_opens(known: ConsentRecord, stated: ConsentRecord) -> None:
    early = replace(same(known, stated), collected_at=known.collected_at)
    after = restated(known, early)
    if isinstance(permits([after], REQUEST, TODAY), Permit):
        assert isinstance(permits([known], REQUEST, TODAY), Permit)
        assert not any(g.purpose is GRANT.purpose and g.state not in IN_FORCE for g in early.grants)


@given(records, records)
def test_a_version_follows_the_last(known: ConsentRecord, stated: ConsentRecord) -> None:
    after = restated(known, same(known, stated))
    if after is not known:
        assert (after.version, after.supersedes) == (known.version + 1, known.version)
        assert after.recorded_at == stated.recorded_at
        assert after.identity == stated.identity
    assert known.community_labels | stated.community_labels == after.community_labels
    assert set(after.conditions) == set(known.conditions) | set(stated.conditions)


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        (State.REFUSED, State.WITHDRAWN),
        (State.WITHDRAWN, State.WITHDRAWN),
        (State.EXPIRED, State.EXPIRED),
        (State.UNKNOWN, State.SUSPENDED),
        (State.DEFERRED, State.SUSPENDED),
        (State.REQUESTED, State.SUSPENDED),
        (State.REVOKED, State.REVOKED),
    ],
)
@pytest.mark.parametrize("collected", [date(2024, 1, 1), date(2025, 1, 1), LATER, None])
def test_a_no_counts_at_once(said: State, becomes: State, collected: date | None) -> None:
    after = restated(record(), replace(limited(state=said), collected_at=collected))
    assert grants_of(after) == [(GRANT.purpose, becomes)]
    assert after.version == 2


def test_a_yes_counts_on_a_later_day_alone() -> None:
    for state, becomes in (
        (State.DEFERRED, State.GIVEN),
        (State.UNKNOWN, State.GIVEN),
        (State.EXPIRED, State.RENEWED),
        (State.SUSPENDED, State.RENEWED),
    ):
        known = limited(state=state)
        assert restated(known, record()) == known
        assert grants_of(restated(known, record(collected_at=LATER))) == [(GRANT.purpose, becomes)]
    for state in FINAL:
        known = limited(state=state)
        assert grants_of(restated(known, record(collected_at=LATER))) == [(GRANT.purpose, state)]
    assert grants_of(restated(record(grants=()), record())) == []
    assert grants_of(restated(record(grants=()), record(collected_at=LATER))) == [
        (GRANT.purpose, State.GIVEN)
    ]
    assert grants_of(restated(record(collected_at=None, grants=()), record())) == [
        (GRANT.purpose, State.GIVEN)
    ]


def test_of_two_yeses_on_one_day_the_narrower_holds() -> None:
    wide = limited(forms=frozenset({Form.DEID_TEXT, Form.QUOTE}), valid_until=SOON)
    narrow = limited(forms=frozenset({Form.DEID_TEXT, Form.TAG}), valid_from=TODAY, embargo_until=SOON)
    (grant,) = restated(wide, narrow).grants
    assert grant.forms == {Form.DEID_TEXT}
    assert (grant.valid_from, grant.valid_until, grant.embargo_until) == (TODAY, SOON, SOON)
    (sealed,) = restated(narrow, limited(embargoed=True)).grants
    assert (sealed.embargoed, sealed.embargo_until) == (True, None)
    (longer,) = restated(wide, replace(limited(), collected_at=LATER)).grants
    assert (longer.state, longer.valid_until, longer.forms) == (State.RENEWED, None, GRANT.forms)


def test_a_child_stays_one_until_a_later_form() -> None:
    assert restated(record(), child()).capacity is Capacity.MINOR
    assert restated(child(), record()).capacity is Capacity.MINOR
    grown = restated(child(), record(collected_at=LATER))
    assert (grown.capacity, grown.guardian, grown.assent) == (Capacity.ADULT, None, False)


def test_voices_are_added_and_two_consents_stay_two() -> None:
    known = record(voices=(Voice("a", "R"),))
    after = restated(known, record(voices=(Voice("b", "P1"), Voice("a", "R")), recorded_at=NOW))
    assert after.voices == (Voice("a", "R"), Voice("b", "P1"))
    with pytest.raises(ValueError, match="two consents"):
        restated(known, replace(known, consent_id="c-other"))
    with pytest.raises(ValueError, match="two consents"):
        restated(known, replace(known, participant="p-2"))
