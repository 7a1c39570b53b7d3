"""Passkeys (WebAuthn, level 3): set up by whoever is signed in, and a way in by themselves.

A challenge is drawn here, kept here, bound to what one browser holds, and taken once. The authenticator has
to know its owner (by a finger, a face or a number), so that a passkey is two proofs in one; nobody types a
name, so that no name can be tried. It refuses an answer for another origin or another challenge, another
person's key, and a counter that went back. What the library says of an answer is never repeated: it could
quote what was sent.
"""

from __future__ import annotations

import hmac
import json
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import Refused, UsageError
from archive.model import Account, Action, Ceremony, Passkey
from archive.model.json_object import JsonObject
from archive.oversight import second_factors
from archive.oversight.sessions import digest
from archive.ports import Archive
from language.visible import is_visible

T = TypeVar("T")

NAME = "Heard"
LASTS = timedelta(minutes=5)
LONGEST_LABEL = 64
REGISTER, SIGN_IN = "register", "sign-in"
_REFUSED = "This passkey does not open an account here. Try again, or sign in with your name and password."
_NOT_KEPT = "This passkey could not be set up. Begin again on the page of your account."


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Whom passkeys are for: the origin by which people reach this archive, ``https://heard.example.org``."""

    origin: str

    @property
    def id(self) -> str:
        """The host's name, to which browsers bind a passkey."""
        return urlsplit(self.origin).hostname or ""

    @property
    def usable(self) -> bool:
        """Whether browsers let this origin use passkeys: with TLS, or on the machine itself."""
        local = self.id == "localhost" or self.id.endswith(".localhost")
        numbered = ":" in self.id or self.id.replace(".", "").isdigit()
        return local or (urlsplit(self.origin).scheme == "https" and not numbered)


@dataclass(frozen=True, slots=True)
class Begun:
    """An exchange that was begun: what the browser has to keep, and what it has to ask the authenticator."""

    token: str = field(repr=False)
    options: JsonObject = field(repr=False)


def begin_registration(work: UnitOfWork, party: RelyingParty) -> Begun:
    """Begin to set up a passkey for whoever asks."""
    work.authorise(Action.USER_FACTOR)
    user, kept = work.viewer.user, work.store.passkeys
    challenge = secrets.token_bytes(32)
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=NAME,
        user_name=user,
        user_id=kept.handle(user),
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(p.credential)) for p in kept.of(user)
        ],
    )
    return _begun(work.archive, Ceremony(REGISTER, user, challenge), options)


def register(work: UnitOfWork, party: RelyingParty, token: str, credential: JsonObject, label: str) -> None:
    """Keep the passkey that the authenticator made. Raises ``UsageError`` if it cannot be proved."""
    work.authorise(Action.USER_FACTOR)
    user, name, now = work.viewer.user, _label(label), work.clock.now()
    ceremony = work.store.ceremonies.take(digest(token), REGISTER, now)
    if ceremony is None or ceremony.user != user:
        raise UsageError(_NOT_KEPT)
    verified = _registration(credential, ceremony, party)
    if verified is None:
        raise UsageError(_NOT_KEPT)
    passkey = Passkey(
        bytes_to_base64url(verified.credential_id), user, name, verified.credential_public_key,
        verified.sign_count, now,
    )  # fmt: skip
    with work.store.transaction():
        work.store.passkeys.add(passkey)
        work.record(Action.USER_FACTOR, "user", user, kind="passkey", step="add")


def remove(work: UnitOfWork, credential: str) -> None:
    """Forget a passkey of one's own. Raises ``UsageError`` for the last factor of a role that takes one."""
    work.authorise(Action.USER_FACTOR)
    user = work.viewer.user
    with work.store.transaction():
        if not work.store.passkeys.remove(user, credential):
            raise UsageError("There is no such passkey of yours.")
        mine = second_factors.factors(work.archive, user)
        left = mine.passkeys + mine.app
        second_factors.keep_one(work, left)
        second_factors.forget_unused_codes(work, left)
        work.record(Action.USER_FACTOR, "user", user, kind="passkey", step="remove")


