"""From an account to who acts: the one place where an account becomes a viewer.

Whether somebody may sign in as it is not asked here.
"""

from __future__ import annotations

from archive.model import Account, Role, Viewer
from archive.ports import Archive
from consent.record import Purpose


def viewer_of(archive: Archive, account: Account, purpose: Purpose | None = None) -> Viewer:
    """Who an account is at the gate. An officer whose account names no project answers for every one."""
    every = account.role is Role.DPO and not account.projects
    projects = archive.store.projects() if every else account.projects
    return Viewer(account.user, account.role, projects, purpose)
