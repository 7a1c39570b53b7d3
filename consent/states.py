"""What may follow what: a consent changes only by a next version, for a reason and on evidence.

    requested → given | refused | deferred
    given, renewed → renewed | suspended | expired | withdrawn | revoked | invalidated
    expired, suspended, deferred, unknown → given or renewed again, on new evidence, or an end

``refused``, ``withdrawn``, ``revoked`` and ``invalidated`` are final: nothing follows them. Who changes
their mind after a refusal or a withdrawal is asked anew, from ``requested``; no step leads from an end to
a yes. Withdrawing is never refused: it is as easy as giving was. Nothing here records who did it: that is
the log's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from consent.record import ConsentRecord, Form, Grant, Purpose, State

_ENDS = frozenset({State.WITHDRAWN, State.REVOKED, State.INVALIDATED})
_HELD = _ENDS | {State.RENEWED, State.SUSPENDED, State.EXPIRED}

FOLLOWS: Mapping[State, frozenset[State]] = {
    State.REQUESTED: frozenset({State.GIVEN, State.REFUSED, State.DEFERRED}),
    State.GIVEN: _HELD,
    State.RENEWED: _HELD,
    State.DEFERRED: frozenset({State.GIVEN, State.REFUSED}),
    State.SUSPENDED: _ENDS | {State.GIVEN, State.RENEWED, State.EXPIRED},
    State.EXPIRED: _ENDS | {State.GIVEN, State.RENEWED},
    State.UNKNOWN: _ENDS | {State.GIVEN, State.REFUSED, State.DEFERRED},
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.REVOKED: frozenset(),
    State.INVALIDATED: frozenset(),
}
"""State → the states that may follow it in the next version."""

FINAL = frozenset(state for state, next_ones in FOLLOWS.items() if not next_ones)
"""States that nothing follows."""


class TransitionRefused(ValueError):
    """This change of a consent is not possible; the message says what is."""


@dataclass(frozen=True, slots=True)
class Change:
    """Why a consent changes, on what evidence (a reference to it), and when (with a time zone).

    Raises ``TransitionRefused`` if one is missing.
    """

    at: datetime
    reason: str
    evidence: str

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise TransitionRefused("The time of a change needs a time zone.")
        if not (self.reason.strip() and self.evidence.strip()):
            raise TransitionRefused("A change of consent needs a reason and evidence; give both.")


def withdraw(
    record: ConsentRecord,
    purposes: Collection[Purpose] | None,
    on: datetime,
    reason: str,
    *,
    forms: Collection[Form] | None = None,
    evidence: str = "said by the participant",
) -> ConsentRecord:
    """The next version after the participant took back all of it, some purposes, or some forms.

    What was never given (requested, deferred) becomes ``refused``. The record itself comes back if there
    is nothing left to take back. ``on`` is the instant, with a time zone.
    """
    change = Change(on, reason, evidence)
    grants: list[Grant] = []
    for grant in record.grants:
        meant = purposes is None or grant.purpose in purposes
        taken = grant.forms if forms is None else grant.forms & frozenset(forms)
        if not meant or grant.state in FINAL or (forms is not None and not taken):
            grants.append(grant)
            continue
        if grant.forms - taken:
            grants.append(replace(grant, forms=grant.forms - taken))
        end = State.WITHDRAWN if State.WITHDRAWN in FOLLOWS[grant.state] else State.REFUSED
        grants.append(_with(replace(grant, forms=taken), end, change))
    if tuple(grants) == record.grants:
        return record
    return _version(record, tuple(grants), change.at)


def suspend(record: ConsentRecord, on: datetime, reason: str, evidence: str) -> ConsentRecord:
    """The next version in which every yes waits for a new one: nothing is open, and nothing is lost.

    Only what is collected on a later day than ``on`` opens it again. The record itself comes back where
    nothing was given.
    """
    change = Change(on, reason, evidence)
    grants = tuple(
        _with(grant, State.SUSPENDED, change) if State.SUSPENDED in FOLLOWS[grant.state] else grant
        for grant in record.grants
    )
    if grants == record.grants:
        return record
    day = on.date()
    collected = max(record.collected_at or day, day)
    return replace(_version(record, grants, change.at), collected_at=collected)


def is_withdrawn(record: ConsentRecord) -> bool:
    """Whether all of it was taken back: no grant can ever permit again and at least one was withdrawn."""
    states = {grant.state for grant in record.grants}
    return State.WITHDRAWN in states and states <= FINAL


def _with(grant: Grant, state: State, change: Change) -> Grant:
    return replace(grant, state=state, reason=change.reason, evidence=change.evidence)


def _version(record: ConsentRecord, grants: tuple[Grant, ...], at: datetime) -> ConsentRecord:
    return replace(
        record, grants=grants, version=record.version + 1, supersedes=record.version, recorded_at=at
    )
