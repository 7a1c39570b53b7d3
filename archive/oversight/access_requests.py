"""Requests to read more than a role shows: a reader asks, the project's officer answers, the clock ends it.

Who was told that more matches asks with a purpose and a reason. A yes is a grant: for that reader, one
project and one purpose, until the end of a day. It never says what may be read. Consent is asked at each
reading as ever, so a grant opens nothing that a speaker does not, and a withdrawal needs nobody to end it. It
refuses a request for what no hint was given of, and an answer by who asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Denied, Resource, Why
from archive.errors import Refused, UsageError
from archive.model import AccessRequest, Action, RequestStanding, Role, Scope, new_id
from archive.model.json_object import JsonObject
from archive.oversight.reasons import require_reason
from archive.ports import Archive
from archive.reading.beyond_role import REQUEST

USUAL_DAYS = 30
MOST_DAYS = 90


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as it stands today, for whoever may know of it."""

    request: AccessRequest
    standing: RequestStanding

    def as_data(self) -> JsonObject:
        """For a program: ids, instants, and what the two wrote to each other."""
        one = self.request
        return {
            "request": one.id, "standing": self.standing.value, "asked_by": one.user,
            "project": one.project, "purpose": one.purpose.value, "asked_at": one.asked_at.isoformat(),
            "until": one.until.isoformat(), "reason": one.reason,
            "answered_by": one.answered_by or None,
            "answered_at": one.answered_at.isoformat() if one.answered_at else None,
            "note": one.note, "ended_by": one.ended_by or None,
            "ended_at": one.ended_at.isoformat() if one.ended_at else None,
        }  # fmt: skip


def ask(work: UnitOfWork, project: str, reason: str, days: int = USUAL_DAYS) -> RequestRow:
    """Ask to read what consent opens for the stated purpose and one's role does not show.

    The reason is sealed. Raises ``UsageError`` without one and for who has asked already, ``NotFound`` for a
    project of others, ``Refused`` where the reader was given no hint.
    """
    about = ("project", project)
    work.authorise(Action.ACCESS_REQUEST, Resource(project), None, about)
    require_reason(reason, "Say in a few sentences what you need the words for; it is sealed.")
    if not 1 <= days <= MOST_DAYS:
        raise UsageError(f"Ask for 1 to {MOST_DAYS} days.")
    viewer = work.viewer
    if viewer.purpose is None or not work.store.hints.told(viewer.user, project, viewer.purpose):
        sentence = "There is nothing to ask for yet: a search says so when more matches than you may see."
        work.refuse(Action.ACCESS_REQUEST, Denied("no_hint", sentence), about)
    today = work.clock.today()
    one = AccessRequest(
        new_id("a"), viewer.user, viewer.role, project, viewer.purpose, work.clock.now(),
        today + timedelta(days=days), reason=reason.strip(),
    )  # fmt: skip
    with work.store.transaction():
        details = {"project": project, "until": one.until.isoformat()}
        work.record(Action.ACCESS_REQUEST, REQUEST, one.id, **details)
        if any(_still_stands(other, one, today) for other in _all(work.archive, project)):
            raise UsageError("You have asked for this already; see your requests.")
        work.store.access_requests.add(one)
    return row(work.archive, one)


def answer(work: UnitOfWork, request_id: str, *, yes: bool, note: str) -> RequestRow:
    """The project's officer answers, and says why; the reader is shown it.

    Raises ``UsageError`` without a why, ``NotFound`` for what is of other projects, ``Refused`` for who asked
    and where it no longer waits.
    """
    work.authorise_list(Action.ACCESS_ANSWER)
    one = _known(work, Action.ACCESS_ANSWER, request_id)
    work.authorise(Action.ACCESS_ANSWER, Resource(one.project, one.user), None, (REQUEST, one.id))
    require_reason(note, "Say in a sentence or two why; whoever asked is shown it.")
    if one.standing(work.clock.today()) is not RequestStanding.ASKED:
        raise Refused(_NO_LONGER)
    with work.store.transaction():
        details = {"project": one.project, "answer": "yes" if yes else "no"}
        work.record(Action.ACCESS_ANSWER, REQUEST, one.id, **details)
        now = work.clock.now()
        kept = work.store.access_requests.answer(
            one.id, work.viewer.user, now, granted=yes, note=note.strip()
        )
        if not kept:
            raise Refused(_NO_LONGER)
    return _row_of(work, one.id)


