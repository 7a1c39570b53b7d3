"""What people prove themselves with, as the archive keeps it. What is used once is used once for everybody.

Each ``take…`` and ``advance`` answers whether it was the caller's: of two at the same moment one is told no.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from archive.model import Authenticator, Ceremony, Passkey, Tries


class Passkeys(Protocol):
    """WebAuthn credentials, their keys and labels sealed."""

    def add(self, passkey: Passkey) -> None:
        """Keep a new one. Raises ``UsageError`` if its id is kept already."""
        ...

    def get(self, credential: str) -> Passkey | None:
        """One by its id, whosever it is."""
        ...

    def of(self, user: str) -> list[Passkey]:
        """Those of an account, the oldest first."""
        ...

    def count(self, user: str) -> int:
        """How many an account has."""
        ...

    def advance(self, passkey: Passkey, sign_count: int, at: datetime) -> bool:
        """Keep the counter after a use; no, if it has moved since the passkey was read."""
        ...

    def remove(self, user: str, credential: str) -> bool:
        """Forget one of an account's; whether there was one."""
        ...

    def remove_all(self, user: str) -> None:
        """Forget those of an account, also what does not open any more."""
        ...

    def handle(self, user: str) -> bytes:
        """What authenticators know an account by: a keyed digest, no name (32 bytes)."""
        ...


class SecondFactors(Protocol):
    """Apps that show codes, recovery codes, and how many second proofs failed."""

    def authenticator(self, user: str) -> Authenticator | None:
        """The app of an account, its secrets opened."""
        ...

    def has_app(self, user: str) -> bool:
        """Whether an app is in use, without opening its secret."""
        ...

    def begin(self, user: str, secret: str) -> None:
        """Keep a secret that is not confirmed yet, in place of the one before; one in use stays."""
        ...

    def confirm(self, user: str, step: int) -> bool:
        """Use the pending secret from now on, the code of ``step`` used up; no, if none is pending."""
        ...

    def take_step(self, user: str, step: int) -> bool:
        """Use up the code of a time step and of all before it; no, if it was used up."""
        ...

    def put_codes(self, user: str, codes: list[str]) -> None:
        """Keep recovery codes by keyed digests, in place of all before."""
        ...

    def take_code(self, user: str, code: str, at: datetime) -> bool:
        """Use up a recovery code; no, if there is none or it was used up."""
        ...

    def has_code(self, user: str, code: str) -> bool:
        """Whether this is a recovery code that is not used up."""
        ...

    def codes_left(self, user: str) -> int:
        """How many recovery codes are not used up."""
        ...

    def tries(self, user: str) -> Tries | None:
        """Second proofs that failed since the last good one."""
        ...

    def count_try(self, user: str, before: Tries | None, at: datetime) -> bool:
        """Count one more, before it is tried; no, if another was counted since ``before`` was read."""
        ...

    def forgive(self, user: str) -> None:
        """Forget the tries that failed."""
        ...

    def remove_app(self, user: str) -> None:
        """Forget the app."""
        ...

    def remove_codes(self, user: str) -> None:
        """Forget the recovery codes."""
        ...


class Ceremonies(Protocol):
    """WebAuthn exchanges that were begun, by the digest of what only that browser holds."""

    def open(self, digest: str, ceremony: Ceremony, at: datetime, expires_at: datetime) -> None:
        """Keep one. Those that expired before ``at`` go, and so do the oldest beyond a limit."""
        ...

    def take(self, digest: str, kind: str, at: datetime) -> Ceremony | None:
        """The one that was begun, once: nobody gets it again. ``None`` for another kind or an expired one."""
        ...


class Invitations(Protocol):
    """Invitations by keyed digests, one for an account."""

    def put(self, user: str, code: str, expires_at: datetime) -> None:
        """Keep one in place of the one before."""
        ...

    def user_of(self, code: str, at: datetime) -> str | None:
        """Whom a code invites, if it has not expired."""
        ...

    def take(self, code: str, at: datetime) -> bool:
        """Use it up; no, if there is none or it has expired."""
        ...

    def waiting(self, organisation: str) -> dict[str, datetime]:
        """Accounts of an organisation whose invitation nobody has opened yet, each with when it expires."""
        ...

    def remove(self, user: str) -> None:
        """Forget the one of an account."""
        ...
