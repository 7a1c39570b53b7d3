"""Accounts: proposing, countersigning, listing and closing them, each behind the gate and on the log.

An account that an administrator proposes lets nobody in before a protection officer has countersigned it, who
is somebody else and chose their own password. Only the archive's first officer is opened without: there is
nobody yet who could agree, and the log says so.

Passwords are kept as Argon2id hashes alone, and checked in the same time whether or not the account exists.
Refuses a password that is easy to guess and a name that could not stand in the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import (
    ANYBODY,
    Denied,
    Resource,
    Why,
)
from archive.errors import NotFound, Refused, UsageError
from archive.model import Account, Action, Role, Viewer
from archive.ports import Archive
from archive.store import strength

SHORTEST = strength.SHORTEST
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")


def propose(work: UnitOfWork, name: str, role: Role, projects: Iterable[str], password: str) -> Account:
    """Propose an account: it waits for an officer. Raises ``UsageError`` for a taken or unusable name, or a
    password that is easy to guess."""
    work.authorise(Action.USER_PROPOSE)
    if not _NAME.fullmatch(name):
        raise UsageError("A sign-in name has 2 to 32 small letters, digits, dots, hyphens or underscores.")
    _check_password(password, name)
    first = role is Role.DPO and not any(a.role is Role.DPO for a in work.store.accounts.all())
    account = Account(
        user=name,
        role=role,
        projects=frozenset(projects),
        active=first,
        created_at=work.clock.now(),
        password=_hasher.hash(password),
        waits=not first,
        proposed_by=work.viewer.user,
        own_password=False,
    )
    details = {"role": role.value} | ({"first": "yes"} if first else {})
    with work.store.transaction():
        work.store.accounts.add(account)
        work.record(Action.USER_PROPOSE, "user", name, **details)
    return account


def countersign(work: UnitOfWork, name: str) -> None:
    """Open an account that was proposed. Raises ``Refused`` for who proposed it and for whoever is no officer
    with an account and a password of their own, ``NotFound``, ``UsageError`` if it does not wait."""
    work.authorise(Action.USER_COUNTERSIGN, ANYBODY)
    account = work.store.accounts.get(name)
    if account is None:
        raise NotFound("There is no account with that name.")
    if not account.waits:
        raise UsageError("This account is not waiting for anybody.")
    resource, about = Resource(requested_by=account.proposed_by), ("user", name)
    work.authorise(Action.USER_COUNTERSIGN, resource, None, about)
    officer = work.store.accounts.get(work.viewer.user)
    if officer is None or not officer.active or officer.role is not Role.DPO or not officer.own_password:
        why = Denied(
            Why.SAME_PERSON,
            "Whoever countersigns is an officer with an account, whose password nobody else chose: choose "
            "your own first (heard user password, or on the page of accounts).",
        )
        work.refuse(Action.USER_COUNTERSIGN, why, about)
    with work.store.transaction():
        work.store.accounts.activate(name)
        work.record(
            Action.USER_COUNTERSIGN, "user", name, role=account.role.value, proposed_by=account.proposed_by
        )


def change_password(archive: Archive, name: str, old: str, new: str) -> None:
    """Let somebody choose their own password; every session ends. Raises ``Refused`` if the old one does not
    fit, ``UsageError`` for the same one or one that is easy to guess."""
    account = check_password(archive, name, old)
    if account is None:
        raise Refused("The name and the password do not match.")
    work = UnitOfWork(archive, Viewer(account.user, account.role, account.projects))
    work.authorise(Action.USER_PASSWORD)
    _check_password(new, name)
    if new == old:
        raise UsageError("That is the password you have; choose another one.")
    with archive.store.transaction():
        archive.store.accounts.change_password(name, _hasher.hash(new))
        work.record(Action.USER_PASSWORD, "user", name)


def _check_password(password: str, user: str) -> None:
    wrong = strength.weakness(password, strength.ONLINE, (user,))
    if wrong is not None:
        raise UsageError(f"The password {wrong}")


def list_accounts(work: UnitOfWork) -> list[Account]:
    """Every account, for whoever may know."""
    work.authorise(Action.USER_LIST)
    work.record(Action.USER_LIST)
    return work.store.accounts.all()


def deactivate(work: UnitOfWork, name: str) -> None:
    """Close an account and its sessions. Raises ``NotFound``, ``UsageError`` for the last officer's."""
    work.authorise(Action.USER_DEACTIVATE)
    account = work.store.accounts.get(name)
    if account is None:
        raise NotFound("There is no account with that name.")
    others = [a for a in work.store.accounts.all() if a.role is Role.DPO and a.active and a.user != name]
    if account.role is Role.DPO and account.active and not others:
        raise UsageError("This is the last officer's account; nobody could countersign. Open another first.")
    with work.store.transaction():
        work.store.accounts.deactivate(name)
        work.record(Action.USER_DEACTIVATE, "user", name)


def check_password(archive: Archive, name: str, password: str) -> Account | None:
    """The account if name and password fit and it is open. One hash is computed in every case."""
    account = archive.store.accounts.get(name)
    try:
        _hasher.verify(account.password if account else _NOBODY, password)
    except (Argon2Error, InvalidHashError):
        return None
    return account if account is not None and account.active else None
