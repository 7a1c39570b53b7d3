"""A record in the terms of others tells every answer, and names nobody."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given

from consent.record import ConsentRecord, Guardian, Identity, Purpose, State, Voice
from consent.standard_records import (
    PURPOSE,
    STATUS,
    record_to_exchange,
)
from tests.consent.made import record, records


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


@given(records, records)
def test_records_differ_in_what_they_allow_if_and_only_if_their_documents_do(
    one: ConsentRecord, other: ConsentRecord
) -> None:
    documents = [json.dumps(record_to_exchange(each), sort_keys=True) for each in (one, other)]
    assert (documents[0] == documents[1]) is (bare(one) == bare(other))


@given(records)
def test_what_is_left_out_changes_nothing(known: ConsentRecord) -> None:
    assert record_to_exchange(known) == record_to_exchange(bare(known))


@given(records)
def test_every_answer_is_told_with_its_state_and_its_days(known: ConsentRecord) -> None:
    purposes = record_to_exchange(known)["pii_processing"]["purposes"]
    assert [(p["purpose"], p["event_state"]) for p in purposes] == [
        (g.purpose.value, STATUS[g.state]) for g in known.grants
    ]
    days = [(g.valid_from, g.valid_until) for g in known.grants]
    assert [tuple(p["validity_duration"].values()) for p in purposes] == [
        tuple(day and day.isoformat() for day in pair) for pair in days
    ]


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
