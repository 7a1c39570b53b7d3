"""What a reader asks to read beyond what their role shows, and what they were told of before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from archive.model.viewing import Role
from consent.record import Purpose


class RequestStanding(StrEnum):
    """Where a request is: ``asked`` waits for an officer, ``open`` opens something, the others do not."""

    ASKED = "asked"
    LAPSED = "lapsed"
    REFUSED = "refused"
    OPEN = "open"
    ENDED = "ended"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """One reader's request: one project, one purpose, until the end of a day. A yes makes it a grant.

    It never says what may be read: consent says that, at each reading. ``reason`` and ``note`` are what the
    reader and the officer wrote; both are sealed.
    """

    id: str
    user: str
    role: Role
    project: str
    purpose: Purpose
    asked_at: datetime
    until: date
    answered_by: str = ""
    answered_at: datetime | None = None
    granted: bool = False
    ended_by: str = ""
    ended_at: datetime | None = None
    reason: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    def standing(self, today: date) -> RequestStanding:
        """Where it stands on a day; a grant is over when its last day is past, whoever looks."""
        past = today > self.until
        if self.answered_at is None:
            if self.ended_at is not None:
                return RequestStanding.ENDED
            return RequestStanding.LAPSED if past else RequestStanding.ASKED
        if not self.granted:
            return RequestStanding.REFUSED
        if past:
            return RequestStanding.OVER
        return RequestStanding.OPEN if self.ended_at is None else RequestStanding.ENDED


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """What one reader was answered before: whom it was about, as keyed digests, and whether a hint was given.

    ``same_query`` says that it was the query now asked, in the same project and for the same purpose.
    """

    people: frozenset[bytes] = field(repr=False)
    same_query: bool
    given: bool
