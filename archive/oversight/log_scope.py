"""Which entries of the log an officer may read: those of their own organisation and their own projects.

The log is one chain over every project, and proving it shows no entry. Reading it is another matter: entries
about testimonies, consents, people or files of other projects are left out, as if there were none, and so is
what people of another organisation do, unless they do it to something of the viewer's own. The affairs of the
archive itself are told to the organisation that keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from archive.access.gate import UnitOfWork
from archive.access.gate.events import NOBODY, SYSTEM
from archive.access.policy.roles import Why
from archive.errors import Refused
from archive.model import FIRST, Action, Event, LogEntry, Outcome, Scope, owner_of

_OWN_ACTS = frozenset({Action.SHARE_AGREE, Action.SHARE_END})
"""What somebody does about a project of another organisation and yet of their own right."""


@dataclass(frozen=True, slots=True)
class Things:
    """What belongs to some projects: ids of things, and people who are in them."""

    ids: frozenset[str]
    people: frozenset[str]

    def concern(self, entry: LogEntry) -> bool:
        """Whether an entry tells of them."""
        return bool(_named(entry.event) & self.ids) or bool(
            self.people.intersection(entry.event.participants)
        )


_NONE = Things(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Walls:
    """What lies on either side: ``others`` belongs to projects that are not the viewer's, ``own`` to those
    that are. ``organisations`` are the ids of all, where there are several."""

    others: Things = _NONE
    own: Things = _NONE
    organisation: str = FIRST
    organisations: frozenset[str] = field(default=frozenset())

    def hide(self, entry: LogEntry) -> bool:
        """Whether an entry tells of what is not the viewer's."""
        return self.others.concern(entry) or self._elsewhere(entry)

    def elsewhere_done(self, entry: LogEntry) -> bool:
        """Whether it was done by somebody of another organisation, or to its accounts at the door."""
        if not self.organisations:
            return False
        event = entry.event
        if event.actor not in (NOBODY, SYSTEM.user):
            return owner_of(event.actor, self.organisations) != self.organisation
        return (self._owners(event) or {FIRST}) != {self.organisation}

    def _elsewhere(self, entry: LogEntry) -> bool:
        """Whether another organisation did it, and not to anything of the viewer's."""
        if not self.elsewhere_done(entry):
            return False
        return not self.own.concern(entry) and self.organisation not in self._owners(entry.event)

    def _owners(self, event: Event) -> set[str]:
        """The organisations whose id stands before a point in what an event names."""
        return {owner_of(name, self.organisations) for name in _named(event)} - {FIRST}


def _named(event: Event) -> set[str]:
    return {event.object_id, *(value for _, value in event.details)}


def walls_of(work: UnitOfWork) -> Walls | None:
    """What the viewer's view of the log leaves out; ``None`` where everything is theirs."""
    foreign = work.store.projects() - work.viewer.projects
    organisations = work.store.organisations.ids()
    if not foreign and len(organisations) == 1:
        return None
    own = _things(work, work.viewer.projects)
    others = _things(work, foreign)
    others = replace(others, people=others.people - own.people)
    several = organisations if len(organisations) > 1 else frozenset()
    return Walls(others, own, work.viewer.organisation, several)


def _things(work: UnitOfWork, projects: frozenset[str]) -> Things:
    store, scope = work.store, Scope.of(projects)
    consents = store.consents.current(scope)
    ids = {
        *projects,
        *(testimony.id for testimony in store.testimonies.all(scope)),
        *(record.consent_id for record in consents),
        *(item.id for item in store.quarantine.all(scope)),
    }
    return Things(frozenset(ids), frozenset(record.participant for record in consents))


def in_scope(work: UnitOfWork, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
    """The entries that the viewer may read, in their order.

    A refusal that concerns others reads like the refusal of what does not exist, and a viewer's own questions
    to the log stay, whatever they were about: nothing here tells whether an id is somebody's.
    """
    walls = walls_of(work)
    for entry in entries:
        if walls is None or not walls.hide(entry) or _own_act(work, walls, entry):
            yield entry
        elif entry.event.outcome is Outcome.DENY and not walls.elsewhere_done(entry):
            yield replace(entry, event=_like_nothing(entry.event))


def _own_act(work: UnitOfWork, walls: Walls, entry: LogEntry) -> bool:
    action = entry.event.action
    asked = action in (Action.LOG_READ, Action.LOG_EXPORT) and entry.event.actor == work.viewer.user
    return asked or (action in _OWN_ACTS and not walls.elsewhere_done(entry))


def _like_nothing(event: Event) -> Event:
    return replace(
        event, object_id="", participants=(), consents=(), details=(("reason", Why.NO_SUCH.value),)
    )


def require_every_project(work: UnitOfWork) -> None:
    """Raise ``Refused`` for whoever answers for some of the projects only: where several organisations use
    the archive, that is everybody."""
    if walls_of(work) is not None:
        raise Refused(
            "The whole log tells of other projects too, so only an officer who answers for every project "
            "exports it. Export the answer to a question instead."
        )
