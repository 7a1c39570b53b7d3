"""Consents as the officer sees them: the register, what is due, and records in terms that others read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.audit.break_glass import emergencies
from archive.errors import NotFound
from archive.model import Action, ConsentRef, Scope, TurnState
from archive.model.json_object import JsonObject
from archive.oversight import access_requests, identities
from archive.oversight.break_glass import holds_emergency
from archive.oversight.log_scope import in_scope
from archive.oversight.proofs import findings
from archive.ports import Archive
from consent.due import due as due_records
from consent.policy import IN_FORCE
from consent.record import ConsentRecord, State
from consent.standard_records import record_to_exchange


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent in the register: ids, what is given (purposes), and the first day on which any of it ends.

    ``taken_back`` is whether any of it was withdrawn or revoked.
    """

    consent: str
    version: int
    participant: str
    project: str
    capacity: str
    mode: str
    given: tuple[str, ...]
    ends: date | None
    conditions: int
    taken_back: bool

    @property
    def standing(self) -> str:
        """The one word that says where the consent stands."""
        return "given" if self.given else "withdrawn" if self.taken_back else "not given"

    def as_data(self) -> JsonObject:
        """For a program."""
        return {
            "consent": self.consent, "version": self.version, "participant": self.participant,
            "project": self.project, "capacity": self.capacity, "mode": self.mode,
            "given": list(self.given), "ends": self.ends.isoformat() if self.ends else None,
            "conditions": self.conditions,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class DueItem:
    """Something that needs a person on a day: what it is, and the id of whom or what it is about."""

    on: date
    what: str
    id: str

    def as_data(self) -> JsonObject:
        """For a program."""
        return {"on": self.on.isoformat(), "what": self.what, "id": self.id}


def consents(work: UnitOfWork, project: str | None = None) -> list[ConsentRecord]:
    """The current version of every consent, without who the people are."""
    scope = work.authorise_list(Action.CONSENT_READ, project)
    work.record(Action.CONSENT_READ, "consents")
    return work.store.consents.current(scope)


def consent_row(record: ConsentRecord) -> ConsentRow:
    """One consent for a table."""
    given = sorted({g.purpose.value for g in record.grants if g.state in IN_FORCE})
    return ConsentRow(
        record.consent_id, record.version, record.participant, record.project, record.capacity.value,
        record.mode.value, tuple(given),
        ends=min((g.valid_until for g in record.grants if g.valid_until), default=None),
        conditions=len(record.conditions),
        taken_back=any(g.state in (State.WITHDRAWN, State.REVOKED) for g in record.grants),
    )  # fmt: skip


def due(work: UnitOfWork, days: int) -> list[DueItem]:
    """What needs a person within so many days, soonest first: consents, quarantine, turns under review,
    requests of readers and of stewards, and what the archive found when it last proved itself."""
    scope = work.authorise_list(Action.CONSENT_DUE)
    work.record(Action.CONSENT_DUE)
    today = work.clock.today()
    last = today + timedelta(days=days)
    rows = [
        DueItem(d.on, d.what, d.participant)
        for d in due_records(work.store.consents.current(scope), today, timedelta(days=days))
    ]
    waiting = work.store.quarantine.all(scope)
    rows += [DueItem(q.expires, "quarantine", q.id) for q in waiting if q.expires <= last]
    rows += _under_review(work.archive, scope, today)
    rows += _emergencies(work.archive, scope, last)
    rows += [
        DueItem(o.asked_at.date(), "identity_request", o.id) for o in identities.waiting(work.archive, scope)
    ]
    rows += [
        DueItem(one.asked_at.date(), "access_request", one.id)
        for one in access_requests.waiting(work.archive, scope)
    ]
    faults = findings(work.archive)
    visible = {entry.seq for entry in in_scope(work, (f.entry for f in faults))}
    rows += [DueItem(f.entry.at.date(), f.what, f.about) for f in faults if f.entry.seq in visible]
    return sorted(rows)


def _under_review(archive: Archive, scope: Scope, today: date) -> Iterator[DueItem]:
    """Testimonies with turns that wait hidden for a steward, since somebody in them withdrew."""
    for testimony in archive.store.testimonies.all(scope):
        if any(turn.state is TurnState.UNDER_REVIEW for turn in testimony.turns):
            yield DueItem(today, "under_review", testimony.id)


def _emergencies(archive: Archive, scope: Scope, last: date) -> Iterator[DueItem]:
    """Emergency openings that somebody has to review, from the moment in which they were used."""
    for one in emergencies(archive.log.entries(action="break_glass:")):
        until = one.review_due()
        if not holds_emergency(archive, scope, one):
            continue
        if until is not None and until.date() <= last:
            yield DueItem(until.date(), "emergency_review", one.id)


def exchange(
    work: UnitOfWork,
    recipient: str,
    *,
    participant: str | None = None,
    project: str | None = None,
    history: bool = False,
) -> list[JsonObject]:
    """Consents in the terms of ISO/IEC TS 27560 and DPV, for another controller or as a participant's copy.

    ``recipient`` is a code of whoever gets them: it stands in the log. With ``history`` every version, oldest
    first; else the current one. Nothing in them names a person. Raises ``Refused`` without a recipient,
    ``NotFound`` if there are none.
    """
    scope = work.authorise_list(Action.CONSENT_EXPORT, project)
    gate.require_recipient(work, Action.CONSENT_EXPORT, recipient, ("consents", ""), "the consents")
    people = [participant] if participant is not None else None
    records = work.store.consents.current(scope, people)
    if not records:
        raise NotFound("There is no such consent on record.")
    if history:
        records = [v for r in records for v in work.store.consents.versions(r.consent_id)]
    work.log.append(
        replace(
            work.event(Action.CONSENT_EXPORT),
            object_type="consents",
            participants=tuple(sorted({r.participant for r in records})),
            consents=tuple(ConsentRef(r.consent_id, r.version) for r in records),
            details=(("recipient", recipient), ("records", str(len(records)))),
        )
    )
    return [record_to_exchange(r) for r in records]
