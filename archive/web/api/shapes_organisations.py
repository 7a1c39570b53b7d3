"""The shapes of organisations and of what they share: ids, names of projects, days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from archive.model import Role
from archive.web.api.shapes import Day, Id, Shape


class MemberOut(Shape):
    """An account of one's own organisation."""

    user: str
    role: Role
    active: bool


class ShareOut(Shape):
    """A project that one shares or was proposed. ``given``: it is one's own. ``standing``: ``waits``,
    ``shared`` or ``ended``."""

    share: str
    project: str
    organisation: str
    given: bool
    until: date
    standing: str


class OpenedOut(Shape):
    """One of the organisations that use the archive; nothing of what it holds."""

    organisation: str
    name: str
    opened_at: datetime


class OrganisationOut(Shape):
    """One's own organisation. ``every`` is empty for whoever may open none."""

    organisation: str
    name: str
    members: list[MemberOut]
    projects: list[str]
    shares: list[ShareOut]
    every: list[OpenedOut]


class OrganisationIn(Shape):
    """An organisation to open, with its first officer and its first administrator."""

    organisation: Id
    name: Annotated[str, Field(min_length=1, max_length=200)]
    officer: Annotated[str, Field(max_length=64)]
    administrator: Annotated[str, Field(max_length=64)]


class InvitationOut(Shape):
    """A code that opens an account to its person, in this answer alone."""

    user: str
    invitation: str
    expires_at: datetime


class FoundedOut(Shape):
    """An organisation that was opened, and how its first two people come in."""

    organisation: str
    invitations: list[InvitationOut]


class ShareIn(Shape):
    """A project of one's own to share, with whom, through which day."""

    project: Id
    partner: Id
    until: Day


class SharedOut(Shape):
    """The id of a proposal: the other organisation's officer finds it among theirs."""

    share: str
    until: date
