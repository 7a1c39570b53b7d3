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
from archive.web.devices import Caller, device_of
from archive.web.failures import SignInRefused, TooManyAttempts
from archive.web.throttle import Attempt, HashingPlaces, Throttle
from archive.web.untried import Untried


class Sessions:
    """Sign-in, sign-out, and who a token belongs to."""

    def __init__(self, throttle: Throttle | None = None, places: HashingPlaces | None = None) -> None:
        self._throttle = throttle or Throttle()
        self._places = places or HashingPlaces()
        self._untried = Untried()

    def sign_in(self, archive: Archive, name: str, password: str, caller: Caller) -> tuple[Account, str]:
        """The account and a new token. Raises ``SignInRefused`` or ``TooManyAttempts``.

        A refusal is on the log; those that were not even tried, while a wait is on, are there in summary.
        """
        attempt = Attempt(digest(name), digest(caller.source), device_of(archive, name, caller.tokens))
        try:
            account = self._checked(archive, name, password, attempt)
        except TooManyAttempts:
            self._untried.count(archive, name)
            raise
        self._untried.write_due(archive)
        if account is None:
            self._throttle.failed(attempt)
            oversight_sessions.record_refused_sign_in(archive, name)
            raise SignInRefused("This name and password do not open an account; ask the administrator.")
        self._throttle.succeeded(attempt)
        return account, oversight_sessions.open_session(archive, account)

    def _checked(self, archive: Archive, name: str, password: str, attempt: Attempt) -> Account | None:
        wait = self._throttle.admit(attempt)
        if wait:
            raise TooManyAttempts(wait)
        with self._places.place(bool(attempt.device)):
            return oversight_accounts.check_password(archive, name, password)

    def refuse_guessed_token(self, caller: Caller) -> None:
        """A token came that opens nothing. Raises ``TooManyAttempts`` where an address tries many: one that
        opens a session is never kept waiting for them."""
        wait = self._throttle.wrong_token(digest(caller.source))
        if wait:
            raise TooManyAttempts(wait)

    def write_untried(self, archive: Archive) -> None:
        """Write what was counted and is not on the log yet: the server stops."""
        self._untried.write_due(archive, all_of_them=True)

    def begin_passkey(self, archive: Archive, party: RelyingParty, caller: Caller) -> passkeys.Begun:
        """Begin to come in by a passkey. Raises ``TooManyAttempts`` where an address begins many."""
        wait = self._throttle.begin(digest(caller.source))
        if wait:
            raise TooManyAttempts(wait)
        return passkeys.begin_sign_in(archive, party)

    def sign_in_with_passkey(
        self, archive: Archive, party: RelyingParty, token: str, credential: JsonObject, caller: Caller
    ) -> tuple[Account, str]:
        """The account and a new token for what an authenticator answered. Raises as ``sign_in`` does."""
        try:
            account = passkeys.sign_in(archive, party, token, credential)
        except Refused as refused:
            self.refuse_guessed_token(caller)
            raise SignInRefused(str(refused)) from None
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
        self, archive: Archive, user: str, password: str, code: str, caller: Caller
    ) -> tuple[Account, str]:
        """``sign_in`` for a program, with the code in the same request where the account needs one."""
        account, token = self.sign_in(archive, user, password, caller)
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

    def accept_invitation(self, archive: Archive, code: str, password: str, caller: Caller) -> Account:
        """The account whose password was chosen. Raises as ``invitations.accept``, or ``TooManyAttempts``."""
        try:
            return invitations.accept(archive, code, password)
        except Refused:
            self.refuse_guessed_token(caller)
            raise

    def present(self, archive: Archive, token: str | None) -> Present | None:
        """Who the token belongs to now, if its session is open; the use is noted."""
        return oversight_sessions.find_session(archive, token) if token else None

    def sign_out(self, archive: Archive, present: Present, reason: str = "asked") -> None:
        """End the session: the token is worth nothing from here on. ``reason`` is a code for the log."""
        oversight_sessions.close_session(archive, present, reason)
