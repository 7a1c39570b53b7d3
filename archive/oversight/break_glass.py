"""Break-glass: the original words of one testimony, where somebody's life is at risk.

One person asks and says why; a second one countersigns; then the first, and nobody else, reads that one
testimony until a set time. Everything is on the log before it happens, the officer sees it at once among
what is due, and somebody who was neither of the two has to review it within three days. It opens what
de-identification hides and purposes leave closed. It never opens what somebody refused or withdrew, nor a
turn that waits because somebody else did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import (
    Denied,
    Resource,
    Why,
)
from archive.audit.break_glass import (
    OBJECT,
    Emergency,
    Standing,
    emergencies,
)
from archive.audit.canonical import until_detail
from archive.errors import Refused, UsageError
from archive.model import Action, Event, Role, Scope, Testimony, Viewer, new_id, owner_of
from archive.model.json_object import JsonObject
from archive.oversight.reasons import require_reason
from archive.ports import Archive
from consent.policy import Permit
from consent.record import ConsentRecord, Purpose
from consent.states import FINAL

USUAL_MINUTES = 60
MOST_MINUTES = 24 * 60
_KEPT = frozenset({Purpose.STORE_SEALED, Purpose.PROCESS_DEIDENTIFY})


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """An emergency opening as it stands now, with the day by which somebody has to review it."""

    opening: Emergency
    standing: Standing
    review_due: datetime | None

    def as_data(self) -> JsonObject:
        """For a program: ids and instants."""
        one = self.opening
        return {
            "emergency": one.id, "testimony": one.testimony, "standing": self.standing.value,
            "asked_by": one.asked_by, "asked_at": one.asked_at.isoformat(), "minutes": one.minutes,
            "countersigned_by": one.countersigned_by or None,
            "until": one.until.isoformat() if one.until else None, "readings": one.readings,
            "review_due": self.review_due.isoformat() if self.review_due else None,
            "reviewed_by": one.reviewed_by or None, "justified": one.justified,
        }  # fmt: skip


def request(work: UnitOfWork, testimony_id: str, reason: str, minutes: int = USUAL_MINUTES) -> str:
    """Ask to read a testimony as it was said, for so many minutes; the id of the request.

    The reason is sealed to the officer. Raises ``UsageError`` without one, ``NotFound`` for what the viewer
    may not know of or nobody may open.
    """
    testimony = work.load_authorised(Action.BREAK_GLASS_REQUEST, testimony_id)
    require_reason(
        reason, "Say whose life is at risk and how, in a few sentences; it is sealed to the officer."
    )
    if not 1 <= minutes <= MOST_MINUTES:
        raise UsageError(f"An emergency opening lasts from 1 to {MOST_MINUTES} minutes.")
    _reachable(work, Action.BREAK_GLASS_REQUEST, testimony)
    one = new_id("b")
    event = _event(work.viewer, Action.BREAK_GLASS_REQUEST, one, testimony=testimony.id, minutes=minutes)
    work.log.append(replace(event, sealed=work.log.seal(reason.strip())))
    return one


def countersign(work: UnitOfWork, emergency: str) -> Emergency:
    """A second person, of the organisation whose project it is, agrees; the time begins.

    Raises ``Refused`` for who asked, for somebody of another organisation, or where it is too late.
    """
    work.authorise_list(Action.BREAK_GLASS_COUNTERSIGN)
    one = _known(work, Action.BREAK_GLASS_COUNTERSIGN, emergency)
    about = (OBJECT, one.id)
    resource = Resource(_project(work.archive, one), one.asked_by)
    work.authorise(Action.BREAK_GLASS_COUNTERSIGN, resource, None, about)
    if owner_of(resource.project or "", work.store.organisations.ids()) != work.viewer.organisation:
        why = Denied(Why.ORGANISATION, "Somebody of the organisation whose project this is has to agree.")
        work.refuse(Action.BREAK_GLASS_COUNTERSIGN, why, about)
    now = work.clock.now()
    if one.standing(now) is not Standing.ASKED:
        raise Refused("This request is no longer waiting; make a new one.")
    until = now + timedelta(minutes=one.minutes)
    details = {"testimony": one.testimony} | dict([until_detail(until)])
    work.log.append(_event(work.viewer, Action.BREAK_GLASS_COUNTERSIGN, one.id, **details))
    return replace(one, countersigned_by=work.viewer.user, until=until)


def read(work: UnitOfWork, emergency: str) -> dict[int, str]:
    """The words as they were said, by turn, for the one who asked. Each reading is an event before it is one.

    Raises ``Refused`` before it is countersigned and after its time, ``NotFound`` for everybody else.
    """
    work.authorise_list(Action.BREAK_GLASS_READ)
    one = _known(work, Action.BREAK_GLASS_READ, emergency)
    if one.asked_by != work.viewer.user:
        hidden = Denied("not_theirs", "", hidden=True)
        work.refuse(Action.BREAK_GLASS_READ, hidden, (OBJECT, one.id))
    _must_be_open(work, one)
    testimony = work.load_authorised(Action.BREAK_GLASS_READ, one.testimony)

    def look() -> tuple[dict[int, Permit], dict[int, str]]:
        turns = _reachable(work, Action.BREAK_GLASS_READ, testimony)
        return turns, work.store.testimonies.unseal(testimony.id, sorted(turns))

    def note(seen: tuple[dict[int, Permit], dict[int, str]]) -> None:
        if one.begun_at is None:
            work.log.append(_read_event(work.viewer, Action.BREAK_GLASS_START, one, testimony, seen[0]))
        work.log.append(_read_event(work.viewer, Action.BREAK_GLASS_READ, one, testimony, seen[0]))

    return work.read_consistently(look, note)[1]


def stop(work: UnitOfWork, emergency: str) -> None:
    """End it before its time: whoever asked, or an officer. Raises ``Refused`` where nothing is open."""
    work.authorise_list(Action.BREAK_GLASS_STOP)
    one = _known(work, Action.BREAK_GLASS_STOP, emergency)
    if work.viewer.role is not Role.DPO and work.viewer.user != one.asked_by:
        hidden = Denied("not_theirs", "", hidden=True)
        work.refuse(Action.BREAK_GLASS_STOP, hidden, (OBJECT, one.id))
    if one.standing(work.clock.now()) not in (Standing.OPEN, Standing.ASKED):
        raise Refused("This opening has already ended.")
    work.log.append(_stopped(work.viewer, one, "ended"))


def review(work: UnitOfWork, emergency: str, justified: bool, note: str) -> None:
    """An officer who neither asked nor countersigned says whether it was justified, and why.

    Raises ``Refused`` for either of the two, and while it is open or where nothing was opened.
    """
    work.authorise_list(Action.BREAK_GLASS_REVIEW)
    one = _known(work, Action.BREAK_GLASS_REVIEW, emergency)
    for person in (one.asked_by, one.countersigned_by or one.asked_by):
        resource = Resource(_project(work.archive, one), person)
        work.authorise(Action.BREAK_GLASS_REVIEW, resource, None, (OBJECT, one.id))
    if one.standing(work.clock.now()) is not Standing.OVER:
        raise Refused("Only an opening that was used and is over is reviewed, and once.")
    require_reason(note, "Say in a few sentences what you found; it is sealed to the officers.")
    details = {"testimony": one.testimony, "justified": "yes" if justified else "no"}
    event = _event(work.viewer, Action.BREAK_GLASS_REVIEW, one.id, **details)
    work.log.append(replace(event, sealed=work.log.seal(note.strip())))


def listed(work: UnitOfWork) -> list[Emergency]:
    """Emergency openings, oldest first: all for an officer, a steward's to countersign and one's own else."""
    scope = work.authorise_list(Action.BREAK_GLASS_LIST)
    work.record(Action.BREAK_GLASS_LIST, OBJECT)
    return [one for one in _all(work.archive) if _may_know(work, scope, one)]


def row(archive: Archive, one: Emergency) -> EmergencyRow:
    """One of them for a table, as it stands now."""
    return EmergencyRow(one, one.standing(archive.clock.now()), one.review_due())


def close_over(archive: Archive) -> list[str]:
    """Write the end of every opening whose time is over; their ids."""
    now = archive.clock.now()
    over = [one for one in _all(archive) if one.standing(now) is Standing.OVER and one.stopped_at is None]
    gate.each_alone(over, lambda one: archive.log.append(_stopped(gate.SYSTEM, one, "time")))
    return [one.id for one in over]


def _must_be_open(work: UnitOfWork, one: Emergency) -> None:
    standing = one.standing(work.clock.now())
    if standing is Standing.OPEN:
        return
    waits = standing is Standing.ASKED
    sentence = (
        "A second person has to countersign first: a steward of the project or the protection officer."
        if waits
        else "The time of this opening is over; ask anew if the danger is not."
    )
    if standing is Standing.OVER:
        close_over(work.archive)
    why = Denied("not_countersigned" if waits else "over", sentence)
    work.refuse(Action.BREAK_GLASS_READ, why, (OBJECT, one.id))


def _reachable(work: UnitOfWork, action: Action, testimony: Testimony) -> dict[int, Permit]:
    """The turns that may be opened. Raises ``NotFound`` where there is none."""
    turns = dict(_openable(work.archive, testimony))
    if not turns:
        hidden = Denied("withdrawn_or_refused", "", hidden=True)
        work.refuse(action, hidden, ("testimony", testimony.id))
    return turns


def _openable(archive: Archive, testimony: Testimony) -> Iterator[tuple[int, Permit]]:
    """Turns that everybody concerned still lets the archive keep, and to whose use nobody said a last no."""
    records = gate.records_for(archive, testimony)
    if not gate.permitted(archive, testimony, gate.KEEP):
        return
    for turn in testimony.turns:
        concerned = gate.consent_subjects(testimony, turn) | ({testimony.group} if testimony.group else set())
        if any(_said_no(r) for r in records if r.participant in concerned):
            continue
        answer = gate.turn_permission(archive, testimony, turn, gate.KEEP, records)
        if isinstance(answer, Permit):
            yield turn.index, answer


def _said_no(record: ConsentRecord) -> bool:
    return any(g.purpose in _KEPT and g.state in FINAL for g in record.grants)


def _all(archive: Archive) -> list[Emergency]:
    return emergencies(archive.log.entries(action="break_glass:"))


def _project(archive: Archive, one: Emergency) -> str | None:
    testimony = archive.store.testimonies.get(one.testimony)
    return testimony.project if testimony else None


def holds_emergency(archive: Archive, scope: Scope, one: Emergency) -> bool:
    """Whether the testimony of an emergency belongs to a project of the scope."""
    project = _project(archive, one)
    return project is not None and scope.holds(project)


def _known(work: UnitOfWork, action: Action, emergency: str) -> Emergency:
    opening = next(iter(emergencies(work.log.entries(object_id=emergency))), None)
    scope = Scope.of(work.viewer.projects)
    if opening is None or not holds_emergency(work.archive, scope, opening):
        work.refuse(action, Denied(Why.NO_SUCH, "", hidden=True), (OBJECT, ""))
    return opening


def _may_know(work: UnitOfWork, scope: Scope, one: Emergency) -> bool:
    theirs = work.viewer.role in (Role.DPO, Role.STEWARD) or one.asked_by == work.viewer.user
    return theirs and holds_emergency(work.archive, scope, one)


def _event(viewer: Viewer, action: Action, emergency: str, **details: object) -> Event:
    # The purpose that the person reads for otherwise has no part in it.
    event = gate.event(viewer, action, OBJECT, emergency, **details)
    return replace(event, purpose=None)


def _stopped(viewer: Viewer, one: Emergency, why: str) -> Event:
    return _event(viewer, Action.BREAK_GLASS_STOP, one.id, testimony=one.testimony, why=why)


def _read_event(
    viewer: Viewer, action: Action, one: Emergency, testimony: Testimony, turns: dict[int, Permit]
) -> Event:
    speakers = {testimony.turns[i].participant for i in turns}
    details = {"testimony": testimony.id, "countersigned": one.countersigned_by, "turns": len(turns)}
    return replace(
        _event(viewer, action, one.id, **details),
        version=testimony.version,
        participants=tuple(sorted(p for p in speakers if p)),
        consents=gate.consent_refs(turns.values()),
    )