def end(work: UnitOfWork, request_id: str) -> RequestRow:
    """End a grant at once, or take back a request: the project's officer or whoever asked.

    Raises ``NotFound`` for everybody else, ``Refused`` where there is nothing to end.
    """
    work.authorise_list(Action.ACCESS_END)
    one = _known(work, Action.ACCESS_END, request_id)
    if one.standing(work.clock.today()) not in (RequestStanding.OPEN, RequestStanding.ASKED):
        raise Refused("This has ended already.")
    with work.store.transaction():
        work.record(Action.ACCESS_END, REQUEST, one.id, project=one.project, why="ended")
        if not work.store.access_requests.end(one.id, work.viewer.user, work.clock.now()):
            raise Refused("This has ended already.")
    return _row_of(work, one.id)


def listed(work: UnitOfWork) -> list[RequestRow]:
    """Requests, oldest first: those of their projects for an officer, one's own for everybody else."""
    scope = work.authorise_list(Action.ACCESS_LIST)
    work.record(Action.ACCESS_LIST, REQUEST)
    every = work.store.access_requests.all(scope)
    return [row(work.archive, one) for one in every if _may_know(work, one)]


def waiting(archive: Archive, scope: Scope) -> list[AccessRequest]:
    """The requests of a scope that wait for an officer."""
    today = archive.clock.today()
    every = archive.store.access_requests.all(scope)
    return [one for one in every if one.standing(today) is RequestStanding.ASKED]


def row(archive: Archive, one: AccessRequest) -> RequestRow:
    """A request as it stands today."""
    return RequestRow(one, one.standing(archive.clock.today()))


def close_over(archive: Archive) -> list[str]:
    """Write the end of every grant whose last day is past; their ids. It opened nothing since that day."""
    today, closed = archive.clock.today(), []
    for one in archive.store.access_requests.all(Scope.across("grants that are over")):
        if one.standing(today) is RequestStanding.OVER and one.ended_at is None:
            with archive.store.transaction():
                details = {"project": one.project, "why": "time"}
                archive.log.append(gate.event(gate.SYSTEM, Action.ACCESS_END, REQUEST, one.id, **details))
                archive.store.access_requests.end(one.id, gate.SYSTEM.user, archive.clock.now())
            closed.append(one.id)
    return closed


_NO_LONGER = "This request no longer waits for an answer; look at the list again."


def _all(archive: Archive, project: str) -> list[AccessRequest]:
    return archive.store.access_requests.all(Scope.of({project}))


def _still_stands(other: AccessRequest, one: AccessRequest, today: date) -> bool:
    stands = other.standing(today) in (RequestStanding.ASKED, RequestStanding.OPEN)
    return stands and (other.user, other.role, other.purpose) == (one.user, one.role, one.purpose)


def _may_know(work: UnitOfWork, one: AccessRequest) -> bool:
    theirs = work.viewer.role is Role.DPO or one.user == work.viewer.user
    return theirs and one.project in work.viewer.projects


def _known(work: UnitOfWork, action: Action, request_id: str) -> AccessRequest:
    one = work.store.access_requests.get(request_id)
    if one is None or not _may_know(work, one):
        work.refuse(action, Denied(Why.NO_SUCH, "", hidden=True), (REQUEST, ""))
    return one


def _row_of(work: UnitOfWork, request_id: str) -> RequestRow:
    kept = work.store.access_requests.get(request_id)
    if kept is None:
        raise Refused(_NO_LONGER)
    return row(work.archive, kept)
