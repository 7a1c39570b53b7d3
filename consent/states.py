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

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from consent.jurisdictions import of_age_on
from consent.policy import IN_FORCE
from consent.record import Capacity, ConsentRecord, Form, Grant, Purpose, State

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


def move(record: ConsentRecord, purposes: Collection[Purpose], state: State, change: Change) -> ConsentRecord:
    """The next version, with every grant for ``purposes`` in ``state``.

    Raises ``TransitionRefused`` if a purpose was never asked or ``state`` may not follow.
    """
    missing = set(purposes) - {g.purpose for g in record.grants}
    if missing or not purposes:
        raise TransitionRefused("Name purposes that this consent was asked for.")
    for grant in record.grants:
        if grant.purpose in purposes and state not in FOLLOWS[grant.state]:
            raise TransitionRefused(f"{state.value} cannot follow {grant.state.value}; ask anew instead.")
    return _next(record, change, lambda g: _with(g, state, change) if g.purpose in purposes else g)


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


def is_withdrawn(record: ConsentRecord) -> bool:
    """Whether all of it was taken back: no grant can ever permit again and at least one was withdrawn."""
    states = {grant.state for grant in record.grants}
    return State.WITHDRAWN in states and states <= FINAL


def renew(
    record: ConsentRecord,
    purposes: Collection[Purpose],
    valid_until: date | None,
    change: Change,
    *,
    capacity: Capacity | None = None,
) -> ConsentRecord:
    """The next version after the participant said yes again to these purposes, until ``valid_until``.

    ``capacity`` says in what standing they agreed now: somebody who has come of age agrees as an adult,
    and the guardian's word ends. Raises ``TransitionRefused`` where a yes cannot follow, where the new
    last day has passed, or where a child has come of age and is renewed as a child.
    """
    on = change.at.date()
    if valid_until is not None and valid_until < on:
        raise TransitionRefused("The new last day has passed already; name a later one.")
    standing = capacity or record.capacity
    if standing is Capacity.MINOR and _is_of_age(record, on):
        raise TransitionRefused("This person is of age now: record their own consent as an adult.")
    held = {p for p in purposes if State.RENEWED in _common(record, p)}
    renewed = record
    for state, chosen in ((State.RENEWED, held), (State.GIVEN, set(purposes) - held)):
        if chosen:
            renewed = replace(move(renewed, chosen, state, change), version=record.version)
    grants = tuple(
        replace(g, valid_from=on, valid_until=valid_until) if g.purpose in purposes else g
        for g in renewed.grants
    )
    fresh = _version(record, grants, change.at)
    if record.capacity is Capacity.MINOR and standing is not Capacity.MINOR:
        fresh = replace(_closed_for_child(fresh, purposes, change), guardian=None, assent=False)
    return replace(fresh, capacity=standing, collected_at=on)


def suspend(record: ConsentRecord, purposes: Collection[Purpose] | None, change: Change) -> ConsentRecord:
    """The next version with what is in force suspended, all of it or these purposes; the record itself
    if nothing of it is in force."""
    return _where(
        record,
        change,
        lambda g: g.state in IN_FORCE and (purposes is None or g.purpose in purposes),
        State.SUSPENDED,
    )


def expire(record: ConsentRecord, at: datetime) -> ConsentRecord:
    """The next version with every grant expired whose last day has passed; the record itself if none."""
    change = Change(at, "the last day has passed", "the consent record")
    today = at.date()
    return _where(
        record,
        change,
        lambda g: g.state in IN_FORCE and g.valid_until is not None and g.valid_until < today,
        State.EXPIRED,
    )


def come_of_age(record: ConsentRecord, at: datetime) -> ConsentRecord:
    """The next version, suspended, of a child's consent on or after the day of majority; otherwise the
    record itself. The person is then asked in their own right (``renew`` with ``capacity``)."""
    if record.capacity is not Capacity.MINOR or not _is_of_age(record, at.date()):
        return record
    return suspend(record, None, Change(at, "the participant has come of age", "the day of birth on record"))


def ask_anew(record: ConsentRecord, purposes: Collection[Purpose], change: Change) -> ConsentRecord:
    """The next version in which refused or withdrawn purposes are ``requested`` again: a question, not a
    yes. Raises ``TransitionRefused`` for any other state."""
    chosen = [g for g in record.grants if g.purpose in purposes]
    if not chosen or any(g.state not in (State.REFUSED, State.WITHDRAWN) for g in chosen):
        raise TransitionRefused("Only what was refused or withdrawn is asked anew.")
    return _next(
        record,
        change,
        lambda g: _with(g, State.REQUESTED, change) if g.purpose in purposes else g,
    )


def _common(record: ConsentRecord, purpose: Purpose) -> frozenset[State]:
    """What may follow every grant for this purpose."""
    sets = [FOLLOWS[g.state] for g in record.grants if g.purpose is purpose]
    return frozenset.intersection(*sets) if sets else frozenset()


def _closed_for_child(record: ConsentRecord, renewed: Collection[Purpose], change: Change) -> ConsentRecord:
    """What a guardian said yes to and the grown person did not answer is suspended, never carried over."""
    grants = tuple(
        _with(g, State.SUSPENDED, change) if g.state in IN_FORCE and g.purpose not in renewed else g
        for g in record.grants
    )
    return replace(record, grants=grants)


def _is_of_age(record: ConsentRecord, on: date) -> bool:
    return record.born is not None and on >= of_age_on(record.born, record.jurisdictions)


def _where(
    record: ConsentRecord, change: Change, chosen: Callable[[Grant], bool], state: State
) -> ConsentRecord:
    if not any(chosen(g) for g in record.grants):
        return record
    return _next(record, change, lambda g: _with(g, state, change) if chosen(g) else g)


def _with(grant: Grant, state: State, change: Change) -> Grant:
    return replace(grant, state=state, reason=change.reason, evidence=change.evidence)


def _next(record: ConsentRecord, change: Change, changed: Callable[[Grant], Grant]) -> ConsentRecord:
    return _version(record, tuple(changed(g) for g in record.grants), change.at)


def _version(record: ConsentRecord, grants: tuple[Grant, ...], at: datetime) -> ConsentRecord:
    return replace(
        record, grants=grants, version=record.version + 1, supersedes=record.version, recorded_at=at
    )
