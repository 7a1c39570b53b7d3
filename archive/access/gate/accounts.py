"""From an account to who acts: the one place where an account becomes a viewer, within its organisation.

Whether somebody may sign in as it is not asked here. Which projects an account may work on is asked anew at
every request: what another organisation shares ends by the clock, and nothing has to run for it.
"""

from __future__ import annotations

from archive.access.policy.roles import ANSWERS_FOR_ALL, DECIDES_AT_HOME
from archive.model import Account, Role, Viewer, owned
from archive.ports import Archive
from consent.record import Purpose


def viewer_of(archive: Archive, account: Account, purpose: Purpose | None = None) -> Viewer:
    """Who an account is at the gate, today."""
    projects = projects_of(archive, account)
    return Viewer(account.user, account.role, projects, purpose, organisation=account.organisation)


def projects_of(archive: Archive, account: Account) -> frozenset[str]:
    """The projects that an account may work on today: of its own organisation, and what is shared with it.

    An officer or administrator whose account names no project answers for every one of their organisation.
    """
    organisation, ids = account.organisation, archive.store.organisations.ids()
    if account.role in ANSWERS_FOR_ALL and not account.projects:
        return owned(archive.store.projects(), organisation, ids)
    own = owned(account.projects, organisation, ids)
    if own == account.projects:
        return own
    return own | (account.projects & shared_with(archive, organisation, account.role))


def shared_with(archive: Archive, organisation: str, role: Role) -> frozenset[str]:
    """Projects of others in which somebody of this role and organisation may work today."""
    if role in DECIDES_AT_HOME:
        return frozenset()
    return archive.store.shares.shared_with(organisation, archive.clock.today())
