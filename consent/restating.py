"""A consent file that comes again, changed: what it may change in a consent that is on record already.

A form is corrected, a participant's later answer is typed in, a column is added. What takes away counts
at once, whatever its date. What gives more counts only if the file was answered on a later day than the
record, which is the new evidence that ``consent.states`` asks for. What is final stays final: an old
file read again never brings back what was withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import TypeVar

from consent.policy import IN_FORCE
from consent.record import Audience, Capacity, ConsentRecord, Form, Grant, Identity, Purpose, State
from consent.states import FINAL, FOLLOWS

T = TypeVar("T")

_REASON = "the consent file says so"


def restated(known: ConsentRecord, stated: ConsentRecord) -> ConsentRecord:
    """The next version of ``known`` after a file stated ``stated``; ``known`` itself if it says nothing
    new. The identity of the new version is that of the file; a changed identity alone makes a version only
    where ``known`` was read with its own. Raises ``ValueError`` for two consents.
    """
    if (known.consent_id, known.participant) != (stated.consent_id, stated.participant):
        raise ValueError("These are two consents; record the second one as its own.")
    later = _later(known.collected_at, stated.collected_at)
    after = _later_words(known, stated) if later else known
    grants = tuple(_grants(known, stated, later))
    after = replace(
        after,
        grants=known.grants if set(grants) == set(known.grants) else grants,
        voices=_joined(known.voices, stated.voices),
        community_labels=known.community_labels | stated.community_labels,
        conditions=_joined(known.conditions, stated.conditions),
        capacity=Capacity.MINOR if stated.capacity is Capacity.MINOR else after.capacity,
        born=after.born or stated.born,
        identity=known.identity,
    )
    if after == known and known.identity in (Identity(), stated.identity):
        return known
    return replace(
        after,
        version=known.version + 1,
        supersedes=known.version,
        recorded_at=stated.recorded_at,
        identity=stated.identity,
    )


def narrows(before: ConsentRecord, after: ConsentRecord) -> bool:
    """Whether ``after`` may forbid on some day what ``before`` allowed: a purpose, form or audience, or by a
    community's label, a condition, a border or the standing of the person. As ``consent.policy`` asks it."""
    return (
        any(_days_lost(before, after, *cell) for cell in product(Purpose, Form, Audience))
        or not after.community_labels <= before.community_labels
        or not set(after.conditions) <= set(before.conditions)
        or not before.jurisdictions <= after.jurisdictions
        or (after.capacity is Capacity.MINOR and _standing(after) != _standing(before))
    )


def _days_lost(
    before: ConsentRecord, after: ConsentRecord, purpose: Purpose, form: Form, audience: Audience
) -> bool:
    had, has = (_days(one, purpose, form, audience) for one in (before, after))
    return had is not None and (has is None or has[0] > had[0] or has[1] < had[1])


def _days(
    record: ConsentRecord, purpose: Purpose, form: Form, audience: Audience
) -> tuple[date, date] | None:
    """The first and the last day on which this is allowed; of several answers each has to allow it."""
    fitting = [
        g for g in record.grants if g.purpose is purpose and form in g.forms and audience in g.audiences
    ]
    if not fitting or any(grant.state not in IN_FORCE for grant in fitting):
        return None
    first = max(max(_opens(grant), grant.valid_from or date.min) for grant in fitting)
    last = min(grant.valid_until or date.max for grant in fitting)
    return (first, last) if first <= last else None


def _opens(grant: Grant) -> date:
    """The first day after an embargo; one without a day never opens."""
    if grant.embargo_until is not None:
        return grant.embargo_until
    return date.max if grant.embargoed else date.min


def _standing(record: ConsentRecord) -> tuple[object, ...]:
    return (
        record.capacity, record.assent, record.guardian is not None, record.born, record.jurisdictions
    )  # fmt: skip


def _later(known: date | None, stated: date | None) -> bool:
    return stated is not None and (known is None or stated > known)


def _joined(known: tuple[T, ...], stated: tuple[T, ...]) -> tuple[T, ...]:
    return known + tuple(dict.fromkeys(each for each in stated if each not in known))


def _later_words(known: ConsentRecord, stated: ConsentRecord) -> ConsentRecord:
    """What a later form says of how and in what standing the person agreed."""
    return replace(
        known,
        collected_at=stated.collected_at,
        capacity=stated.capacity,
        mode=stated.mode,
        guardian=stated.guardian,
        assent=stated.assent,
        supporter=stated.supporter,
        witness=stated.witness,
        language=stated.language,
        interpreter=stated.interpreter,
        jurisdictions=stated.jurisdictions or known.jurisdictions,
        review_due=stated.review_due,
    )


def _grants(known: ConsentRecord, stated: ConsentRecord, later: bool) -> Iterable[Grant]:
    for purpose in Purpose:
        held = [g for g in known.grants if g.purpose is purpose]
        answers = [g for g in stated.grants if g.purpose is purpose]
        if not held:
            yield from answers if later else (g for g in answers if g.state not in IN_FORCE)
        elif not answers or any(g.state in FINAL for g in held):
            yield from _narrowed(held, answers)
        elif later and all(_may_follow(h, s) for h in held for s in answers):
            yield from (_renewed(held, s) for s in answers)
        else:
            yield from _narrowed(held, answers)


def _may_follow(held: Grant, answer: Grant) -> bool:
    """Whether the file's answer may stand in the place of the one on record."""
    if answer.state in IN_FORCE:
        return held.state in IN_FORCE or bool(FOLLOWS[held.state] & IN_FORCE)
    return answer.state in FOLLOWS[held.state]


def _renewed(held: list[Grant], answer: Grant) -> Grant:
    """A yes that follows another one renews it; the same answer stays as it stands."""
    for grant in held:
        if replace(grant, reason=answer.reason, evidence=answer.evidence) == answer:
            return grant
    follows = answer.state in IN_FORCE and all(State.RENEWED in FOLLOWS[h.state] for h in held)
    return replace(answer, state=State.RENEWED, reason=answer.reason or _REASON) if follows else answer


def _narrowed(held: list[Grant], answers: list[Grant]) -> Iterable[Grant]:
    """Each grant on record as far as the file does not take it away."""
    no = next((s for s in answers if s.state not in IN_FORCE), None)
    for grant in held:
        if grant.state not in IN_FORCE or not answers:
            yield grant
        elif no is not None:
            yield replace(grant, state=_end(no.state), reason=no.reason or _REASON)
        else:
            for each in answers:
                grant = _meet(grant, each)
            yield grant


def _end(state: State) -> State:
    """The state of a yes that a file answers with something else: a no ends it, a doubt suspends it."""
    if state is State.REFUSED:
        return State.WITHDRAWN
    return state if state in FOLLOWS[State.GIVEN] else State.SUSPENDED


def _meet(grant: Grant, answer: Grant) -> Grant:
    """What both allow."""
    opens = max((d for d in (grant.embargo_until, answer.embargo_until) if d), default=None)
    undated = any(g.embargoed and g.embargo_until is None for g in (grant, answer))
    return replace(
        grant,
        forms=grant.forms & answer.forms,
        audiences=grant.audiences & answer.audiences,
        valid_from=max((d for d in (grant.valid_from, answer.valid_from) if d), default=None),
        valid_until=min((d for d in (grant.valid_until, answer.valid_until) if d), default=None),
        embargoed=grant.embargoed or answer.embargoed,
        embargo_until=None if undated else opens,
    )
