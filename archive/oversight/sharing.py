"""Projects that two organisations share for a time: one officer proposes, an officer of the other agrees.

Both are events, and nobody is both. From then on accounts of the other organisation may be given the project,
until its last day is over by the clock or an officer of either ends it. A proposal is answered alike whether
or not there is such an organisation, and whoever it is put to sees the project's name, from whom, and until
when. What is decided about a project stays with its owner: no officer is given one of another organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import ANYBODY, Denied, Resource, Why
from archive.errors import UsageError
from archive.model import Action, Share, new_id
from archive.model.json_object import JsonObject
from archive.oversight import accounts

ID = re.compile(r"[a-z0-9][a-z0-9-]{1,15}")
"""An organisation's id: it begins the names of its accounts and projects."""


class Standing(StrEnum):
    """Where a share stands."""

    WAITS = "waits"
    SHARED = "shared"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A share as one of its two sides sees it. ``other`` is the organisation on the other side, ``given``
    whether the project is one's own."""

    share: str
    project: str
    other: str
    given: bool
    until: date
    standing: Standing

    def as_data(self) -> JsonObject:
        """For a program."""
        return {
            "share": self.share, "project": self.project, "organisation": self.other, "given": self.given,
            "until": self.until.isoformat(), "standing": self.standing.value,
        }  # fmt: skip


def latest(today: date) -> date:
    """The last day until which a project may be shared: a year from today."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # the 29th of February
        return today.replace(year=today.year + 1, day=28)


def rows(work: UnitOfWork) -> list[ShareRow]:
    """What the viewer's organisation shares or was proposed, the oldest first, for whoever may know."""
    work.authorise(Action.ORGANISATION_LIST)
    own, today = work.viewer.organisation, work.clock.today()
    return [_row(share, own, today) for share in _visible(work)]


def _visible(work: UnitOfWork) -> list[Share]:
    """Those that the viewer's organisation knows of: a proposal of others only while it may agree."""
    own, today = work.viewer.organisation, work.clock.today()
    shares = work.store.shares.of(own)
    return [one for one in shares if one.owner == own or one.agreed_by or one.waits(today)]


def _row(share: Share, own: str, today: date) -> ShareRow:
    given = share.owner == own
    standing = (
        Standing.SHARED if share.in_force(today) else Standing.WAITS if share.waits(today) else Standing.ENDED
    )
    other = share.partner if given else share.owner
    return ShareRow(share.id, share.project, other, given, share.until, standing)


def propose(work: UnitOfWork, project: str, partner: str, until: date) -> Share:
    """Propose that a project of one's own organisation be shared with another one through a day.

    Nothing changes before an officer of the other has agreed. Raises ``NotFound`` for a project that is not
    the viewer's, ``UsageError`` for a day that has passed or lies more than a year ahead, ``Refused`` for
    whoever is no officer with an account.
    """
    work.authorise_project(Action.SHARE_PROPOSE, project)
    today = work.clock.today()
    if not ID.fullmatch(partner) or partner == work.viewer.organisation:
        raise UsageError("Name the other organisation by its id, as its officer writes it to you.")
    if not today <= until <= latest(today):
        raise UsageError("A project is shared until a day between today and a year from now.")
    _require_officer(work, Action.SHARE_PROPOSE, ("project", project))
    known = work.store.shares.of(work.viewer.organisation)
    if any((s.project, s.partner) == (project, partner) and s.going(today) for s in known):
        raise UsageError("This project is shared with them already, or proposed to them; end that first.")
    share = Share(
        id=new_id("h"),
        project=project,
        owner=work.viewer.organisation,
        partner=partner,
        until=until,
        proposed_by=work.viewer.user,
        proposed_at=work.clock.now(),
    )
    with work.store.transaction():
        work.store.shares.add(share)
        details = {"project": project, "partner": partner, "until": until.isoformat()}
        work.record(Action.SHARE_PROPOSE, "share", share.id, **details)
    return share


def agree(work: UnitOfWork, share_id: str) -> Share:
    """Agree for the organisation that a project was proposed to; accounts of it may be given the project now.

    Raises ``NotFound`` for what was not proposed to it, ``Refused`` for the side that proposed it and for
    whoever is no officer with an account, ``UsageError`` if it waits for nobody any more.
    """
    work.authorise(Action.SHARE_AGREE, ANYBODY)
    share = _named(work, Action.SHARE_AGREE, share_id)
    about, own = ("share", share.id), share.owner == work.viewer.organisation
    asked = Resource(requested_by=work.viewer.user if own else share.proposed_by)
    work.authorise(Action.SHARE_AGREE, asked, None, about)
    _require_officer(work, Action.SHARE_AGREE, about)
    with work.store.transaction():
        agreed = share.waits(work.clock.today()) and work.store.shares.agree(
            share.id, work.viewer.user, work.clock.now()
        )
        if not agreed:
            raise UsageError("This proposal does not wait for anybody any more.")
        details = {"project": share.project, "proposed_by": share.proposed_by}
        work.record(Action.SHARE_AGREE, "share", share.id, **details)
    return share


def end(work: UnitOfWork, share_id: str) -> Share:
    """End a share, or take back or decline a proposal, from either side: whoever was given the project loses
    it at their next request. Raises ``NotFound``, ``UsageError`` if it is over."""
    work.authorise(Action.SHARE_END)
    share = _named(work, Action.SHARE_END, share_id)
    with work.store.transaction():
        going = share.going(work.clock.today())
        if not going or not work.store.shares.end(share.id, work.viewer.user, work.clock.now()):
            raise UsageError("This is over already.")
        work.record(Action.SHARE_END, "share", share.id, project=share.project)
    return share


def _named(work: UnitOfWork, action: Action, share_id: str) -> Share:
    share = next((one for one in _visible(work) if one.id == share_id), None)
    if share is None:
        work.refuse(action, Denied(Why.NO_SUCH, "", hidden=True), ("share", ""))
    return share


def _require_officer(work: UnitOfWork, action: Action, about: tuple[str, str]) -> None:
    """Two officers agree: people with accounts, whose passwords nobody else chose."""
    officer = work.store.accounts.get(work.viewer.user)
    if officer is None or not accounts.may_agree(officer):
        why = Denied(
            Why.SAME_PERSON,
            "Sharing takes an officer with an account, whose password nobody else chose: choose your own "
            "first (heard user password, or on the page of your account).",
        )
        work.refuse(action, why, about)
