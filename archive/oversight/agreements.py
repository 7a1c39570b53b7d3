"""Consents as the officer sees them: the register, what is due, and records in terms that others read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from archive.access.gate import UnitOfWork
from archive.audit.break_glass import emergencies
from archive.errors import NotFound
from archive.model import Action, ConsentRef, TurnState
from archive.ports import Archive
from consent.due import due as due_records
from consent.policy import IN_FORCE
from consent.record import ConsentRecord
from consent.standard_records import record_to_exchange


def consents(work: UnitOfWork, project: str | None = None) -> list[ConsentRecord]:
    """The current version of every consent, without who the people are."""
    work.authorise(Action.CONSENT_READ)
    work.record(Action.CONSENT_READ, "consents")
    return work.store.consents.current(project=project)


def consent_row(record: ConsentRecord) -> dict[str, Any]:
    """One consent for a table: ids, mode, what is given and until when."""
    given = sorted({g.purpose.value for g in record.grants if g.state in IN_FORCE})
    ends = sorted(g.valid_until for g in record.grants if g.valid_until)
    return {
        "consent": record.consent_id, "version": record.version, "participant": record.participant,
        "project": record.project, "capacity": record.capacity.value, "mode": record.mode.value,
        "given": given, "ends": ends[0].isoformat() if ends else None,
        "conditions": len(record.conditions),
    }  # fmt: skip


def due(work: UnitOfWork, days: int) -> list[dict[str, str]]:
    """What needs a person within so many days, soonest first: consents, quarantine, turns under review."""
    work.authorise(Action.CONSENT_DUE)
    work.record(Action.CONSENT_DUE)
    today = work.clock.today()
    last = today + timedelta(days=days)
    rows = [
        {"on": d.on.isoformat(), "what": d.what, "id": d.participant}
        for d in due_records(work.store.consents.current(), today, timedelta(days=days))
    ]
    rows += [
        {"on": q.expires.isoformat(), "what": "quarantine", "id": q.id}
        for q in work.store.quarantine.all()
        if q.expires <= last
    ]
    rows += _under_review(work.archive, today)
    rows += _emergencies(work.archive, last)
    return sorted(rows, key=lambda row: (row["on"], row["what"], row["id"]))


def _under_review(archive: Archive, today: date) -> Iterator[dict[str, str]]:
    """Testimonies with turns that wait hidden for a steward, since somebody in them withdrew."""
    for testimony in archive.store.testimonies.all():
        if any(turn.state is TurnState.UNDER_REVIEW for turn in testimony.turns):
            yield {"on": today.isoformat(), "what": "under_review", "id": testimony.id}


def _emergencies(archive: Archive, last: date) -> Iterator[dict[str, str]]:
    """Emergency openings that somebody has to review, from the moment in which they were used."""
    for one in emergencies(archive.log.entries(action="break_glass:")):
        until = one.review_due()
        if until is not None and until.date() <= last:
            yield {"on": until.date().isoformat(), "what": "emergency_review", "id": one.id}


def exchange(
    work: UnitOfWork,
    recipient: str,
    *,
    participant: str | None = None,
    project: str | None = None,
    history: bool = False,
) -> list[dict[str, Any]]:
    """Consents in the terms of ISO/IEC TS 27560 and DPV, for another controller or as a participant's copy.

    ``recipient`` is a code of whoever gets them: it stands in the log. With ``history`` every version, oldest
    first; else the current one. Nothing in them names a person. Raises ``NotFound`` if there are none.
    """
    work.authorise(Action.CONSENT_EXPORT)
    people = [participant] if participant is not None else None
    found = work.store.consents.current(people, project)
    if not found:
        raise NotFound("There is no such consent on record.")
    if history:
        found = [v for r in found for v in work.store.consents.versions(r.consent_id)]
    work.log.append(
        replace(
            work.event(Action.CONSENT_EXPORT),
            object_type="consents",
            participants=tuple(sorted({r.participant for r in found})),
            consents=tuple(ConsentRef(r.consent_id, r.version) for r in found),
            details=(("recipient", recipient), ("records", str(len(found)))),
        )
    )
    return [record_to_exchange(r) for r in found]
