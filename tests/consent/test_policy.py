"""The one decision about consent: AND over everybody, and nothing missing ever means yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.due import due
from consent.policy import Deny, Permit, Reason, Request, permits
from consent.record import (
    Audience,
    Capacity,
    ConsentRecord,
    Form,
    Grant,
    Guardian,
    Jurisdiction,
    Mode,
    Purpose,
    State,
)
from consent.states import is_withdrawn, withdraw

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
GRANT = Grant(
    Purpose.RESEARCH_PROJECT, State.GIVEN, frozenset({Form.DEID_TEXT}), frozenset({Audience.PROJECT})
)
ASKED = Request(Purpose.RESEARCH_PROJECT, Form.DEID_TEXT, Audience.PROJECT, frozenset({"p-1"}))


def record(participant: str = "p-1", **changed: object) -> ConsentRecord:
    plain = ConsentRecord(
        consent_id=f"c-{participant}",
        version=1,
        participant=participant,
        project="project",
        capacity=Capacity.ADULT,
        mode=Mode.WRITTEN,
        grants=(GRANT,),
        collected_at=date(2026, 1, 1),
        recorded_at=NOW,
        jurisdictions=frozenset({Jurisdiction.KE}),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def with_grant(**changed: object) -> ConsentRecord:
    return record(grants=(replace(GRANT, **changed),))  # type: ignore[arg-type]


def test_a_plain_yes() -> None:
    assert permits([record()], ASKED, TODAY) == Permit((("c-p-1", 1),))


@pytest.mark.parametrize(
    ("given_record", "code"),
    [
        (with_grant(state=State.REFUSED), Reason.STATE),
        (with_grant(state=State.UNKNOWN), Reason.STATE),
        (with_grant(state=State.WITHDRAWN), Reason.STATE),
        (with_grant(state=State.DEFERRED), Reason.STATE),
        (with_grant(valid_until=TODAY - timedelta(days=1)), Reason.ENDED),
        (with_grant(valid_from=TODAY + timedelta(days=1)), Reason.NOT_YET),
        (with_grant(embargoed=True), Reason.EMBARGO),
        (with_grant(embargo_until=TODAY + timedelta(days=1)), Reason.EMBARGO),
        (with_grant(forms=frozenset({Form.TAG})), Reason.FORM_OR_AUDIENCE),
        (with_grant(audiences=frozenset({Audience.PUBLIC})), Reason.FORM_OR_AUDIENCE),
        (record(grants=()), Reason.NOT_ASKED),
        (record(community_labels=frozenset({"TK-A"})), Reason.LABEL),
        (record(capacity=Capacity.MINOR), Reason.MINOR),
    ],
)
def test_each_no_has_its_reason(given_record: ConsentRecord, code: Reason) -> None:
    answer = permits([given_record], ASKED, TODAY)
    assert isinstance(answer, Deny)
    assert answer.code is code
    assert answer.reason.endswith(".")


def test_nobody_and_an_unknown_speaker_are_refused() -> None:
    nobody = permits([record()], replace(ASKED, speakers=frozenset()), TODAY)
    stranger = permits([record()], replace(ASKED, speakers=frozenset({"p-1", "p-2"})), TODAY)
    assert isinstance(nobody, Deny)
    assert nobody.code is Reason.NOBODY
    assert isinstance(stranger, Deny)
    assert stranger.code is Reason.NO_RECORD


def test_the_last_day_counts_and_a_group_must_agree_too() -> None:
    assert isinstance(permits([with_grant(valid_until=TODAY)], ASKED, TODAY), Permit)
    asked = replace(ASKED, group="g-1")
    assert isinstance(permits([record()], asked, TODAY), Deny)
    group = record("g-1", capacity=Capacity.GROUP_REP)
    assert isinstance(permits([record(), group], asked, TODAY), Permit)


grants = st.builds(
    Grant,
    purpose=st.sampled_from(Purpose),
    state=st.sampled_from(State),
    forms=st.frozensets(st.sampled_from(Form)),
    audiences=st.frozensets(st.sampled_from(Audience)),
    valid_from=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    valid_until=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    embargoed=st.booleans(),
    embargo_until=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
)
records = st.builds(
    lambda who, capacity, given_grants, labels, born, assent, guardian: record(
        who,
        capacity=capacity,
        grants=tuple(given_grants),
        community_labels=labels,
        born=born,
        assent=assent,
        guardian=guardian,
    ),
    st.sampled_from(["p-1", "p-2", "g-1"]),
    st.sampled_from(Capacity),
    st.lists(grants, max_size=4),
    st.frozensets(st.sampled_from(["TK-A", "TK-B"])),
    st.none() | st.dates(date(2005, 1, 1), date(2015, 1, 1)),
    st.booleans(),
    st.none() | st.just(Guardian("mother")),
)
requests = st.builds(
    Request,
    purpose=st.sampled_from(Purpose),
    form=st.sampled_from(Form),
    audience=st.sampled_from(Audience),
    speakers=st.frozensets(st.sampled_from(["p-1", "p-2"]), max_size=2),
    group=st.none() | st.just("g-1"),
    observed=st.frozensets(st.sampled_from(["TK-A", "TK-B"])),
)


@given(st.lists(records, max_size=4), requests, records)
def test_one_more_record_or_speaker_never_opens_anything(
    held: list[ConsentRecord], asked: Request, extra: ConsentRecord
) -> None:
    wider = replace(asked, speakers=asked.speakers | {"p-2"})
    if isinstance(permits(held, asked, TODAY), Deny) and asked.speakers:
        assert isinstance(permits(held, wider, TODAY), Deny)
        known = {r.participant for r in held}
        if extra.participant in known:
            assert isinstance(permits([*held, extra], asked, TODAY), Deny)


@given(st.lists(records, max_size=4), requests)
def test_the_order_of_records_makes_no_difference(held: list[ConsentRecord], asked: Request) -> None:
    assert permits(held, asked, TODAY) == permits(held[::-1], asked, TODAY)


@given(st.lists(records, max_size=4), requests)
def test_a_permit_rests_on_a_grant_in_force_of_every_speaker(
    held: list[ConsentRecord], asked: Request
) -> None:
    if isinstance(permits(held, asked, TODAY), Permit):
        for speaker in asked.speakers:
            own = [g for r in held if r.participant == speaker for g in r.grants]
            fitting = [g for g in own if g.purpose is asked.purpose and asked.form in g.forms]
            assert any(g.state in (State.GIVEN, State.RENEWED) for g in fitting)
            assert not any(
                g.embargoed and g.embargo_until is None for g in fitting if asked.audience in g.audiences
            )


@given(records, requests)
def test_nothing_is_permitted_after_a_withdrawal(held: ConsentRecord, asked: Request) -> None:
    after = withdraw(held, None, NOW, "asked")
    assert isinstance(permits([after], replace(asked, group=None), TODAY), Deny)
    if any(g.state is State.WITHDRAWN for g in after.grants):
        assert is_withdrawn(after)


def test_what_is_due_comes_in_order_and_once() -> None:
    ends = with_grant(valid_until=TODAY + timedelta(days=10))
    review = record("p-2", review_due=TODAY - timedelta(days=3))
    late = record("p-3", review_due=TODAY + timedelta(days=90))
    found = due([ends, review, late], TODAY, timedelta(days=30))
    assert [(d.what, d.participant) for d in found] == [("review", "p-2"), ("ends", "p-1")]
    child = record("p-4", capacity=Capacity.MINOR, born=date(2008, 6, 11))
    assert [d.what for d in due([child], TODAY, timedelta(days=30))] == ["of_age"]
