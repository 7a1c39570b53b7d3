"""The one decision: everything missing is a no, every restriction only takes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent.policy import IN_FORCE, Deny, Permit, Reason, Request, permits
from consent.record import (
    Audience,
    Capacity,
    ConsentRecord,
    Form,
    Grant,
    Jurisdiction,
    Purpose,
    State,
)
from consent.states import is_withdrawn, withdraw
from tests.consent.made import (
    ABROAD,
    GRANT,
    GROUP,
    NOW,
    PEOPLE,
    PURPOSE,
    REQUEST,
    TODAY,
    child,
    days,
    grants,
    group,
    limited,
    record,
    records,
)

DAY = timedelta(days=1)


def code(answer: Permit | Deny) -> Reason | None:
    return answer.code if isinstance(answer, Deny) else None


YES: dict[str, ConsentRecord] = {
    "plain": record(),
    "renewed": limited(state=State.RENEWED),
    "on its first day": limited(valid_from=TODAY),
    "on its last day": limited(valid_until=TODAY),
    "the day an embargo opens": limited(embargoed=True, embargo_until=TODAY),
    "a child": child(),
    "the day before majority": child(born=date(2008, 6, 2)),
    "another form withdrawn": record(
        grants=(GRANT, replace(GRANT, forms=frozenset({Form.AUDIO}), state=State.WITHDRAWN))
    ),
    "another purpose refused": record(
        grants=(GRANT, replace(GRANT, purpose=Purpose.MEDIA, state=State.REFUSED))
    ),
}
NO: dict[str, tuple[ConsentRecord, Reason]] = {
    "not asked": (record(grants=()), Reason.NOT_ASKED),
    "asked for something else": (limited(purpose=Purpose.MEDIA), Reason.NOT_ASKED),
    "another form": (limited(forms=frozenset({Form.QUOTE})), Reason.FORM_OR_AUDIENCE),
    "other readers": (limited(audiences=frozenset({Audience.PUBLIC})), Reason.FORM_OR_AUDIENCE),
    "no form at all": (limited(forms=frozenset()), Reason.FORM_OR_AUDIENCE),
    "not yet": (limited(valid_from=TODAY + DAY), Reason.NOT_YET),
    "over": (limited(valid_until=TODAY - DAY), Reason.ENDED),
    "sealed": (limited(embargoed=True, embargo_until=TODAY + DAY), Reason.EMBARGO),
    "sealed by a date alone": (limited(embargo_until=TODAY + DAY), Reason.EMBARGO),
    "sealed without a date": (limited(embargoed=True), Reason.EMBARGO),
    "a label": (record(community_labels=frozenset({"TK S"})), Reason.LABEL),
    "no assent": (child(assent=False), Reason.MINOR),
    "no guardian": (child(guardian=None), Reason.MINOR),
    "no day of birth": (child(born=None), Reason.MINOR),
    "of age today": (child(born=date(2008, 6, 1)), Reason.MINOR),
    "one of two grants withdrawn": (
        record(grants=(GRANT, replace(GRANT, state=State.WITHDRAWN))),
        Reason.STATE,
    ),
    **{state.value: (limited(state=state), Reason.STATE) for state in State if state not in IN_FORCE},
}


@pytest.mark.parametrize("case", YES)
def test_yes(case: str) -> None:
    assert permits([YES[case]], REQUEST, TODAY) == Permit((("c-p-1", 1),))


@pytest.mark.parametrize("case", NO)
def test_no(case: str) -> None:
    refused, reason = NO[case]
    answer = permits([refused], REQUEST, TODAY)
    assert code(answer) is reason
    assert isinstance(answer, Deny)
    assert answer.reason.endswith(".")
    assert "p-1" not in answer.reason


def test_a_refusal_names_the_use_in_words() -> None:
    ended = permits([limited(valid_until=TODAY - timedelta(days=1))], REQUEST, TODAY)
    assert isinstance(ended, Deny)
    assert REQUEST.purpose.value.replace("_", " ") in ended.reason


@pytest.mark.parametrize("case", NO)
@pytest.mark.parametrize("place", ["second record", "second speaker", "group"])
def test_one_no_is_enough_wherever_it_stands(case: str, place: str) -> None:
    refused, reason = NO[case]
    request, known = REQUEST, [record(), refused]
    if place == "second speaker":
        request = replace(REQUEST, speakers=frozenset({"p-1", "p-2"}))
        known = [record(), replace(refused, participant="p-2")]
    if place == "group":
        if refused.capacity is Capacity.MINOR:
            return
        request = replace(REQUEST, group=GROUP)
        known = [record(), replace(refused, participant="g-9", capacity=Capacity.GROUP_REP, group=GROUP)]
    answers = {permits(list(order), request, TODAY) for order in permutations(known)}
    assert {code(a) for a in answers} == {reason}
    assert len(answers) == 1


def test_somebody_must_be_asked_and_on_record() -> None:
    nobody = replace(REQUEST, speakers=frozenset())
    assert code(permits([record()], nobody, TODAY)) is Reason.NOBODY
    assert code(permits([], REQUEST, TODAY)) is Reason.NO_RECORD
    assert code(permits([record("p-2")], REQUEST, TODAY)) is Reason.NO_RECORD
    both = replace(REQUEST, speakers=frozenset({"p-1", "p-2"}))
    assert code(permits([record()], both, TODAY)) is Reason.NO_RECORD
    assert permits([record("p-2"), record()], both, TODAY) == Permit((("c-p-1", 1), ("c-p-2", 1)))


def test_a_group_speaks_through_its_own_consent() -> None:
    wanted = replace(REQUEST, group=GROUP)
    assert code(permits([record()], wanted, TODAY)) is Reason.GROUP
    assert code(permits([record(), record("g-9", group=GROUP)], wanted, TODAY)) is Reason.GROUP
    assert code(permits([record(), replace(group(), group="g-2")], wanted, TODAY)) is Reason.GROUP
    permit = Permit((("c-g-9", 1), ("c-p-1", 1)))
    assert permits([record(), group()], wanted, TODAY) == permit
    assert permits([record(), group()], replace(REQUEST, group="g-9"), TODAY) == permit
    assert permits([group()], replace(wanted, speakers=frozenset({"g-9"})), TODAY) == Permit((("c-g-9", 1),))


def test_a_label_opens_for_who_undertakes_to_keep_it() -> None:
    labelled = record(community_labels=frozenset({"TK S", "TK NC"}))
    assert code(permits([labelled], replace(REQUEST, observed=frozenset({"TK S"})), TODAY)) is Reason.LABEL
    assert code(permits([labelled], replace(REQUEST, observed=frozenset({"TK S", "TK NC"})), TODAY)) is None


def test_a_border_is_crossed_only_under_a_grant_of_its_own() -> None:
    abroad = replace(REQUEST, jurisdictions=frozenset({Jurisdiction.GDPR}))
    home = replace(REQUEST, jurisdictions=frozenset({Jurisdiction.BD}))
    assert code(permits([record()], home, TODAY)) is None
    assert code(permits([record()], abroad, TODAY)) is Reason.JURISDICTION
    assert code(permits([record(jurisdictions=frozenset())], home, TODAY)) is Reason.JURISDICTION
    assert code(permits([record(grants=(GRANT, ABROAD))], abroad, TODAY)) is None
    for narrow in (
        replace(ABROAD, state=State.REFUSED),
        replace(ABROAD, forms=frozenset({Form.TAG})),
        replace(ABROAD, audiences=frozenset()),
        replace(ABROAD, valid_until=TODAY - DAY),
    ):
        answer = permits([record(grants=(GRANT, narrow))], abroad, TODAY)
        assert code(answer) is Reason.JURISDICTION
    asked = replace(abroad, purpose=Purpose.CROSS_BORDER)
    assert code(permits([record(grants=(ABROAD,))], asked, TODAY)) is None
    assert code(permits([record()], asked, TODAY)) is Reason.NOT_ASKED


def test_the_refusal_shown_is_the_first_in_the_list_of_reasons() -> None:
    worst = limited(valid_until=TODAY - DAY, state=State.WITHDRAWN, valid_from=TODAY + DAY)
    assert code(permits([worst], REQUEST, TODAY)) is Reason.STATE
    two = [record(grants=()), record(community_labels=frozenset({"TK S"}))]
    assert code(permits(two, REQUEST, TODAY)) is Reason.NOT_ASKED


# --- properties over generated records ---------------------------------------------------------------

nearly = st.builds(
    replace,
    st.sampled_from([*YES.values(), group(), *(r for r, _ in NO.values())]),
    participant=st.sampled_from(PEOPLE),
)
"""Records that permit, or that refuse for one reason alone: most random records refuse for several."""

requests = st.builds(
    Request,
    purpose=st.sampled_from([PURPOSE, PURPOSE, Purpose.MEDIA]),
    form=st.just(Form.DEID_TEXT),
    audience=st.just(Audience.PROJECT),
    speakers=st.frozensets(st.sampled_from(PEOPLE[:2])),
    group=st.none() | st.just(GROUP),
    observed=st.frozensets(st.sampled_from(["TK S", "TK NC"])),
    jurisdictions=st.sampled_from([frozenset(), frozenset({Jurisdiction.BD}), frozenset({Jurisdiction.VN})]),
)
sets = st.lists(nearly | records, min_size=1, max_size=4)


def never_opens(before: Permit | Deny, after: Permit | Deny) -> None:
    assert isinstance(after, Deny) or isinstance(before, Permit)


@given(sets, requests, days)
def test_a_second_record_of_somebody_never_opens(
    known: list[ConsentRecord], request: Request, today: date
) -> None:
    held = {r.participant for r in known[:-1]} | {
        r.group for r in known[:-1] if r.capacity is Capacity.GROUP_REP
    }
    if known[-1].participant in held and (
        known[-1].capacity is not Capacity.GROUP_REP or known[-1].group in held
    ):
        never_opens(permits(known[:-1], request, today), permits(known, request, today))


@given(sets, requests, days, st.sampled_from(PEOPLE))
def test_another_speaker_never_opens(
    known: list[ConsentRecord], request: Request, today: date, speaker: str
) -> None:
    if request.speakers:
        more = replace(request, speakers=request.speakers | {speaker})
        never_opens(permits(known, request, today), permits(known, more, today))


Restriction = Callable[[ConsentRecord, date], ConsentRecord]


def _each(**changes: object) -> Restriction:
    return lambda r, _: replace(r, grants=tuple(replace(g, **changes) for g in r.grants))  # type: ignore[arg-type]


RESTRICTIONS: dict[str, Restriction] = {
    "label": lambda r, _: replace(r, community_labels=r.community_labels | {"TK X"}),
    "a shorter time": lambda r, d: replace(
        r, grants=tuple(replace(g, valid_until=min(g.valid_until or d, d)) for g in r.grants)
    ),
    "a later start": lambda r, d: replace(
        r, grants=tuple(replace(g, valid_from=max(g.valid_from or d, d)) for g in r.grants)
    ),
    "a later opening": lambda r, d: replace(
        r,
        grants=tuple(
            g
            if g.embargoed and not g.embargo_until
            else replace(g, embargo_until=max(g.embargo_until or d, d))
            for g in r.grants
        ),
    ),
    "an undated seal": _each(embargoed=True, embargo_until=None),
    "no assent": lambda r, _: replace(r, assent=False),
    "no guardian": lambda r, _: replace(r, guardian=None),
    "a child": lambda r, _: (
        replace(r, capacity=Capacity.MINOR) if r.capacity is not Capacity.GROUP_REP else r
    ),
    "no grants": lambda r, _: replace(r, grants=()),
    "no forms": _each(forms=frozenset()),
    "no readers": _each(audiences=frozenset()),
    "no birthday": lambda r, _: replace(r, born=None),
    "no law": lambda r, _: replace(r, jurisdictions=frozenset()),
    **{s.value: _each(state=s) for s in State if s not in IN_FORCE},
}


@settings(max_examples=600)
@given(st.sampled_from(sorted(RESTRICTIONS)), sets, requests, days, days, st.integers(0, 3))
def test_a_restriction_never_opens(
    name: str, known: list[ConsentRecord], request: Request, today: date, limit: date, where: int
) -> None:
    place = where % len(known)
    narrower = [RESTRICTIONS[name](r, limit) if i == place else r for i, r in enumerate(known)]
    never_opens(permits(known, request, today), permits(narrower, request, today))


@given(sets, requests, days, grants)
def test_another_grant_for_an_answered_purpose_never_opens(
    known: list[ConsentRecord], request: Request, today: date, more: Grant
) -> None:
    if any(
        g.purpose is more.purpose and g.forms >= more.forms and g.audiences >= more.audiences
        for g in known[0].grants
    ):
        added = [replace(known[0], grants=(*known[0].grants, more)), *known[1:]]
        never_opens(permits(known, request, today), permits(added, request, today))


@given(sets, requests, days, st.randoms())
def test_order_does_not_matter(
    known: list[ConsentRecord], request: Request, today: date, chance: object
) -> None:
    shuffled = [replace(r, grants=tuple(reversed(r.grants))) for r in known]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert permits(shuffled, request, today) == permits(known, request, today)


@given(sets, requests, days)
def test_a_permit_names_a_consent_of_everyone_it_needed(
    known: list[ConsentRecord], request: Request, today: date
) -> None:
    answer = permits(known, request, today)
    if isinstance(answer, Permit):
        used = [r for r in known if (r.consent_id, r.version) in answer.consents]
        assert request.speakers <= {r.participant for r in used}
        assert request.group is None or any(r.capacity is Capacity.GROUP_REP for r in used)


@given(st.lists(records, max_size=4), requests, days)
def test_nobody_outside_the_request_counts(known: list[ConsentRecord], request: Request, today: date) -> None:
    strangers = [replace(r, participant="p-9", group=None) for r in known]
    assert permits([record(), *strangers], request, today) == permits([record()], request, today)


@given(days, days)
def test_an_undated_embargo_never_opens(today: date, start: date) -> None:
    sealed = limited(embargoed=True, valid_from=min(start, today))
    assert code(permits([sealed], REQUEST, today)) is Reason.EMBARGO


@given(nearly | records, requests, days)
def test_nothing_is_permitted_after_a_withdrawal(known: ConsentRecord, request: Request, today: date) -> None:
    after = withdraw(known, None, NOW, "asked")
    assert isinstance(permits([after], request, today), Deny)
    assert isinstance(permits([after], replace(request, group=None), today), Deny)
    if any(g.state is State.WITHDRAWN for g in after.grants):
        assert is_withdrawn(after)


def test_the_generated_sets_reach_both_answers() -> None:
    assert isinstance(permits([record(), group()], replace(REQUEST, group=GROUP), TODAY), Permit)
    assert all(isinstance(permits([r], REQUEST, TODAY), Permit) for r in YES.values())
