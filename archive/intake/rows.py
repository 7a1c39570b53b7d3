"""A row of a form at the door: whether it came before, whether it says no itself, and what it is called by.

It comes before the ordinary way of a draft (``admission``) and hands over to it. Nothing is taken of a row
whose own answer is no, whatever a consent says; nothing under a consent that names rows by their number,
because the next sorting of the table would put one person's words under another's yes; and nothing of a row
that may be somebody else's under an id that came before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.ingest.tables.identity import ID, SAYS, identity_of, is_whole_uuid
from archive.ingest.voice_pseudonyms import recalled
from archive.ingest.voices import attribute, same_source
from archive.intake.consents import with_stated
from archive.intake.near_copies import NearCopies, near_copies
from archive.intake.row_evidence import (
    Evidence,
    Verdict,
    compared,
    evidence_in,
    evidence_of,
    is_alike_form,
    is_same_form,
)
from archive.model import Action, Draft, Kind, Outcome, Scope, Testimony, TurnKind, TurnState
from consent.policy import Permit, Request, permits
from consent.record import ConsentRecord

OWN_NO, ROW_NUMBER, UNCERTAIN = "own_no", "row_number", "uncertain_row"
"""Why a row is refused or waits, as codes of the log."""

_NUMBER = regex.compile(r"(?:\p{L}[\p{L}\p{M}]*\.?\s*)?\p{N}{1,6}")
_BY_NUMBER = (
    "A consent names rows of this table by their number, and the rows have no ids. A number changes when "
    "the table is sorted or filtered, and one person's words would stand under another's yes. So nothing "
    "is taken: give each row an id (a column _id, or one that --columns calls id), and name the ids in the "
    "consents."
)
_REPEATS = (
    "This submission was changed, and its new words repeat what somebody withdrew or a steward let go. They "
    "are not kept; the version before stays as it is."
)

_ID_TWICE = (
    "Another row came before under the same id, and names and answers are others. It may be somebody "
    "else's, so it waits: give the rows of this table ids of their own."
)


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a row comes to before the ordinary way: ``status`` is that of the result, empty where the ordinary
    way goes on with ``draft``. ``reason`` says why it waits, where it has to wait."""

    draft: Draft
    status: str = ""
    sentence: str = ""
    testimony: str | None = None
    reason: str = ""


def look(work: UnitOfWork, draft: Draft, project: str, stated: Sequence[ConsentRecord] = ()) -> RowResult:
    """What is known of a row before consent is asked, the records ``stated`` taken as if they were on record.

    Writes the event of a row's own no, and nothing else.
    """
    work.authorise(Action.TESTIMONY_INGEST, Resource(project))
    verdict, owner = _known_as(work, draft, project)
    testimony = work.store.testimonies.get(owner) if owner else None
    if draft.refused:
        return _refuse(work, draft, testimony, owner)
    if draft.doubts:
        return RowResult(draft, "quarantined", " ".join(draft.doubts), reason=UNCERTAIN)
    records = with_stated(work.store.consents, project, stated)
    if _named_by_number(draft, records):
        return RowResult(draft, "quarantined", _BY_NUMBER, reason=ROW_NUMBER)
    if verdict is Verdict.DOUBTFUL:
        return RowResult(draft, "quarantined", _ID_TWICE, reason=UNCERTAIN)
    if verdict is Verdict.OTHER or owner is None:
        return RowResult(draft)
    if testimony is None:
        return RowResult(replace(draft, digest=_waiting_digest(work, project, owner) or draft.digest))
    if verdict is Verdict.CHANGED and any(t.state is TurnState.OPEN for t in testimony.turns):
        return _changed(work, draft, testimony, records)
    return RowResult(replace(draft, digest=testimony.digest))


