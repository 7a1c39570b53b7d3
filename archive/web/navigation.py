"""Which screens a role has, and on which one it begins: read from the table of roles, not kept beside it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.access.policy.roles import TABLE
from archive.model import Action, Role


@dataclass(frozen=True, slots=True)
class Place:
    """A screen that stands in the menu of everybody whose role may open it."""

    path: str
    title: str
    action: Action


_PLACES = (
    Place("/search", "Search", Action.SEARCH_RUN),
    Place("/coding", "Coding", Action.CODING_READ),
    Place("/codebook", "Codebook", Action.CODEBOOK_READ),
    Place("/review", "Review", Action.FINDING_LIST),
    Place("/consents", "Consents", Action.CONSENT_READ),
    Place("/receipts", "Receipts", Action.RECEIPT_READ),
    Place("/identities", "Names", Action.IDENTITY_LIST),
    Place("/identities/add", "Add names", Action.IDENTITY_ADD),
    Place("/withdraw", "Withdraw", Action.CONSENT_WITHDRAW),
    Place("/requests", "Requests", Action.ACCESS_LIST),
    Place("/log", "Log", Action.LOG_READ),
    Place("/log/questions", "Questions", Action.LOG_READ),
    Place("/log/verify", "Proof of the log", Action.LOG_VERIFY),
    Place("/users", "Accounts", Action.USER_LIST),
    Place("/organisations", "Organisation", Action.ORGANISATION_LIST),
    Place("/study", "Figures", Action.FIGURES_READ),
)


def places(role: Role) -> tuple[Place, ...]:
    """The menu of a role, in order."""
    return tuple(place for place in _PLACES if place.action in TABLE[role])


def start(role: Role) -> str | None:
    """Where a role begins after signing in; ``None`` for one that has no screen."""
    return next((place.path for place in places(role)), None)
