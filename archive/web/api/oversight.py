"""The protection officer's and the administrator's work over the API. No word of a testimony passes here."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import StreamingResponse

from archive import oversight, withdrawal
from archive.errors import LogBroken
from archive.model import Account
from archive.oversight import accounts as oversight_accounts
from archive.oversight import invitations, returning
from archive.web.api.shapes_account import InvitedIn, InvitedOut, ReturnIn, ReturnOut
from archive.web.api.shapes_office import (
    AccountIn,
    AccountOut,
    ConfirmedIn,
    ConsentOut,
    DueOut,
    EffectOut,
    EntryOut,
    LogIn,
    LogOut,
    NoteIn,
    NoteOut,
    PasswordIn,
    ProofOut,
    ProposedOut,
    ReceiptOut,
    WithdrawIn,
)
from archive.web.devices import caller_of
from archive.web.inputs import Addressed, a_day
from archive.web.pages.oversight import whose
from archive.web.viewer import Opened, SessionStore, Work


def consents(work: Work) -> list[ConsentOut]:
    """Every consent as it stands, without who the people are."""
    rows = (oversight.consent_row(record) for record in oversight.consents(work))
    return [ConsentOut.model_validate({**row.as_data(), "standing": row.standing}) for row in rows]


def due(work: Work, days: Annotated[int, Query(ge=0, le=3650)] = 60) -> list[DueOut]:
    """What needs the officer within so many days, soonest first."""
    return [DueOut.model_validate(row.as_data()) for row in oversight.due(work, days)]


def effect(work: Work, asked: WithdrawIn) -> EffectOut:
    """What a withdrawal would do; nothing happens."""
    who = whose(work, asked.participant)
    expected = withdrawal.effect(work, who, frozenset(asked.only) or None)
    return EffectOut.model_validate(expected.as_data())


def withdraw(work: Work, asked: ConfirmedIn) -> ReceiptOut:
    """Withdraw a consent, and sign for what became of everything."""
    who = whose(work, asked.participant)
    done = withdrawal.withdraw(work, who, frozenset(asked.only) or None, "asked")
    return ReceiptOut.model_validate(done.as_data())


def log(work: Work, asked: LogIn) -> LogOut:
    """Who did what, when, for which purpose and under which consents."""
    question = oversight.Question(
        asked.action, asked.user, asked.testimony, asked.participant, _day(asked.since), _day(asked.until)
    )
    rows = oversight.answer(work, question, open_sealed=asked.queries)
    entries = [EntryOut.model_validate(row.as_data()) for row in rows[-asked.latest :]]
    return LogOut(total=len(rows), entries=entries)


def _day(written: str | None) -> date | None:
    return a_day(written or "")


def checkpoint(work: Work) -> NoteOut:
    """A signed note over the whole log."""
    return NoteOut(checkpoint=oversight.checkpoint(work))


def verify(work: Work, asked: NoteIn) -> ProofOut:
    """Recompute the whole log, against a kept checkpoint if one is sent."""
    try:
        size = oversight.verify(work, asked.checkpoint)
    except LogBroken as error:
        return ProofOut(sound=False, entries=None, sentence=str(error))
    return ProofOut(sound=True, entries=size, sentence=f"{size} entries, sound.")


def export(work: Work) -> StreamingResponse:
    """The log as JSON lines for the offline verifier; take a checkpoint with it."""
    lines, _ = oversight.export(work)
    return StreamingResponse((line + "\n" for line in lines), media_type="application/x-ndjson")


def accounts(work: Work) -> list[AccountOut]:
    """Every account."""
    listed, invited = oversight_accounts.list_accounts(work), invitations.waiting(work)
    return [_account(a, invited=a.user in invited) for a in listed]


def add_account(work: Work, new: AccountIn) -> ProposedOut:
    """Propose an account; it waits for its person, then for an officer."""
    return _proposed(invitations.propose(work, new.user, new.role, new.projects))


def invite(work: Work, user: Addressed) -> ProposedOut:
    """Another invitation, in place of one that nobody opened."""
    return _proposed(invitations.invite_again(work, user))


def accept(request: Request, archive: Opened, sessions: SessionStore, given: InvitedIn) -> InvitedOut:
    """Open an invitation: choose the password of one's own account."""
    account = sessions.accept_invitation(archive, given.code, given.password, caller_of(request))
    return InvitedOut(user=account.user, role=account.role, waits=account.waits)


def propose_return(work: Work, user: Addressed, asked: ReturnIn) -> ReturnOut:
    """Propose that a closed account opens again; an officer countersigns."""
    invitation = returning.propose_return(work, user, anew=asked.anew)
    return ReturnOut(
        user=user,
        invitation=invitation.code if invitation else None,
        expires_at=invitation.expires_at if invitation else None,
    )


def propose_reset(work: Work, user: Addressed) -> None:
    """Propose that somebody's lost second factors go; an officer countersigns."""
    returning.propose_reset(work, user)


def _proposed(new: invitations.Invitation) -> ProposedOut:
    shown = _account(new.account, invited=True)
    return ProposedOut(invitation=new.code, expires_at=new.expires_at, **shown.model_dump())


def _account(a: Account, *, invited: bool) -> AccountOut:
    return AccountOut(
        user=a.user,
        role=a.role,
        projects=sorted(a.projects),
        active=a.active,
        waits=a.waits,
        invited=invited,
        reset=bool(a.reset_by),
    )


def countersign(work: Work, user: Addressed) -> None:
    """Open an account that somebody else proposed, or carry out a reset that somebody else proposed."""
    oversight_accounts.countersign(work, user)


def choose_password(work: Work, chosen: PasswordIn) -> None:
    """Choose one's own password; every session ends."""
    oversight_accounts.change_password(work.archive, work.viewer.user, chosen.old, chosen.new)


def deactivate(work: Work, user: Addressed) -> None:
    """Close an account and every session of it."""
    oversight_accounts.deactivate(work, user)
