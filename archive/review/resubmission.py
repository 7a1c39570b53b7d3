"""A submission that somebody changed after it was taken in: its next version, every code carried over.

The row of a later export takes the place of the words before, which stay sealed. An answer is found again by
its question, then by its words, then by its place. Codes follow by a diff of the answer they stand on; those
of an answer that is gone are lost, and listed. Decided findings go along where an answer stands untouched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.coding.moving import RetypedText
from archive.coding.selectors import anchored
from archive.errors import Refused
from archive.intake import rows
from archive.intake.near_copies import near_copies
from archive.model import (
    Action,
    Coding,
    Draft,
    Finding,
    Fit,
    Scope,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    TurnState,
    new_id,
)


@dataclass(frozen=True, slots=True)
class Resubmitted:
    """What the next version did: ``changed`` and ``lost`` are codings to look at."""

    testimony: str
    version: int
    codings: int
    changed: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer with the question before it."""

    turn: Turn
    question: str = field(repr=False)
    words: str = field(repr=False)


def resubmit(work: UnitOfWork, draft: Draft, project: str, testimony_id: str) -> Resubmitted:
    """Keep a changed submission as the next version of its testimony, in one transaction with its event.

    Raises ``Refused`` where the testimony is closed, where words of it are locked away, or where no consent
    allows the new words to be kept.
    """
    testimony = work.load_authorised(Action.TESTIMONY_CORRECT, testimony_id)
    if testimony.state is TestimonyState.CLOSED:
        raise Refused("This testimony is closed; nothing in it can be changed.")
    if any(t.state in (TurnState.UNDER_REVIEW, TurnState.ESCROWED) for t in testimony.turns):
        raise Refused(
            "Some words of this testimony are locked away now; import the row once that is decided."
        )
    consents, near = work.store.consents.current(Scope.of({project})), near_copies(work.archive, draft)
    spoken = rows.permitted(work, draft, testimony, consents, near)
    if spoken is None:
        raise Refused("No consent on record allows the new words of this submission to be kept.")
    old = _answers(testimony.turns, _opened(work, testimony))
    new = _answers(spoken.turns, {t.index: draft.text[t.start : t.end] for t in spoken.turns})
    return _keep(work, spoken, testimony, _carry(old, new))


def _opened(work: UnitOfWork, testimony: Testimony) -> Mapping[int, str]:
    """The words before, as far as the steward may open them; without them no code can stand on any."""
    open_turns = work.permitted(testimony, gate.DEIDENTIFY)
    if not open_turns:
        return {}
    about = ("testimony", testimony.id)
    work.authorise(Action.TESTIMONY_UNSEAL, Resource(testimony.project), gate.any_of(open_turns), about)
    return work.store.testimonies.unseal(testimony.id)


def _answers(turns: Sequence[Turn], words: Mapping[int, str]) -> list[_Answer]:
    answers, question = [], ""
    for turn in turns:
        said = words.get(turn.index, "")[turn.body - turn.start :].rstrip("\n")
        if turn.kind is TurnKind.QUESTION:
            question = said
        elif turn.kind is TurnKind.SPEECH:
            answers.append(_Answer(turn, question, said))
    return answers