def remember(work: UnitOfWork, draft: Draft, project: str, testimony: str | None) -> None:
    """Keep what a row is known by, in the transaction that keeps the row: in a testimony, else in
    quarantine."""
    waiting = (q.id for q in work.store.quarantine.all(Scope.of({project})) if q.digest == draft.digest)
    owner = testimony or next(waiting, None)
    if owner is None or owner in work.keys.destroyed():
        return
    keys = identity_of(draft.identity).keys
    known = [s for s in work.store.submissions.with_keys(project, keys) if s.owner == owner]
    before = evidence_in(known[0].evidence) if known and known[0].evidence else None
    now = evidence_of(draft)
    if before is None:
        work.store.submissions.put(project, owner, keys, now.written())
    elif now.stories not in (before.stories, *before.earlier):
        newest = replace(now, earlier=(*before.earlier, before.stories))
        work.store.submissions.put(project, owner, keys, newest.written())


# --- the row's own no ------------------------------------------------------------------------------


def _refuse(work: UnitOfWork, draft: Draft, testimony: Testimony | None, waiting: str | None) -> RowResult:
    """A refusal on record. What was taken in before is closed until a steward has looked, and what only
    waited for a consent is destroyed."""
    sentence = draft.notices[0] if draft.notices else "The row's own answer is no, so nothing of it is kept."
    if testimony is None:
        gone = {"quarantine": waiting} if waiting else {}
        event = work.event(Action.TESTIMONY_INGEST, "source", reason=OWN_NO, **gone)
        with work.store.transaction():
            if waiting:
                work.store.quarantine.remove(waiting)
            work.log.append(replace(event, outcome=Outcome.DENY))
        return RowResult(draft, "refused", sentence)
    turns = [t.index for t in testimony.turns if t.kind is TurnKind.SPEECH and t.state is TurnState.OPEN]
    with work.store.transaction():
        if turns:
            work.store.testimonies.set_turn_states(testimony.id, turns, TurnState.UNDER_REVIEW)
        for quote in work.store.quotes.of(testimony.id):
            work.store.quotes.withdraw(quote.id, work.clock.now())
        event = work.event(
            Action.TESTIMONY_INGEST, "testimony", testimony.id, reason=OWN_NO, turns=len(turns)
        )
        people = tuple(sorted(testimony.participants()))
        work.log.append(replace(event, outcome=Outcome.DENY, version=testimony.version, participants=people))
        work.index.remove(testimony=testimony.id)
    return RowResult(
        draft,
        "refused",
        f"{sentence} The same submission said yes before: what was taken in then is closed until it is "
        "decided. Record the withdrawal with heard withdraw.",
        testimony.id,
    )


# --- rows that came before -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidate:
    verdict: Verdict
    owner: str | None


def _known_as(work: UnitOfWork, draft: Draft, project: str) -> tuple[Verdict, str | None]:
    """What came before under a key of this row, the strongest key first, and who holds it."""
    now = evidence_of(draft)
    best = _Candidate(Verdict.OTHER, None)
    for keys in _strengths(draft):
        for known in work.store.submissions.with_keys(project, keys):
            if known.owner.startswith("q") and _waiting_digest(work, project, known.owner) is None:
                continue
            before = evidence_in(known.evidence) if known.evidence else None
            verdict = _of_refused(before, now, keys) if draft.refused else compared(before, now, keys)
            if verdict is Verdict.SAME and before and not is_alike_form(before, now):
                verdict = _by_speaker(work, draft, project, keys, known.owner)
            if _is_better(verdict, known.owner, best):
                best = _Candidate(verdict, known.owner)
        if best.verdict is not Verdict.OTHER:
            break
    return best.verdict, best.owner


def _by_speaker(work: UnitOfWork, draft: Draft, project: str, keys: Sequence[str], owner: str) -> Verdict:
    """A row with the words of one that came before, under an id that others may bear and in another form:
    where a consent gives it to somebody else, it is somebody else's."""
    testimony = work.store.testimonies.get(owner)
    counted = any(key.startswith(ID) for key in keys)
    if testimony is None or not counted:
        return Verdict.SAME
    spoken = attribute(draft, work.store.consents.current(Scope.of({project})))
    speakers = {t.participant for t in spoken.turns if t.participant}
    return Verdict.SAME if speakers <= testimony.participants() else Verdict.OTHER


