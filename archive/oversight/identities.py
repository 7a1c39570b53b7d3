"""The identity store opened: one participant, for the steward who asked, by leave of an officer.

A steward asks for one participant of their projects and says why; a protection officer agrees, who did not
ask; for fifteen minutes the steward, and nobody else, reads that one participant. Every step and every
reading is on the log before it happens. There is no way to ask for two people at once, and none for who
withdrew: nothing of them is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Denied, Resource, Why
from archive.audit.canonical import until_detail
from archive.audit.identity_openings import (
    OBJECT,
    OPEN_FOR,
    IdentityOpening,
    Stage,
    identity_openings,
)
from archive.errors import NotFound, Refused
from archive.model import Action, ConsentRef, Event, Role, Scope, new_id
from archive.model.identities import Artefact, HeldIdentity
from archive.model.json_object import JsonObject
from archive.oversight.reasons import require_reason
from archive.ports import Archive
from consent.record import ConsentRecord
from consent.states import is_withdrawn


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """An opening as it stands now."""

    opening: IdentityOpening
    stage: Stage
    seconds_left: int

    def as_data(self) -> JsonObject:
        """For a program: ids and instants."""
        one = self.opening
        return {
            "opening": one.id, "participant": one.participant, "stage": self.stage.value,
            "asked_by": one.asked_by, "asked_at": one.asked_at.isoformat(),
            "agreed_by": one.agreed_by or None, "until": one.until.isoformat() if one.until else None,
            "seconds_left": self.seconds_left, "readings": one.readings,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class IdentityRead:
    """What is held of the participant, and until when it may be read."""

    held: HeldIdentity
    until: datetime


def request(work: UnitOfWork, participant: str, reason: str) -> str:
    """Ask to read who one participant is; the id of the request. The reason is sealed to the officer.

    Raises ``UsageError`` without a reason, ``NotFound`` for whoever is of no project of the viewer, withdrew,
    or of whom nothing is held.
    """
    scope = work.authorise_list(Action.IDENTITY_REQUEST)
    require_reason(reason, "Say in a few sentences why you need to know; it is sealed to the officer.")
    records = _reachable(work, Action.IDENTITY_REQUEST, scope, participant)
    if not work.archive.identities.holds(participant):
        _hide(work, Action.IDENTITY_REQUEST, "nothing_held", participant)
    one = new_id("o")
    event = _event(work, Action.IDENTITY_REQUEST, one, participant, records)
    work.log.append(replace(event, sealed=work.log.seal(reason.strip())))
    return one


def agree(work: UnitOfWork, opening: str) -> IdentityOpening:
    """An officer agrees to what a steward asked for; the fifteen minutes begin.

    Raises ``Refused`` for who asked, or where it is too late; ``NotFound`` where there is nothing to open.
    """
    scope = work.authorise_list(Action.IDENTITY_APPROVE)
    one = _known(work, Action.IDENTITY_APPROVE, opening, scope)
    records = _reachable(work, Action.IDENTITY_APPROVE, scope, one.participant)
    resource = Resource(records[0].project, one.asked_by)
    work.authorise(Action.IDENTITY_APPROVE, resource, None, (OBJECT, one.id))
    now = work.clock.now()
    if one.stage(now) is not Stage.ASKED:
        raise Refused("This request is no longer waiting; let the steward make a new one.")
    until = now + OPEN_FOR
    event = _event(work, Action.IDENTITY_APPROVE, one.id, one.participant, records)
    work.log.append(replace(event, details=(until_detail(until),)))
    return replace(one, agreed_by=work.viewer.user, until=until)


def read(work: UnitOfWork, opening: str) -> IdentityRead:
    """Who the participant is, for the steward who asked, while it is open. Each reading is an event first.

    Raises ``Refused`` before an officer agreed and after the time, ``NotFound`` for everybody else and for
    whoever withdrew meanwhile.
    """
    scope = work.authorise_list(Action.IDENTITY_OPEN)
    one = _known(work, Action.IDENTITY_OPEN, opening, scope)
    if one.asked_by != work.viewer.user:
        work.refuse(Action.IDENTITY_OPEN, Denied("not_theirs", "", hidden=True), (OBJECT, one.id))
    until = _must_be_open(work, one)

    def look() -> tuple[HeldIdentity, list[ConsentRecord]]:
        records = _reachable(work, Action.IDENTITY_OPEN, scope, one.participant)
        held = work.archive.identities.read(one.participant)
        if held is None:
            _hide(work, Action.IDENTITY_OPEN, "nothing_held", one.participant)
        return held, records

    def note(seen: tuple[HeldIdentity, list[ConsentRecord]]) -> None:
        event = _event(work, Action.IDENTITY_OPEN, one.id, one.participant, seen[1])
        work.log.append(replace(event, details=(("agreed", one.agreed_by),)))

    return IdentityRead(work.read_consistently(look, note)[0], until)


def artefact(work: UnitOfWork, opening: str, artefact_id: str) -> Artefact:
    """One consent file of the participant, under the same conditions; it is a reading of its own."""
    kept = read(work, opening).held.artefacts
    for each in kept:
        if each.id == artefact_id:
            return each
    raise NotFound("There is no such file of this participant.")


def stop(work: UnitOfWork, opening: str) -> None:
    """End it before its time: whoever asked, or an officer. Raises ``Refused`` where nothing is open."""
    scope = work.authorise_list(Action.IDENTITY_STOP)
    one = _known(work, Action.IDENTITY_STOP, opening, scope)
    if work.viewer.role is not Role.DPO and work.viewer.user != one.asked_by:
        work.refuse(Action.IDENTITY_STOP, Denied("not_theirs", "", hidden=True), (OBJECT, one.id))
    if one.stage(work.clock.now()) not in (Stage.OPEN, Stage.ASKED):
        raise Refused("This opening has already ended.")
    work.log.append(_event(work, Action.IDENTITY_STOP, one.id, one.participant, ()))


def listed(work: UnitOfWork) -> list[OpeningRow]:
    """Openings, oldest first: those of the projects for an officer, one's own for a steward."""
    scope = work.authorise_list(Action.IDENTITY_LIST)
    work.record(Action.IDENTITY_LIST, OBJECT)
    mine = [one for one in _all(work.archive) if work.viewer.role is Role.DPO or _asked(work, one)]
    return [_row(work, one) for one in mine if holds_opening(work.archive, scope, one)]


