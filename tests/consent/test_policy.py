"""The one decision: everything missing is a no, every restriction only takes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
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


@pytest.mark.parametrize(
    ("case", "place"),
    [
        (case, place)
        for case in NO
        for place in ("second record", "second speaker", "group")
        if place != "group" or NO[case][0].capacity is not Capacity.MINOR
    ],
)
def test_one_no_is_enough_wherever_it_stands(case: str, place: str) -> None:
    refused, reason = NO[case]
    request, known = REQUEST, [record(), refused]
    if place == "second speaker":
        request = replace(REQUEST, speakers=frozenset({"p-1", "p-2"}))
        known = [record(), replace(refused, participant="p-2")]
    if place == "group":
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
#
# Nearly every random set of records is refused for several reasons at once, so that one reason more or less
# changes nothing. These sets permit by construction, and are then spoilt in one place.


@dataclass(frozen=True)
class Case:
    """A request, and records that permit it today: one or two of every speaker, one of the group."""

    request: Request
    known: tuple[ConsentRecord, ...]

    def answer(self, *more: ConsentRecord, instead: int | None = None) -> Permit | Deny:
        """What is decided with ``more``, in place of one of the records or beside them."""
        kept = [r for i, r in enumerate(self.known) if i != instead]
        return permits([*kept, *more], self.request, TODAY)


@st.composite
def permitted(draw: st.DrawFn) -> Case:
    """A case that permits."""
    speakers = draw(st.frozensets(st.sampled_from(PEOPLE), min_size=1))
    whole = draw(st.none() | st.just(GROUP))
    known = []
    for who in sorted(speakers):
        for number in range(draw(st.integers(1, 2))):
            yes = draw(st.sampled_from(sorted(YES)))
            known.append(replace(YES[yes], participant=who, consent_id=f"c-{who}-{number}"))
    if whole:
        known.append(group())
    home = draw(st.sampled_from([frozenset(), frozenset({Jurisdiction.BD})]))
    observed = draw(st.frozensets(st.sampled_from(["TK S", "TK NC"])))
    request = replace(REQUEST, speakers=speakers, group=whole, jurisdictions=home, observed=observed)
    return Case(request, tuple(draw(st.permutations(known))))


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[Case, int, Reason]:
    """A case in which one record, at this place, refuses, and for which reason."""
    case = draw(permitted())
    case = replace(case, request=replace(case.request, observed=frozenset()))
    place = draw(st.integers(0, len(case.known) - 1))
    good = case.known[place]
    bad, reason = NO[draw(st.sampled_from([n for n in sorted(NO) if _fits(NO[n][0], good)]))]
    bad = replace(bad, participant=good.participant, consent_id=good.consent_id)
    if good.capacity is Capacity.GROUP_REP:
        bad = replace(bad, capacity=Capacity.GROUP_REP, group=good.group)
    known = (*case.known[:place], bad, *case.known[place + 1 :])
    return replace(case, known=known), place, reason


def _fits(bad: ConsentRecord, good: ConsentRecord) -> bool:
    return good.capacity is not Capacity.GROUP_REP or bad.capacity is not Capacity.MINOR


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


@given(permitted())
def test_what_everyone_permits_is_permitted_under_the_consent_of_each(case: Case) -> None:
    expected = Permit(tuple(sorted((r.consent_id, r.version) for r in case.known)))
    assert case.answer() == expected


@given(spoilt())
def test_one_that_refuses_closes_it_for_its_reason(drawn: tuple[Case, int, Reason]) -> None:
    case, _, reason = drawn
    assert code(case.answer()) is reason


@given(spoilt(), st.sampled_from(sorted(YES)))
def test_a_second_record_of_somebody_never_opens(drawn: tuple[Case, int, Reason], other: str) -> None:
    case, place, reason = drawn
    refusing = case.known[place]
    more = replace(
        YES[other] if refusing.capacity is not Capacity.GROUP_REP else group(),
        participant=refusing.participant, consent_id="c-more",
    )  # fmt: skip
    assert code(case.answer(more)) is reason
    assert isinstance(case.answer(more, instead=place), Permit)


@given(permitted(), st.sampled_from(sorted(NO)))
def test_another_speaker_is_asked_as_well(case: Case, name: str) -> None:
    bad, reason = NO[name]
    more = replace(
        case, request=replace(case.request, speakers=case.request.speakers | {"p-8"}, observed=frozenset())
    )
    assert code(more.answer()) is Reason.NO_RECORD
    assert isinstance(more.answer(record("p-8")), Permit)
    assert code(more.answer(replace(bad, participant="p-8"))) is reason
    assert isinstance(case.answer(replace(bad, participant="p-8")), Permit), "a stranger's no counts nothing"


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

DATED = {"a shorter time": -DAY, "a later start": DAY, "a later opening": DAY}
"""Restrictions by a day, and how far from today that day closes."""
IDLE = {"no assent", "no guardian", "no birthday", "no law"}
"""What takes something only from a child, or from words that cross a border."""


@given(permitted(), st.sampled_from(sorted(set(RESTRICTIONS) - IDLE)), st.data())
def test_a_restriction_closes(case: Case, name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(case.known) - 1))
    good = case.known[place]
    change = RESTRICTIONS[name]
    if name in DATED:
        assert code(case.answer(change(good, TODAY), instead=place)) is None, "the day itself is not past"
        assert isinstance(case.answer(change(good, TODAY + DATED[name]), instead=place), Deny)
    elif name == "a child" and (good.capacity is Capacity.GROUP_REP or good.capacity is Capacity.MINOR):
        assert change(good, TODAY) == good
    else:
        assert isinstance(case.answer(change(good, TODAY), instead=place), Deny)


@given(spoilt(), st.sampled_from(sorted(RESTRICTIONS)), days, st.data())
def test_a_restriction_never_opens(
    drawn: tuple[Case, int, Reason], name: str, limit: date, data: st.DataObject
) -> None:
    case, _, _ = drawn
    place = data.draw(st.integers(0, len(case.known) - 1))
    assert isinstance(case.answer(RESTRICTIONS[name](case.known[place], limit), instead=place), Deny)


@pytest.mark.parametrize("name", sorted(IDLE - {"no law"}))
def test_a_childs_words_lose_what_carries_them(name: str) -> None:
    assert code(permits([RESTRICTIONS[name](child(), TODAY)], REQUEST, TODAY)) is Reason.MINOR
    assert code(permits([RESTRICTIONS[name](record(), TODAY)], REQUEST, TODAY)) is None


@given(permitted(), grants, st.data())
def test_another_grant_for_an_answered_purpose_counts_as_well(
    case: Case, more: Grant, data: st.DataObject
) -> None:
    """Beside a yes, a second answer for the same use closes unless it is a yes by itself."""
    place = data.draw(st.integers(0, len(case.known) - 1))
    good = case.known[place]
    more = replace(more, purpose=PURPOSE, forms=GRANT.forms, audiences=GRANT.audiences)
    alone = permits([limited(**{f: getattr(more, f) for f in more.__dataclass_fields__})], REQUEST, TODAY)
    both = case.answer(replace(good, grants=(*good.grants, more)), instead=place)
    assert code(both) is code(alone)


@given(
    st.lists(records, min_size=1, max_size=4) | permitted().map(lambda c: list(c.known)),
    requests,
    days,
    st.randoms(),
)
def test_order_does_not_matter(
    known: list[ConsentRecord], request: Request, today: date, chance: object
) -> None:
    shuffled = [replace(r, grants=tuple(reversed(r.grants))) for r in known]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert permits(shuffled, request, today) == permits(known, request, today)


@given(permitted(), st.lists(records, max_size=4))
def test_nobody_outside_the_request_counts(case: Case, others: list[ConsentRecord]) -> None:
    strangers = [replace(r, participant="p-9", group=None) for r in others]
    assert case.answer(*strangers) == case.answer()


@given(days, days)
def test_an_undated_embargo_never_opens(today: date, start: date) -> None:
    sealed = limited(embargoed=True, valid_from=min(start, today))
    assert code(permits([sealed], REQUEST, today)) is Reason.EMBARGO


@given(permitted(), st.data())
def test_after_a_withdrawal_of_one_nothing_of_them_is_permitted(case: Case, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(case.known) - 1))
    after = withdraw(case.known[place], None, NOW, "asked")
    assert is_withdrawn(after)
    assert code(case.answer(after, instead=place)) is Reason.STATE


@given(records, requests, days)
def test_nothing_is_permitted_after_a_withdrawal(known: ConsentRecord, request: Request, today: date) -> None:
    after = withdraw(known, None, NOW, "asked")
    assert isinstance(permits([after], request, today), Deny)
    assert isinstance(permits([after], replace(request, group=None), today), Deny)
