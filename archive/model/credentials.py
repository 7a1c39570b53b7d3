"""What people prove themselves with, as it is kept: passkeys, steps of an app, codes, invitations.

No secret shows itself in a repr. Recovery codes and invitations are known by digests alone, so that whoever
reads what is kept can type in none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How somebody came in. ``HALF``: the password fitted, a second proof is missing, nobody is in yet."""

    PASSWORD = "password"  # noqa: S105 - the name of a way, not a secret
    PASSKEY = "passkey"
    TOTP = "totp"
    RECOVERY = "recovery"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Passkey:
    """A WebAuthn credential of an account. ``credential`` is its id (base64url), ``public_key`` a COSE key.

    ``sign_count`` is the authenticator's own counter, 0 where it keeps none. ``label`` is its owner's name
    for it.
    """

    credential: str
    user: str
    label: str = field(repr=False)
    public_key: bytes = field(repr=False)
    sign_count: int
    created_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Authenticator:
    """The app that shows codes (RFC 6238). Both secrets are base32; ``pending`` is not confirmed yet.

    ``last_step`` is the newest time step whose code was taken: none before it is taken again.
    """

    user: str
    secret: str | None = field(repr=False)
    pending: str | None = field(repr=False)
    last_step: int


@dataclass(frozen=True, slots=True)
class Tries:
    """Second proofs of an account that failed one after the other, and when the latest did."""

    failures: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A WebAuthn exchange that was begun: for what, by whom (empty: nobody known), with which challenge."""

    kind: str
    user: str
    challenge: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has beside its password: how many passkeys, whether an app, how many recovery codes."""

    passkeys: int
    app: bool
    codes_left: int

    @property
    def second(self) -> bool:
        """Whether a password alone is not enough any more."""
        return self.passkeys > 0 or self.app
