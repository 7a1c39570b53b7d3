"""Who asks, in which role, for which purpose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from archive.model.credentials import Way
from archive.model.organisations import FIRST
from consent.record import Purpose


class Role(StrEnum):
    """What somebody is there to do. What each may do stands in ``archive.access.policy.roles`` alone."""

    COLLECTOR = "collector"
    RESEARCHER = "researcher"
    ADVOCACY = "advocacy"
    STEWARD = "steward"
    DPO = "dpo"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, in which role, of which organisation, for which projects and for which stated purpose."""

    user: str
    role: Role
    projects: frozenset[str]
    purpose: Purpose | None = None
    session: str = ""
    organisation: str = FIRST


@dataclass(frozen=True, slots=True)
class Session:
    """An open session: of whom, since when, when it was last used (UTC), and how it was opened.

    One that is ``Way.HALF`` lets nobody in: a second proof is still missing.
    """

    user: str
    opened_at: datetime
    seen_at: datetime
    way: Way = Way.PASSWORD


@dataclass(frozen=True, slots=True)
class Account:
    """A person's way in, in one organisation. ``password`` is an Argon2id hash, never the word itself.

    ``waits`` says that it was proposed, by ``proposed_by``, and that no second person has agreed yet: such an
    account is not active. ``own_password`` says that nobody else chose the password. ``reset_by`` is who
    proposed that its second factors go, until an officer has agreed; empty if nobody did.
    """

    user: str
    role: Role
    projects: frozenset[str]
    active: bool
    created_at: datetime
    password: str = field(default="", repr=False)
    waits: bool = False
    proposed_by: str = ""
    own_password: bool = True
    reset_by: str = ""
    organisation: str = FIRST
