"""Who may do what: one deny-by-default table and one pure function over it.

Whatever the table does not grant is refused. No role reads everything: the administrator and the
protection officer read no testimony, advocacy reads released quotes alone, and consent narrows what
is left. This file decides; it never reads a session, a database or a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archive.model import FIRST, Action, Role, Viewer
from consent.policy import Deny as ConsentDeny
from consent.policy import Permit as ConsentPermit
from consent.record import Purpose

A = Action

TABLE: dict[Role, frozenset[Action]] = {
    Role.COLLECTOR: frozenset(
        {A.TESTIMONY_INGEST, A.TESTIMONY_QUARANTINE, A.CONSENT_RECORD, A.RECEIPT_READ, A.IDENTITY_ADD}
    ),
    Role.RESEARCHER: frozenset(
        {
            A.SEARCH_RUN, A.TESTIMONY_LIST, A.TESTIMONY_READ, A.QUOTE_READ, A.FIGURES_READ,
            A.CODING_READ, A.CODING_ADD, A.CODING_REMOVE, A.CODING_EXPORT, A.CODING_IMPORT,
            A.CODING_ROUND, A.CODING_SETTLE, A.MEMO_WRITE,
            A.SUGGESTION_DECIDE, A.CODEBOOK_READ, A.CODEBOOK_CHANGE,
            A.BREAK_GLASS_REQUEST, A.BREAK_GLASS_READ, A.BREAK_GLASS_STOP, A.BREAK_GLASS_LIST,
        }
    ),
    Role.ADVOCACY: frozenset(
        {
            A.SEARCH_RUN, A.QUOTE_READ, A.QUOTE_EXPORT, A.FIGURES_READ,
            A.ACCESS_REQUEST, A.ACCESS_END, A.ACCESS_LIST,
        }
    ),
    Role.STEWARD: frozenset(
        {
            A.TESTIMONY_LIST, A.TESTIMONY_READ, A.TESTIMONY_UNSEAL, A.TESTIMONY_DETECT, A.TESTIMONY_TAG,
            A.TESTIMONY_APPROVE, A.TESTIMONY_INDEX, A.TESTIMONY_CORRECT, A.FINDING_LIST, A.FINDING_DECIDE,
            A.QUOTE_RELEASE, A.QUOTE_READ, A.QUARANTINE_LIST, A.CONSENT_READ,
            A.IDENTITY_REQUEST, A.IDENTITY_OPEN, A.IDENTITY_STOP, A.IDENTITY_LIST,
            A.TURN_CLEAR,
            A.BREAK_GLASS_REQUEST, A.BREAK_GLASS_COUNTERSIGN, A.BREAK_GLASS_READ, A.BREAK_GLASS_STOP,
            A.BREAK_GLASS_LIST,
        }
    ),
    Role.DPO: frozenset(
        {
            A.CONSENT_READ, A.CONSENT_RECORD, A.CONSENT_DUE, A.CONSENT_EXPORT, A.CONSENT_WITHDRAW,
            A.RECEIPT_READ,
            A.QUARANTINE_LIST, A.TESTIMONY_EXPIRE, A.LOG_READ, A.LOG_VERIFY, A.LOG_EXPORT,
            A.LOG_CHECKPOINT, A.USER_LIST, A.USER_COUNTERSIGN, A.USER_DEACTIVATE, A.KEY_DESTROY,
            A.KEY_REQUEST, A.KEY_OPEN, A.KEY_APPOINT, A.CONFIG_ANCHOR,
            A.IDENTITY_ADD, A.IDENTITY_APPROVE, A.IDENTITY_STOP, A.IDENTITY_LIST, A.FIGURES_READ,
            A.ORGANISATION_LIST, A.SHARE_PROPOSE, A.SHARE_AGREE, A.SHARE_END,
            A.BREAK_GLASS_COUNTERSIGN, A.BREAK_GLASS_STOP, A.BREAK_GLASS_REVIEW, A.BREAK_GLASS_LIST,
            A.ACCESS_ANSWER, A.ACCESS_END, A.ACCESS_LIST,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            A.USER_LIST, A.USER_PROPOSE, A.USER_DEACTIVATE, A.USER_INVITE, A.USER_RETURN, A.USER_RESET,
            A.KEY_STATUS, A.KEY_ROTATE, A.KEY_RETIRE,
            A.BACKUP_MAKE, A.BACKUP_RESTORE, A.CONFIG_CHANGE, A.ORGANISATION_LIST, A.ORGANISATION_OPEN,
        }
    ),
    Role.AUDITOR: frozenset({A.LOG_VERIFY, A.LOG_CHECKPOINT}),
}  # fmt: skip

EVERYONE = frozenset(
    {A.SESSION_OPEN, A.SESSION_CLOSE, A.USER_PASSWORD, A.USER_FACTOR, A.USER_ACCEPT, A.ACCOUNT_READ}
)
"""What anybody with an account may do: open an invitation, come in, look after their own account, and go."""

SECOND_FACTOR = frozenset({Role.STEWARD, Role.DPO, Role.ADMINISTRATOR})
"""Roles that see names, decide on consents or open accounts: a password alone lets them look after their own
account and do nothing else. The others may use a second factor, and need it from then on."""

KEEPING = frozenset(
    {
        A.KEY_STATUS, A.KEY_ROTATE, A.KEY_RETIRE, A.KEY_APPOINT, A.BACKUP_MAKE, A.BACKUP_RESTORE,
        A.CONFIG_CHANGE, A.CONFIG_ANCHOR, A.ORGANISATION_OPEN,
    }
)  # fmt: skip
"""What is done to the archive as a whole: only people of the organisation that keeps it may."""

ANSWERS_FOR_ALL = frozenset({Role.DPO, Role.ADMINISTRATOR})
"""Roles whose account, where it names no project, stands for every project of its organisation."""

DECIDES_AT_HOME = frozenset({Role.DPO, Role.ADMINISTRATOR, Role.AUDITOR})
"""Roles that are never given a project of another organisation: who decides on it is its owner's."""

