"""Opening what a law keeps sealed: two officers, one after the other, for a stated reason, on the log.

One officer asks and says why; another one, within a week, opens. The key leaves escrow for the moment of
the reading and goes back. Nothing else in the archive can read these words meanwhile: their consent is
withdrawn. It refuses the same person twice, and an opening that nobody asked for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.errors import NotFound, Refused
from archive.model import Action, LogEntry, Outcome
from archive.ports import Archive

ASKED_WITHIN = timedelta(days=7)


def held(work: UnitOfWork) -> dict[str, date]:
    """Whose words a law keeps sealed, and until which day."""
    scope = work.authorise_list(Action.CONSENT_READ)
    work.record(Action.CONSENT_READ, "escrow")
    held_keys = work.keys.escrowed()
    theirs = {record.participant for record in work.store.consents.current(scope, sorted(held_keys))}
    return {participant: until for participant, until in held_keys.items() if participant in theirs}


def request_escrow(work: UnitOfWork, participant: str, reason: str) -> int:
    """Ask for an opening; the entry of the log it stands under. The reason is sealed to the officers."""
    work.authorise_participant(Action.KEY_REQUEST, participant)
    _held(work.archive, participant)
    if not reason.strip():
        raise Refused("Say why the words have to be opened; the reason goes on the log, sealed.")
    event = gate.participant_event(work.viewer, Action.KEY_REQUEST, participant)
    return work.log.append(replace(event, sealed=work.log.seal(reason))).seq


def open_escrow(work: UnitOfWork, participant: str) -> dict[str, dict[int, str]]:
    """What the participant said, by testimony and turn, for the second officer.

    The event is durable before anything is opened. Raises ``Refused`` unless another officer asked for it
    within a week, ``NotFound`` if nothing lies in escrow.
    """
    work.authorise_participant(Action.KEY_OPEN, participant)
    until = _held(work.archive, participant)
    asked = _asked(work.archive, participant)
    resource = Resource(requested_by=asked.event.actor if asked else None)
    work.authorise(Action.KEY_OPEN, resource, None, ("participant", participant))
    work.record_participant(Action.KEY_OPEN, participant, request=asked.seq if asked else -1)
    work.keys.release(participant)
    try:
        return _words(work.archive, participant)
    finally:
        work.keys.escrow(participant, until)


def _words(archive: Archive, participant: str) -> dict[str, dict[int, str]]:
    by_testimony: dict[str, dict[int, str]] = {}
    for testimony in archive.store.testimonies.of_participant(participant):
        mine = [t.index for t in testimony.turns if t.participant == participant]
        by_testimony[testimony.id] = archive.store.testimonies.unseal(testimony.id, mine)
    return by_testimony


def _held(archive: Archive, participant: str) -> date:
    until = archive.keys.escrowed().get(participant)
    if until is None:
        raise NotFound("No key of this participant is held in escrow.")
    return until


def _asked(archive: Archive, participant: str) -> LogEntry | None:
    """The newest request that no opening has answered yet."""
    since = archive.clock.now() - ASKED_WITHIN
    newest: LogEntry | None = None
    for entry in archive.log.entries(since=since, participant=participant, action="key:"):
        if entry.event.outcome is not Outcome.PERMIT:
            continue
        if entry.event.action is Action.KEY_REQUEST:
            newest = entry
        elif entry.event.action is Action.KEY_OPEN:
            newest = None
    return newest
