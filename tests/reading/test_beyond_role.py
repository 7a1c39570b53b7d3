"""What a reader is told of what they may not see: one bit, of many, of nothing that anybody refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import reading, withdrawal
from archive.access.gate import UnitOfWork
from archive.model import AccessRequest, Action, Role, Scope, TestimonyState, new_id
from archive.ports import Archive
from archive.reading.beyond_role import reached
from archive.reading.search import SearchAnswer
from archive.review import decisions as review_decisions
from archive.search.query import parse
from consent.policy import Permit, Request, permits
from consent.record import Audience, Form, Purpose, State
from tests.reading.crowd import ADA, AGREED, INSIDE, OLGA, agreeing, crowd, person
from tests.review.interviews import RESEARCHER, STEWARD


def asked(archive: Archive, words: str, purpose: Purpose = INSIDE, user: str = "ada") -> SearchAnswer:
    return reading.search(UnitOfWork(archive, replace(ADA, purpose=purpose, user=user)), parse(words))


def test_five_people_are_hinted_at_and_four_are_not(archive: Archive) -> None:
    crowd(archive, 5, "The ferry sank.")
    crowd(archive, 4, "The mill burnt.", 10)
    assert asked(archive, "ferry") == SearchAnswer((), ("delta",))
    assert asked(archive, "mill", user="ben") == SearchAnswer()
    assert asked(archive, "lantern", user="ben") == SearchAnswer()


def test_many_words_of_few_people_are_no_hint(archive: Archive) -> None:
    crowd(archive, 4, "The mill burnt. The mill burnt. The mill burnt.")
    assert asked(archive, "mill").more_in == ()


NO: dict[str, Callable[[Archive, str], object]] = {
    "refused": lambda archive, who: person(archive, who, "The ferry sank.", agreeing(State.REFUSED)),
    "never answered": lambda archive, who: person(archive, who, "The ferry sank.", agreeing(State.UNKNOWN)),
    "other form": lambda archive, who: person(archive, who, "The ferry sank.", agreeing(forms=(Form.QUOTE,))),
    "other readers": lambda archive, who: person(
        archive, who, "The ferry sank.", agreeing(audiences=(Audience.ARCHIVE,))
    ),
    "other project": lambda archive, who: person(archive, who, "The ferry sank.", project="hills"),
    "waits for review": lambda archive, who: person(archive, who, "The ferry sank.", approved=False),
    "machine alone": lambda archive, who: review_decisions.mask(
        UnitOfWork(archive, STEWARD), person(archive, who, "The ferry sank.", approved=False)
    ),
    "back in review": lambda archive, who: archive.store.testimonies.set_state(
        person(archive, who, "The ferry sank."), TestimonyState.DETECTED
    ),
    "withdrawn": lambda archive, who: (
        person(archive, who, "The ferry sank."),
        withdrawal.withdraw(UnitOfWork(archive, OLGA), f"p-{who}", None, "asked"),
    ),
}
"""What must never be hinted at, each of it in the index by force where nothing else keeps it out."""


@pytest.mark.parametrize("why", NO)
def test_what_nobody_may_ask_for_makes_no_hint(archive: Archive, why: str) -> None:
    crowd(archive, 4, "The ferry sank.")
    for n in range(2):
        NO[why](archive, f"no{n}")
    assert asked(archive, "ferry").more_in == ()
    crowd(archive, 1, "The ferry sank.", 10)
    assert asked(archive, "ferry", user="ben").more_in == ("delta",), "the control"


def test_what_nobody_consented_to_index_makes_no_hint(archive: Archive) -> None:
    """Even documents that stand in the index by force: consent is asked of each."""
    crowd(archive, 4, "The ferry sank.")
    for n in range(3):
        one = person(archive, f"no{n}", "The ferry sank.")
        kept = archive.store.testimonies.get(one)
        assert kept is not None
        documents = reading.index_documents(archive, kept)
        withdrawal.withdraw(UnitOfWork(archive, OLGA), f"p-no{n}", None, "asked")
        archive.index.put(documents)
    assert asked(archive, "ferry").more_in == ()


@pytest.mark.parametrize("purpose", [Purpose.ADVOCACY_PUBLISH_QUOTE, Purpose.MEDIA])
def test_consent_for_one_purpose_hints_for_no_other(archive: Archive, purpose: Purpose) -> None:
    crowd(archive, 6, "The ferry sank.")
    assert asked(archive, "ferry", purpose).more_in == ()


def test_a_researcher_sees_all_that_consent_opens_and_is_told_of_nothing(archive: Archive) -> None:
    crowd(archive, 5, "The ferry sank.")
    answer = reading.search(UnitOfWork(archive, RESEARCHER), parse("ferry"))
    assert (len(answer.passages), answer.more_in) == (5, ())


def test_the_same_words_with_one_more_tell_nothing(archive: Archive) -> None:
    crowd(archive, 6, "The ferry sank.")
    person(archive, "odd", "The ferry sank near the chapel.")
    assert asked(archive, "ferry").more_in == ("delta",)
    for words in ("ferry -chapel", "ferry -lantern", "ferry OR lantern", "sank", "ferry OR chapel"):
        assert asked(archive, words).more_in == (), words
    assert asked(archive, "ferry").more_in == ("delta",), "the same query is answered as before"
    assert asked(archive, "ferry -chapel", user="ben").more_in == ("delta",)
    assert asked(archive, "ferry", user="ben").more_in == (), "whichever comes first"
    crowd(archive, 5, "The mill burnt.", 20)
    assert asked(archive, "mill").more_in == ("delta",), "other people"


def test_silence_is_remembered_too(archive: Archive) -> None:
    """Four people, then the same four and one more: the step from silence to a hint would name the fifth."""
    crowd(archive, 4, "The ferry sank.")
    person(archive, "odd", "The chapel fell.")
    assert asked(archive, "ferry").more_in == ()
    assert asked(archive, "ferry OR chapel").more_in == ()
    assert asked(archive, "ferry OR chapel", user="ben").more_in == ("delta",)


def test_a_hint_ends_when_too_few_are_left(archive: Archive) -> None:
    crowd(archive, 5, "The ferry sank.")
    assert asked(archive, "ferry").more_in == ("delta",)
    withdrawal.withdraw(UnitOfWork(archive, OLGA), "p-n1", None, "asked")
    assert asked(archive, "ferry").more_in == ()


def test_a_hint_is_on_the_log_without_a_number_or_a_person(archive: Archive) -> None:
    crowd(archive, 5, "The ferry sank.")
    asked(archive, "ferry")
    [entry] = archive.log.entries(action=Action.ACCESS_HINT.value)
    event = entry.event
    assert (event.actor, event.object_id, event.purpose) == ("ada", "delta", INSIDE)
    assert not event.participants
    assert not event.details


def test_who_shows_no_hint_gives_none(archive: Archive) -> None:
    crowd(archive, 5, "The ferry sank.")
    assert reading.search_passages(UnitOfWork(archive, ADA), parse("ferry")) == []
    assert list(archive.log.entries(action=Action.ACCESS_HINT.value)) == []
    assert asked(archive, "ferry").more_in == ("delta",)


def granted(archive: Archive, **more: object) -> AccessRequest:
    """A grant put straight into the store, as if an officer had said yes."""
    now = archive.clock.now()
    one = AccessRequest(
        new_id("a"), "ada", Role.ADVOCACY, "delta", INSIDE, now, archive.clock.today() + timedelta(days=9),
    )  # fmt: skip
    one = replace(one, **more)  # type: ignore[arg-type]
    archive.store.access_requests.add(one)
    archive.store.access_requests.answer(one.id, "olga", now, granted=True, note="yes")
    return one


def test_a_grant_opens_passages_and_takes_the_hint_away(archive: Archive) -> None:
    crowd(archive, 5, "The ferry sank.")
    person(archive, "shy", "The ferry sank.", agreeing(State.REFUSED))
    one = granted(archive)
    answer = asked(archive, "ferry")
    assert {p.participant for p in answer.passages} == {f"p-n{n}" for n in range(5)}
    assert answer.more_in == ()
    [entry] = archive.log.entries(action=Action.ACCESS_USE.value)
    assert entry.event.object_id == one.id
    assert set(entry.event.participants) == {p.participant for p in answer.passages}
    assert len(entry.event.consents) == 5
    archive.store.access_requests.end(one.id, "olga", archive.clock.now())
    assert asked(archive, "ferry").passages == ()


def test_a_withdrawal_ends_the_grant_for_those_words(archive: Archive) -> None:
    crowd(archive, 3, "The ferry sank.")
    granted(archive)
    withdrawal.withdraw(UnitOfWork(archive, OLGA), "p-n1", None, "asked")
    assert {p.participant for p in asked(archive, "ferry").passages} == {"p-n0", "p-n2"}


WORDS = "The ferry sank."
STATES = st.sampled_from(State)
FORMS = st.frozensets(st.sampled_from([Form.DEID_TEXT, Form.QUOTE, Form.RAW_TEXT]))
READERS = st.frozensets(st.sampled_from(Audience))
CONSENTS = st.lists(
    st.tuples(st.just(State.GIVEN) | STATES, st.just(frozenset(AGREED[1])) | FORMS,
              st.just(frozenset(AGREED[2])) | READERS),
    min_size=3, max_size=3,
)  # fmt: skip
GRANTS = st.lists(
    st.fixed_dictionaries(
        {
            "user": st.sampled_from(["ada", "ben"]),
            "project": st.sampled_from(["delta", "hills"]),
            "purpose": st.sampled_from([INSIDE, Purpose.MEDIA]),
            "days": st.integers(-2, 2),
            "ended": st.booleans(),
        }
    ),
    max_size=3,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CONSENTS, GRANTS)
def test_a_grant_opens_no_more_than_consent_permits(
    archive: Archive,
    consents: list[tuple[State, frozenset[Form], frozenset[Audience]]],
    grants: list[dict[str, Any]],
) -> None:
    """For any consents and any grants: what is read is what policy permits, under a grant that is open."""
    names = [f"p-n{n}" for n in range(3)]
    scope = Scope.of({"delta"})
    if not archive.store.consents.current(scope, names):
        crowd(archive, 3, WORDS)
    for who, answer in zip(names, consents, strict=True):
        [old] = archive.store.consents.current(scope, [who])
        kept = tuple(g for g in old.grants if g.purpose is not INSIDE)
        new = replace(old, version=old.version + 1, supersedes=old.version, grants=(*kept, agreeing(*answer)))
        archive.store.consents.add(new)
    today = archive.clock.today()
    for one in archive.store.access_requests.all(scope):
        archive.store.access_requests.end(one.id, "olga", archive.clock.now())
    standing = False
    for wanted in grants:
        made = granted(
            archive, user=wanted["user"], project=wanted["project"], purpose=wanted["purpose"],
            until=today + timedelta(days=wanted["days"]),
        )  # fmt: skip
        if wanted["ended"]:
            archive.store.access_requests.end(made.id, "olga", archive.clock.now())
        fits = (wanted["user"], wanted["project"], wanted["purpose"]) == ("ada", "delta", INSIDE)
        standing |= fits and wanted["days"] >= 0 and not wanted["ended"]
    read = {p.participant for p in asked(archive, "ferry").passages}
    allowed = {
        who
        for who in names
        if isinstance(
            permits(
                archive.store.consents.current(scope, [who]),
                Request(INSIDE, Form.DEID_TEXT, Audience.COALITION, frozenset({who})),
                today,
            ),
            Permit,
        )
    }
    assert read == (allowed if standing else set())
    if not standing:
        beyond = reached(UnitOfWork(archive, ADA), parse("ferry"), 0, hints=True)
        assert beyond.people == {"delta": allowed}, "a hint is about the same people, or about nobody"
