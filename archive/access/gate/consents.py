"""What consent says today of a testimony's turns, asked of the store at every call.

No cached yes outlives a withdrawal. Whose consent a turn needs is decided here; what a consent allows is
decided by ``consent.policy``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from archive.access.gate.uses import DEIDENTIFY, KEEP, Use
from archive.model import (
    ConsentRef,
    Scope,
    Testimony,
    Turn,
    TurnKind,
    TurnState,
    owner_of,
)
from archive.ports import Archive
from consent.policy import Deny, Permit, Reason, Request, permits
from consent.record import ConsentRecord
from consent.states import is_withdrawn


def consent_subjects(testimony: Testimony, turn: Turn) -> frozenset[str]:
    """Whose consent a turn needs: its speaker's; a question needs that of who answers it next. Words of
    several, or of nobody certain, a note and a header need that of everyone who speaks."""
    if turn.participant and turn.kind is not TurnKind.SEVERAL:
        return frozenset({turn.participant})
    if turn.kind is TurnKind.QUESTION:
        answer = next((t for t in testimony.turns[turn.index + 1 :] if t.participant), None)
        if answer is not None and answer.participant:
            return frozenset({answer.participant})
    return testimony.participants()


_OF_SPEAKERS = Scope.across("what the consents of speakers say")
"""A speaker's no counts wherever it was recorded."""


def records_for(archive: Archive, testimony: Testimony) -> list[ConsentRecord]:
    """The current consents of everyone a testimony concerns, its group included."""
    wanted = set(testimony.participants())
    if testimony.group:
        wanted.add(testimony.group)
    return archive.store.consents.current(_OF_SPEAKERS, sorted(wanted)) if wanted else []


def known_elsewhere(archive: Archive, record: ConsentRecord) -> bool:
    """Whether another organisation's project has a consent under this number, or of this participant.

    An id of ours is a keyed digest, so nobody meets one by chance; but somebody with whom a project was
    shared has read some, and could otherwise withdraw in their own project what was said in another's.
    """
    ids = archive.store.organisations.ids()
    if len(ids) == 1:
        return False
    records = archive.store.consents
    known = [*records.versions(record.consent_id)[-1:], *records.current(_OF_SPEAKERS, [record.participant])]
    return any(owner_of(one.project, ids) != owner_of(record.project, ids) for one in known)


def turn_permission(
    archive: Archive, testimony: Testimony, turn: Turn, use: Use, records: Collection[ConsentRecord]
) -> Permit | Deny:
    """What consent says today of one turn for one use. Everything but keeping also needs the consent
    to de-identify, since nobody but a steward may see what has not been through it."""
    waits = turn.state is TurnState.UNDER_REVIEW and use is DEIDENTIFY
    if turn.state is not TurnState.OPEN and not waits:
        return Deny(Reason.STATE, "These words are closed; ask the protection officer.")
    speakers = consent_subjects(testimony, turn)
    today = archive.clock.today()
    known = list(records)
    request = Request(use.purpose, use.form, use.audience, speakers, testimony.group)
    answer = permits(known, request, today)
    if isinstance(answer, Deny) or use in (KEEP, DEIDENTIFY):
        return answer
    first = permits(
        known,
        replace(request, purpose=DEIDENTIFY.purpose, form=DEIDENTIFY.form, audience=DEIDENTIFY.audience),
        today,
    )
    return first if isinstance(first, Deny) else answer


def permitted(archive: Archive, testimony: Testimony, use: Use) -> dict[int, Permit]:
    """The turns that consent opens today for one use, by index. Headers are for stewards alone."""
    records = records_for(archive, testimony)
    if _closing(testimony, records):
        return {}
    by_turn: dict[int, Permit] = {}
    for turn in testimony.turns:
        if turn.kind is TurnKind.HEADER and use is not DEIDENTIFY:
            continue
        answer = turn_permission(archive, testimony, turn, use, records)
        if isinstance(answer, Permit):
            by_turn[turn.index] = answer
    return by_turn


def _closing(testimony: Testimony, records: Collection[ConsentRecord]) -> bool:
    """Whether somebody has withdrawn from everything and it was not walked to its end yet.

    Until then nobody knows which turns of others name them, so all of the testimony is closed.
    """
    heard = {t.participant for t in testimony.turns if t.participant and t.state is TurnState.OPEN}
    theirs = {p: [r for r in records if r.participant == p] for p in heard}
    return any(rs and all(is_withdrawn(r) for r in rs) for rs in theirs.values())


def consent_refs(permits_: Collection[Permit]) -> tuple[ConsentRef, ...]:
    """The consents behind some permissions, each once, in order."""
    seen = sorted({pair for p in permits_ for pair in p.consents})
    return tuple(ConsentRef(*pair) for pair in seen)


def any_of(turns: Mapping[int, Permit]) -> Permit | Deny:
    """Consent for opening a testimony at all: yes, under every consent concerned, if a turn is open."""
    if not turns:
        return Deny(Reason.NO_RECORD, "Nothing in this testimony is open for this purpose today.")
    pairs = {pair for p in turns.values() for pair in p.consents}
    return Permit(tuple(sorted(pairs)))
