"""Invitations: whoever is invited chooses their own password, so that nobody else ever knew it.

The code is shown once to whoever invites, opens once, and ends by itself. It stands in no address that a
server sees and in no log: the archive keeps a keyed digest. An account whose invitation nobody opened cannot
be countersigned, so whoever proposed it cannot keep the way in for themselves unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import Refused, UsageError
from archive.model import Account, Action, Role
from archive.oversight import accounts
from archive.oversight.typed_codes import draw, grouped, plain
from archive.ports import Archive

LASTS = timedelta(days=7)
_LENGTH = 24  # 119 bits


@dataclass(frozen=True, slots=True)
class Invitation:
    """What to hand over in person: the code, for which account, until when."""

    account: Account
    code: str = field(repr=False)
    expires_at: datetime


def propose(work: UnitOfWork, name: str, role: Role, projects: Iterable[str]) -> Invitation:
    """Propose an account and invite its person. Raises as ``accounts.propose`` does."""
    with work.store.transaction():
        account = accounts.propose(work, name, role, projects, None)
        return invite(work, account)


def invite_again(work: UnitOfWork, name: str) -> Invitation:
    """Another invitation in place of one that nobody opened. Raises ``NotFound``, ``UsageError``."""
    work.authorise(Action.USER_INVITE)
    account = accounts.named(work, name)
    if account.password or not (account.active or account.waits):
        raise UsageError("This account is not waiting for its person; propose a reset or its return instead.")
    with work.store.transaction():
        work.record(Action.USER_INVITE, "user", name)
        return invite(work, account)


def invite(work: UnitOfWork, account: Account) -> Invitation:
    """A new code for an account without a password, in place of the last one. The caller writes the event."""
    code, until = draw(_LENGTH), work.clock.now() + LASTS
    work.store.invitations.put(account.user, code, until)
    return Invitation(account, grouped(code), until)


def waiting(work: UnitOfWork) -> dict[str, datetime]:
    """Accounts whose invitation nobody has opened yet, each with when it ends."""
    work.authorise(Action.USER_LIST)
    return work.store.invitations.waiting(work.viewer.organisation)


def accept(archive: Archive, typed: str, password: str) -> Account:
    """Choose the password of the account that a code invites to; the account, which may wait for an officer.

    Raises ``Refused``, on the log, for a code that opens nothing, ``UsageError`` for a password that is easy
    to guess; then the code stays good.
    """
    code, now = plain(typed), archive.clock.now()
    user = archive.store.invitations.user_of(code, now)
    account = archive.store.accounts.get(user) if user else None
    if account is None or not (account.active or account.waits):
        raise _refused(archive)
    hashed = accounts.new_hash(password, account.user)
    work = UnitOfWork(archive, gate.viewer_of(archive, account))
    work.authorise(Action.USER_ACCEPT)
    with archive.store.transaction():
        if not archive.store.invitations.take(code, now):
            raise _refused(archive)
        archive.store.accounts.change_password(account.user, hashed)
        work.record(Action.USER_ACCEPT, "user", account.user)
    return account


def _refused(archive: Archive) -> Refused:
    archive.log.append(gate.refused_to_nobody(Action.USER_ACCEPT, "", "", "invitation"))
    return Refused(
        "This code opens no invitation: a letter is wrong, it was opened before, or its week is over. Ask "
        "the administrator for another."
    )