def own_passkeys(work: UnitOfWork) -> list[Passkey]:
    """The passkeys of whoever asks."""
    work.authorise(Action.ACCOUNT_READ)
    return work.store.passkeys.of(work.viewer.user)


def begin_sign_in(archive: Archive, party: RelyingParty) -> Begun:
    """Begin to come in by a passkey. The same for everybody: no name is asked, no key is named."""
    challenge = secrets.token_bytes(32)
    options = generate_authentication_options(
        rp_id=party.id, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
    )
    return _begun(archive, Ceremony(SIGN_IN, "", challenge), options)


def sign_in(archive: Archive, party: RelyingParty, token: str, credential: JsonObject) -> Account:
    """Whose passkey this is. Raises ``Refused``, on the log, for whatever cannot be proved."""
    ceremony = archive.store.ceremonies.take(digest(token), SIGN_IN, archive.clock.now())
    passkey = archive.store.passkeys.get(_text(credential, "id"))
    account = archive.store.accounts.get(passkey.user) if passkey else None
    if ceremony is None or passkey is None or account is None or not account.active:
        raise _refused(archive, account)
    if not hmac.compare_digest(archive.store.passkeys.handle(account.user), _user_handle(credential)):
        raise _refused(archive, account)
    verified = _authentication(credential, ceremony, party, passkey)
    if verified is None:
        raise _refused(archive, account)
    if not archive.store.passkeys.advance(passkey, verified.new_sign_count, archive.clock.now()):
        raise _refused(archive, account)
    return account


def _begun(archive: Archive, ceremony: Ceremony, options: Any) -> Begun:
    token, now = secrets.token_urlsafe(32), archive.clock.now()
    archive.store.ceremonies.open(digest(token), ceremony, now, now + LASTS)
    asked: JsonObject = json.loads(options_to_json(options))
    return Begun(token, asked)


def _registration(
    credential: JsonObject, ceremony: Ceremony, party: RelyingParty
) -> VerifiedRegistration | None:
    return _proved(verify_registration_response, credential, ceremony, party)


def _authentication(
    credential: JsonObject, ceremony: Ceremony, party: RelyingParty, passkey: Passkey
) -> VerifiedAuthentication | None:
    return _proved(
        verify_authentication_response,
        credential,
        ceremony,
        party,
        credential_public_key=passkey.public_key,
        credential_current_sign_count=passkey.sign_count,
    )


def _proved(
    verify: Callable[..., T], credential: JsonObject, ceremony: Ceremony, party: RelyingParty, **known: object
) -> T | None:
    """What an answer proves, with its person verified; ``known`` is what a passkey was known by before."""
    try:
        return verify(
            credential=dict(credential),
            expected_challenge=ceremony.challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
            **known,
        )
    except Exception:  # bytes from outside: whatever they break, they prove nothing
        return None


def _refused(archive: Archive, account: Account | None) -> Refused:
    about = ("user", account.user) if account else ("", "")
    archive.log.append(gate.refused_to_nobody(Action.SESSION_OPEN, *about, "passkey"))
    return Refused(_REFUSED)


def _user_handle(credential: JsonObject) -> bytes:
    response = credential.get("response")
    handle = response.get("userHandle") if isinstance(response, dict) else None
    try:
        return base64url_to_bytes(handle) if isinstance(handle, str) else b""
    except ValueError:
        return b""


def _text(credential: JsonObject, name: str) -> str:
    value = credential.get(name)
    return value if isinstance(value, str) else ""


def _label(label: str) -> str:
    name = unicodedata.normalize("NFC", label).strip()
    if not name or len(name) > LONGEST_LABEL or not is_visible(name):
        raise UsageError(
            f"Give the passkey a name of 1 to {LONGEST_LABEL} signs that can be seen, such as: blue key."
        )
    return name