PURPOSES: dict[Role, frozenset[Purpose]] = {
    Role.RESEARCHER: frozenset({Purpose.RESEARCH_PROJECT, Purpose.RESEARCH_REUSE}),
    Role.ADVOCACY: frozenset({Purpose.ADVOCACY_PUBLISH_QUOTE, Purpose.ADVOCACY_INTERNAL, Purpose.MEDIA}),
    Role.STEWARD: frozenset({Purpose.PROCESS_DEIDENTIFY}),
}
"""For which purposes a role may ask to see words at all."""

NEEDS_PURPOSE = frozenset(
    {
        A.SEARCH_RUN, A.TESTIMONY_READ, A.TESTIMONY_UNSEAL, A.QUOTE_READ, A.QUOTE_EXPORT, A.CODING_EXPORT,
        A.ACCESS_REQUEST,
    }
)  # fmt: skip
NEEDS_CONSENT = NEEDS_PURPOSE - {A.SEARCH_RUN, A.ACCESS_REQUEST}
NEEDS_PROJECT = NEEDS_CONSENT | {
    A.TESTIMONY_APPROVE, A.TESTIMONY_DETECT, A.FINDING_LIST, A.FINDING_DECIDE, A.CODING_READ,
    A.CODEBOOK_CHANGE, A.CODEBOOK_READ, A.CODING_IMPORT, A.CODING_ROUND, A.CODING_SETTLE, A.MEMO_WRITE,
    A.CODING_ADD, A.CODING_REMOVE, A.SUGGESTION_DECIDE, A.QUOTE_RELEASE, A.TESTIMONY_INGEST,
    A.TESTIMONY_CORRECT, A.TURN_CLEAR, A.TESTIMONY_LIST, A.TESTIMONY_EXPIRE, A.QUARANTINE_LIST,
    A.CONSENT_READ, A.CONSENT_RECORD, A.CONSENT_DUE, A.CONSENT_EXPORT, A.CONSENT_WITHDRAW, A.RECEIPT_READ,
    A.FIGURES_READ, A.BREAK_GLASS_REQUEST, A.BREAK_GLASS_COUNTERSIGN, A.BREAK_GLASS_READ,
    A.BREAK_GLASS_STOP, A.BREAK_GLASS_REVIEW, A.BREAK_GLASS_LIST, A.SHARE_PROPOSE,
    A.IDENTITY_ADD, A.IDENTITY_REQUEST, A.IDENTITY_APPROVE, A.IDENTITY_OPEN, A.IDENTITY_STOP, A.IDENTITY_LIST,
    A.ACCESS_REQUEST, A.ACCESS_ANSWER, A.ACCESS_END, A.ACCESS_LIST,
}  # fmt: skip

