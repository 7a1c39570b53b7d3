"""Who is at work: sessions of accounts, opened, found and closed, and whoever holds the passphrase.

A session is an opaque token that the archive knows by digest alone. It ends after a quarter of an hour
without use, after eight hours in any case, and with its account. Where an account has a second factor, its
password opens half a session: a token that lets nobody in, and buys a whole one with a second proof. Coming
in, going and being refused are events. Nothing here shows a token again, and a sign-in name that is no
account's never reaches the log.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import SECOND_FACTOR, Denied
from archive.errors import NotFound, Refused
from archive.model import FIRST, Account, Action, Role, Session, Viewer, Way, owned
from archive.oversight import second_factors
from archive.ports import Archive
from consent.record import Purpose

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
HALF_LASTS = timedelta(minutes=5)
FRESH = timedelta(minutes=10)
"""How long after coming in somebody may change how they come in: a session that was left open may not."""
NOTED_EVERY = timedelta(seconds=30)
"""How old the last use may be before it is written again: it ends a session early rather than late."""

LOCAL = "local"
"""Who acts when somebody with the passphrase uses the command on the archive's own machine, for the
organisation that keeps it; for another one, ``local_name``. No account may have such a name."""


@dataclass(frozen=True, slots=True)
class Present:
    """An account that is signed in, its session, and the session's digest."""

    account: Account
    digest: str = field(repr=False)
    session: Session

    @property
    def lacks_factor(self) -> bool:
        """Whether the role takes more than the password that this session was opened with."""
        return self.account.role in SECOND_FACTOR and self.session.way is Way.PASSWORD


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner sees it. ``handle`` names it in a form; nobody gets in with that."""

    handle: str
    opened_at: datetime
    seen_at: datetime
    way: Way
    this: bool


def open_session(archive: Archive, account: Account, way: Way | None = None) -> str:
    """A new session's token; the opening is an event. ``way``: what was proved beside the password.

    Without it the password alone fitted: if the account has a second factor, the session is half of one.
    """
    half = way is None and second_factors.factors(archive, account.user).second
    opened = Way.HALF if half else way or Way.PASSWORD
    token = secrets.token_urlsafe(32)
    with archive.store.transaction():
        archive.store.accounts.open_session(digest(token), account.user, archive.clock.now(), opened)
        _work(archive, account).record(Action.SESSION_OPEN, "user", account.user, way=opened.value)
    return token


def find_session(archive: Archive, token: str) -> Present | None:
    """Who the token belongs to now, if its session is open; the use is kept. One that is over is closed."""
    present = _present(archive, token)
    if present is None or present.session.way is Way.HALF:
        return None
    now, session = archive.clock.now(), present.session
    if _over(now, session.opened_at, session.seen_at):
        close_session(archive, present, "expired")
        return None
    if now - session.seen_at >= NOTED_EVERY:
        archive.store.accounts.touch_session(present.digest, now)
    return present


def find_half(archive: Archive, token: str) -> Present | None:
    """Whose password fitted a moment ago, while a second proof is missing."""
    present = _present(archive, token)
    if present is None or present.session.way is not Way.HALF:
        return None
    if archive.clock.now() - present.session.opened_at >= HALF_LASTS:
        close_session(archive, present, "expired")
        return None
    return present


def complete(archive: Archive, half: Present, typed: str) -> str:
    """A whole session's token for half a session and a code; the half is over. Raises ``Refused``."""
    way = second_factors.prove(archive, half.account, typed)
    with archive.store.transaction():
        if not archive.store.accounts.close_session(half.digest):
            raise Refused("This sign-in is over. Begin again with your name and password.")
        return open_session(archive, half.account, way)


def renew(archive: Archive, account: Account, way: Way) -> str:
    """A new session's token, for somebody who has just set up a second factor; every other session ends.

    A session that a password alone opened would otherwise be worth more than when it was opened.
    """
    with archive.store.transaction():
        archive.store.accounts.close_sessions(account.user)
        return open_session(archive, account, way)


def _present(archive: Archive, token: str) -> Present | None:
    session = archive.store.accounts.session(digest(token))
    account = archive.store.accounts.get(session.user) if session else None
    if session is None or account is None or not account.active:
        return None
    return Present(account, digest(token), session)


def ask_fresh(work: UnitOfWork, present: Present) -> None:
    """Raises ``Refused``, on the log, if somebody came in too long ago to change how they come in."""
    if work.clock.now() - present.session.opened_at >= FRESH:
        why = Denied(
            "stale",
            "Sign out and in again first: how you come in is changed within ten minutes after signing in.",
        )
        work.refuse(Action.USER_FACTOR, why, ("user", work.viewer.user))


def own_sessions(work: UnitOfWork, present: Present) -> list[OpenSession]:
    """The sessions of whoever asks that are open now, the newest first."""
    work.authorise(Action.ACCOUNT_READ)
    now = work.clock.now()
    return [
        OpenSession(_handle(d), s.opened_at, s.seen_at, s.way, d == present.digest)
        for d, s in work.store.accounts.sessions(work.viewer.user)
        if s.way is not Way.HALF and not _over(now, s.opened_at, s.seen_at)
    ]


def end_sessions(work: UnitOfWork, present: Present, handle: str | None) -> int:
    """End one session of one's own, or with ``None`` all but this one; how many. Raises ``NotFound``."""
    work.authorise(Action.SESSION_CLOSE)
    mine = [d for d, _ in work.store.accounts.sessions(work.viewer.user)]
    ending = [d for d in mine if (_handle(d) == handle if handle is not None else d != present.digest)]
    if handle is not None and not ending:
        raise NotFound("There is no such session of yours; it may have ended already.")
    with work.store.transaction():
        for each in ending:
            work.store.accounts.close_session(each)
        work.record(Action.SESSION_CLOSE, "user", work.viewer.user, reason="ended", count=len(ending))
    return len(ending)


def _handle(session_digest: str) -> str:
    return digest(session_digest)[:16]


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


def local_name(organisation: str) -> str:
    """Who acts when somebody with the passphrase works for an organisation."""
    return LOCAL if organisation == FIRST else f"{organisation}.{LOCAL}"


def local_viewer(
    archive: Archive,
    role: Role,
    purpose: Purpose | None = None,
    project: str | None = None,
    organisation: str = FIRST,
) -> Viewer:
    """The person at the archive's own machine in one role, for one project of an organisation or for all of
    its projects.

    Whoever has opened the archive with its passphrase holds every key; what they do is still asked and
    recorded by role. Raises ``NotFound`` for a project of another organisation, or where there is no such
    organisation.
    """
    ids = archive.store.organisations.ids()
    if organisation not in ids:
        raise NotFound("There is no such organisation in this archive.")
    named = {project} if project else set()
    if named - owned(named, organisation, ids) - gate.shared_with(archive, organisation, role):
        raise NotFound(
            f"This is no project of the organisation {organisation}, and none that is shared with it today. "
            "Say for which organisation you work with --organisation."
        )
    projects = named or owned(archive.store.projects(), organisation, ids)
    return Viewer(local_name(organisation), role, frozenset(projects), purpose, organisation=organisation)


def digest(secret: str) -> str:
    """What is kept of a token, a name or an address instead of itself: its SHA-256, in hex."""
    return sha256(secret.encode("utf-8", errors="surrogatepass")).hexdigest()


def _over(now: datetime, opened: datetime, seen: datetime) -> bool:
    return now - seen >= IDLE or now - opened >= LONGEST


def _work(archive: Archive, account: Account) -> UnitOfWork:
    return UnitOfWork(archive, gate.viewer_of(archive, account))
