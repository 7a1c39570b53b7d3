"""Consent records come in: what is new is kept, and what a later file takes away is closed with it.

The consents of a file are recorded before its words are taken in. Nothing here judges what a consent allows;
``consent.policy`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.access import gate
from archive.intake import restriction
from archive.model import (
    Action,
    Viewer,
)
from archive.ports import Archive
from consent.record import ConsentRecord
from consent.restating import restated
from consent.states import is_withdrawn


def record_consents(archive: Archive, viewer: Viewer, records: Iterable[ConsentRecord]) -> int:
    """Keep consents that are new, and what a file that comes again changes in those on record
    (``consent.restating``); the number kept. The same file twice adds none. What a change takes away is
    closed with it: released quotes and places in the index."""
    gate.authorise(archive, viewer, Action.CONSENT_RECORD)
    kept = 0
    with archive.store.transaction():
        for stated in records:
            record = _news(archive.store.consents.versions(stated.consent_id), stated)
            if record is None:
                continue
            before = restriction.open_under(archive, record)
            archive.keys.create(record.participant)
            archive.store.consents.add(record)
            event = replace(
                gate.event(viewer, Action.CONSENT_RECORD),
                object_type="consent",
                object_id=record.consent_id,
                version=record.version,
                participants=(record.participant,),
            )
            archive.log.append(event)
            closed = restriction.close(archive, record, before)
            if closed.turns or closed.quotes:
                told = (("turns", str(closed.turns)), ("quotes", str(closed.quotes)))
                archive.log.append(replace(event, action=Action.CONSENT_CLOSE, details=told))
            kept += 1
    return kept


def _news(known: Sequence[ConsentRecord], stated: ConsentRecord) -> ConsentRecord | None:
    """The version to keep, if there is one. A consent that was withdrawn whole stays as it is."""
    if not known or stated.version > known[-1].version:
        return stated
    if is_withdrawn(known[-1]):
        return None
    after = restated(known[-1], stated)
    return after if after.version > known[-1].version else None
