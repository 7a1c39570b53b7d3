"""Emergency openings as the log tells of them: asked, countersigned, opened, over, reviewed.

Nothing else keeps their state, so that none can be open, or be forgotten, without standing in the log. Pure
functions over entries; the reasons stay sealed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from archive.audit.canonical import instant
from archive.audit.queries import REVIEW_WITHIN
from archive.model import Action, LogEntry, Outcome

OBJECT = "emergency"
COUNTERSIGNED_WITHIN = timedelta(hours=24)
"""How long a request waits for its second person."""


class Standing(StrEnum):
    """How far an emergency opening has come."""

    ASKED = "asked"
    LAPSED = "lapsed"
    OPEN = "open"
    UNUSED = "unused"
    OVER = "over"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Emergency:
    """One opening: of one testimony, for one person, until a set time. Instants are in UTC.

    ``begun_at`` is the first reading and ``readings`` their number; ``justified`` is the reviewer's word.
    """

    id: str
    testimony: str
    asked_by: str
    asked_at: datetime
    minutes: int
    asked: int
    countersigned_by: str = ""
    until: datetime | None = None
    begun_at: datetime | None = None
    readings: int = 0
    stopped_at: datetime | None = None
    reviewed_by: str = ""
    justified: bool | None = None

    def standing(self, now: datetime) -> Standing:
        """Where it stands at this moment."""
        if self.reviewed_by:
            return Standing.REVIEWED
        if self.until is None:
            waits = now - self.asked_at <= COUNTERSIGNED_WITHIN and self.stopped_at is None
            return Standing.ASKED if waits else Standing.LAPSED
        if now < self.until and self.stopped_at is None:
            return Standing.OPEN
        return Standing.OVER if self.begun_at is not None else Standing.UNUSED

    def review_due(self) -> datetime | None:
        """By when somebody else has to review it; ``None`` where nothing was opened or it is reviewed."""
        if self.begun_at is None or self.reviewed_by:
            return None
        return self.begun_at + REVIEW_WITHIN


def emergencies(entries: Iterable[LogEntry]) -> list[Emergency]:
    """Every emergency opening in these entries, in the order in which they were asked for."""
    by_id: dict[str, Emergency] = {}
    for entry in entries:
        event = entry.event
        if event.outcome is not Outcome.PERMIT or event.object_type != OBJECT:
            continue
        details = dict(event.details)
        if event.action is Action.BREAK_GLASS_REQUEST:
            by_id[event.object_id] = Emergency(
                event.object_id,
                details["testimony"],
                event.actor,
                entry.at,
                int(details["minutes"]),
                entry.seq,
            )
        elif event.object_id in by_id:
            by_id[event.object_id] = _after(by_id[event.object_id], entry, details)
    return list(by_id.values())


def _after(one: Emergency, entry: LogEntry, details: Mapping[str, str]) -> Emergency:
    action, actor = entry.event.action, entry.event.actor
    if action is Action.BREAK_GLASS_COUNTERSIGN:
        return replace(one, countersigned_by=actor, until=instant(details["until"]))
    if action is Action.BREAK_GLASS_START:
        return replace(one, begun_at=entry.at)
    if action is Action.BREAK_GLASS_READ:
        return replace(one, readings=one.readings + 1)
    if action is Action.BREAK_GLASS_STOP:
        return replace(one, stopped_at=entry.at)
    if action is Action.BREAK_GLASS_REVIEW:
        return replace(one, reviewed_by=actor, justified=details["justified"] == "yes")
    return one
