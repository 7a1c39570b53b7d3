"""What may follow what; that a withdrawal always works and nothing leads from an end to a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.defaults import COVERS
from consent.policy import IN_FORCE, Permit, Request, permits
from consent.record import Audience, ConsentRecord, Form, Grant, Purpose, State
from consent.restating import restated
from consent.states import (
    FINAL,
    FOLLOWS,
    Change,
    TransitionRefused,
    is_withdrawn,
    suspend,
    withdraw,
)
from tests.consent.made import NOW, TODAY, record, records

AT = NOW + timedelta(days=30)
WHY = Change(AT, "the participant said so", "form 12")
purposes = st.sets(st.sampled_from(Purpose), min_size=1)


def states(record: ConsentRecord) -> dict[Purpose, set[State]]:
    found: dict[Purpose, set[State]] = {}
    for grant in record.grants:
        found.setdefault(grant.purpose, set()).add(grant.state)
    return found


def test_the_table_is_the_documented_one() -> None:
    assert set(FOLLOWS) == set(State)
    assert {State.REFUSED, State.WITHDRAWN, State.REVOKED, State.INVALIDATED} == FINAL
    assert FOLLOWS[State.REQUESTED] == {State.GIVEN, State.REFUSED, State.DEFERRED}
    ends = {State.WITHDRAWN, State.REVOKED, State.INVALIDATED}
    held = ends | {State.RENEWED, State.SUSPENDED, State.EXPIRED}
    assert FOLLOWS[State.GIVEN] == FOLLOWS[State.RENEWED] == held
    assert FOLLOWS[State.EXPIRED] == ends | {State.GIVEN, State.RENEWED}
    assert FOLLOWS[State.SUSPENDED] == ends | {State.GIVEN, State.RENEWED, State.EXPIRED}
    assert FOLLOWS[State.DEFERRED] == {State.GIVEN, State.REFUSED}
    assert FOLLOWS[State.UNKNOWN] == ends | {State.GIVEN, State.REFUSED, State.DEFERRED}
    for later in FOLLOWS.values():
        assert State.UNKNOWN not in later
        assert State.REQUESTED not in later


@pytest.mark.parametrize("missing", [{"reason": " "}, {"evidence": ""}, {"at": datetime(2026, 7, 1)}])  # noqa: DTZ001 - the point
def test_a_change_says_when_why_and_on_what_evidence(missing: dict[str, object]) -> None:
    with pytest.raises(TransitionRefused):
        replace(WHY, **missing)  # type: ignore[arg-type]


@given(records)
def test_withdrawing_everything_always_works_and_leaves_nothing(record: ConsentRecord) -> None:
    after = withdraw(record, None, AT, "asked by telephone")
    assert all(g.state in FINAL for g in after.grants)
    assert withdraw(after, None, AT, "again") is after
    for before, now in zip(record.grants, after.grants, strict=True):
        if before.state in FINAL:
            assert now == before
        else:
            never = before.state in (State.REQUESTED, State.DEFERRED)
            assert now.state is (State.REFUSED if never else State.WITHDRAWN)
            assert (now.forms, now.audiences, now.reason) == (
                before.forms,
                before.audiences,
                "asked by telephone",
            )
    changed = any(g.state not in FINAL for g in record.grants)
    assert after.version == record.version + changed
    if any(g.state in IN_FORCE for g in record.grants):
        assert is_withdrawn(after)
    assert not any(g.state in IN_FORCE for g in after.grants)


@given(records, purposes)
def test_withdrawing_some_purposes_leaves_the_rest(record: ConsentRecord, chosen: set[Purpose]) -> None:
    after = withdraw(record, chosen, AT, "only these")
    for before, now in zip(record.grants, after.grants, strict=True):
        assert now.state in FINAL if before.purpose in chosen else now == before


@given(records, st.sets(st.sampled_from(Form), min_size=1))
def test_withdrawing_some_forms_splits_a_grant(record: ConsentRecord, forms: set[Form]) -> None:
    after = withdraw(record, None, AT, "no voice", forms=forms)
    for grant in after.grants:
        if grant.state not in FINAL:
            assert not grant.forms & forms
    for purpose in Purpose:
        for form in Form:
            for readers in Audience:
                request = Request(purpose, form, readers, frozenset({record.participant}))
                if isinstance(permits([after], request, TODAY), Permit):
                    assert form not in forms
                    assert isinstance(permits([record], request, TODAY), Permit)
    kept = [(g.purpose, f) for g in record.grants if g.state not in FINAL for f in sorted(g.forms - forms)]
    assert kept == [(g.purpose, f) for g in after.grants if g.state not in FINAL for f in sorted(g.forms)]


def test_withdrawing_a_form_that_nothing_covers_changes_nothing() -> None:
    assert withdraw(adult(), None, AT, "no film", forms={Form.VIDEO}) == adult()
    after = withdraw(adult(), None, AT, "no quotes", forms={Form.QUOTE})
    assert [(g.state, g.forms >= {Form.QUOTE}) for g in after.grants] == [
        (State.GIVEN, False),
        (State.WITHDRAWN, True),
        (State.WITHDRAWN, True),
    ]


def test_a_yes_that_covers_no_form_is_taken_back_with_the_rest() -> None:
    given = record()
    bare = replace(given, grants=tuple(replace(g, forms=frozenset()) for g in given.grants))
    after = withdraw(bare, None, AT, "asked")
    assert {g.state for g in after.grants} == {State.WITHDRAWN}
    assert is_withdrawn(after)


def test_only_a_whole_withdrawal_is_one() -> None:
    assert not is_withdrawn(adult())
    assert not is_withdrawn(withdraw(adult(), {Purpose.MEDIA}, AT, "x"))
    assert is_withdrawn(withdraw(adult(), None, AT, "x"))
    refused = replace(adult(), grants=tuple(replace(g, state=State.REFUSED) for g in adult().grants))
    assert not is_withdrawn(refused)
    assert not is_withdrawn(replace(adult(), grants=()))


def adult(state: State = State.GIVEN, **changes: object) -> ConsentRecord:
    grants = (
        Grant(purpose, state, COVERS[purpose].forms, COVERS[purpose].audiences, valid_until=date(2027, 1, 1))
        for purpose in (Purpose.RESEARCH_PROJECT, Purpose.MEDIA)
    )
    return record(grants=tuple(grants), **changes)


@given(records, purposes)
def test_withdrawing_brings_no_yes(record: ConsentRecord, chosen: set[Purpose]) -> None:
    after = withdraw(record, chosen, AT, "x")
    held = [g for g in record.grants if g.state in IN_FORCE]
    assert [g for g in after.grants if g.state in IN_FORCE] == [g for g in held if g.purpose not in chosen]


@given(records)
def test_a_consent_that_is_suspended_opens_nothing_and_takes_nothing_away(record: ConsentRecord) -> None:
    after = suspend(record, NOW, "restored", "heard restore")
    assert not any(grant.state in IN_FORCE for grant in after.grants)
    assert (after is record) == (not any(grant.state in IN_FORCE for grant in record.grants))
    for before, now in zip(record.grants, after.grants, strict=True):
        assert now.state is (State.SUSPENDED if before.state in IN_FORCE else before.state)
        assert replace(now, state=before.state, reason=before.reason, evidence=before.evidence) == before
    assert suspend(after, NOW, "restored", "again") is after
    assert withdraw(after, None, NOW, "asked").version >= after.version, "withdrawing goes on"


def test_only_a_form_of_a_later_day_opens_a_suspended_consent_again() -> None:
    given_once = adult()
    after = suspend(given_once, NOW, "restored", "heard restore")
    for days, opens in ((-3, False), (0, False), (1, True)):
        form = replace(given_once, collected_at=NOW.date() + timedelta(days=days))
        again = restated(after, form)
        assert any(grant.state in IN_FORCE for grant in again.grants) is opens, days
