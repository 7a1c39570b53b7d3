"""One's own organisation over the API, what it shares, and the opening of another one."""

from __future__ import annotations

from archive.errors import UsageError
from archive.oversight import organisations, sharing
from archive.web.api.shapes_organisations import (
    FoundedOut,
    InvitationOut,
    MemberOut,
    OpenedOut,
    OrganisationIn,
    OrganisationOut,
    SharedOut,
    ShareIn,
    ShareOut,
)
from archive.web.inputs import Addressed, a_day
from archive.web.viewer import Work


def organisation(work: Work) -> OrganisationOut:
    """One's own organisation: its people, its projects, what it shares and what waits for its officer."""
    one = organisations.overview(work)
    return OrganisationOut(
        organisation=one.organisation.id,
        name=one.organisation.name,
        members=[MemberOut(user=a.user, role=a.role, active=a.active) for a in one.members],
        projects=list(one.projects),
        shares=[ShareOut.model_validate(row.as_data()) for row in one.shares],
        every=[OpenedOut(organisation=o.id, name=o.name, opened_at=o.opened_at) for o in one.every],
    )


def open_organisation(work: Work, new: OrganisationIn) -> FoundedOut:
    """Open an organisation; its first officer and its first administrator are invited."""
    invited = organisations.open_organisation(
        work, new.organisation, new.name, new.officer, new.administrator
    )
    return FoundedOut(
        organisation=new.organisation,
        invitations=[
            InvitationOut(user=one.account.user, invitation=one.code, expires_at=one.expires_at)
            for one in invited
        ],
    )


def propose(work: Work, asked: ShareIn) -> SharedOut:
    """Propose that a project be shared; nothing changes before the other officer has agreed."""
    until = a_day(asked.until)
    if until is None:
        raise UsageError("Say until when the project is shared.")
    share = sharing.propose(work, asked.project, asked.partner, until)
    return SharedOut(share=share.id, until=share.until)


def agree(work: Work, share_id: Addressed) -> None:
    """Agree that a project of another organisation be shared with one's own."""
    sharing.agree(work, share_id)


def end(work: Work, share_id: Addressed) -> None:
    """End a share at once, or decline or take back a proposal."""
    sharing.end(work, share_id)
