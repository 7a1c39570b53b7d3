"""The protection officer's and the administrator's work over the API. No word of a testimony passes here."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query
from fastapi.responses import StreamingResponse

from archive import oversight, withdrawal
from archive.errors import LogBroken
from archive.model import Account
from archive.oversight import accounts as oversight_accounts
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
    ReceiptOut,
    WithdrawIn,
)
from archive.web.inputs import Addressed, a_day
from archive.web.pages.oversight import consent_line, whose
from archive.web.viewer import Opened, Reader


def consents(viewer: Reader, archive: Opened) -> list[ConsentOut]:
    """Every consent as it stands, without who the people are."""
    return [ConsentOut.model_validate(consent_line(r)) for r in oversight.consents(archive, viewer)]


def due(viewer: Reader, archive: Opened, days: Annotated[int, Query(ge=0, le=3650)] = 60) -> list[DueOut]:
    """What needs the officer within so many days, soonest first."""
    return [DueOut.model_validate(row) for row in oversight.due(archive, viewer, days)]


def effect(viewer: Reader, archive: Opened, asked: WithdrawIn) -> EffectOut:
    """What a withdrawal would do; nothing happens."""
    who = whose(archive, viewer, asked.participant)
    found = withdrawal.effect(archive, viewer, who, frozenset(asked.only) or None)
    return EffectOut.model_validate(found.as_dict())


def withdraw(viewer: Reader, archive: Opened, asked: ConfirmedIn) -> ReceiptOut:
    """Withdraw a consent, and sign for what became of everything."""
    who = whose(archive, viewer, asked.participant)
    done = withdrawal.withdraw(archive, viewer, who, frozenset(asked.only) or None, "asked")
    return ReceiptOut.model_validate(done.as_dict())


def log(viewer: Reader, archive: Opened, asked: LogIn) -> LogOut:
    """Who did what, when, for which purpose and under which consents."""
    question = oversight.Question(
        asked.action, asked.user, asked.testimony, asked.participant, _day(asked.since), _day(asked.until)
    )
    rows = oversight.answer(archive, viewer, question, open_sealed=asked.queries)
    entries = [EntryOut.model_validate(row) for row in rows[-asked.latest :]]
    return LogOut(total=len(rows), entries=entries)


def _day(written: str | None) -> date | None:
    return a_day(written or "")


def checkpoint(viewer: Reader, archive: Opened) -> NoteOut:
    """A signed note over the whole log."""
    return NoteOut(checkpoint=oversight.checkpoint(archive, viewer))


def verify(viewer: Reader, archive: Opened, asked: NoteIn) -> ProofOut:
    """Recompute the whole log, against a kept checkpoint if one is sent."""
    try:
        size = oversight.verify(archive, viewer, asked.checkpoint)
    except LogBroken as error:
        return ProofOut(sound=False, entries=None, sentence=str(error))
    return ProofOut(sound=True, entries=size, sentence=f"{size} entries, sound.")


def export(viewer: Reader, archive: Opened) -> StreamingResponse:
    """The log as JSON lines for the offline verifier; take a checkpoint with it."""
    lines, _ = oversight.export(archive, viewer)
    return StreamingResponse((line + "\n" for line in lines), media_type="application/x-ndjson")


def accounts(viewer: Reader, archive: Opened) -> list[AccountOut]:
    """Every account."""
    return [_account(a) for a in oversight_accounts.list_accounts(archive, viewer)]


def add_account(viewer: Reader, archive: Opened, new: AccountIn) -> AccountOut:
    """Propose an account; it waits for an officer."""
    return _account(
        oversight_accounts.propose(archive, viewer, new.user, new.role, new.projects, new.password)
    )


def _account(a: Account) -> AccountOut:
    return AccountOut(user=a.user, role=a.role, projects=sorted(a.projects), active=a.active, waits=a.waits)


def countersign(viewer: Reader, archive: Opened, user: Addressed) -> None:
    """Open an account that somebody else proposed."""
    oversight_accounts.countersign(archive, viewer, user)


def choose_password(viewer: Reader, archive: Opened, chosen: PasswordIn) -> None:
    """Choose one's own password; every session ends."""
    oversight_accounts.change_password(archive, viewer.user, chosen.old, chosen.new)


def deactivate(viewer: Reader, archive: Opened, user: Addressed) -> None:
    """Close an account and every session of it."""
    oversight_accounts.deactivate(archive, viewer, user)
