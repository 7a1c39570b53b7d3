"""Coming in, staying and going. A session is an opaque token that the archive knows by digest alone.

Nothing is kept in the browser but the token, in a cookie that scripts cannot read and other sites cannot
send. A wrong name and a wrong password get the same sentence after the same work. A session ends after a
quarter of an hour without use, after eight hours in any case, and with its account.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from archive.model import Account, Action, Event, Outcome
from archive.oversight import accounts as oversight_accounts
from archive.ports import Archive
from archive.web.failures import SignInRefused, TooManyAttempts
from archive.web.throttle import Throttle

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
NOTED_EVERY = timedelta(seconds=30)
"""How old the last use may be before it is written again: it ends a session early rather than late."""

NOBODY = "-"
"""Who acts before anybody is known; no account can have this name."""

FREE_PER_ACCOUNT = 5
FREE_PER_ADDRESS = 30


@dataclass(frozen=True, slots=True)
class Present:
    """An account that is signed in, and the digest of its session."""

    account: Account
    digest: str = field(repr=False)


class Sessions:
    """Sign-in, sign-out, and who a token belongs to."""

    def __init__(self, accounts: Throttle | None = None, addresses: Throttle | None = None) -> None:
        self._accounts = accounts or Throttle(FREE_PER_ACCOUNT)
        self._addresses = addresses or Throttle(FREE_PER_ADDRESS)

    def sign_in(self, archive: Archive, name: str, password: str, address: str) -> tuple[Account, str]:
        """The account and a new token. Raises ``SignInRefused`` or ``TooManyAttempts``.

        A refusal is on the log, except while a wait is on: attempts that were not even tried would fill it.
        """
        who, where = _digest(name), _digest(address)
        wait = self._addresses.admit(where) or self._accounts.admit(who)
        if wait:
            raise TooManyAttempts(wait)
        account = oversight_accounts.check_password(archive, name, password)
        if account is None:
            self._note_refusal(archive, name)
            raise SignInRefused("This name and password do not open an account; ask the administrator.")
        self._accounts.forgive(who)
        self._addresses.take_back(where)
        token = secrets.token_urlsafe(32)
        with archive.store.transaction():
            archive.store.accounts.open_session(_digest(token), account.user, archive.clock.now())
            archive.log.append(_event(account, Action.SESSION_OPEN))
        return account, token

    def present(self, archive: Archive, token: str | None) -> Present | None:
        """Who the token belongs to now, if its session is open; the use is noted."""
        if not token:
            return None
        digest = _digest(token)
        session = archive.store.accounts.session(digest)
        account = archive.store.accounts.get(session.user) if session else None
        if session is None or account is None or not account.active:
            return None
        now = archive.clock.now()
        if _over(now, session.opened_at, session.seen_at):
            self.sign_out(archive, Present(account, digest), "expired")
            return None
        if now - session.seen_at >= NOTED_EVERY:
            archive.store.accounts.touch_session(digest, now)
        return Present(account, digest)

    def sign_out(self, archive: Archive, present: Present, reason: str = "asked") -> None:
        """End the session: the token is worth nothing from here on."""
        with archive.store.transaction():
            archive.store.accounts.close_session(present.digest)
            event = replace(_event(present.account, Action.SESSION_CLOSE), details=(("reason", reason),))
            archive.log.append(event)

    def _note_refusal(self, archive: Archive, name: str) -> None:
        """Name the account if there is one; a name that is not one could be anything, a password too."""
        known = archive.store.accounts.get(name)
        archive.log.append(
            Event(
                action=Action.SESSION_OPEN,
                actor=NOBODY,
                role=None,
                outcome=Outcome.DENY,
                object_type="user" if known else "",
                object_id=known.user if known else "",
                details=(("reason", "password" if known else "unknown"),),
            )
        )


def _over(now: datetime, opened: datetime, seen: datetime) -> bool:
    return now - seen >= IDLE or now - opened >= LONGEST


def _event(account: Account, action: Action) -> Event:
    return Event(
        action=action, actor=account.user, role=account.role, outcome=Outcome.PERMIT,
        object_type="user", object_id=account.user,
    )  # fmt: skip


def _digest(value: str) -> str:
    return sha256(value.encode("utf-8", errors="surrogatepass")).hexdigest()
