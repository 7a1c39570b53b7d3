"""The bundled collection's consents, in both written forms, are read whole and alike."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from consent.files import Intake, records_from
from consent.record import Capacity, ConsentRecord, Purpose, State

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def read(path: Path) -> Intake:
    return records_from(path.name, path.read_bytes(), project="x", recorded_at=NOW)


def states(record: ConsentRecord) -> dict[Purpose, State]:
    return {g.purpose: g.state for g in record.grants}


def test_nothing_is_left_over_and_nobody_is_renamed() -> None:
    found = read(ROOT / "archive/demo/collection/consents.jsonl")
    assert found.problems == ()
    assert len({r.consent_id for r in found.records}) == len(found.records) > 150
    assert not any(r.participant.startswith("p-") for r in found.records)
    assert all(r.voices and r.jurisdictions and r.project for r in found.records)
    children = [r for r in found.records if r.capacity is Capacity.MINOR]
    assert children
    assert all(r.guardian and r.assent and r.born for r in children)


def test_the_two_written_forms_say_the_same() -> None:
    built = {r.participant: r for r in read(ROOT / "archive/demo/collection/consents.jsonl").records}
    sources = [r for p in sorted(ROOT.glob("collection/*/consents.jsonl")) for r in read(p).records]
    assert {r.participant for r in sources} == set(built)
    for source in sources:
        other = built[source.participant]
        assert states(source) == states(other)
        assert source.identity == other.identity
        assert (source.capacity, source.mode, source.born) == (other.capacity, other.mode, other.born)
        for bare, told in zip(source.grants, other.grants, strict=True):
            assert (bare.purpose, bare.valid_until) == (told.purpose, told.valid_until)
            assert told.embargo_until in (None, bare.embargo_until)
