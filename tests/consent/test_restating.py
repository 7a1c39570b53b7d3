"""A file that comes again takes away at once and gives only on later evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.policy import IN_FORCE, Permit, Request, permits
from consent.record import (
    Audience,
    Capacity,
    ConsentRecord,
    Form,
    Identity,
    Jurisdiction,
    Purpose,
    State,
    Voice,
)
from consent.restating import narrows, restated
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


@given(
    st.one_of(records, st.sampled_from([record(), child(), limited(valid_until=SOON)])),
    records,
    st.booleans(),
    st.sampled_from(Purpose),
    st.sampled_from(Form),
    st.sampled_from(Audience),
    st.frozensets(st.sampled_from(["TK S", "TK NC"])),
    st.frozensets(st.sampled_from(Jurisdiction), max_size=2),
    st.integers(-3, 90),
)
def test_whatever_is_forbidden_from_then_on_was_narrowed(  # noqa: PLR0913 - all that policy asks
    known: ConsentRecord,
    stated: ConsentRecord,
    restating: bool,
    purpose: Purpose,
    form: Form,
    audience: Audience,
    observed: frozenset[str],
    places: frozenset[Jurisdiction],
    days: int,
) -> None:
    stated = same(known, stated)
    after = restated(known, stated) if restating else replace(stated, group=known.group)
    asked = Request(purpose, form, audience, frozenset({known.participant}), None, observed, places)
    day = TODAY + timedelta(days=days)
    if isinstance(permits([known], asked, day), Permit) and not isinstance(
        permits([after], asked, day), Permit
    ):
        assert narrows(known, after)
    assert not narrows(known, known)


@pytest.mark.parametrize(
    ("change", "narrower"),
    [
        ({"valid_until": SOON}, True),
        ({"valid_from": SOON}, True),
        ({"embargoed": True}, True),
        ({"embargo_until": SOON}, True),
        ({"forms": GRANT.forms | {Form.RAW_TEXT}}, False),
        ({"audiences": frozenset({Audience.PUBLIC})}, True),
        ({"audiences": GRANT.audiences | {Audience.PUBLIC}}, False),
        ({"reason": "another word"}, False),
        ({"state": State.RENEWED}, False),
        ({"state": State.SUSPENDED}, True),
    ],
)
def test_what_narrows_and_what_looks_like_it(change: dict[str, object], narrower: bool) -> None:
    assert narrows(limited(), limited(**change)) is narrower


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


def test_a_later_file_that_is_silent_on_a_purpose_leaves_its_grant_alone() -> None:
    media = replace(GRANT, purpose=Purpose.MEDIA, valid_until=SOON)
    known = record(grants=(GRANT, media))
    silent = record(grants=(replace(GRANT, valid_until=SOON),), collected_at=LATER)
    after = restated(known, silent)
    assert [g for g in after.grants if g.purpose is Purpose.MEDIA] == [media]
    (research,) = [g for g in after.grants if g.purpose is GRANT.purpose]
    assert (research.state, research.valid_until) == (State.RENEWED, SOON)


@pytest.mark.parametrize("collected", [date(2024, 1, 1), LATER])
@pytest.mark.parametrize("state", sorted(State))
def test_a_file_that_asks_nothing_changes_no_grant(state: State, collected: date) -> None:
    known = limited(state=state)
    after = restated(known, record(grants=(), collected_at=collected))
    assert after.grants == known.grants


def test_an_end_stands_though_a_later_file_says_another_word() -> None:
    """A final answer beside one in force: the file's no ends what is in force and leaves the end as it is."""
    ended = replace(GRANT, state=State.REVOKED, forms=frozenset({Form.QUOTE}))
    known = record(grants=(GRANT, ended))
    after = restated(known, limited(state=State.REFUSED))
    assert [g.state for g in after.grants] == [State.WITHDRAWN, State.REVOKED]
    more = restated(known, replace(limited(valid_until=SOON), collected_at=LATER))
    assert [(g.state, g.valid_until) for g in more.grants] == [(State.GIVEN, SOON), (State.REVOKED, None)]


