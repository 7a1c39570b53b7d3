"""What may follow what; that a withdrawal always works and nothing leads from an end to a yes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.policy import IN_FORCE, Permit, Request, permits
from consent.record import Audience, Capacity, ConsentRecord, Form, Guardian, Purpose, State
from consent.states import (
    FINAL,
    FOLLOWS,
    Change,
    TransitionRefused,
    ask_anew,
    come_of_age,
    expire,
    is_withdrawn,
    move,
    renew,
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


@given(records, purposes, st.sampled_from(State))
def test_moving(record: ConsentRecord, chosen: set[Purpose], state: State) -> None:
    concerned = [g for g in record.grants if g.purpose in chosen]
    possible = chosen <= set(states(record)) and all(state in FOLLOWS[g.state] for g in concerned)
    if not possible:
        with pytest.raises(TransitionRefused):
            move(record, chosen, state, WHY)
        return
    after = move(record, chosen, state, WHY)
    assert (after.version, after.supersedes, after.recorded_at) == (record.version + 1, record.version, AT)
    for before, now in zip(record.grants, after.grants, strict=True):
        if before.purpose in chosen:
            assert now == replace(before, state=state, reason=WHY.reason, evidence=WHY.evidence)
        else:
            assert now == before
    assert replace(after, grants=(), version=1, supersedes=None, recorded_at=NOW) == replace(
        record, grants=(), version=1, supersedes=None, recorded_at=NOW
    )


@given(records)
def test_nothing_moves_without_a_purpose(record: ConsentRecord) -> None:
    with pytest.raises(TransitionRefused):
        move(record, set(), State.WITHDRAWN, WHY)


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
    if any(g.state in IN_FORCE for g in after.grants):
        pytest.fail("still in force")


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
    from consent.defaults import default_grants

    wanted = dict.fromkeys((Purpose.RESEARCH_PROJECT, Purpose.MEDIA), state)
    return record(grants=default_grants(wanted, valid_until=date(2027, 1, 1)), **changes)


def test_renewing() -> None:
    after = renew(adult(), {Purpose.MEDIA}, date(2030, 1, 1), WHY)
    research, media = after.grants
    assert research.state is State.GIVEN
    assert (media.state, media.valid_from, media.valid_until) == (State.RENEWED, AT.date(), date(2030, 1, 1))
    assert (after.version, after.supersedes, after.collected_at) == (2, 1, AT.date())
    assert states(renew(adult(State.DEFERRED), {Purpose.MEDIA}, None, WHY))[Purpose.MEDIA] == {State.GIVEN}
    assert states(renew(adult(State.EXPIRED), {Purpose.MEDIA}, AT.date(), WHY))[Purpose.MEDIA] == {
        State.RENEWED
    }
    mixed = replace(adult(), grants=(adult(State.DEFERRED).grants[0], adult().grants[1]))
    both = renew(mixed, {Purpose.MEDIA, Purpose.RESEARCH_PROJECT}, None, WHY)
    assert [g.state for g in both.grants] == [State.GIVEN, State.RENEWED]
    assert both.version == 2


@pytest.mark.parametrize("state", sorted(FINAL))
def test_an_end_is_not_renewed(state: State) -> None:
    with pytest.raises(TransitionRefused, match="cannot follow"):
        renew(adult(state), {Purpose.MEDIA}, None, WHY)


def test_a_renewal_that_is_over_or_not_asked_for_is_refused() -> None:
    with pytest.raises(TransitionRefused, match="passed"):
        renew(adult(), {Purpose.MEDIA}, AT.date() - timedelta(days=1), WHY)
    with pytest.raises(TransitionRefused, match="asked for"):
        renew(adult(), {Purpose.RECONTACT}, None, WHY)


@given(records, purposes)
def test_no_step_but_a_new_answer_leads_to_a_yes(record: ConsentRecord, chosen: set[Purpose]) -> None:
    steps: list[Callable[[], ConsentRecord]] = [
        lambda: withdraw(record, chosen, AT, "x"),
        lambda: suspend(record, chosen, WHY),
        lambda: expire(record, AT),
        lambda: come_of_age(record, AT),
        lambda: ask_anew(record, chosen, WHY),
    ]
    for step in steps:
        try:
            after = step()
        except TransitionRefused:
            continue
        assert sum(g.state in IN_FORCE for g in after.grants) <= sum(
            g.state in IN_FORCE for g in record.grants
        )


@given(records)
def test_suspending(record: ConsentRecord) -> None:
    after = suspend(record, None, WHY)
    live = any(g.state in IN_FORCE for g in record.grants)
    assert (after is record) is not live
    for before, now in zip(record.grants, after.grants, strict=True):
        assert now.state is (State.SUSPENDED if before.state in IN_FORCE else before.state)


def test_suspending_one_purpose() -> None:
    after = suspend(adult(), {Purpose.MEDIA}, WHY)
    assert [g.state for g in after.grants] == [State.GIVEN, State.SUSPENDED]
    assert suspend(adult(), {Purpose.RECONTACT}, WHY) == adult()


def test_expiring() -> None:
    last = datetime(2027, 1, 1, 12, tzinfo=UTC)
    assert expire(adult(), last) == adult()
    after = expire(adult(), last + timedelta(days=1))
    assert {g.state for g in after.grants} == {State.EXPIRED}
    assert after.version == 2
    assert expire(after, last + timedelta(days=2)) is after
    assert expire(adult(State.REFUSED), last + timedelta(days=1)) == adult(State.REFUSED)


def test_coming_of_age_suspends_and_the_person_is_asked() -> None:
    child = adult(
        capacity=Capacity.MINOR,
        born=date(2008, 7, 1),
        assent=True,
        guardian=Guardian("aunt"),
        jurisdictions=frozenset(),
    )
    day = datetime(2026, 7, 1, tzinfo=UTC)
    assert come_of_age(child, day - timedelta(days=1)) is child
    assert come_of_age(adult(), day) == adult()
    assert come_of_age(replace(child, born=None), day) == replace(child, born=None)
    grown = come_of_age(child, day)
    assert {g.state for g in grown.grants} == {State.SUSPENDED}
    change = replace(WHY, at=day)
    with pytest.raises(TransitionRefused, match="of age"):
        renew(grown, {Purpose.MEDIA}, None, change)
    own = renew(grown, {Purpose.MEDIA}, None, change, capacity=Capacity.ADULT)
    assert [g.state for g in own.grants] == [State.SUSPENDED, State.RENEWED]
    assert (own.capacity, own.guardian, own.assent, own.version) == (Capacity.ADULT, None, False, 3)
    early = renew(child, {Purpose.MEDIA}, None, change, capacity=Capacity.ADULT)
    assert [g.state for g in early.grants] == [State.SUSPENDED, State.RENEWED]


def test_asking_anew_is_a_question_not_a_yes() -> None:
    for state in (State.REFUSED, State.WITHDRAWN):
        asked = ask_anew(adult(state), {Purpose.MEDIA}, WHY)
        assert states(asked) == {Purpose.RESEARCH_PROJECT: {state}, Purpose.MEDIA: {State.REQUESTED}}
        assert states(move(asked, {Purpose.MEDIA}, State.GIVEN, WHY))[Purpose.MEDIA] == {State.GIVEN}
    for state in set(State) - {State.REFUSED, State.WITHDRAWN}:
        with pytest.raises(TransitionRefused):
            ask_anew(adult(state), {Purpose.MEDIA}, WHY)
    with pytest.raises(TransitionRefused):
        ask_anew(adult(State.REFUSED), {Purpose.RECONTACT}, WHY)
