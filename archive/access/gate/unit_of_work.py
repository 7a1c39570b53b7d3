"""One viewer at work on one archive: what they may do is asked here, loaded here and recorded here.

Nothing that belongs to a testimony can be read past this: every function above takes a ``UnitOfWork``, and
the one way to a testimony is ``load_authorised`` or ``load_permitted``. A refusal is an event before it is
an answer. Where the event cannot be written, nothing is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn, TypeVar

from archive.access.gate.consents import any_of, consent_refs, permitted, records_for, turn_permission
from archive.access.gate.consistency import read_consistently
from archive.access.gate.events import event, participant_event, project_event
from archive.access.gate.uses import Use, use_of
from archive.access.policy.roles import Allowed, Denied, Resource, Why, decide, refused_by_role
from archive.errors import NotFound, Refused, SealBroken
from archive.model import Action, Event, Outcome, Scope, Testimony, Turn, Viewer
from archive.ports import Archive, AuditLog, Clock, Detector, Index, KeyRing, Store
from consent.policy import Deny, Permit
from consent.record import ConsentRecord

T = TypeVar("T")

_HIDDEN = "There is nothing at this address that you may open."


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """A viewer and the archive they work on. It holds no state of its own and may be made at every
    request."""

    archive: Archive = field(repr=False)
    viewer: Viewer

    @property
    def store(self) -> Store:
        """The rows."""
        return self.archive.store

    @property
    def index(self) -> Index:
        """The keyed tokens."""
        return self.archive.index

    @property
    def keys(self) -> KeyRing:
        """The key ring."""
        return self.archive.keys

    @property
    def log(self) -> AuditLog:
        """The log."""
        return self.archive.log

    @property
    def clock(self) -> Clock:
        """The clock."""
        return self.archive.clock

    @property
    def detector(self) -> Detector:
        """The detector of identifiers."""
        return self.archive.detector

    # --- may it be done --------------------------------------------------------------------------------

    def authorise(
        self,
        action: Action,
        resource: Resource | None = None,
        consent: Permit | Deny | None = None,
        about: tuple[str, str] = ("", ""),
    ) -> Allowed:
        """Let the viewer through or raise; a refusal is an event before it is an answer.

        ``about`` is the object's type and id for the log. Raises ``NotFound`` where the viewer has no right
        to know that something exists, ``Refused`` otherwise.
        """
        answer = decide(self.viewer, action, resource, consent)
        if isinstance(answer, Denied):
            self.refuse(action, answer, about)
        return answer

    def authorise_project(self, action: Action, project: str) -> None:
        """The same for what belongs to a project as a whole: its codebook, its figures, its rounds."""
        self.authorise(action, Resource(project), None, ("project", project))

    def authorise_list(self, action: Action, project: str | None = None) -> Scope:
        """Let through whoever's role may do ``action`` at all, for a list over their own projects, or over
        the one named: what the list may tell of.

        Raises ``NotFound`` for a project of others, as for one that does not exist; ``Refused`` by role.
        """
        answer = refused_by_role(self.viewer, action)
        if answer is not None:
            self.refuse(action, answer, ("", ""))
        if project is None:
            return Scope.of(self.viewer.projects)
        self.authorise_project(action, project)
        return Scope.of({project})

    def authorise_participant(self, action: Action, participant: str) -> None:
        """Let through whoever may do ``action`` to somebody with a consent in one of their projects.

        Raises ``NotFound`` for somebody of other projects, as for nobody; ``Refused`` by role.
        """
        scope = self.authorise_list(action)
        if not self.store.consents.current(scope, [participant]):
            raise NotFound("No consent is on record under this number; check it on the receipt.")

    def refuse(self, action: Action, why: Denied, about: tuple[str, str]) -> NoReturn:
        """Write the refusal and raise it."""
        self.log.append(replace(self.event(action, *about, reason=why.code), outcome=Outcome.DENY))
        if why.hidden:
            raise NotFound(_HIDDEN)
        raise Refused(why.reason)

    # --- loading ---------------------------------------------------------------------------------------

    def load_authorised(self, action: Action, testimony_id: str) -> Testimony:
        """The testimony, once the viewer may do ``action`` to it. For actions that need no consent of their
        own.

        Raises ``NotFound`` where there is none or it is another project's, ``Refused`` otherwise.
        """
        testimony = self._testimony(action, testimony_id)
        self.authorise(action, Resource(testimony.project), None, ("testimony", testimony.id))
        return testimony

    def load_permitted(
        self, action: Action, testimony_id: str, turns_of: Callable[[Testimony], Mapping[int, Permit]]
    ) -> tuple[Testimony, Mapping[int, Permit]]:
        """The testimony and its turns that consent opens for ``action`` today, as ``turns_of`` finds them.

        Raises ``NotFound`` where there is none, it is another project's, or consent opens nothing of it.
        """
        testimony = self._testimony(action, testimony_id)
        turns = turns_of(testimony)
        about = ("testimony", testimony.id)
        self.authorise(action, Resource(testimony.project), any_of(turns), about)
        return testimony, turns

    def _testimony(self, action: Action, testimony_id: str) -> Testimony:
        """The testimony if it exists in a project of the viewer; otherwise the same 404 as if it did not."""
        testimony = self.store.testimonies.get(testimony_id)
        if testimony is None:
            self.refuse(action, Denied(Why.NO_SUCH, "", hidden=True), ("testimony", ""))
        by_role = refused_by_role(self.viewer, action)
        if by_role is not None:
            self.refuse(action, by_role, ("testimony", testimony_id))
        if testimony.project not in self.viewer.projects:
            self.refuse(action, Denied("project", "", hidden=True), ("testimony", testimony_id))
        return testimony

    # --- consent ---------------------------------------------------------------------------------------

    def use(self) -> Use:
        """The use that the viewer's stated purpose stands for. Raises ``Refused`` where there is none."""
        return use_of(self.viewer)

    def permitted(self, testimony: Testimony, use: Use) -> dict[int, Permit]:
        """The turns that consent opens today for one use, by index."""
        return permitted(self.archive, testimony, use)

    def turn_permission(
        self, testimony: Testimony, turn: Turn, use: Use, records: Collection[ConsentRecord]
    ) -> Permit | Deny:
        """What consent says today of one turn for one use."""
        return turn_permission(self.archive, testimony, turn, use, records)

    def records_for(self, testimony: Testimony) -> list[ConsentRecord]:
        """The current consents of everyone a testimony concerns, its group included."""
        return records_for(self.archive, testimony)

    # --- the log ---------------------------------------------------------------------------------------

    def event(self, action: Action, object_type: str = "", object_id: str = "", **details: object) -> Event:
        """What this viewer did, to the object named; details are codes and counts."""
        return event(self.viewer, action, object_type, object_id, **details)

    def project_event(self, action: Action, project: str, **details: object) -> Event:
        """The event of an action on a project as a whole; details are codes and counts."""
        return project_event(self.viewer, action, project, **details)

    def record(self, action: Action, object_type: str = "", object_id: str = "", **details: object) -> None:
        """The event of something done to what is no testimony: a list, a key, an account, the log."""
        self.log.append(self.event(action, object_type, object_id, **details))

    def record_project(self, action: Action, project: str, **details: object) -> None:
        """The event of something done to a project as a whole."""
        self.log.append(self.project_event(action, project, **details))

    def record_participant(self, action: Action, participant: str, **details: object) -> None:
        """The event of something done to what a participant agreed to or said."""
        self.log.append(participant_event(self.viewer, action, participant, **details))

    def record_event(
        self, action: Action, testimony: Testimony, turn: int | None = None, **counts: int
    ) -> None:
        """The event of something done to a testimony, with how many of what."""
        self.log.append(
            replace(
                self.event(action, "testimony", testimony.id, **counts),
                turn=turn,
                version=testimony.version,
                participants=tuple(sorted(testimony.participants())),
            )
        )

    def record_reading(
        self, action: Action, testimony: Testimony, turns: Mapping[int, Permit], **details: object
    ) -> None:
        """The event of words read: whose, under which consents, how many turns; details are codes."""
        read = [testimony.turns[i] for i in turns]
        speakers = {turn.participant for turn in read}
        if any(turn.uncertain for turn in read):
            speakers |= testimony.participants()
        self.log.append(
            replace(
                self.event(action, "testimony", testimony.id, turns=len(turns), **details),
                version=testimony.version,
                participants=tuple(sorted(p for p in speakers if p)),
                consents=consent_refs(turns.values()),
            )
        )

    def record_seal_failure(self, error: SealBroken) -> None:
        """Tell of a sealed value that did not open; the officer finds it among the refusals."""
        failure = self.event(Action.SEAL_OPEN, "record", error.record)
        self.log.append(replace(failure, outcome=Outcome.ERROR))

    def read_consistently(self, look: Callable[[], T], record: Callable[[T], object]) -> T:
        """What ``look`` reads, with its event, as one moment (``consistency.read_consistently``)."""
        return read_consistently(self.archive, look, record)
