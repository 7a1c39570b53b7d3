"""The one decision about consent that every exit asks. Pure: no clock, no database, no default yes.

Permission is AND: over every speaker in the span, over every record that a speaker has, over the
group's own consent, over community labels. Whatever is missing, undated or unknown means no. A
refusal carries a code for the log and a sentence that a page can show; neither names anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consent.jurisdictions import of_age_on
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
    consent must hold as well, by its name or by the participant id of its consent. ``observed`` are the
    community labels that the requester undertakes to keep: a label that is not among them closes the
    span. ``jurisdictions`` are the places where the words would be read: one that the record does not
    name is across a border.
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
    """Yes, under these consents: ``(consent_id, version)``, sorted."""

    consents: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Deny:
    """No: a code for the log and a sentence for the page."""

    code: Reason
    reason: str


def permits(records: Sequence[ConsentRecord], request: Request, today: date) -> Permit | Deny:
    """Whether ``request`` is allowed on ``today``, given the current version of each record.

    Records of participants outside the request are ignored. Of several refusals the one that stands
    first in ``Reason`` is answered, so that the order of the records makes no difference.
    """
    if not request.speakers:
        return Deny(Reason.NOBODY, "Nobody who could agree to this is on record; ask the protection officer.")
    asked: list[ConsentRecord] = []
    refusals: list[Deny] = []
    for speaker in request.speakers:
        own = [r for r in records if r.participant == speaker]
        if not own:
            refusals.append(
                Deny(
                    Reason.NO_RECORD, "A speaker has no consent on record; record it before anything is done."
                )
            )
        asked += own
    if request.group is not None:
        group = [r for r in records if _speaks_for(r, request.group)]
        if not group:
            refusals.append(
                Deny(Reason.GROUP, "The group's own consent is not on record; ask the protection officer.")
            )
        asked += group
    refusals += [refusal for r in asked for refusal in _record_refuses(r, request, today)]
    if refusals:
        return min(refusals, key=lambda r: (_ORDER[r.code], r.reason))
    return Permit(tuple(sorted({(r.consent_id, r.version) for r in asked})))


_ORDER = {reason: i for i, reason in enumerate(Reason)}


def _speaks_for(record: ConsentRecord, group: str) -> bool:
    return record.capacity is Capacity.GROUP_REP and group in (record.participant, record.group)


def _record_refuses(record: ConsentRecord, request: Request, today: date) -> Iterator[Deny]:
    closed = record.community_labels - request.observed
    if closed:
        yield Deny(
            Reason.LABEL,
            f"The community asks for care that this use does not undertake ({', '.join(sorted(closed))}).",
        )
    yield from _child_refuses(record, today)
    yield from _purpose_refuses(record, request.purpose, request, today)
    if request.jurisdictions - record.jurisdictions:
        for refusal in _purpose_refuses(record, Purpose.CROSS_BORDER, request, today):
            yield Deny(Reason.JURISDICTION, f"These words would cross a border. {refusal.reason}")


def _child_refuses(record: ConsentRecord, today: date) -> Iterator[Deny]:
    if record.capacity is not Capacity.MINOR:
        return
    if not (record.assent and record.guardian):
        yield Deny(Reason.MINOR, "A child's words need the child's assent and a guardian; one is missing.")
    if record.born is None:
        yield Deny(Reason.MINOR, "A child's day of birth is missing, so nobody knows how long this holds.")
    elif today >= of_age_on(record.born, record.jurisdictions):
        yield Deny(Reason.MINOR, "Somebody who agreed as a child is of age now; ask them again.")


def _purpose_refuses(
    record: ConsentRecord, purpose: Purpose, request: Request, today: date
) -> Iterator[Deny]:
    grants = [g for g in record.grants if g.purpose is purpose]
    fitting = [g for g in grants if request.form in g.forms and request.audience in g.audiences]
    if not grants:
        yield Deny(Reason.NOT_ASKED, f"Consent for {_words(purpose)} was never asked.")
    elif not fitting:
        yield Deny(
            Reason.FORM_OR_AUDIENCE,
            f"Consent for {_words(purpose)} does not cover this form or these readers.",
        )
    for grant in fitting:
        refusal = _grant_refuses(grant, today)
        if refusal is not None:
            yield refusal


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