COUNTERSIGNED = frozenset(
    {
        A.USER_COUNTERSIGN, A.IDENTITY_APPROVE, A.KEY_OPEN, A.BREAK_GLASS_COUNTERSIGN, A.BREAK_GLASS_REVIEW,
        A.SHARE_AGREE,
        A.ACCESS_ANSWER,
    }
)  # fmt: skip
"""What a second person does, who did not ask for it."""


class Why(StrEnum):
    """Why a request was refused by role, as a code for the log."""

    ROLE = "role"
    ORGANISATION = "organisation"
    PURPOSE_MISSING = "purpose_missing"
    PURPOSE_NOT_OF_ROLE = "purpose_not_of_role"
    PROJECT = "project"
    CONSENT_MISSING = "consent_missing"
    SAME_PERSON = "same_person"
    NO_SUCH = "no_such"
    SECOND_FACTOR = "second_factor"


@dataclass(frozen=True, slots=True)
class Resource:
    """What the action is about: its project and, for a countersignature, who asked for it."""

    project: str | None = None
    requested_by: str | None = None


ANYBODY = Resource(requested_by="")
"""Asked for by nobody in particular: whether the role countersigns at all, before the thing is looked up."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes, under these consents (empty where none is needed)."""

    consents: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Denied:
    """No: a code for the log and a sentence for the page. ``hidden`` asks for a 404 instead of a 403."""

    code: str
    reason: str
    hidden: bool = False


def decide(
    viewer: Viewer,
    action: Action,
    resource: Resource | None = None,
    consent: ConsentPermit | ConsentDeny | None = None,
) -> Allowed | Denied:
    """Whether ``viewer`` may do ``action`` to ``resource``, given what consent says of it.

    Every part must allow: role, purpose, project, consent, and for countersignatures a second person.
    """
    resource = resource or Resource()
    if action in EVERYONE:
        return Allowed()
    refusal = (
        refused_by_role(viewer, action)
        or _purpose(viewer, action)
        or _project(viewer, action, resource)
        or _second_person(viewer, action, resource)
    )
    if refusal is not None:
        return refusal
    if action not in NEEDS_CONSENT:
        return Allowed()
    if consent is None:
        return Denied(
            Why.CONSENT_MISSING, "Nobody was asked to consent to this use, so it is refused.", hidden=True
        )
    if isinstance(consent, ConsentDeny):
        return Denied(consent.code, consent.reason, hidden=True)
    return Allowed(consent.consents)


def refused_by_role(viewer: Viewer, action: Action) -> Denied | None:
    """The refusal of a role, or of an organisation, that may never do ``action``, whatever it is about."""
    if action in EVERYONE or action in TABLE[viewer.role]:
        return _organisation(viewer, action)
    return Denied(Why.ROLE, f"The role {viewer.role} may not do this ({action}); ask who holds the role.")


def _organisation(viewer: Viewer, action: Action) -> Denied | None:
    if action not in KEEPING or viewer.organisation == FIRST:
        return None
    return Denied(
        Why.ORGANISATION, "This is about the archive as a whole; ask the organisation that keeps the archive."
    )


def refused_without_factor(role: Role, action: Action) -> Denied | None:
    """The refusal of somebody who has nothing but a password, in a role that takes more."""
    if role not in SECOND_FACTOR or action in EVERYONE:
        return None
    return Denied(
        Why.SECOND_FACTOR,
        f"The role {role} takes more than a password. Set up a passkey or an app that shows codes on the "
        "page of your account first.",
    )


def _purpose(viewer: Viewer, action: Action) -> Denied | None:
    if action not in NEEDS_PURPOSE:
        return None
    mine = PURPOSES.get(viewer.role, frozenset())
    if viewer.purpose is None:
        return Denied(Why.PURPOSE_MISSING, f"Say for which purpose: {', '.join(sorted(mine))}.")
    if viewer.purpose not in mine:
        return Denied(
            Why.PURPOSE_NOT_OF_ROLE,
            f"The role {viewer.role} does not read for {viewer.purpose}, but for {', '.join(sorted(mine))}.",
        )
    return None


def _project(viewer: Viewer, action: Action, resource: Resource) -> Denied | None:
    if action not in NEEDS_PROJECT or (resource.project is not None and resource.project in viewer.projects):
        return None
    return Denied(Why.PROJECT, "There is nothing at this address that you may open.", hidden=True)


def _second_person(viewer: Viewer, action: Action, resource: Resource) -> Denied | None:
    if action in COUNTERSIGNED and (resource.requested_by is None or resource.requested_by == viewer.user):
        return Denied(Why.SAME_PERSON, "A second person has to agree; the one who asked cannot.")
    return None
