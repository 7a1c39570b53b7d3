"""The organisations that use one archive: what its people see of their own, and how another one begins.

Only administrators of the organisation that keeps the archive open one, and only they see which there are.
Its first officer comes in by an invitation, as the archive's own first officer did; its first administrator
waits for that officer. From then on it looks after its accounts itself.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import refused_by_role
from archive.errors import UsageError
from archive.model import FIRST, Account, Action, Organisation, Role, owned
from archive.oversight import invitations, sharing
from archive.oversight.invitations import Invitation

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Overview:
    """An organisation as its officers and administrators see it. ``every`` holds all the archive's
    organisations where the viewer may open one, and is empty otherwise."""

    organisation: Organisation
    members: tuple[Account, ...]
    projects: tuple[str, ...]
    shares: tuple[sharing.ShareRow, ...]
    every: tuple[Organisation, ...] = ()


def overview(work: UnitOfWork) -> Overview:
    """The viewer's own organisation: its people, its projects, and what it shares."""
    work.authorise(Action.ORGANISATION_LIST)
    work.record(Action.ORGANISATION_LIST)
    store, own = work.store, work.viewer.organisation
    every = store.organisations.all()
    keeps = refused_by_role(work.viewer, Action.ORGANISATION_OPEN) is None
    projects = owned(store.projects(), own, store.organisations.ids()) & work.viewer.projects
    return Overview(
        next(one for one in every if one.id == own),
        tuple(store.accounts.of(own)),
        tuple(sorted(projects)),
        tuple(sharing.rows(work)),
        tuple(every) if keeps else (),
    )


def open_organisation(
    work: UnitOfWork, organisation: str, name: str, officer: str, administrator: str
) -> tuple[Invitation, Invitation]:
    """Open an organisation; the invitations of its first officer and its first administrator.

    Raises ``Refused`` for people of other organisations than the one that keeps the archive, ``UsageError``
    for an id that is taken, or with which a project or an account of theirs begins.
    """
    work.authorise(Action.ORGANISATION_OPEN)
    if not sharing.ID.fullmatch(organisation):
        raise UsageError("An organisation's id has 2 to 16 small letters, digits or hyphens.")
    if not name.strip() or len(name) > LONGEST_NAME:
        raise UsageError(f"Give the organisation a name of at most {LONGEST_NAME} letters.")
    with work.store.transaction():
        _require_free(work, organisation)
        opened = Organisation(organisation, name.strip(), work.clock.now())
        work.store.organisations.add(opened)
        work.record(Action.ORGANISATION_OPEN, "organisation", organisation)
        theirs = replace(work, viewer=replace(work.viewer, organisation=organisation))
        return (
            invitations.propose(theirs, officer, Role.DPO, ()),
            invitations.propose(theirs, administrator, Role.ADMINISTRATOR, ()),
        )


def _require_free(work: UnitOfWork, organisation: str) -> None:
    """Names that begin with an organisation's id are its own, so none may be there before it is."""
    accounts = work.store.accounts.of(FIRST)
    names: Collection[str] = {
        *work.store.projects(),
        *(account.user for account in accounts),
        *(project for account in accounts for project in account.projects),
    }
    if organisation == FIRST or owned(names, organisation, {organisation}):
        raise UsageError("A project or an account of yours begins with this id. Choose another id.")
