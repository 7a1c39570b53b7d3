"""A draft becomes a testimony: what consent allows is sealed under its speaker's key, no word of the rest.

What is known already gets nothing but turns that were left out and that consent now allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.intake import layouts, quarantine
from archive.intake.judgement import Judgement
from archive.intake.results import IntakeResult, IntakeStatus, result
from archive.model import (
    Action,
    Draft,
    Event,
    Testimony,
    TestimonyState,
    Turn,
    TurnState,
    Viewer,
    new_id,
)
from consent.policy import Deny, Permit
from consent.record import Capacity
from language.countries import NAMES

COUNTRIES = frozenset(NAMES)


def seal(work: UnitOfWork, judgement: Judgement, layout: str | None) -> IntakeResult:
    """Seal a new testimony; ``layout`` is the one that a person chose for its file, if any."""
    draft, withheld = judgement.draft, judgement.withheld
    testimony = _testimony(work, judgement)
    details = layouts.details(layout)
    with work.store.transaction():
        kept = {testimony.key_of(t) for t in testimony.turns if t.state is not TurnState.NEVER_STORED}
        for subject in sorted(kept | {testimony.id}):
            work.keys.create(subject)
        work.store.testimonies.add(testimony, draft.text, draft.known)
        if draft.attributes:
            work.store.attributes.put(testimony.id, dict(draft.attributes))
        waited = quarantine.replaced(work, judgement.project, draft.digest)
        layouts.remember(work, judgement.project, draft.digest, layout)
        details |= {"quarantine": ",".join(waited)} if waited else {}
        work.log.append(_taken_event(work.viewer, testimony, judgement.answers, len(withheld), details))
    return result(judgement, IntakeStatus.TAKEN, sentence(len(withheld)), testimony.id, len(withheld))


def _testimony(work: UnitOfWork, judgement: Judgement) -> Testimony:
    draft = judgement.draft
    turns = tuple(replace(t, state=_state(judgement, t)) for t in draft.turns)
    present = {t.participant for t in turns if t.participant}
    concerned = [r for r in judgement.records if r.participant in present]
    return Testimony(
        id=new_id("t"),
        project=judgement.project,
        kind=draft.kind,
        country=next((j.value for r in concerned for j in sorted(r.jurisdictions) if j in COUNTRIES), None),
        language=draft.language,
        collected_on=next((r.collected_at for r in concerned if r.collected_at), None),
        received_at=work.clock.now(),
        digest=draft.digest,
        state=TestimonyState.SEALED,
        version=1,
        length=len(draft.text),
        turns=turns,
        group=next((r.participant for r in concerned if r.capacity is Capacity.GROUP_REP), None),
    )


def _state(judgement: Judgement, turn: Turn) -> TurnState:
    if turn.index in judgement.withheld:
        return TurnState.NEVER_STORED
    return TurnState.UNDER_REVIEW if turn.index in judgement.near.telling else turn.state


def _taken_event(
    viewer: Viewer,
    testimony: Testimony,
    answers: Mapping[int, Permit | Deny],
    withheld: int,
    details: Mapping[str, str],
) -> Event:
    taken = gate.event(
        viewer, Action.TESTIMONY_INGEST, "testimony", testimony.id, withheld_turns=withheld, **details
    )
    return replace(
        taken,
        version=testimony.version,
        participants=tuple(sorted(testimony.participants())),
        consents=gate.consent_refs([a for a in answers.values() if isinstance(a, Permit)]),
    )


def sentence(withheld: int) -> str:
    """What is said of a draft that was taken in, so many turns left out."""
    if not withheld:
        return "Sealed."
    return (
        f"Sealed; {withheld} turn(s) were left out because their speaker's consent is missing, refused or "
        "over. Record the consent and run the import again to add them."
    )


def complete(work: UnitOfWork, judgement: Judgement, testimony_id: str) -> IntakeResult:
    """The material is known: add nothing but turns that were left out and that consent now allows."""
    testimony = work.store.testimonies.get(testimony_id)
    now_allowed = _now_allowed(testimony, judgement) if testimony is not None else []
    if testimony is not None and now_allowed:
        draft = judgement.draft
        with work.store.transaction():
            for turn in now_allowed:
                work.keys.create(testimony.key_of(turn))
                work.store.testimonies.restore(testimony_id, turn, draft.text[turn.start : turn.end])
            work.store.testimonies.set_state(testimony_id, TestimonyState.SEALED)
            answers = {t.index: judgement.answers[t.index] for t in now_allowed}
            work.log.append(_taken_event(work.viewer, testimony, answers, 0, {}))
    return _completed(judgement, testimony_id, len(now_allowed))


def completion(work: UnitOfWork, judgement: Judgement, testimony_id: str) -> IntakeResult:
    """What ``complete`` would do."""
    testimony = work.store.testimonies.get(testimony_id)
    added = _now_allowed(testimony, judgement) if testimony is not None else []
    return _completed(judgement, testimony_id, len(added))


def _completed(judgement: Judgement, testimony_id: str, added: int) -> IntakeResult:
    if not added:
        told = "This is in the archive already; nothing was added."
        return result(judgement, IntakeStatus.ALREADY, told, testimony_id)
    told = f"{added} turn(s) left out before were added; the testimony waits for review again."
    return result(judgement, IntakeStatus.COMPLETED, told, testimony_id)


def _now_allowed(testimony: Testimony, judgement: Judgement) -> list[Turn]:
    """Turns as they now are that were never stored and may be; none where the borders are others by now.

    After a steward's correction only those of whom it says the same: what the file says is older.
    """
    draft = judgement.draft
    if not _same_borders(testimony, draft):
        return []
    return [
        fresh
        for kept, fresh in zip(testimony.turns, draft.turns, strict=True)
        if kept.state is TurnState.NEVER_STORED
        and fresh.index in judgement.permitted
        and (testimony.version == 1 or kept.participant == fresh.participant is not None)
    ]


def _same_borders(testimony: Testimony, draft: Draft) -> bool:
    return [(t.start, t.end) for t in testimony.turns] == [(t.start, t.end) for t in draft.turns]
