"""What happens between a readable file and a sealed testimony: consent is matched and asked, turn by turn.

Nothing is kept without a consent that allows it. What nobody said no to waits sealed in quarantine until
a set day; what was refused leaves no word behind, only the fact of the refusal in the log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.ingest.draft_codec import pack
from archive.ingest.voice_pseudonyms import recalled
from archive.ingest.voices import attribute
from archive.intake import rows
from archive.model import (
    Action,
    Draft,
    Event,
    Outcome,
    Quarantined,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    TurnState,
    Viewer,
    new_id,
)
from archive.ports import Archive
from consent.policy import Deny, Permit, Reason, Request, permits
from consent.record import Capacity, ConsentRecord
from consent.states import FINAL
from language.countries import NAMES
from language.identification import UNKNOWN, languages

SHORTEST_TOLD = 60
"""Code points in Latin script below which a turn is taken to be in the testimony's language."""

COUNTRIES = frozenset(NAMES)


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What became of one draft. ``status`` is ``taken``, ``already``, ``completed``, ``changed``,
    ``quarantined`` or ``refused``; of a changed row the next version is still to be made; ``withheld``
    counts turns left out for want of consent; ``name`` is for the screen only."""

    status: str
    sentence: str
    testimony: str | None = None
    withheld: int = 0
    name: str = field(default="", repr=False)


def take_in(work: UnitOfWork, draft: Draft, project: str, quarantine_days: int) -> IntakeResult:
    """Seal one draft as far as its speakers' consents allow, in one transaction with its event.

    A row of a form is looked at first (``rows``): what came before, and what it says of itself.
    """
    if not draft.identity:
        return _take(work, draft, project, quarantine_days)
    row = rows.look(work, draft, project)
    if row.reason:
        return _hold(work, row, project, quarantine_days)
    if row.status:
        return IntakeResult(row.status, row.sentence, row.testimony, name=draft.source)
    with work.store.transaction():
        result = _take(work, row.draft, project, quarantine_days)
        if result.status != "refused":
            rows.remember(work, row.draft, project, result.testimony)
    return result


def _take(work: UnitOfWork, draft: Draft, project: str, quarantine_days: int) -> IntakeResult:
    work.authorise(Action.TESTIMONY_INGEST, Resource(project))
    records = work.store.consents.current(project=project)
    records = recalled(records, draft, work.keys.secret("voices"))
    named = _with_languages(attribute(draft, records))
    answers = _may_keep(work.archive, named, records)
    known = work.store.testimonies.with_digest(project, draft.digest)
    if known is not None:
        return _complete(work, known, named, answers)
    if any(isinstance(a, Permit) for a in answers.values()):
        return _seal(work, named, project, records, answers)
    if answers and all(_final(records, named, i) for i in answers):
        return _refuse(work, named)
    return _wait(work, named, project, answers, quarantine_days)


def _with_languages(draft: Draft) -> Draft:
    """The draft with the language of each spoken turn, and the one that most of its words are in.

    A turn too short to tell its language has none of its own; what nobody can tell stays unknown.
    """
    main = next((lang for lang in languages(draft.text, draft.language) if lang != UNKNOWN), None)
    turns = tuple(
        replace(t, language=_language(draft.text[t.body : t.end], main)) if t.language is None else t
        for t in draft.turns
    )
    return replace(draft, language=main, turns=turns)


def _language(words: str, main: str | None) -> str | None:
    if words.isascii() and len(words) < SHORTEST_TOLD:
        return main
    likeliest = languages(words, main)[0]
    return None if likeliest == UNKNOWN else likeliest


def _may_keep(archive: Archive, draft: Draft, records: Sequence[ConsentRecord]) -> dict[int, Permit | Deny]:
    use, today = gate.KEEP, archive.clock.today()
    answers: dict[int, Permit | Deny] = {}
    for turn in draft.turns:
        if turn.kind in (TurnKind.SPEECH, TurnKind.SEVERAL):
            speakers = frozenset({turn.participant} if turn.participant else ())
            answers[turn.index] = permits(
                records, Request(use.purpose, use.form, use.audience, speakers), today
            )
    return answers


def _final(records: Sequence[ConsentRecord], draft: Draft, index: int) -> bool:
    who = draft.turns[index].participant
    states = {
        g.state for r in records if r.participant == who for g in r.grants if g.purpose is gate.KEEP.purpose
    }
    return bool(states) and states <= FINAL


def _refuse(work: UnitOfWork, draft: Draft) -> IntakeResult:
    work.log.append(
        replace(
            work.event(Action.TESTIMONY_INGEST, "source", reason="refused"),
            outcome=Outcome.DENY,
            participants=tuple(sorted({t.participant for t in draft.turns if t.participant})),
        )
    )
    return IntakeResult(
        "refused", "Everyone who speaks here said no, so nothing of it was kept.", name=draft.source
    )


def _wait(
    work: UnitOfWork,
    draft: Draft,
    project: str,
    answers: Mapping[int, Permit | Deny],
    days: int,
) -> IntakeResult:
    reason = next((a.code for a in answers.values() if isinstance(a, Deny)), Reason.NOBODY)
    waits = _quarantine(work, draft, project, reason, days)
    if isinstance(waits, IntakeResult):
        return waits
    return IntakeResult(
        "quarantined",
        f"No consent on record allows this, so it waits sealed until {waits.isoformat()}. "
        "Record the consent and run the import again.",
        name=draft.source,
    )


def _hold(work: UnitOfWork, row: rows.RowResult, project: str, days: int) -> IntakeResult:
    """Seal a row that may not be taken in as it stands, and say what has to be done."""
    waits = _quarantine(work, row.draft, project, row.reason, days)
    if isinstance(waits, IntakeResult):
        return replace(waits, sentence=f"{row.sentence} {waits.sentence}")
    return IntakeResult(row.status, row.sentence, row.testimony, name=row.draft.source)


def _quarantine(work: UnitOfWork, draft: Draft, project: str, reason: str, days: int) -> date | IntakeResult:
    """The last day on which a draft waits, or that it waited already."""
    if any(q.digest == draft.digest for q in work.store.quarantine.all(project)):
        return IntakeResult(
            "already", "This waits in quarantine already; nothing was added.", name=draft.source
        )
    item = Quarantined(
        id=new_id("q"),
        project=project,
        digest=draft.digest,
        received_at=work.clock.now(),
        expires=work.clock.today() + timedelta(days=days),
        reason=reason,
        size=len(draft.text),
    )
    with work.store.transaction():
        work.store.quarantine.add(item, draft.source, pack(draft))
        expires = item.expires.isoformat()
        work.record(Action.TESTIMONY_QUARANTINE, "quarantine", item.id, reason=reason, expires=expires)
    return item.expires


def _seal(
    work: UnitOfWork,
    draft: Draft,
    project: str,
    records: Sequence[ConsentRecord],
    answers: Mapping[int, Permit | Deny],
) -> IntakeResult:
    withheld = {i for i, a in answers.items() if isinstance(a, Deny)}
    turns = tuple(replace(t, state=TurnState.NEVER_STORED) if t.index in withheld else t for t in draft.turns)
    present = {t.participant for t in turns if t.participant}
    concerned = [r for r in records if r.participant in present]
    testimony = Testimony(
        id=new_id("t"),
        project=project,
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
    with work.store.transaction():
        kept = {t.participant for t in turns if t.participant and t.state is TurnState.OPEN}
        for subject in sorted(kept | {testimony.id}):
            work.keys.create(subject)
        work.store.testimonies.add(testimony, draft.text, draft.known)
        if draft.attributes:
            work.store.attributes.put(testimony.id, dict(draft.attributes))
        work.log.append(_taken_event(work.viewer, testimony, answers, len(withheld)))
    return IntakeResult("taken", _sentence(len(withheld)), testimony.id, len(withheld), draft.source)


def _taken_event(
    viewer: Viewer, testimony: Testimony, answers: Mapping[int, Permit | Deny], withheld: int
) -> Event:
    taken = gate.event(viewer, Action.TESTIMONY_INGEST, "testimony", testimony.id, withheld_turns=withheld)
    return replace(
        taken,
        version=testimony.version,
        participants=tuple(sorted(testimony.participants())),
        consents=gate.consent_refs([a for a in answers.values() if isinstance(a, Permit)]),
    )


def _sentence(withheld: int) -> str:
    if not withheld:
        return "Sealed."
    return (
        f"Sealed; {withheld} turn(s) were left out because their speaker's consent is missing, refused or "
        "over. Record the consent and run the import again to add them."
    )


def _complete(
    work: UnitOfWork, testimony_id: str, draft: Draft, answers: Mapping[int, Permit | Deny]
) -> IntakeResult:
    """The material is known: add nothing but turns that were left out and that consent now allows."""
    already = IntakeResult(
        "already", "This is in the archive already; nothing was added.", testimony_id, 0, draft.source
    )
    testimony = work.store.testimonies.get(testimony_id)
    if testimony is None or _borders(testimony.turns) != _borders(draft.turns):
        return already
    now_allowed = [
        t
        for t, fresh in zip(testimony.turns, draft.turns, strict=True)
        if t.state is TurnState.NEVER_STORED
        and fresh.participant
        and isinstance(answers.get(t.index), Permit)
    ]
    if not now_allowed:
        return already
    with work.store.transaction():
        for turn in now_allowed:
            fresh = draft.turns[turn.index]
            work.keys.create(str(fresh.participant))
            work.store.testimonies.restore(testimony_id, fresh, draft.text[fresh.start : fresh.end])
        work.store.testimonies.set_state(testimony_id, TestimonyState.SEALED)
        work.log.append(
            _taken_event(work.viewer, testimony, {t.index: answers[t.index] for t in now_allowed}, 0)
        )
    return IntakeResult(
        "completed",
        f"{len(now_allowed)} turn(s) left out before were added; the testimony waits for review again.",
        testimony_id,
        0,
        draft.source,
    )


def _borders(turns: Sequence[Turn]) -> list[tuple[int, int]]:
    return [(turn.start, turn.end) for turn in turns]


def waiting(work: UnitOfWork) -> list[Quarantined]:
    """What waits for a consent, oldest first, for whoever may know."""
    work.authorise(Action.QUARANTINE_LIST)
    work.record(Action.QUARANTINE_LIST)
    return work.store.quarantine.all()


def expire(work: UnitOfWork) -> int:
    """Destroy what has waited past its day; the number destroyed. Each leaves an event and no word."""
    work.authorise(Action.TESTIMONY_EXPIRE)
    over = [q for q in work.store.quarantine.all() if q.expires < work.clock.today()]
    for item in over:
        with work.store.transaction():
            work.store.quarantine.remove(item.id)
            work.record(Action.TESTIMONY_EXPIRE, "quarantine", item.id)
    return len(over)
