"""A steward gives a turn to another voice, or moves its border: a new version in which the words are the
same.

Consent is asked anew, of whoever now speaks: words that it does not let the archive keep go for good. The
turn is sealed under its new speaker's key, and what older versions held of it under another is destroyed.
Codes go along with their words; released quotes of the turn are closed, because somebody else agreed to
them. It refuses to give words to anybody whose consent is not on record.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import Refused, UsageError
from archive.model import (
    WITHOUT_WORDS,
    Action,
    Coding,
    Fit,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    TurnState,
    new_id,
)
from archive.model.fingerprints import Kept
from archive.review.carrying import carried_coding, carry_findings
from archive.review.correction import Corrected, opened
from consent.policy import Permit

_GONE = (
    "The consent of whoever speaks here now does not let the archive keep these words. Say that they may go "
    "for good (--yes), or give the turn to somebody else."
)
_LEFT = (
    "Whoever spoke here would not speak in this testimony any more, and some turns of it may still be "
    "theirs. Give those to somebody first."
)


@dataclass(frozen=True, slots=True)
class Whose:
    """Who speaks a turn: a participant; whoever asks the questions; or nobody certain."""

    participant: str | None
    kind: TurnKind = TurnKind.SPEECH


INTERVIEWER = Whose(None, TurnKind.QUESTION)
NOBODY = Whose(None)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a turn is cut in two: offsets in its words. The label of the second part, if it has one, stands
    from ``start`` to ``words``."""

    start: int
    words: int


@dataclass(frozen=True, slots=True)
class _Change:
    """The turns of the next version, which of them changed, and which of the version before they come
    from."""

    turns: tuple[Turn, ...]
    changed: frozenset[int]
    before: frozenset[int]
    words: str = field(repr=False)
    may_go: bool = False


def give(work: UnitOfWork, testimony_id: str, turn: int, whose: Whose, *, may_go: bool = False) -> Corrected:
    """Give a turn to another voice.

    ``may_go`` says that words which consent does not let the archive keep may go for good. Raises
    ``UsageError`` if the turn is theirs already or they have no consent on record, ``Refused`` where consent
    forbids it, ``NotFound`` for a turn that the steward may not open.
    """
    testimony, words = _opened(work, testimony_id, [turn])
    was = testimony.turns[turn]
    if (was.participant, was.kind) == (whose.participant, whose.kind):
        raise UsageError("The turn is this voice's already.")
    given = _given(testimony, was, whose)
    turns = tuple(given if t.index == turn else t for t in testimony.turns)
    return _keep(work, testimony, _Change(turns, frozenset({turn}), frozenset({turn}), words, may_go))


def split(
    work: UnitOfWork, testimony_id: str, turn: int, cut: Cut, whose: Whose | None, *, may_go: bool = False
) -> Corrected:
    """Cut a turn in two; the second part goes to ``whose``, or stays with the same voice. Raises as
    ``give``."""
    testimony, words = _opened(work, testimony_id, [turn])
    was = testimony.turns[turn]
    at, body = was.body + cut.start, was.body + cut.words
    if not was.body < at <= body < was.end or not words[body : was.end].strip():
        raise UsageError("Cut inside the words of the turn, so that some are left on both sides.")
    first = replace(was, end=at)
    second = replace(was, index=turn + 1, start=at, body=body)
    if whose is not None:
        second = _given(testimony, second, whose)
    later = [replace(t, index=t.index + 1) for t in testimony.turns[turn + 1 :]]
    turns = (*testimony.turns[:turn], first, second, *_translating(later, turn, 1))
    changed = frozenset({turn, turn + 1})
    return _keep(work, testimony, _Change(turns, changed, frozenset({turn}), words, may_go))


def join(work: UnitOfWork, testimony_id: str, turn: int, *, may_go: bool = False) -> Corrected:
    """Make one turn of a turn and the next: all of it is said by the first one's voice. Raises as
    ``give``."""
    testimony, words = _opened(work, testimony_id, [turn, turn + 1])
    one, other = testimony.turns[turn], testimony.turns[turn + 1]
    later = [replace(t, index=t.index - 1) for t in testimony.turns[turn + 2 :]]
    turns = (*testimony.turns[:turn], replace(one, end=other.end), *_translating(later, turn, -1))
    both = frozenset({turn, turn + 1})
    return _keep(work, testimony, _Change(turns, frozenset({turn}), both, words, may_go))


def speaker_of(work: UnitOfWork, testimony_id: str, turn: int) -> Whose:
    """Whoever speaks a turn. Raises ``NotFound``, also for a turn that the steward may not open."""
    testimony, _ = _opened(work, testimony_id, [turn])
    one = testimony.turns[turn]
    return Whose(one.participant, one.kind)


def _opened(work: UnitOfWork, testimony_id: str, turns: Sequence[int]) -> tuple[Testimony, str]:
    """The testimony and its text, blank where no words are left, if the steward may open the turns."""
    for turn in turns:
        testimony, words = opened(work, testimony_id, turn)
    text = "".join(words.get(t.index, " " * (t.end - t.start)) for t in testimony.turns)
    return testimony, text


def _given(testimony: Testimony, turn: Turn, whose: Whose) -> Turn:
    """The turn as another voice's, under the label that this voice has elsewhere."""
    label = next(
        (t.label for t in testimony.turns if whose.participant and t.participant == whose.participant), None
    )
    return replace(turn, participant=whose.participant, kind=whose.kind, label=label)


