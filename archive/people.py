"""Accounts: adding, listing and closing them, each behind the gate and on the log.

Passwords are kept as Argon2id hashes alone, and checked in the same time whether or not the account
exists. Refuses a short password and a name that could not stand in the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from archive import access
from archive.errors import NotFound, UsageError
from archive.model import Account, Action, Role, Viewer
from archive.ports import Archive

SHORTEST = 12
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")


def add(
    archive: Archive, viewer: Viewer, name: str, role: Role, projects: Iterable[str], password: str
) -> Account:
    """Make an account. Raises ``UsageError`` for a taken or unusable name, or a short password."""
    access.ask(archive, viewer, Action.USER_PROPOSE)
    if not _NAME.fullmatch(name):
        raise UsageError("A sign-in name has 2 to 32 small letters, digits, dots, hyphens or underscores.")
    if len(password) < SHORTEST:
        raise UsageError(f"A password has at least {SHORTEST} characters.")
    account = Account(
        user=name,
        role=role,
        projects=frozenset(projects),
        active=True,
        created_at=archive.clock.now(),
        password=_hasher.hash(password),
    )
    with archive.store.transaction():
        archive.store.accounts.add(account)
        archive.log.append(
            replace(
                access.event(viewer, Action.USER_PROPOSE),
                object_type="user",
                object_id=name,
                details=(("role", role.value),),
            )
        )
    return account


def listed(archive: Archive, viewer: Viewer) -> list[Account]:
    """Every account, for whoever may know."""
    access.ask(archive, viewer, Action.USER_LIST)
    archive.log.append(access.event(viewer, Action.USER_LIST))
    return archive.store.accounts.all()


def deactivate(archive: Archive, viewer: Viewer, name: str) -> None:
    """Close an account and its sessions. Raises ``NotFound``."""
    access.ask(archive, viewer, Action.USER_DEACTIVATE)
    if archive.store.accounts.get(name) is None:
        raise NotFound("There is no account of that name.")
    with archive.store.transaction():
        archive.store.accounts.deactivate(name)
        archive.log.append(
            replace(access.event(viewer, Action.USER_DEACTIVATE), object_type="user", object_id=name)
        )


def checked(archive: Archive, name: str, password: str) -> Account | None:
    """The account if name and password fit and it is open. One hash is computed in every case."""
    account = archive.store.accounts.get(name)
    try:
        _hasher.verify(account.password if account else _NOBODY, password)
    except (Argon2Error, InvalidHashError):
        return None
    return account if account is not None and account.active else None
