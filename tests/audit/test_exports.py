"""Tables and FHIR resources made from entries."""

from __future__ import annotations

import base64
import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.audit.exports import COLUMNS, csv_lines
from archive.audit.fhir import audit_event
from archive.model import Action, ConsentRef, Event, LogEntry, Outcome, Role
from consent.record import Purpose

EVENT = Event(
    Action.TESTIMONY_READ,
    "rosa",
    Role.RESEARCHER,
    Outcome.PERMIT,
    object_type="testimony",
    object_id="t-1",
    turn=0,
    purpose=Purpose.RESEARCH_PROJECT,
    participants=("p-1", "p-2"),
    consents=(ConsentRef("c-1", 2),),
    details=(("turns", "3"),),
    request_id="r-1",
    sealed=b"only for the officer",
)
ENTRY = LogEntry(41, datetime(2026, 3, 1, 8, 0, 0, 5, UTC), EVENT, bytes(range(32)))
ORIGIN = "heard/a-1"


def table(*entries: LogEntry) -> list[dict[str, str]]:
    return list(csv.DictReader("".join(csv_lines(entries)).splitlines(keepends=True)))


def test_a_row_holds_the_entry() -> None:
    (row,) = table(ENTRY)
    assert tuple(row) == COLUMNS
    assert row["seq"] == "41"
    assert row["at"] == "2026-03-01T08:00:00.000005Z"
    assert row["turn"] == "0"
    assert row["participants"] == "p-1 p-2"
    assert row["consents"] == "c-1@2"
    assert row["details"] == "turns=3"
    assert row["leaf"] == bytes(range(32)).hex()
    assert not any("officer" in cell for cell in row.values())


@given(
    st.sampled_from("=+-@\t\r\n＝＋－＠"),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=10),
)
def test_no_cell_begins_a_formula(first: str, rest: str) -> None:
    entry = replace(ENTRY, event=replace(EVENT, actor=first + rest))
    written = io.StringIO("".join(csv_lines([entry])), newline="")
    header, row = csv.reader(written)
    assert row[header.index("actor")] == "'" + first + rest


def test_a_reading_has_the_shape_of_a_balp_read() -> None:
    resource = audit_event(ENTRY, ORIGIN)
    assert resource["resourceType"] == "AuditEvent"
    assert resource["action"] == "R"
    assert resource["outcome"] == "0"
    assert resource["recorded"] == "2026-03-01T08:00:00.000005Z"
    assert resource["type"] == {
        "system": "http://terminology.hl7.org/CodeSystem/audit-event-type",
        "code": "rest",
    }
    assert codes(resource["subtype"]) == ["read", "testimony:read"]
    assert [agent["requestor"] for agent in resource["agent"]] == [True, False]
    written = json.dumps(resource)
    assert "only for" not in written
    assert base64.b64encode(b"only for the officer").decode() not in written


def codes(found: object) -> list[str]:
    assert isinstance(found, list)
    return [each["code"] for each in found]


def test_entities_name_the_entry_the_object_the_people_and_the_consents() -> None:
    found = audit_event(ENTRY, ORIGIN)["entity"]
    assert isinstance(found, list)
    named = [(each["type"]["code"], each["what"]["identifier"]["value"]) for each in found]
    assert named == [
        ("4", "heard/a-1#41"),
        ("2", "t-1"),
        ("1", "p-1"),
        ("1", "p-2"),
        ("Consent", "c-1@2"),
        ("XrequestId", "r-1"),
    ]
    assert found[0]["detail"][0]["valueBase64Binary"] == base64.b64encode(bytes(range(32))).decode()


def test_a_refusal_has_the_shape_of_a_decision() -> None:
    refused = replace(EVENT, outcome=Outcome.DENY, details=(("reason", "purpose"),))
    resource = audit_event(replace(ENTRY, event=refused), ORIGIN)
    assert resource["type"] == {"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110113"}
    assert codes(resource["subtype"]) == ["AuthZ-Consent", "testimony:read"]
    assert (resource["action"], resource["outcome"], resource["outcomeDesc"]) == ("E", "8", "purpose")


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_action_has_the_required_fields_of_r4(action: Action, outcome: Outcome) -> None:
    bare = Event(action, "rosa", None, outcome)
    resource = audit_event(replace(ENTRY, event=bare), ORIGIN)
    assert {"type", "recorded", "agent", "source"} <= resource.keys()
    assert resource["action"] in {"C", "R", "U", "D", "E"}
    assert resource["outcome"] in {"0", "4", "8", "12"}
