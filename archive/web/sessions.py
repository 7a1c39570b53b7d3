"""Coming in, staying and going, as a browser or a program sees it: who may try, and how often.

Nothing is kept in the browser but the token, in a cookie that scripts cannot read and other sites cannot
send. A wrong name and a wrong password get the same sentence after the same work. Sessions themselves are
kept by ``archive.oversight.sessions``.
"""

from __future__ import annotations

from archive.errors import Refused
from archive.model import Account, Way
from archive.model.json_object import JsonObject
from archive.oversight import accounts as oversight_accounts
from archive.oversight import invitations, passkeys
from archive.oversight import sessions as oversight_sessions
from archive.oversight.passkeys import RelyingParty
from archive.oversight.second_factors import TooSoon
from archive.oversight.sessions import Present, digest
from archive.ports import Archive
from archive.web.failures import SignInRefused, TooManyAttempts
from archive.web.throttle import Throttle

FREE_PER_ACCOUNT = 5
FREE_PER_ADDRESS = 30


class Sessions:
    """Sign-in, sign-out, and who a token belongs to."""

    def __init__(self, accounts: Throttle | None = None, addresses: Throttle | None = None) -> None:
        self._accounts = accounts or Throttle(FREE_PER_ACCOUNT)
        self._addresses = addresses or Throttle(FREE_PER_ADDRESS)

    def sign_in(self, archive: Archive, name: str, password: str, address: str) -> tuple[Account, str]:
        """The account and a new token. Raises ``SignInRefused`` or ``TooManyAttempts``.

        A refusal is on the log, except while a wait is on: attempts that were not even tried would fill it.
        """
        who, where = digest(name), digest(address)
        wait = self._addresses.admit(where) or self._accounts.admit(who)
        if wait:
            raise TooManyAttempts(wait)
        account = oversight_accounts.check_password(archive, name, password)
        if account is None:
            oversight_sessions.record_refused_sign_in(archive, name)
            raise SignInRefused("This name and password do not open an account; ask the administrator.")
        self._accounts.forgive(who)
        self._addresses.take_back(where)
        return account, oversight_sessions.open_session(archive, account)

    def sign_in_with_passkey(
        self, archive: Archive, party: RelyingParty, token: str, credential: JsonObject, address: str
    ) -> tuple[Account, str]:
        """The account and a new token for what an authenticator answered. Raises as ``sign_in`` does."""
        where = digest(address)
        wait = self._addresses.admit(where)
        if wait:
            raise TooManyAttempts(wait)
        try:
            account = passkeys.sign_in(archive, party, token, credential)
        except Refused as refused:
            raise SignInRefused(str(refused)) from None
        self._addresses.take_back(where)
        return account, oversight_sessions.open_session(archive, account, Way.PASSKEY)

    def half(self, archive: Archive, token: str | None) -> Present | None:
        """Whose password fitted, while a second proof is missing."""
        return oversight_sessions.find_half(archive, token) if token else None

    def complete(self, archive: Archive, half: Present, typed: str) -> str:
        """A whole session's token for half a session and a code. Raises ``SignInRefused`` or ``TooSoon``."""
        try:
            return oversight_sessions.complete(archive, half, typed)
        except TooSoon:
            raise
        except Refused as refused:
            raise SignInRefused(str(refused)) from None

    def sign_in_at_once(
        self, archive: Archive, user: str, password: str, code: str, address: str
    ) -> tuple[Account, str]:
        """``sign_in`` for a program, with the code in the same request where the account needs one."""
        account, token = self.sign_in(archive, user, password, address)
        half = self.half(archive, token)
        if half is None:
            return account, token
        if not code:
            oversight_sessions.close_session(archive, half, "no_code")
            raise SignInRefused("This account takes a second proof: send the code of its app as `code`.")
        try:
            return account, self.complete(archive, half, code)
        except Refused:
            oversight_sessions.close_session(archive, half, "wrong_code")
            raise

    def accept_invitation(self, archive: Archive, code: str, password: str, address: str) -> Account:
        """The account whose password was chosen. Raises as ``invitations.accept``, or ``TooManyAttempts``."""
        where = digest(address)
        wait = self._addresses.admit(where)
        if wait:
            raise TooManyAttempts(wait)
        account = invitations.accept(archive, code, password)
        self._addresses.take_back(where)
        return account

    def present(self, archive: Archive, token: str | None) -> Present | None:
        """Who the token belongs to now, if its session is open; the use is noted."""
        return oversight_sessions.find_session(archive, token) if token else None

    def sign_out(self, archive: Archive, present: Present, reason: str = "asked") -> None:
        """End the session: the token is worth nothing from here on. ``reason`` is a code for the log."""
        oversight_sessions.close_session(archive, present, reason)
