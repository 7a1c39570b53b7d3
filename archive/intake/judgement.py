"""What consent says of a draft before anything of it is kept: whose each turn is, and what may be sealed.

It reads and writes nothing, so that an import can be tried without being made. Words whose voice is not
certain are sealed only if everybody whose they may be has agreed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.ingest.turn_languages import with_languages
from archive.ingest.voice_pseudonyms import recalled
from archive.ingest.voices import Attribution, attribution
from archive.intake.consents import with_stated
from archive.intake.near_copies import NearCopies, near_copies
from archive.model import SPOKEN, Action, Draft, Turn, TurnKind
from consent.policy import Deny, Permit, Reason, Request, permits
from consent.record import ConsentRecord
from consent.states import FINAL

_WITHDRAWN = Deny(Reason.STATE, "Words like these were withdrawn.")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A draft with its speakers and what consent says of keeping each spoken turn, by index.

    ``known`` is the testimony that the same material became before. ``refusals`` are the participants of this
    file who said a final no. ``near`` are the turns that are near copies of what was withdrawn.
    """

    project: str
    voices: Attribution
    records: Sequence[ConsentRecord] = field(repr=False)
    answers: Mapping[int, Permit | Deny]
    refusals: frozenset[str]
    known: str | None = None
    near: NearCopies = NearCopies()

    @property
    def draft(self) -> Draft:
        """The draft, with a participant in each turn that is certainly somebody's."""
        return self.voices.draft

    @property
    def permitted(self) -> frozenset[int]:
        """Turns that may be kept."""
        return frozenset(index for index, answer in self.answers.items() if isinstance(answer, Permit))

    @property
    def withheld(self) -> frozenset[int]:
        """Turns that may not."""
        return frozenset(self.answers) - self.permitted

    @property
    def refused(self) -> bool:
        """Whether nothing is kept of it, not even to wait: all who speak, or the row itself, said no."""
        speakers = {self.draft.turns[index].participant for index in self.answers} - {None}
        others = self.voices.unnamed or self.voices.uncertain
        return self.draft.refused or (bool(speakers) and speakers <= self.refusals and not others)

    def may_be_refused(self, turn: Turn) -> bool:
        """Whether the words of a turn are, or may be, those of somebody who said a final no."""
        if turn.index in self.near.withdrawn:
            return True
        if turn.kind not in SPOKEN:
            return False
        if turn.participant and turn.kind is not TurnKind.SEVERAL:
            return turn.participant in self.refusals
        named = turn.label and turn.kind is TurnKind.SPEECH and turn.label not in self.voices.uncertain
        return bool(self.refusals & self.voices.unheard if named else self.refusals)

    def reason(self) -> str:
        """Why it has to wait, as a code."""
        return next((a.code for a in self.answers.values() if isinstance(a, Deny)), Reason.NOBODY)


def judge(work: UnitOfWork, draft: Draft, project: str, stated: Sequence[ConsentRecord] = ()) -> Judgement:
    """What consent says today of a draft, the records ``stated`` taken as if they were on record.

    Raises ``Refused`` for a viewer who may not take testimony in.
    """
    work.authorise(Action.TESTIMONY_INGEST, Resource(project))
    records = with_stated(work.store.consents, project, stated)
    records = recalled(records, draft, work.keys.secret("voices"))
    voices = attribution(with_languages(draft), records)
    near = near_copies(work.archive, voices.draft)
    answers = {
        turn.index: _WITHDRAWN
        if turn.index in near.withdrawn
        else _may_keep(work, voices.speakers(turn), records)
        for turn in voices.draft.turns
        if turn.kind in SPOKEN or turn.index in near.withdrawn
    }
    named = voices.unheard | {turn.participant for turn in voices.draft.turns if turn.participant}
    return Judgement(
        project, voices, records, answers, _refusals(records, named),
        work.store.testimonies.with_digest(project, draft.digest), near,
    )  # fmt: skip


def _may_keep(work: UnitOfWork, speakers: frozenset[str], records: Sequence[ConsentRecord]) -> Permit | Deny:
    use = gate.KEEP
    return permits(records, Request(use.purpose, use.form, use.audience, speakers), work.clock.today())


def _refusals(records: Sequence[ConsentRecord], participants: Collection[str]) -> frozenset[str]:
    """Those of them whose consents to be kept are refused or taken back for good."""
    states = {
        who: {
            grant.state
            for record in records if record.participant == who
            for grant in record.grants if grant.purpose is gate.KEEP.purpose
        }
        for who in participants
    }  # fmt: skip
    return frozenset(who for who, theirs in states.items() if theirs and theirs <= FINAL)