@pytest.mark.parametrize(
    ("held", "said", "becomes"),
    [
        (State.GIVEN, State.SUSPENDED, State.SUSPENDED),
        (State.GIVEN, State.REFUSED, State.WITHDRAWN),
        (State.RENEWED, State.GIVEN, State.RENEWED),
        (State.DEFERRED, State.REFUSED, State.REFUSED),
        (State.DEFERRED, State.WITHDRAWN, State.DEFERRED),
        (State.REQUESTED, State.DEFERRED, State.DEFERRED),
        (State.REQUESTED, State.GIVEN, State.GIVEN),
        (State.SUSPENDED, State.EXPIRED, State.EXPIRED),
        (State.SUSPENDED, State.DEFERRED, State.SUSPENDED),
    ],
)
def test_on_a_later_day_an_answer_stands_where_it_may_follow(
    held: State, said: State, becomes: State
) -> None:
    after = restated(limited(state=held), replace(limited(state=said), collected_at=LATER))
    assert grants_of(after) == [(GRANT.purpose, becomes)]


def test_the_same_answer_with_other_evidence_stays_as_it_stands() -> None:
    held = replace(GRANT, reason="asked at the door", evidence="form 1")
    known = record(grants=(held,))
    after = restated(known, record(grants=(replace(GRANT, evidence="form 9"),), collected_at=LATER))
    assert after.grants == (held,)
    assert after.collected_at == LATER


@pytest.mark.parametrize("reason", ["", "said at the meeting"])
def test_a_change_gives_the_files_reason_or_says_that_it_was_a_file(reason: str) -> None:
    said = reason or "the consent file says so"
    no = restated(record(), limited(state=State.REFUSED, reason=reason))
    assert no.grants[0].reason == said
    yes = restated(record(), replace(limited(valid_until=SOON, reason=reason), collected_at=LATER))
    assert (yes.grants[0].state, yes.grants[0].reason) == (State.RENEWED, said)


def test_both_answers_together_allow_what_each_allows() -> None:
    wide = limited(audiences=frozenset({Audience.PROJECT, Audience.PUBLIC}), embargo_until=SOON)
    narrow = limited(audiences=frozenset({Audience.PROJECT, Audience.ARCHIVE}), embargo_until=TODAY)
    (grant,) = restated(wide, narrow).grants
    assert (grant.audiences, grant.embargo_until) == ({Audience.PROJECT}, SOON)
    for held, said in ((True, False), (False, True)):
        dated = limited(embargoed=held, embargo_until=SOON), limited(embargoed=said, embargo_until=TODAY)
        (sealed,) = restated(*dated).grants
        assert (sealed.embargoed, sealed.embargo_until) == (True, SOON)


def test_what_a_later_form_leaves_out_is_kept() -> None:
    born = date(2012, 5, 5)
    known = record(born=born, language="bn", witness="aunt")
    assert restated(known, record(collected_at=LATER)).born == born
    assert restated(record(), record(born=born)).born == born
    assert restated(known, record(born=date(1999, 1, 1), collected_at=LATER)).born == born
    laws = restated(known, record(jurisdictions=frozenset(), collected_at=LATER)).jurisdictions
    assert laws == known.jurisdictions
    moved = record(jurisdictions=frozenset({Jurisdiction.KE}), collected_at=LATER)
    assert restated(known, moved).jurisdictions == {Jurisdiction.KE}
    assert restated(known, replace(moved, collected_at=known.collected_at)) == known


def test_the_order_of_a_file_is_no_news() -> None:
    media = replace(GRANT, purpose=Purpose.MEDIA)
    known = record(grants=(media, GRANT))
    assert restated(known, record(grants=(GRANT, media))) is known
