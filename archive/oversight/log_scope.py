"""Which entries of the log an officer may read: those of their own projects, and those of the archive itself.

The log is one chain over every project, and proving it shows no entry. Reading it is another matter: entries
about testimonies, consents, people or files of other projects are left out, as if there were none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Why
from archive.errors import Refused
from archive.model import Action, Event, LogEntry, Outcome, Scope


@dataclass(frozen=True, slots=True)
class Others:
    """What belongs to projects that are not the viewer's: ids of things, and people who are in none of
    theirs."""

    things: frozenset[str]
    people: frozenset[str]

    def concern(self, entry: LogEntry) -> bool:
        """Whether an entry tells of them."""
        event = entry.event
        named = {event.object_id, *(value for _, value in event.details)}
        return bool(named & self.things) or bool(self.people.intersection(event.participants))


def others_of(work: UnitOfWork) -> Others | None:
    """What the viewer's view of the log leaves out; ``None`` where every project is theirs."""
    foreign = work.store.projects() - work.viewer.projects
    if not foreign:
        return None
    store, theirs, scope = work.store, Scope.of(work.viewer.projects), Scope.of(foreign)
    consents = store.consents.current(scope)
    mine = {record.participant for record in store.consents.current(theirs)}
    things = {
        *foreign,
        *(testimony.id for testimony in store.testimonies.all(scope)),
        *(record.consent_id for record in consents),
        *(item.id for item in store.quarantine.all(scope)),
    }
    return Others(frozenset(things), frozenset({record.participant for record in consents} - mine))


def in_scope(work: UnitOfWork, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
    """The entries that the viewer may read, in their order.

    A refusal that concerns others reads like the refusal of what does not exist, and a viewer's own questions
    to the log stay, whatever they were about: nothing here tells whether an id is somebody's.
    """
    others = others_of(work)
    for entry in entries:
        if others is None or not others.concern(entry) or _own_question(work, entry):
            yield entry
        elif entry.event.outcome is Outcome.DENY:
            yield replace(entry, event=_like_nothing(entry.event))


def _own_question(work: UnitOfWork, entry: LogEntry) -> bool:
    asked = entry.event.action in (Action.LOG_READ, Action.LOG_EXPORT)
    return asked and entry.event.actor == work.viewer.user


def _like_nothing(event: Event) -> Event:
    return replace(
        event, object_id="", participants=(), consents=(), details=(("reason", Why.NO_SUCH.value),)
    )


def require_every_project(work: UnitOfWork) -> None:
    """Raise ``Refused`` for whoever answers for some of the projects only."""
    if others_of(work) is not None:
        raise Refused(
            "The whole log tells of other projects too, so only an officer who answers for every project "
            "exports it. Export the answer to a question instead."
        )
