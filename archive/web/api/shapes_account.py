"""The shapes of one's own account over the API. A secret stands in one answer and in none after it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from archive.model import Role, Way
from archive.web.api.shapes import Shape


class FactorsOut(Shape):
    """What the account has beside its password. ``needed``: the role takes a second factor."""

    passkeys: int
    app: bool
    codes_left: int
    needed: bool


class PasskeyOut(Shape):
    """A passkey, by the id of its credential and the name that its owner gave it."""

    credential: str
    name: str
    created_at: datetime
    used_at: datetime | None


class SessionOut(Shape):
    """An open session; ``session`` names it and opens nothing. ``this``: the one that asks."""

    session: str
    opened_at: datetime
    seen_at: datetime
    way: Way
    this: bool


class OwnAccountOut(Shape):
    """One's own account."""

    user: str
    role: Role
    projects: list[str]
    factors: FactorsOut
    passkeys: list[PasskeyOut]
    sessions: list[SessionOut]


class CodeIn(Shape):
    """A code of an app."""

    code: Annotated[str, Field(max_length=100)]


class AppOut(Shape):
    """What an app has to be given: the secret in base32, and the same as an address (``otpauth``)."""

    secret: str
    address: str


class CodesOut(Shape):
    """Recovery codes, in this answer alone."""

    codes: list[str]


class RenewedOut(Shape):
    """The token of the one session that is open from here on."""

    token: str


class CeremonyOut(Shape):
    """A WebAuthn exchange that was begun: what to bring again, and what to ask the authenticator."""

    ceremony: str
    options: dict[str, Any]


class AnsweredIn(Shape):
    """What the authenticator answered, in the JSON of WebAuthn."""

    ceremony: Annotated[str, Field(max_length=100)]
    credential: dict[str, Any]


class MadeIn(AnsweredIn):
    """What it made, and what its owner calls it."""

    name: Annotated[str, Field(max_length=200)]


class InvitedIn(Shape):
    """The code of an invitation, and the password that its person chooses."""

    code: Annotated[str, Field(max_length=200)]
    password: Annotated[str, Field(max_length=1000)]


class InvitedOut(Shape):
    """Whose account it is. It ``waits`` until an officer has countersigned it."""

    user: str
    role: Role
    waits: bool


class ReturnIn(Shape):
    """Whether a closed account begins anew: by another invitation, without what it was opened with before."""

    anew: bool = True


class ReturnOut(Shape):
    """Whose return was proposed; a code that opens an invitation once, where the account begins anew."""

    user: str
    invitation: str | None
    expires_at: datetime | None
