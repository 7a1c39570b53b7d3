"""Openings of the identity store as the log tells of them: asked for, agreed to, read, over.

Nothing else keeps their state, so that none can be open without standing in the log. Pure functions over
entries; the reasons stay sealed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from archive.audit.canonical import instant
from archive.model import Action, LogEntry, Outcome

OBJECT = "identity"
OPEN_FOR = timedelta(minutes=15)
"""How long whoever asked may read, from the moment in which an officer agreed."""
AGREED_WITHIN = timedelta(hours=24)
"""How long a request waits for its officer."""


class Stage(StrEnum):
    """How far an opening has come."""

    ASKED = "asked"
    LAPSED = "lapsed"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class IdentityOpening:
    """One opening: of one participant, for one person, until a set time. Instants are in UTC."""

    id: str
    participant: str
    asked_by: str
    asked_at: datetime
    agreed_by: str = ""
    until: datetime | None = None
    readings: int = 0
    stopped_at: datetime | None = None

    def stage(self, now: datetime) -> Stage:
        """Where it stands at this moment."""
        if self.until is None:
            waits = now - self.asked_at <= AGREED_WITHIN and self.stopped_at is None
            return Stage.ASKED if waits else Stage.LAPSED
        return Stage.OPEN if now < self.until and self.stopped_at is None else Stage.OVER


def identity_openings(entries: Iterable[LogEntry]) -> list[IdentityOpening]:
    """Every opening in these entries, in the order in which they were asked for."""
    by_id: dict[str, IdentityOpening] = {}
    for entry in entries:
        event = entry.event
        if event.outcome is not Outcome.PERMIT or event.object_type != OBJECT:
            continue
        if event.action is Action.IDENTITY_REQUEST:
            by_id[event.object_id] = IdentityOpening(
                event.object_id, event.participants[0], event.actor, entry.at
            )
        elif event.object_id in by_id:
            by_id[event.object_id] = _after(by_id[event.object_id], entry, dict(event.details))
    return list(by_id.values())


def _after(one: IdentityOpening, entry: LogEntry, details: Mapping[str, str]) -> IdentityOpening:
    action = entry.event.action
    if action is Action.IDENTITY_APPROVE:
        return replace(one, agreed_by=entry.event.actor, until=instant(details["until"]))
    if action is Action.IDENTITY_OPEN:
        return replace(one, readings=one.readings + 1)
    if action is Action.IDENTITY_STOP:
        return replace(one, stopped_at=entry.at)
    return one
