"""A consent record in the terms of ISO/IEC TS 27560:2023 and the W3C Data Privacy Vocabulary.

For handing a record to another controller, or to the participant as a copy of their data. JSON-LD: the
field names are those of TS 27560, states and roles are ``dpv:`` terms, and what neither knows (forms,
audiences, embargoes, community labels) stands under ``heard:``. Left out on purpose, so that a copy that
goes astray names nobody: identity, day of birth, names of guardian, witness and supporter, risks, notes on
contact, and the documents in which the participant speaks.
"""

from __future__ import annotations

from collections.abc import Mapping

from consent.record import ConsentRecord, Purpose, State
from consent.serialise import JsonObject, record_to_plain

SCHEMA = "ISO/IEC TS 27560:2023"
CONTEXT = {
    "@vocab": "urn:heard:consent:",
    "heard": "urn:heard:consent:",
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
}
STATUS: Mapping[State, str] = {
    State.REQUESTED: "dpv:ConsentRequested",
    State.GIVEN: "dpv:ConsentGiven",
    State.RENEWED: "dpv:RenewedConsentGiven",
    State.REFUSED: "dpv:ConsentRefused",
    State.DEFERRED: "dpv:ConsentRequestDeferred",
    State.SUSPENDED: "heard:ConsentSuspended",
    State.EXPIRED: "dpv:ConsentExpired",
    State.WITHDRAWN: "dpv:ConsentWithdrawn",
    State.REVOKED: "dpv:ConsentRevoked",
    State.INVALIDATED: "dpv:ConsentInvalidated",
    State.UNKNOWN: "dpv:ConsentUnknown",
}
"""State → DPV consent status; DPV has no word for a suspended consent."""

PURPOSE: Mapping[Purpose, str] = {
    Purpose.STORE_SEALED: "dpv:RecordManagement",
    Purpose.PROCESS_DEIDENTIFY: "heard:ProcessDeidentify",
    Purpose.RESEARCH_PROJECT: "dpv:ScientificResearch",
    Purpose.RESEARCH_REUSE: "dpv:ScientificResearch",
    Purpose.ADVOCACY_INTERNAL: "dpv:PublicPolicyMaking",
    Purpose.ADVOCACY_PUBLISH_QUOTE: "dpv:PublicPolicyMaking",
    Purpose.AGGREGATE_SDG_REPORTING: "dpv:ProvideOfficialStatistics",
    Purpose.RECONTACT: "dpv:CommunicationManagement",
}
"""The nearest DPV purpose; a purpose that has none is ``heard:`` and its own name."""

_PROCESSING: Mapping[str, str] = {
    "privacy_notice": "notice_id",
    "privacy_notice_version": "notice_version",
    "language": "language",
    "lawful_basis": "lawful_basis",
    "collection_method": "mode",
    "withdrawal_method": "withdrawal_terms_told",
    "jurisdiction": "jurisdictions",
    "service": "project",
    "heard:interpreter": "interpreter",
    "heard:conditions": "conditions",
    "heard:community_labels": "community_labels",
}
_PURPOSES: Mapping[str, str] = {
    "pii_information": "forms",
    "recipient_third_parties": "audiences",
    "heard:embargoed": "embargoed",
    "heard:embargo_until": "embargo_until",
    "event_reason": "reason",
    "event_evidence": "evidence",
}
_EVENT: Mapping[str, str] = {
    "event_time": "collected_at",
    "heard:recorded_at": "recorded_at",
    "entity_id": "collected_by",
    "heard:artefact_ref": "artefact_ref",
    "heard:review_due": "review_due",
}
_RECORD: Mapping[str, str] = {
    "record_id": "consent_id",
    "dct:hasVersion": "version",
    "dct:replaces": "supersedes",
    "pii_principal_id": "participant",
    "heard:capacity": "capacity",
    "heard:assent": "assent",
    "heard:group": "group",
}


def record_to_exchange(record: ConsentRecord) -> JsonObject:
    """The record as a JSON-LD document (plain JSON values)."""
    plain = record_to_plain(record)
    return {
        "@context": CONTEXT,
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": SCHEMA,
        **_taken(_RECORD, plain),
        "pii_processing": {
            **_taken(_PROCESSING, plain),
            "purposes": [_purpose_out(grant) for grant in _list(plain["grants"])],
        },
        "event": _taken(_EVENT, plain),
        "party_identification": _parties(plain),
    }


def _purpose_out(value: object) -> JsonObject:
    grant = _object(value)
    purpose = Purpose(str(grant["purpose"]))
    return {
        "@type": "dpv:Purpose",
        "purpose": purpose.value,
        "purpose_type": PURPOSE.get(purpose, f"heard:{purpose.value}"),
        "event_state": STATUS[State(str(grant["state"]))],
        "validity_duration": {"from": grant["valid_from"], "until": grant["valid_until"]},
        **_taken(_PURPOSES, grant),
    }


def _parties(plain: Mapping[str, object]) -> list[JsonObject]:
    parties: list[JsonObject] = [{"party_role": "dpv:DataSubject", "party_id": plain["participant"]}]
    parties += [
        {"party_role": "dpv:DataController", "party_name": name} for name in _list(plain["controllers"])
    ]
    if plain["guardian"] is not None:
        relation = _object(plain["guardian"])["relation"]
        parties.append({"party_role": "dpv:GuardianOfDataSubject", "heard:relation": relation})
    return parties


def _taken(names: Mapping[str, str], plain: Mapping[str, object]) -> JsonObject:
    return {theirs: plain[ours] for theirs, ours in names.items()}


def _object(value: object) -> JsonObject:
    if not isinstance(value, Mapping):
        raise ValueError("A part of this record is missing.")
    return dict(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("A part of this record is missing.")
    return value
