"""A plain record holds whatever was answered, and never whose answers they are."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given

from consent.record import ConsentRecord, Identity
from consent.serialise import record_to_plain
from tests.consent.made import identities, records


@given(records, records)
def test_records_that_differ_in_an_answer_differ_in_plain(one: ConsentRecord, other: ConsentRecord) -> None:
    alike = replace(one, identity=Identity()) == replace(other, identity=Identity())
    assert (json.dumps(record_to_plain(one)) == json.dumps(record_to_plain(other))) is alike


@given(records, identities)
def test_the_identity_is_not_among_the_rest(record: ConsentRecord, identity: Identity) -> None:
    plain = record_to_plain(record)
    assert "identity" not in plain
    assert record_to_plain(replace(record, identity=identity)) == plain
