"""A record in the terms of others comes back as it was, and names nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.policy import Deny, Request, permits
from consent.record import Audience, Capacity, ConsentRecord, Form, Guardian, Identity, Purpose, State, Voice
from consent.standard_records import (
    PURPOSE,
    STATUS,
    record_from_exchange,
    record_to_exchange,
)
from tests.consent.made import TODAY, child, record, records


def bare(known: ConsentRecord) -> ConsentRecord:
    return replace(
        known,
        identity=Identity(),
        voices=(),
        born=None,
        supporter="",
        witness="",
        risk="",
        safe_contact_note="",
        guardian=Guardian(known.guardian.relation) if known.guardian else None,
    )


@given(records)
def test_out_and_in(known: ConsentRecord) -> None:
    document = json.loads(json.dumps(record_to_exchange(known)))
    assert record_from_exchange(document) == bare(known)


def test_every_state_has_a_term_of_its_own() -> None:
    assert set(STATUS) == set(State)
    assert len(set(STATUS.values())) == len(State)
    assert set(PURPOSE) <= set(Purpose)


def test_nobody_is_named() -> None:
    secret = "Zzyzx"
    known = record(
        identity=Identity(names=(secret,), phones=(secret,)),
        voices=(Voice(secret, secret),),
        guardian=Guardian("aunt", secret),
        supporter=secret,
        witness=secret,
        risk=secret,
        safe_contact_note=secret,
    )
    assert secret not in json.dumps(record_to_exchange(known))


def test_a_child_comes_in_closed() -> None:
    request = Request(Purpose.RESEARCH_PROJECT, Form.DEID_TEXT, Audience.PROJECT, frozenset({"p-1"}))
    assert not isinstance(permits([child()], request, TODAY), Deny)
    back = record_from_exchange(record_to_exchange(child()))
    assert back.capacity is Capacity.MINOR
    assert isinstance(permits([back], request, TODAY), Deny)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if isinstance(value, dict) else []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if key != "@context":
            found += paths(inner, (*path, key))
    return found


@given(records, st.data())
def test_a_field_too_many_or_too_few_is_refused(known: ConsentRecord, data: st.DataObject) -> None:
    document = json.loads(json.dumps(record_to_exchange(known)))
    place = document
    for key in data.draw(st.sampled_from(paths(document))):
        place = place[key]
    if data.draw(st.booleans()):
        place["heard:restriction"] = "2030-01-01"
    else:
        del place[data.draw(st.sampled_from(sorted(set(place) - {"@context", "purpose_type"})))]
    with pytest.raises(ValueError, match=r"record|Identity|Guardian"):
        record_from_exchange(document)


def test_the_subject_must_be_the_same_everywhere() -> None:
    document = record_to_exchange(record())
    document["party_identification"][0]["party_id"] = "p-2"
    with pytest.raises(ValueError, match="party"):
        record_from_exchange(document)