def _of_refused(before: Evidence | None, now: Evidence, keys: Sequence[str]) -> Verdict:
    """A row that says no has left no words to compare: its id and its form must do."""
    if before is None or any(map(is_whole_uuid, keys)):
        return Verdict.SAME
    by_id = not any(key.startswith(SAYS) for key in keys)
    return Verdict.SAME if by_id and is_same_form(before, now) else Verdict.OTHER


_ORDER = (Verdict.SAME, Verdict.CHANGED, Verdict.DOUBTFUL)


def _is_better(verdict: Verdict, owner: str, best: _Candidate) -> bool:
    """A sure answer before an unsure one, and a testimony before what only waits."""
    if verdict is Verdict.OTHER:
        return False
    if best.owner is None:
        return True
    if verdict is not best.verdict:
        return _ORDER.index(verdict) < _ORDER.index(best.verdict)
    return best.owner.startswith("q") and not owner.startswith("q")


def _strengths(draft: Draft) -> list[list[str]]:
    """The keys to look by: each id on its own, in order; all answers together."""
    identity = identity_of(draft.identity)
    return [[key] for key in identity.ids] or [list(identity.keys)]


def _waiting_digest(work: UnitOfWork, project: str, item: str) -> str | None:
    return next((q.digest for q in work.store.quarantine.all(Scope.of({project})) if q.id == item), None)


def _changed(
    work: UnitOfWork, draft: Draft, testimony: Testimony, records: Sequence[ConsentRecord]
) -> RowResult:
    """The same submission with other words: its consent is asked anew."""
    near = near_copies(work.archive, draft)
    if near.withdrawn:
        return RowResult(draft, "refused", _REPEATS, testimony.id)
    spoken = permitted(work, draft, testimony, records, near)
    if spoken is None:
        return RowResult(
            draft,
            "quarantined",
            "This submission was changed after it was taken in, and no consent on record allows its new "
            "words. They wait; the version before stays as it is.",
            testimony.id,
            "changed",
        )
    sentence = "This submission was changed after it was taken in; its new words are the next version."
    return RowResult(draft, "changed", sentence, testimony.id)


def permitted(
    work: UnitOfWork,
    draft: Draft,
    testimony: Testimony,
    consents: Sequence[ConsentRecord],
    near: NearCopies,
) -> Draft | None:
    """The draft of a changed submission with who speaks, as consents name them, else who spoke before;
    ``None`` unless consent allows each of its answers to be kept today, and none was withdrawn.

    What tells of somebody who withdrew waits hidden for a steward.
    """
    records = recalled(consents, draft, work.keys.secret("voices"))
    spoken = attribute(draft, records)
    before = testimony.participants()
    only = next(iter(before)) if len(before) == 1 else None
    turns = tuple(
        replace(
            t,
            participant=only if t.kind is TurnKind.SPEECH and t.participant is None else t.participant,
            state=TurnState.UNDER_REVIEW if t.index in near.telling else t.state,
        )
        for t in spoken.turns
    )
    answers = [_may_keep(work, t.participant, records) for t in turns if t.kind is TurnKind.SPEECH]
    allowed = bool(answers) and all(isinstance(answer, Permit) for answer in answers) and not near.withdrawn
    return replace(spoken, turns=turns) if allowed else None


def _may_keep(work: UnitOfWork, participant: str | None, records: Sequence[ConsentRecord]) -> object:
    use, who = gate.KEEP, frozenset({participant} if participant else ())
    return permits(records, Request(use.purpose, use.form, use.audience, who), work.clock.today())


# --- consents that name a row by its number ---------------------------------------------------------


def _named_by_number(draft: Draft, records: Sequence[ConsentRecord]) -> bool:
    """Whether a consent for this table names rows by their number, where rows have nothing else."""
    if identity_of(draft.identity).ids or draft.kind is not Kind.SURVEY_ANSWER:
        return False
    return any(
        same_source(voice.source, draft.source) and _NUMBER.fullmatch(voice.label.strip())
        for record in records
        for voice in record.voices
    )
