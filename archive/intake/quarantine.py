"""What may not be taken in yet: it waits sealed under a key of its own, for a set time, or is refused.

A file waits for a consent, or for a person to choose in which layout it is read. Of what was refused no word
waits: the turns of whoever said no are blank, and where nobody can tell whose the words are, all of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.access.gate import UnitOfWork, each_alone
from archive.ingest.draft_codec import pack
from archive.intake import layouts
from archive.intake.judgement import Judgement
from archive.intake.near_copies import holds_withdrawn, near_copies
from archive.intake.results import IntakeResult, IntakeStatus, doubtful, result
from archive.model import Action, Draft, Outcome, Quarantined, Scope, new_id

DOUBTFUL = "doubtful"
"""Why a draft waits whose layout is not certain."""

ALREADY = "This waits in quarantine already; nothing was added."
"""What is said of something that waits for the same."""


def refuse(work: UnitOfWork, judgement: Judgement) -> IntakeResult:
    """Keep nothing but the event of the refusal."""
    draft = judgement.draft
    work.log.append(
        replace(
            work.event(Action.TESTIMONY_INGEST, "source", reason="refused"),
            outcome=Outcome.DENY,
            participants=tuple(sorted({t.participant for t in draft.turns if t.participant})),
        )
    )
    return refused(judgement)


def refused(judgement: Judgement) -> IntakeResult:
    """What is said of a refusal."""
    who = "The row itself" if judgement.draft.refused else "Everyone who speaks here"
    return result(judgement, IntakeStatus.REFUSED, f"{who} said no, so nothing of it was kept.")


def wait_for_consent(work: UnitOfWork, judgement: Judgement, days: int, layout: str | None) -> IntakeResult:
    """Seal a draft until a consent comes, for at most so many days; ``layout`` is the one a person chose."""
    draft = judgement.draft
    kept = without_words(draft, {turn.index for turn in draft.turns if judgement.may_be_refused(turn)})
    if not hold(work, judgement.project, kept, Wait(judgement.reason(), days, layout)):
        return result(judgement, IntakeStatus.ALREADY, ALREADY)
    return waits_for_consent(judgement, last_day(work, days))


def waits_for_consent(judgement: Judgement, until: date) -> IntakeResult:
    """What is said of a draft that no consent allows yet."""
    sentence = (
        f"No consent on record allows this, so it waits sealed until {until.isoformat()}. "
        "Record the consent and run the import again."
    )
    return result(judgement, IntakeStatus.QUARANTINED, sentence)


def wait_for_choice(work: UnitOfWork, judgement: Judgement, days: int) -> IntakeResult:
    """Seal a draft until a person has chosen the layout in which it is read, for at most so many days.

    Nobody knows yet whose words are whose, so none wait where somebody of this file said no.
    """
    draft = judgement.draft
    everything = {turn.index for turn in draft.turns} if judgement.refusals else set()
    hold(work, judgement.project, without_words(draft, everything), Wait(DOUBTFUL, days))
    return waits_for_choice(draft, last_day(work, days))


def waits_for_choice(draft: Draft, until: date) -> IntakeResult:
    """What is said of a draft whose layout is not certain."""
    return doubtful(
        draft,
        "It is not certain who says what here, so nothing was taken in; it waits sealed until "
        f"{until.isoformat()}. Look at it with heard inspect, and import it again with --layout.",
    )


def last_day(work: UnitOfWork, days: int) -> date:
    """The last day on which something waits that came today."""
    return work.clock.today() + timedelta(days=days)


def without_words(draft: Draft, turns: Collection[int]) -> Draft:
    """The draft with these turns blank and without their labels; offsets hold."""
    text = "".join(
        " " * (turn.end - turn.start) if turn.index in turns else draft.text[turn.start : turn.end]
        for turn in draft.turns
    )
    left = tuple(replace(turn, label=None) if turn.index in turns else turn for turn in draft.turns)
    return replace(draft, text=text, turns=left, doubts=()) if turns else draft


def replaced(work: UnitOfWork, project: str, digest: str) -> list[str]:
    """Take out what waits of the same material, whose place something newer takes; their ids.

    Call it in the transaction of what comes in its place.
    """
    gone = [item.id for item in work.store.quarantine.all(Scope.of({project})) if item.digest == digest]
    for item in gone:
        work.store.quarantine.remove(item)
    return gone


@dataclass(frozen=True, slots=True)
class Wait:
    """Why a draft waits, for how many days, and the layout that a person chose for it, if any."""

    reason: str
    days: int
    layout: str | None = None


def hold(work: UnitOfWork, project: str, draft: Draft, wait: Wait) -> bool:
    """Keep a draft in place of what waited of it before; ``False`` if it waits for the same already.

    Words near to what somebody withdrew do not wait: they are blank, and where turns are not certain all are.
    """
    if wait.reason == DOUBTFUL:
        repeats = {turn.index for turn in draft.turns} if holds_withdrawn(work.archive, draft) else set()
    else:
        repeats = set(near_copies(work.archive, draft).withdrawn)
    draft = without_words(draft, repeats)
    known = work.store.quarantine.all(Scope.of({project}))
    waiting_now = [item for item in known if item.digest == draft.digest]
    if any(item.reason == wait.reason and item.size == len(draft.text) for item in waiting_now):
        return False
    item = Quarantined(
        id=new_id("q"),
        project=project,
        digest=draft.digest,
        received_at=work.clock.now(),
        expires=last_day(work, wait.days),
        reason=wait.reason,
        size=len(draft.text),
    )
    details = layouts.details(wait.layout)
    with work.store.transaction():
        replaced(work, project, draft.digest)
        work.store.quarantine.add(item, draft.source, pack(draft))
        expires = item.expires.isoformat()
        work.record(
            Action.TESTIMONY_QUARANTINE, "quarantine", item.id, reason=wait.reason, expires=expires, **details
        )
        layouts.remember(work, project, draft.digest, wait.layout)
    return True


def waiting(work: UnitOfWork) -> list[Quarantined]:
    """What waits, oldest first, for whoever may know."""
    scope = work.authorise_list(Action.QUARANTINE_LIST)
    work.record(Action.QUARANTINE_LIST)
    return work.store.quarantine.all(scope)


def expire(work: UnitOfWork) -> int:
    """Destroy what has waited past its day; the number destroyed. Each leaves an event and no word.

    Each is destroyed by itself; once all are, what the first failed with is raised.
    """
    scope = work.authorise_list(Action.TESTIMONY_EXPIRE)
    over = [q for q in work.store.quarantine.all(scope) if q.expires < work.clock.today()]

    def destroy(item: Quarantined) -> None:
        with work.store.transaction():
            work.store.quarantine.remove(item.id)
            work.record(Action.TESTIMONY_EXPIRE, "quarantine", item.id)

    each_alone(over, destroy)
    return len(over)
