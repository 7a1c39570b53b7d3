"""Accounts: proposing, countersigning, listing and closing them, each behind the gate and on the log.

An account that an administrator proposes lets nobody in before a protection officer has countersigned it, who
is somebody else and chose their own password, and before its own person has opened the invitation to it. Only
the archive's first officer is opened without: there is nobody yet who could agree, and the log says so. The
same two people bring back a closed account and reset lost second factors (``returning``).

Passwords are kept as Argon2id hashes alone, and checked in the same time whether or not the account exists.
Refuses a password that is easy to guess and a name that could not stand in the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from archive.access import gate
from archive.access.gate import SYSTEM, UnitOfWork, shared_with
from archive.access.policy.roles import (
    ANYBODY,
    Denied,
    Resource,
    Why,
)
from archive.errors import NotFound, Refused, UsageError
from archive.model import FIRST, Account, Action, Role, owned, owner_of
from archive.oversight import second_factors
from archive.oversight.sessions import local_name
from archive.ports import Archive
from archive.store import strength

SHORTEST = strength.SHORTEST
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")


def propose(
    work: UnitOfWork, name: str, role: Role, projects: Iterable[str], password: str | None
) -> Account:
    """Propose an account of the viewer's organisation: it waits for an officer of the same one. With ``None``
    its person chooses the password themselves.

    Raises ``UsageError`` for a taken or unusable name, a password that is easy to guess, or a project that is
    neither the organisation's nor shared with it today.
    """
    work.authorise(Action.USER_PROPOSE)
    if not _NAME.fullmatch(name):
        raise UsageError("A sign-in name has 2 to 32 small letters, digits, dots, hyphens or underscores.")
    organisation, projects = work.viewer.organisation, frozenset(projects)
    _require_own(work, name, role, projects)
    hashed = "" if password is None else new_hash(password, name)
    colleagues = work.store.accounts.of(organisation)
    first = role is Role.DPO and not any(a.role is Role.DPO for a in colleagues)
    account = Account(
        user=name,
        role=role,
        projects=projects,
        active=first,
        created_at=work.clock.now(),
        password=hashed,
        waits=not first,
        proposed_by=work.viewer.user,
        own_password=False,
        organisation=organisation,
    )
    details = {"role": role.value} | ({"first": "yes"} if first else {})
    details |= {"invited": "yes"} if password is None else {}
    with work.store.transaction():
        work.store.accounts.add(account)
        work.record(Action.USER_PROPOSE, "user", name, **details)
    return account


def _require_own(work: UnitOfWork, name: str, role: Role, projects: frozenset[str]) -> None:
    """Raises ``UsageError`` for a name or a project that the organisation cannot give. What is another
    organisation's and what does not exist are refused in the same words."""
    organisation, ids = work.viewer.organisation, work.store.organisations.ids()
    if owner_of(name, ids) != organisation:
        raise UsageError(
            "What comes before the point is the id of another organisation; leave it out."
            if organisation == FIRST
            else f"Sign-in names of your organisation begin with its id and a point: {organisation}.{name}"
        )
    if name in (SYSTEM.user, local_name(FIRST), local_name(organisation)):
        raise UsageError("The archive itself acts under this name; choose another one.")
    strange = projects - owned(projects, organisation, ids) - shared_with(work.archive, organisation, role)
    if strange:
        own = "" if organisation == FIRST else f" Projects of your organisation begin with {organisation}."
        raise UsageError(
            "One of these is no project of your organisation, and none that is shared with it today for "
            f"this role.{own}"
        )


