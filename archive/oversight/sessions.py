"""Who is at work: sessions of accounts, opened, found and closed, and whoever holds the passphrase.

A session is an opaque token that the archive knows by digest alone. It ends after a quarter of an hour
without use, after eight hours in any case, and with its account. Coming in, going and being refused are
events. Nothing here shows a token again, and a sign-in name that is no account's never reaches the log.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.model import Account, Action, Role, Viewer
from archive.ports import Archive
from consent.record import Purpose

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
NOTED_EVERY = timedelta(seconds=30)
"""How old the last use may be before it is written again: it ends a session early rather than late."""

LOCAL = "local"
"""Who acts when somebody with the passphrase uses the command on the archive's own machine."""


@dataclass(frozen=True, slots=True)
class Present:
    """An account that is signed in, and the digest of its session."""

    account: Account
    digest: str = field(repr=False)


def open_session(archive: Archive, account: Account) -> str:
    """A new session's token, for an account whose password fitted; the opening is an event."""
    token = secrets.token_urlsafe(32)
    with archive.store.transaction():
        archive.store.accounts.open_session(digest(token), account.user, archive.clock.now())
        _work(archive, account).record(Action.SESSION_OPEN, "user", account.user)
    return token


def find_session(archive: Archive, token: str) -> Present | None:
    """Who the token belongs to now, if its session is open; the use is kept. One that is over is closed."""
    session = archive.store.accounts.session(digest(token))
    account = archive.store.accounts.get(session.user) if session else None
    if session is None or account is None or not account.active:
        return None
    present, now = Present(account, digest(token)), archive.clock.now()
    if _over(now, session.opened_at, session.seen_at):
        close_session(archive, present, "expired")
        return None
    if now - session.seen_at >= NOTED_EVERY:
        archive.store.accounts.touch_session(present.digest, now)
    return present


def close_session(archive: Archive, present: Present, reason: str = "asked") -> None:
    """End the session: the token is worth nothing from here on. ``reason`` is a code for the log."""
    account = present.account
    with archive.store.transaction():
        archive.store.accounts.close_session(present.digest)
        _work(archive, account).record(Action.SESSION_CLOSE, "user", account.user, reason=reason)


def record_refused_sign_in(archive: Archive, name: str) -> None:
    """Write that nobody was let in. The account is named if there is one; a name that is not one could be
    anything, a password too."""
    user = known_name(archive, name)
    why = "password" if user else "unknown"
    archive.log.append(gate.refused_to_nobody(Action.SESSION_OPEN, "user" if user else "", user, why))


def known_name(archive: Archive, name: str) -> str:
    """The name if an account has it; empty for any other, which is to be kept nowhere."""
    account = archive.store.accounts.get(name)
    return account.user if account else ""


def record_waiting(archive: Archive, user: str, count: int) -> None:
    """Write how many attempts were not tried because a wait was on: one line for many, or guesses would fill
    the log. ``user`` is an account's name, or empty where the names were nobody's."""
    event = gate.refused_to_nobody(Action.SESSION_OPEN, "user" if user else "", user, "waiting")
    archive.log.append(replace(event, details=(*event.details, ("attempts", str(count)))))


def local_viewer(
    archive: Archive, role: Role, purpose: Purpose | None = None, project: str | None = None
) -> Viewer:
    """The person at the archive's own machine in one role, for one project or for all there are.

    Whoever has opened the archive with its passphrase holds every key; what they do is still asked and
    recorded by role.
    """
    projects = {project} if project else archive.store.projects()
    return Viewer(LOCAL, role, frozenset(projects), purpose)


def viewer_of(archive: Archive, account: Account, purpose: Purpose | None = None) -> Viewer:
    """Who an account is at the gate. An officer whose account names no project answers for every one."""
    every = account.role is Role.DPO and not account.projects
    projects = archive.store.projects() if every else account.projects
    return Viewer(account.user, account.role, projects, purpose)


def digest(secret: str) -> str:
    """What is kept of a token, a name or an address instead of itself: its SHA-256, in hex."""
    return sha256(secret.encode("utf-8", errors="surrogatepass")).hexdigest()


def _over(now: datetime, opened: datetime, seen: datetime) -> bool:
    return now - seen >= IDLE or now - opened >= LONGEST


def _work(archive: Archive, account: Account) -> UnitOfWork:
    return UnitOfWork(archive, viewer_of(archive, account))
