"""One's own account over the API, and coming in by a passkey. The same rules as on the page."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request

from archive.access.policy.roles import SECOND_FACTOR
from archive.model import Way
from archive.oversight import passkeys, second_factors
from archive.oversight import sessions as oversight_sessions
from archive.web.api.shapes import Token
from archive.web.api.shapes_account import (
    AnsweredIn,
    AppOut,
    CeremonyOut,
    CodeIn,
    CodesOut,
    FactorsOut,
    MadeIn,
    OwnAccountOut,
    PasskeyOut,
    RenewedOut,
    SessionOut,
)
from archive.web.devices import caller_of
from archive.web.viewer import Fresh, Opened, Party, SessionStore, SignedIn, Work

Credential = Annotated[str, Path(max_length=1400, description="The id of a passkey's credential.")]
Handle = Annotated[str, Path(max_length=64, description="The name of a session, as the account lists it.")]


def account(work: Work, present: SignedIn) -> OwnAccountOut:
    """What one comes in with, and where one is signed in."""
    mine, has = present.account, second_factors.factors_of(work)
    return OwnAccountOut(
        user=mine.user,
        role=mine.role,
        projects=sorted(mine.projects),
        factors=FactorsOut(
            passkeys=has.passkeys, app=has.app, codes_left=has.codes_left, needed=mine.role in SECOND_FACTOR
        ),
        passkeys=[
            PasskeyOut(credential=p.credential, name=p.label, created_at=p.created_at, used_at=p.used_at)
            for p in passkeys.own_passkeys(work)
        ],
        sessions=[
            SessionOut(session=s.handle, opened_at=s.opened_at, seen_at=s.seen_at, way=s.way, this=s.this)
            for s in oversight_sessions.own_sessions(work, present)
        ],
    )


def begin_app(work: Work, present: Fresh) -> AppOut:
    """A secret for an app; it counts once ``confirm`` got a code of it."""
    new = second_factors.begin_app(work)
    return AppOut(secret=new.secret, address=new.address)


def confirm_app(work: Work, present: Fresh, given: CodeIn) -> RenewedOut:
    """Use the app from now on; every session ends but the one of the answer."""
    second_factors.confirm_app(work, given.code)
    return RenewedOut(token=oversight_sessions.renew(work.archive, present.account, Way.TOTP))


def remove_app(work: Work, present: Fresh) -> None:
    """Forget the app."""
    second_factors.remove_app(work)


def make_codes(work: Work, present: Fresh) -> CodesOut:
    """New recovery codes; those before are void."""
    return CodesOut(codes=second_factors.make_codes(work))


def registration_options(work: Work, present: Fresh, party: Party) -> CeremonyOut:
    """What an authenticator is asked to make."""
    begun = passkeys.begin_registration(work, party)
    return CeremonyOut(ceremony=begun.token, options=dict(begun.options))


def register(work: Work, present: Fresh, party: Party, answer: MadeIn) -> RenewedOut:
    """Keep the passkey that it made; every session ends but the one of the answer."""
    passkeys.register(work, party, answer.ceremony, answer.credential, answer.name)
    return RenewedOut(token=oversight_sessions.renew(work.archive, present.account, Way.PASSKEY))


def remove_passkey(work: Work, present: Fresh, credential: Credential) -> None:
    """Forget a passkey."""
    passkeys.remove(work, credential)


def end_session(work: Work, present: SignedIn, handle: Handle) -> None:
    """End one session of one's own."""
    oversight_sessions.end_sessions(work, present, handle)


def end_others(work: Work, present: SignedIn) -> None:
    """End every session of one's own but this one."""
    oversight_sessions.end_sessions(work, present, None)


def sign_in_options(request: Request, archive: Opened, sessions: SessionStore, party: Party) -> CeremonyOut:
    """What an authenticator is asked to prove: the same for everybody."""
    begun = sessions.begin_passkey(archive, party, caller_of(request))
    return CeremonyOut(ceremony=begun.token, options=dict(begun.options))


def sign_in(
    request: Request, archive: Opened, sessions: SessionStore, party: Party, answer: AnsweredIn
) -> Token:
    """Sign in by a passkey; the answer's token opens everything else."""
    account, token = sessions.sign_in_with_passkey(
        archive, party, answer.ceremony, answer.credential, caller_of(request)
    )
    return Token(token=token, user=account.user, role=account.role)