def _translating(turns: Sequence[Turn], after: int, by: int) -> list[Turn]:
    return [
        replace(t, translates=t.translates + by) if t.translates is not None and t.translates > after else t
        for t in turns
    ]


def _keep(work: UnitOfWork, testimony: Testimony, change: _Change) -> Corrected:
    """Keep the next version and carry everything over to it, in one transaction."""
    newest = replace(
        testimony, version=testimony.version + 1, turns=change.turns, state=TestimonyState.SEALED
    )
    _nobody_left(testimony, newest)
    newest, permits = _asked_anew(work, newest, change)
    store = work.store
    codings = store.codings.of(testimony.id, blind=True, lost=True, removed=True)
    findings, quotes = store.reviews.findings(testimony.id), store.quotes.of(testimony.id)
    answers = store.attributes.of([testimony.id]).get(testimony.id, {})
    with store.transaction():
        for subject in sorted({newest.key_of(newest.turns[index]) for index in permits}):
            work.keys.create(subject)
        store.testimonies.add(newest, change.words, store.testimonies.known(testimony.id))
        carried = [
            moved for one in codings if (moved := carried_coding(one, newest, change.words)) is not None
        ]
        for coding in carried:
            store.codings.add(coding)
        carry_findings(work, findings, newest)
        closed = [quote.id for quote in quotes if quote.turn in change.before]
        for quote in quotes:
            if quote.turn in change.before:
                store.quotes.withdraw(quote.id, work.clock.now())
            else:
                store.quotes.move(quote.id, newest.version, _shifted(quote.turn, testimony, newest))
        _remember_what_goes(work, newest, change)
        store.testimonies.forget_before(testimony.id, change.before)
        if answers and testimony.participants() <= newest.participants():
            store.attributes.put(testimony.id, answers)
        corrected = _told(newest, codings, carried, closed, change)
        _record(work, testimony, newest, permits, corrected)
    work.index.remove(testimony=testimony.id)
    return corrected


def _remember_what_goes(work: UnitOfWork, newest: Testimony, change: _Change) -> None:
    """The words that go for good, so that the same file does not bring them back under its own label."""
    gone = [t for t in newest.turns if t.index in change.changed and t.state is TurnState.NEVER_STORED]
    if gone:
        texts = [change.words[turn.body : turn.end] for turn in gone]
        work.store.fingerprints.put(new_id("gone"), Kept.OWN, texts)


def _nobody_left(testimony: Testimony, newest: Testimony) -> None:
    """Raise ``Refused`` if somebody would not be asked any more about turns that may still be theirs."""
    unsure = any(turn.uncertain and turn.state not in WITHOUT_WORDS for turn in newest.turns)
    if unsure and testimony.participants() - newest.participants():
        raise Refused(_LEFT)


def _asked_anew(
    work: UnitOfWork, newest: Testimony, change: _Change
) -> tuple[Testimony, Mapping[int, Permit]]:
    """The next version with the changed turns as consent lets them be kept, and the permissions.

    Raises ``UsageError`` for somebody without a consent in this project, ``Refused``.
    """
    records = work.records_for(newest)
    for index in change.changed:
        who = newest.turns[index].participant
        if who and not any(r.participant == who and r.project == newest.project for r in records):
            raise UsageError("No consent of this participant is on record in this project; record it first.")
    permits: dict[int, Permit] = {}
    turns = list(newest.turns)
    for index in sorted(change.changed):
        asked = replace(turns[index], state=TurnState.OPEN)
        answer = work.turn_permission(newest, asked, gate.KEEP, records)
        if isinstance(answer, Permit):
            permits[index] = answer
        elif change.may_go:
            turns[index] = replace(turns[index], state=TurnState.NEVER_STORED, label=None)
        else:
            raise Refused(_GONE)
    return replace(newest, turns=tuple(turns)), permits


def _shifted(turn: int, testimony: Testimony, newest: Testimony) -> int:
    """The number in the new version of a turn that did not change."""
    start = testimony.turns[turn].start
    return next(t.index for t in newest.turns if t.start == start)


def _told(
    newest: Testimony,
    codings: Collection[Coding],
    carried: Sequence[Coding],
    closed: Sequence[str],
    change: _Change,
) -> Corrected:
    kept = {one.id for one in carried}
    lost = [one.id for one in carried if one.fit is Fit.LOST] + [c.id for c in codings if c.id not in kept]
    withheld = sum(newest.turns[index].state is TurnState.NEVER_STORED for index in change.changed)
    return Corrected(
        newest.id, newest.version, len(carried),
        tuple(one.id for one in carried if one.fit is Fit.CHANGED), tuple(lost), tuple(closed), withheld,
    )  # fmt: skip


def _record(
    work: UnitOfWork,
    testimony: Testimony,
    newest: Testimony,
    permits: Mapping[int, Permit],
    corrected: Corrected,
) -> None:
    """The event: whose words they were and are, under which consents, and what became of the codes."""
    voices = "same" if testimony.participants() == newest.participants() else "other"
    event = work.event(
        Action.TESTIMONY_CORRECT, "testimony", newest.id,
        codings=corrected.codings, changed=len(corrected.changed), lost=len(corrected.lost),
        quotes=len(corrected.quotes), withheld=corrected.withheld, speakers=voices,
    )  # fmt: skip
    work.log.append(
        replace(
            event,
            version=newest.version,
            participants=tuple(sorted(testimony.participants() | newest.participants())),
            consents=gate.consent_refs(permits.values()),
        )
    )