def countersign(work: UnitOfWork, name: str) -> None:
    """Open an account that was proposed, or carry out a reset that was.

    Raises ``Refused`` for who proposed it and for whoever is no officer with an account and a password of
    their own, ``NotFound``, ``UsageError`` if it waits for nobody or for its own person.
    """
    work.authorise(Action.USER_COUNTERSIGN, ANYBODY)
    account = named(work, name)
    if not account.waits and not account.reset_by:
        raise UsageError("This account is not waiting for anybody.")
    by = account.proposed_by if account.waits else account.reset_by
    about = ("user", name)
    resource = Resource(requested_by=work.viewer.user if name == work.viewer.user else by)
    work.authorise(Action.USER_COUNTERSIGN, resource, None, about)
    officer = work.store.accounts.get(work.viewer.user)
    if officer is None or not may_agree(officer):
        why = Denied(
            Why.SAME_PERSON,
            "Whoever countersigns is an officer with an account, whose password nobody else chose: choose "
            "your own first (heard user password, or on the page of accounts).",
        )
        work.refuse(Action.USER_COUNTERSIGN, why, about)
    if account.waits and not account.password:
        raise UsageError("Its person has not opened the invitation yet. Countersign once they have.")
    with work.store.transaction():
        if account.waits:
            work.store.accounts.activate(name)
        else:
            _carry_out_reset(work, name)
        reset = {} if account.waits else {"reset": "yes"}
        role = account.role.value
        work.record(Action.USER_COUNTERSIGN, "user", name, role=role, proposed_by=by, **reset)


def _carry_out_reset(work: UnitOfWork, name: str) -> None:
    """Take the second factors and every session; the password stays."""
    second_factors.forget_all(work.archive, name)
    work.store.accounts.close_sessions(name)
    work.store.accounts.propose_reset(name, "")


def change_password(archive: Archive, name: str, old: str, new: str) -> None:
    """Let somebody choose their own password; every session ends. Raises ``Refused`` if the old one does not
    fit, ``UsageError`` for the same one or one that is easy to guess."""
    account = check_password(archive, name, old)
    if account is None:
        raise Refused("The name and the password do not match.")
    work = UnitOfWork(archive, gate.viewer_of(archive, account))
    work.authorise(Action.USER_PASSWORD)
    hashed = new_hash(new, name)
    if new == old:
        raise UsageError("That is the password you have; choose another one.")
    with archive.store.transaction():
        archive.store.accounts.change_password(name, hashed)
        work.record(Action.USER_PASSWORD, "user", name)


def new_hash(password: str, user: str) -> str:
    """What is kept of a password. Raises ``UsageError`` for one that is easy to guess."""
    wrong = strength.weakness(password, strength.ONLINE, (user,))
    if wrong is not None:
        raise UsageError(f"The password {wrong}")
    return _hasher.hash(password)


def named(work: UnitOfWork, name: str) -> Account:
    """The account of the viewer's organisation with this name. Raises ``NotFound``, for another's too."""
    account = work.store.accounts.get(name)
    if account is None or account.organisation != work.viewer.organisation:
        raise NotFound("There is no account with that name.")
    return account


def may_agree(account: Account) -> bool:
    """Whether this is an officer who could countersign: open, with a password that nobody else chose."""
    return account.role is Role.DPO and account.active and account.own_password


def list_accounts(work: UnitOfWork) -> list[Account]:
    """Every account of the viewer's organisation, for whoever may know."""
    work.authorise(Action.USER_LIST)
    work.record(Action.USER_LIST)
    return work.store.accounts.of(work.viewer.organisation)


def deactivate(work: UnitOfWork, name: str) -> None:
    """Close an account and its sessions. Raises ``NotFound``, ``UsageError`` for the last officer's."""
    work.authorise(Action.USER_DEACTIVATE)
    account = named(work, name)
    colleagues = work.store.accounts.of(work.viewer.organisation)
    others = [a for a in colleagues if a.role is Role.DPO and a.active and a.user != name]
    if account.role is Role.DPO and account.active and not others:
        raise UsageError("This is the last officer's account; nobody could countersign. Open another first.")
    with work.store.transaction():
        work.store.accounts.deactivate(name)
        work.store.invitations.remove(name)
        work.record(Action.USER_DEACTIVATE, "user", name)


def check_password(archive: Archive, name: str, password: str) -> Account | None:
    """The account if name and password fit and it is open. One hash is computed in every case."""
    account = archive.store.accounts.get(name)
    try:
        _hasher.verify(account.password or _NOBODY if account else _NOBODY, password)
    except (Argon2Error, InvalidHashError):
        return None
    return account if account is not None and account.active and account.password else None