# --- what becomes of each answer ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Carry:
    """Old answers by turn, and the new answer that each became, if any.

    ``retyped`` keeps the comparison of each pair, which is made once for all codings of an answer.
    """

    old: Mapping[int, _Answer]
    to: Mapping[int, _Answer]
    first: Turn
    retyped: dict[int, RetypedText] = field(default_factory=dict, repr=False)

    def coding(self, coding: Coding, version: int) -> Coding:
        """A coding in the new version; one that is lost keeps the words it stood on."""
        old, new = self.old.get(coding.turn), self.to.get(coding.turn)
        if coding.fit is Fit.LOST or old is None or new is None:
            at = new.turn if new else self.first
            return replace(coding, version=version, turn=at.index, start=at.body, end=at.body, fit=Fit.LOST)
        span = (coding.start - old.turn.body, coding.end - old.turn.body)
        if coding.turn not in self.retyped:
            self.retyped[coding.turn] = RetypedText(old.words, new.words)
        place = self.retyped[coding.turn].places([span])[0]
        start, end = new.turn.body + place.start, new.turn.body + place.end
        fit = coding.fit if place.fit is Fit.WORDS else place.fit
        carried = replace(coding, version=version, turn=new.turn.index, start=start, end=end, fit=fit)
        if fit is Fit.LOST:
            return carried
        anchor = anchored(new.words, place.start, place.end)
        return replace(carried, quote=anchor.quote, before=anchor.before, after=anchor.after)

    def finding(self, finding: Finding, version: int) -> Finding | None:
        """A finding in the new version, where its answer stands untouched."""
        old, new = self.old.get(finding.turn), self.to.get(finding.turn)
        if old is None or new is None or old.words != new.words:
            return None
        shift = new.turn.body - old.turn.body
        return replace(
            finding, id=new_id("f"), version=version, turn=new.turn.index,
            start=finding.start + shift, end=finding.end + shift,
        )  # fmt: skip


def _carry(old: Sequence[_Answer], new: Sequence[_Answer]) -> _Carry:
    left = list(new)
    to: dict[int, _Answer] = {}

    def give(one: _Answer, matching: Sequence[_Answer]) -> None:
        if one.turn.index not in to and matching:
            to[one.turn.index] = matching[0]
            left.remove(matching[0])

    for one in old:
        give(one, [n for n in left if n.words == one.words and n.question == one.question])
    for one in old:
        give(one, [n for n in left if n.question == one.question])
    for one in old:
        give(one, [n for n in left if n.words == one.words])
    for one in old:
        give(one, left)
    return _Carry({one.turn.index: one for one in old}, to, new[0].turn)


# --- keeping -----------------------------------------------------------------------------------------


def _keep(work: UnitOfWork, draft: Draft, testimony: Testimony, carry: _Carry) -> Resubmitted:
    newest = replace(
        testimony, version=testimony.version + 1, turns=draft.turns, length=len(draft.text),
        digest=draft.digest, state=TestimonyState.SEALED,
    )  # fmt: skip
    store = work.store
    codings = store.codings.of(testimony.id, blind=True, lost=True, removed=True)
    findings = store.reviews.findings(testimony.id)
    with store.transaction():
        for who in sorted({t.participant for t in newest.turns if t.participant}):
            work.keys.create(who)
        store.testimonies.add(newest, draft.text, draft.known)
        store.attributes.put(newest.id, dict(draft.attributes))
        carried = [carry.coding(c, newest.version) for c in codings]
        for coding in carried:
            store.codings.add(coding)
        _keep_findings(work, findings, carry, newest)
        rows.remember(work, draft, newest.project, newest.id)
        changed, lost = (tuple(c.id for c in carried if c.fit is fit) for fit in (Fit.CHANGED, Fit.LOST))
        work.record_event(
            Action.TESTIMONY_CORRECT, newest, codings=len(carried), changed=len(changed), lost=len(lost)
        )
    work.index.remove(testimony=testimony.id)
    return Resubmitted(newest.id, newest.version, len(carried), changed, lost)


def _keep_findings(work: UnitOfWork, findings: Sequence[Finding], carry: _Carry, newest: Testimony) -> None:
    decided = defaultdict(list)
    for decision in work.store.reviews.decisions(newest.id):
        decided[decision.finding].append(decision)
    for finding in findings:
        anew = carry.finding(finding, newest.version)
        if anew is None or not decided[finding.id]:
            continue
        shift = anew.start - finding.start
        work.store.reviews.add(anew)
        for one in decided[finding.id]:
            start = None if one.start is None else one.start + shift
            end = None if one.end is None else one.end + shift
            work.store.reviews.decide(replace(one, finding=anew.id, start=start, end=end))
