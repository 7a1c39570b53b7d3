"""Accounts that come back, and second factors that are lost: proposed by one person, agreed to by another.

An administrator proposes, an officer countersigns (``accounts.countersign``). A return keeps what the person
came in with, or begins anew by an invitation. A reset takes the second factors and every session, and leaves
the password, which nobody but its person knows. Only the last officer's own loss is mended by one: on the
archive's own machine, with its passphrase, because nobody is left who could agree; the log says so.
"""

from __future__ import annotations

from archive.access.gate import UnitOfWork
from archive.errors import UsageError
from archive.model import Account, Action
from archive.oversight import accounts, second_factors
from archive.oversight.invitations import Invitation, invite
from archive.oversight.sessions import local_name


def propose_return(work: UnitOfWork, name: str, *, anew: bool) -> Invitation | None:
    """Propose that a closed account opens again; the invitation if it begins ``anew``.

    Raises ``NotFound``, ``UsageError`` for an account that is not closed.
    """
    work.authorise(Action.USER_RETURN)
    account = accounts.named(work, name)
    if account.active or account.waits:
        raise UsageError("This account is not closed.")
    with work.store.transaction():
        work.store.accounts.propose_again(name, work.viewer.user, anew=anew or not account.password)
        if anew:
            second_factors.forget_all(work.archive, name)
        work.record(Action.USER_RETURN, "user", name, anew="yes" if anew else "no")
        return invite(work, account) if anew or not account.password else None


def propose_reset(work: UnitOfWork, name: str) -> bool:
    """Propose that somebody's second factors go; whether it was carried out at once.

    Raises ``NotFound``, ``UsageError`` for an account that is not open or has no second factor.
    """
    work.authorise(Action.USER_RESET)
    account = accounts.named(work, name)
    if not account.active:
        raise UsageError("This account is not open; propose its return instead.")
    if not second_factors.factors(work.archive, name).second:
        raise UsageError("This account has no second factor to reset.")
    alone = _nobody_else_agrees(work, account)
    if alone and work.viewer.user != local_name(work.viewer.organisation):
        raise UsageError(
            "This is the only officer, so nobody could countersign. Whoever has the passphrase runs: "
            f"heard user reset {name}."
        )
    with work.store.transaction():
        work.record(Action.USER_RESET, "user", name, **({"alone": "yes"} if alone else {}))
        if alone:
            second_factors.forget_all(work.archive, name)
            work.store.accounts.close_sessions(name)
        else:
            work.store.accounts.propose_reset(name, work.viewer.user)
    return alone


def resettable(work: UnitOfWork) -> frozenset[str]:
    """The open accounts that have a second factor, for whoever may propose to reset one."""
    work.authorise(Action.USER_LIST)
    active = (a.user for a in work.store.accounts.of(work.viewer.organisation) if a.active)
    return frozenset(user for user in active if second_factors.factors(work.archive, user).second)


def _nobody_else_agrees(work: UnitOfWork, account: Account) -> bool:
    others = (a for a in work.store.accounts.of(account.organisation) if a.user != account.user)
    return not any(map(accounts.may_agree, others))