def waiting(archive: Archive, scope: Scope) -> list[IdentityOpening]:
    """Requests that wait for an officer of these projects."""
    now = archive.clock.now()
    asked = (one for one in _all(archive) if one.stage(now) is Stage.ASKED)
    return [one for one in asked if holds_opening(archive, scope, one)]


def holds_opening(archive: Archive, scope: Scope, one: IdentityOpening) -> bool:
    """Whether the participant of an opening has a consent in a project of the scope."""
    return bool(archive.store.consents.current(scope, [one.participant]))


def _asked(work: UnitOfWork, one: IdentityOpening) -> bool:
    return one.asked_by == work.viewer.user


def _row(work: UnitOfWork, one: IdentityOpening) -> OpeningRow:
    now = work.clock.now()
    stage = one.stage(now)
    left = one.until - now if one.until is not None and stage is Stage.OPEN else None
    return OpeningRow(one, stage, int(left.total_seconds()) if left else 0)


def _reachable(work: UnitOfWork, action: Action, scope: Scope, participant: str) -> list[ConsentRecord]:
    """The participant's consents in the viewer's projects. Raises ``NotFound`` where there is none, and for
    whoever withdrew."""
    records = work.store.consents.current(scope, [participant])
    if not records:
        work.refuse(action, Denied(Why.NO_SUCH, "", hidden=True), ("participant", ""))
    gone = all(is_withdrawn(record) for record in records)
    if gone or participant in work.keys.destroyed() or participant in work.keys.escrowed():
        _hide(work, action, "withdrawn", participant)
    return records


def _hide(work: UnitOfWork, action: Action, code: str, participant: str) -> NoReturn:
    work.refuse(action, Denied(code, "", hidden=True), ("participant", participant))


def _must_be_open(work: UnitOfWork, one: IdentityOpening) -> datetime:
    stage = one.stage(work.clock.now())
    waits = stage is Stage.ASKED
    sentence = (
        "A protection officer has to agree first."
        if waits
        else "The fifteen minutes are over, or nobody agreed in time; ask anew if you have to."
    )
    if stage is not Stage.OPEN or one.until is None:
        why = Denied("not_agreed" if waits else "over", sentence)
        work.refuse(Action.IDENTITY_OPEN, why, (OBJECT, one.id))
    return one.until


def _all(archive: Archive) -> list[IdentityOpening]:
    return identity_openings(archive.log.entries(action="identity:"))


def _known(work: UnitOfWork, action: Action, opening: str, scope: Scope) -> IdentityOpening:
    one = next(iter(identity_openings(work.log.entries(object_id=opening))), None)
    if one is None or not holds_opening(work.archive, scope, one):
        work.refuse(action, Denied(Why.NO_SUCH, "", hidden=True), (OBJECT, ""))
    return one


def _event(
    work: UnitOfWork, action: Action, opening: str, participant: str, records: Sequence[ConsentRecord]
) -> Event:
    # The purpose that the person reads for otherwise has no part in it.
    return replace(
        gate.event(work.viewer, action, OBJECT, opening),
        purpose=None,
        participants=(participant,),
        consents=tuple(ConsentRef(record.consent_id, record.version) for record in records),
    )
