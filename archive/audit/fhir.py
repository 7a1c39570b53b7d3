"""Entries of the log as FHIR R4 AuditEvent resources, in the shape of IHE BALP.

Reading and searching follow the patterns Read and Query, a refusal follows the pattern of an
authorisation decision by consent (Basic Audit Log Patterns, ITI Supplement). Participants go as logical
references (identifiers), since no Patient resource exists anywhere: the archive knows pseudonyms. This is
a view for other systems; the proof stays with the log, and each resource names its entry and leaf.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Final

from archive.audit.canonical import stamp
from archive.audit.exports import consent_version
from archive.model import Action, Event, LogEntry, Outcome

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

TYPES: Final = "http://terminology.hl7.org/CodeSystem/audit-event-type"
INTERACTIONS: Final = "http://hl7.org/fhir/restful-interaction"
DICOM: Final = "http://dicom.nema.org/resources/ontology/DCM"
PARTICIPATION: Final = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
ENTITY_TYPES: Final = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
ENTITY_ROLES: Final = "http://terminology.hl7.org/CodeSystem/object-role"
SOURCE_TYPES: Final = "http://terminology.hl7.org/CodeSystem/security-source-type"
SERVER_ROLES: Final = "http://terminology.hl7.org/CodeSystem/extra-security-role-type"
RESOURCES: Final = "http://hl7.org/fhir/resource-types"
BALP: Final = "https://profiles.ihe.net/ITI/BALP"
OURS: Final = "urn:heard"
REASONS: Final = "http://terminology.hl7.org/CodeSystem/v3-ActReason"

_OVERRIDES: Final[Mapping[Action, str]] = {
    Action.BREAK_GLASS_START: "110127",
    Action.BREAK_GLASS_STOP: "110138",
}
"""DICOM's Emergency Override Started and Stopped."""

_READ, _QUERY, _CREATE, _UPDATE, _DELETE = "read", "search-type", "create", "update", "delete"
_CODES: Final[Mapping[str, tuple[str, str]]] = {
    _READ: ("R", _READ),
    _QUERY: ("E", _QUERY),
    _CREATE: ("C", _CREATE),
    _UPDATE: ("U", _UPDATE),
    _DELETE: ("D", _DELETE),
}
_VERBS: Final[Mapping[str, str]] = {
    "read": _READ, "unseal": _READ, "open": _READ, "export": _READ, "verify": _READ, "due": _QUERY,
    "list": _QUERY, "run": _QUERY,
    "ingest": _CREATE, "quarantine": _CREATE, "record": _CREATE, "add": _CREATE, "release": _CREATE,
    "propose": _CREATE, "make": _CREATE, "import": _CREATE, "request": _CREATE, "start": _CREATE,
    "checkpoint": _CREATE,
    "remove": _DELETE, "destroy": _DELETE, "expire": _DELETE, "close": _DELETE,
}  # fmt: skip


def audit_event(entry: LogEntry, origin: str) -> dict[str, Json]:
    """The entry as an AuditEvent of the log ``origin``. ``sealed`` stays behind."""
    event = entry.event
    refused = event.outcome is Outcome.DENY
    resource: dict[str, Json] = {
        "resourceType": "AuditEvent",
        "id": f"{origin.rpartition('/')[2]}.{entry.seq}"[:64],
        **(_decision(event) if refused else _interaction(event.action)),
        "recorded": stamp(entry.at),
        "outcome": {Outcome.PERMIT: "0", Outcome.DENY: "8", Outcome.ERROR: "8"}[event.outcome],
        "agent": [_user(event), _server(origin, refused=refused)],
        "source": {
            "observer": _identifier(OURS, origin),
            "type": [_coding(SOURCE_TYPES, "6" if refused else "4")],
        },
        "entity": _entities(entry, origin),
    }
    if event.purpose is not None:
        resource["purposeOfEvent"] = [{"coding": [_coding(f"{OURS}:purpose", event.purpose.value)]}]
    elif event.action.value.startswith("break_glass:"):
        resource["purposeOfEvent"] = [{"coding": [_coding(REASONS, "BTG")]}]
    reasons: list[str] = [value for key, value in event.details if key == "reason"]
    if refused and reasons:
        resource["outcomeDesc"] = " ".join(reasons)
    return resource


def _interaction(action: Action) -> dict[str, Json]:
    if action in _OVERRIDES:
        override: list[Json] = [_coding(DICOM, _OVERRIDES[action]), _coding(f"{OURS}:action", action.value)]
        return {"type": _coding(DICOM, "110113"), "subtype": override, "action": "E"}
    code, interaction = _CODES[_VERBS.get(action.value.partition(":")[2], _UPDATE)]
    return {
        "type": _coding(TYPES, "rest"),
        "subtype": [_coding(INTERACTIONS, interaction), _coding(f"{OURS}:action", action.value)],
        "action": code,
    }


def _decision(event: Event) -> dict[str, Json]:
    decided = "AuthZ-Consent" if event.consents else "AuthZ-Role"
    return {
        "type": _coding(DICOM, "110113"),
        "subtype": [
            _coding(f"{BALP}/CodeSystem/AuthZsubType", decided),
            _coding(f"{OURS}:action", event.action.value),
        ],
        "action": "E",
    }


def _user(event: Event) -> Json:
    agent: dict[str, Json] = {
        "type": {"coding": [_coding(PARTICIPATION, "IRCP")]},
        "who": _identifier(f"{OURS}:user", event.actor),
        "requestor": True,
    }
    if event.role is not None:
        agent["role"] = [{"coding": [_coding(f"{OURS}:role", event.role.value)]}]
    return agent


def _server(origin: str, *, refused: bool) -> Json:
    coding = _coding(SERVER_ROLES, "authserver") if refused else _coding(DICOM, "110153")
    return {"type": {"coding": [coding]}, "who": _identifier(OURS, origin), "requestor": False}


def _entities(entry: LogEntry, origin: str) -> list[Json]:
    event = entry.event
    proof = f"{origin}#{entry.seq}"
    leaf = base64.b64encode(entry.leaf).decode("ascii")
    facts: list[Json] = [{"type": "leaf", "valueBase64Binary": leaf}]
    facts += [{"type": key, "valueString": value} for key, value in event.details if value]
    entities: list[Json] = [
        {
            "what": _identifier(f"{OURS}:entry", proof),
            "type": _coding(ENTITY_TYPES, "4"),
            "detail": facts,
        }
    ]
    if event.object_id:
        entities.append(
            {
                "what": _identifier(f"{OURS}:{event.object_type or 'object'}", event.object_id),
                "type": _coding(ENTITY_TYPES, "2"),
                "role": _coding(ENTITY_ROLES, "4"),
            }
        )
    for participant in event.participants:
        entities.append(
            {
                "what": {"type": "Patient", **_identifier(f"{OURS}:participant", participant)},
                "type": _coding(ENTITY_TYPES, "1"),
                "role": _coding(ENTITY_ROLES, "1"),
            }
        )
    for ref in event.consents:
        what = {"type": "Consent", **_identifier(f"{OURS}:consent", consent_version(ref))}
        entities.append({"what": what, "type": _coding(RESOURCES, "Consent")})
    if event.request_id:
        entities.append(
            {
                "what": _identifier(f"{OURS}:request", event.request_id),
                "type": _coding(f"{BALP}/CodeSystem/BasicAuditEntityType", "XrequestId"),
            }
        )
    return entities


def _identifier(system: str, value: str) -> dict[str, Json]:
    return {"identifier": {"system": system, "value": value}}


def _coding(system: str, code: str) -> dict[str, Json]:
    return {"system": system, "code": code}
