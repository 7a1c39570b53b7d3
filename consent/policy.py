"""The one decision about consent that every exit asks. Pure: no clock, no database, no default yes.

Permission is AND: over every speaker in the span, over every record that a speaker has, over the
group's own consent, over community labels. Whatever is missing, undated or unknown means no. A
refusal carries a code for the log and a sentence that a page can show; neither names anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consent.record import Audience, Capacity, ConsentRecord, Form, Grant, Jurisdiction, Purpose, State

IN_FORCE = frozenset({State.GIVEN, State.RENEWED})


class Reason(StrEnum):
    """Why a request was denied, as a code for the log."""

    NOBODY = "nobody_to_ask"
    NO_RECORD = "no_record"
    NOT_ASKED = "not_asked"
    FORM_OR_AUDIENCE = "form_or_audience"
    STATE = "state"
    NOT_YET = "not_yet_valid"
    ENDED = "ended"
    EMBARGO = "embargo"
    MINOR = "minor"
    GROUP = "group"
    LABEL = "community_label"
    JURISDICTION = "jurisdiction"


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants to do with a span.

    ``speakers`` are the participants whose words or names it holds; ``group`` is the group whose own
    consent must hold as well. ``observed`` are the community labels that the requester undertakes to
    keep: a label that is not among them closes the span.
    """

    purpose: Purpose
    form: Form
    audience: Audience
    speakers: frozenset[str]
    group: str | None = None
    observed: frozenset[str] = frozenset()
    jurisdictions: frozenset[Jurisdiction] = frozenset()


@dataclass(frozen=True, slots=True)
class Permit:
    """Yes, under these consents: ``(consent_id, version)``."""

    consents: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Deny:
    """No: a code for the log and a sentence for the page."""

    code: Reason
    reason: str


def permits(records: Sequence[ConsentRecord], request: Request, today: date) -> Permit | Deny:
    """Whether ``request`` is allowed on ``today``, given the current version of each record.

    Records of participants outside the request are ignored. The first refusal found, in the order of
    speakers, is returned.
    """
    if not request.speakers:
        return Deny(Reason.NOBODY, "Nobody who could agree to this is on record; ask the protection officer.")
    used: list[tuple[str, int]] = []
    wanted = sorted(request.speakers) + ([request.group] if request.group else [])
    for participant in dict.fromkeys(wanted):
        own = [r for r in records if r.participant == participant]
        if not own:
            return _no_record(participant == request.group and participant not in request.speakers)
        for record in own:
            refusal = _record_refuses(record, request, today)
            if refusal is not None:
                return refusal
            used.append((record.consent_id, record.version))
    return Permit(tuple(used))


def _no_record(is_group: bool) -> Deny:
    if is_group:
        return Deny(Reason.GROUP, "The group's own consent is not on record; ask the protection officer.")
    return Deny(Reason.NO_RECORD, "A speaker has no consent on record; record it before anything is done.")


def _record_refuses(record: ConsentRecord, request: Request, today: date) -> Deny | None:
    closed = record.community_labels - request.observed
    if closed:
        return Deny(
            Reason.LABEL,
            f"The community asks for care that this use does not undertake ({', '.join(sorted(closed))}).",
        )
    if record.capacity is Capacity.MINOR and not (record.assent and record.guardian):
        return Deny(Reason.MINOR, "A child's words need the child's assent and a guardian; one is missing.")
    grants = [g for g in record.grants if g.purpose is request.purpose]
    if not grants:
        return Deny(Reason.NOT_ASKED, f"Consent for {_words(request.purpose)} was never asked.")
    fitting = [g for g in grants if request.form in g.forms and request.audience in g.audiences]
    if not fitting:
        return Deny(
            Reason.FORM_OR_AUDIENCE,
            f"Consent for {_words(request.purpose)} does not cover this form or these readers.",
        )
    for grant in fitting:
        refusal = _grant_refuses(grant, today)
        if refusal is not None:
            return refusal
    return None


def _grant_refuses(grant: Grant, today: date) -> Deny | None:
    use = _words(grant.purpose)
    if grant.state not in IN_FORCE:
        return Deny(Reason.STATE, f"Consent for {use} is {grant.state}; ask the protection officer.")
    if grant.valid_from is not None and today < grant.valid_from:
        return Deny(Reason.NOT_YET, f"Consent for {use} begins on {grant.valid_from.isoformat()}.")
    if grant.valid_until is not None and today > grant.valid_until:
        return Deny(
            Reason.ENDED,
            f"Consent for {use} ended on {grant.valid_until.isoformat()}; ask the protection officer.",
        )
    if grant.embargoed or grant.embargo_until is not None:
        if grant.embargo_until is None:
            return Deny(
                Reason.EMBARGO, f"Consent for {use} is sealed without a date and does not open itself."
            )
        if today < grant.embargo_until:
            return Deny(
                Reason.EMBARGO, f"Consent for {use} is sealed until {grant.embargo_until.isoformat()}."
            )
    return None


def _words(purpose: Purpose) -> str:
    return purpose.value.replace("_", " ")
