"""A project's verdicts teach its tagger, inside the archive: sealed, never exported, gone with a withdrawal.

Learnt only from turns whose speakers agree today that a model is trained on their words, and only where
researchers may read them. Nothing is learnt of a code before sixteen verdicts, nor where cross-validation
finds no gain.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import Unavailable
from archive.model import Action, Scope, Testimony, Verdict
from archive.ports import Archive
from consent.record import Audience, Form, Purpose
from taxonomies.tagger import vector_of
from taxonomies.tagger.refit import Judgement, refit

TRAINING = gate.Use(Purpose.MODEL_TRAINING, Form.DEID_TEXT, Audience.PROJECT)


@dataclass(frozen=True, slots=True)
class Learnt:
    """From how many verdicts was learnt, of which codes something was, and how many verdicts stand on words
    that consent does not open for this."""

    verdicts: int
    codes: tuple[str, ...]
    withheld: int


def learn(work: UnitOfWork, project: str) -> Learnt:
    """Learn anew from the verdicts on suggestions. An event. Raises ``Refused``, ``Unavailable``."""
    work.authorise_project(Action.SUGGESTION_DECIDE, project)
    before = work.store.consents.count()
    judged: list[Judgement] = []
    withheld = 0
    for testimony in work.store.testimonies.all(Scope.of({project})):
        if reading.may_be_read(testimony, work.viewer):
            judgements, closed = _judged(work.archive, testimony)
            judged, withheld = judged + judgements, withheld + closed
    learnt = refit(judged, vector_of)
    codes = tuple(sorted({code for _, code in learnt.weights})) if learnt else ()
    with work.store.transaction():
        if work.store.consents.count() != before:
            raise Unavailable("A consent changed meanwhile. Nothing was learnt; run it again.")
        if learnt:
            work.store.learnt.put(project, learnt.dump(), before, work.clock.now())
        else:
            work.store.learnt.drop(project)
        action = Action.SUGGESTION_DECIDE
        work.record_project(action, project, verdicts=len(judged), codes=len(codes))
    return Learnt(len(judged), codes, withheld)


def _judged(archive: Archive, testimony: Testimony) -> tuple[list[Judgement], int]:
    """The verdicts on a testimony with the turns as researchers read them; and how many had to be left."""
    decided = [s for s in archive.store.codings.suggestions(testimony.id) if s.verdict is not None]
    decided = [s for s in decided if s.version == testimony.version]
    if not decided:
        return [], 0
    research = gate.permitted(archive, testimony, gate.RESEARCH)
    training = gate.permitted(archive, testimony, TRAINING)
    turns = {index: permit for index, permit in training.items() if index in research}
    texts = {t.index: t.text for t in reading.rendered(archive, testimony, turns, "research")}
    judgements = [
        Judgement(
            texts[s.turn],
            testimony.turns[s.turn].language or testimony.language,
            s.code,
            s.verdict is Verdict.ACCEPT,
        )  # fmt: skip
        for s in decided
        if s.turn in texts
    ]
    return judgements, len(decided) - len(judgements)
