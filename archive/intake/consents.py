"""Consent records come in: what is new is kept, and what a later file takes away is closed with it.

The consents of a file are recorded before its words are taken in. Nothing here judges what a consent allows;
``consent.policy`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.access.gate import UnitOfWork
from archive.intake import restriction
from archive.model import Action, Scope
from archive.ports import Consents
from consent.record import ConsentRecord
from consent.restating import restated
from consent.states import is_withdrawn


def record_consents(work: UnitOfWork, records: Iterable[ConsentRecord]) -> int:
    """Keep consents that are new, and what a file that comes again changes in those on record
    (``consent.restating``); the number kept. The same file twice adds none. What a change takes away is
    closed with it: released quotes and places in the index."""
    work.authorise_list(Action.CONSENT_RECORD)
    kept = 0
    with work.store.transaction():
        for stated in records:
            work.authorise_project(Action.CONSENT_RECORD, stated.project)
            record = _news(work.store.consents.versions(stated.consent_id), stated)
            if record is None:
                continue
            before = restriction.open_under(work.archive, record)
            work.keys.create(record.participant)
            work.store.consents.add(record)
            event = replace(
                work.event(Action.CONSENT_RECORD, "consent", record.consent_id),
                version=record.version,
                participants=(record.participant,),
            )
            work.log.append(event)
            closed = restriction.close(work.archive, record, before)
            if closed.turns or closed.quotes:
                details = (("turns", str(closed.turns)), ("quotes", str(closed.quotes)))
                work.log.append(replace(event, action=Action.CONSENT_CLOSE, details=details))
            kept += 1
    return kept


def with_stated(kept: Consents, project: str, stated: Sequence[ConsentRecord]) -> list[ConsentRecord]:
    """The project's consents as they would be with these on record. Nothing is kept."""
    now = {record.consent_id: record for record in kept.current(Scope.of({project}))}
    for one in stated:
        record = _news(kept.versions(one.consent_id), one)
        if record is not None:
            now[record.consent_id] = record
    return list(now.values())


def _news(known: Sequence[ConsentRecord], stated: ConsentRecord) -> ConsentRecord | None:
    """The version to keep, if there is one. A consent that was withdrawn whole stays as it is."""
    if not known or stated.version > known[-1].version:
        return stated
    if is_withdrawn(known[-1]):
        return None
    after = restated(known[-1], stated)
    return after if after.version > known[-1].version else None
