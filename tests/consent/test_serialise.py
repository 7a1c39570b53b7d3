"""Records survive being kept, and a value that was not written by us is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.record import ConsentRecord, Identity
from consent.serialise import identity_from_plain, identity_to_plain, record_from_plain, record_to_plain
from tests.consent.made import identities, records


@given(records)
def test_nothing_is_lost(record: ConsentRecord) -> None:
    kept = json.loads(json.dumps(record_to_plain(record)))
    identity = json.loads(json.dumps(identity_to_plain(record.identity)))
    assert record_from_plain(kept, identity_from_plain(identity)) == record


@given(records)
def test_the_identity_is_not_among_the_rest(record: ConsentRecord) -> None:
    assert "identity" not in record_to_plain(record)
    assert record_from_plain(record_to_plain(record)).identity == Identity()


@given(identities)
def test_an_identity_alone(identity: Identity) -> None:
    assert identity_from_plain(identity_to_plain(identity)) == identity


@given(records, st.data())
def test_what_is_altered_is_refused(record: ConsentRecord, data: st.DataObject) -> None:
    kept = record_to_plain(record)
    key = data.draw(st.sampled_from(["form", "version", "grants", "capacity", "recorded_at", "assent"]))
    wrong = data.draw(st.sampled_from([None, "?", 1.5, {}, [1]]))
    with pytest.raises(ValueError, match=r"record|form|know|missing"):
        record_from_plain({**kept, key: wrong})


@given(records)
def test_a_field_that_is_unknown_or_gone_is_refused(record: ConsentRecord) -> None:
    kept = record_to_plain(record)
    with pytest.raises(ValueError, match="do not know"):
        record_from_plain({**kept, "embargo": "2030-01-01"})
    with pytest.raises(ValueError, match="missing"):
        record_from_plain({k: v for k, v in kept.items() if k != "capacity"})
    with pytest.raises(ValueError, match="one value"):
        record_from_plain({**kept, "identity": {}})
