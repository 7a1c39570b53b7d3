"""What happens between a readable file and a sealed testimony: consent is matched and asked, turn by turn.

Nothing is kept without a consent that allows it. What nobody said no to waits sealed in quarantine until
a set day; what was refused leaves no word behind, only the fact of the refusal in the log. What may have been
read wrong waits until a person has chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.access.gate import UnitOfWork
from archive.intake import quarantine, sealing
from archive.intake.judgement import judge
from archive.intake.results import IntakeResult, IntakeStatus, result
from archive.model import Draft
from consent.record import ConsentRecord

__all__ = ["IntakeResult", "IntakeStatus", "foresee", "take_in"]


def take_in(
    work: UnitOfWork, draft: Draft, project: str, quarantine_days: int, layout: str | None = None
) -> IntakeResult:
    """Seal one draft as far as its speakers' consents allow, in one transaction with its event.

    ``layout`` is the one that a person chose for the file: its doubts are settled then.
    """
    judgement = judge(work, draft, project)
    if judgement.known is not None:
        return sealing.complete(work, judgement, judgement.known)
    if judgement.refused:
        return quarantine.refuse(work, judgement)
    if draft.doubts and layout is None:
        return quarantine.wait_for_choice(work, judgement, quarantine_days)
    if judgement.permitted:
        return sealing.seal(work, judgement, layout)
    return quarantine.wait_for_consent(work, judgement, quarantine_days, layout)


def foresee(
    work: UnitOfWork,
    draft: Draft,
    project: str,
    quarantine_days: int,
    layout: str | None = None,
    stated: Sequence[ConsentRecord] = (),
) -> IntakeResult:
    """What ``take_in`` would do now, once the consents ``stated`` were on record. Nothing is written: no row,
    no key, no event."""
    judgement = judge(work, draft, project, stated)
    until = quarantine.last_day(work, quarantine_days)
    if judgement.known is not None:
        return sealing.completion(work, judgement, judgement.known)
    if judgement.refused:
        return quarantine.refused(judgement)
    if draft.doubts and layout is None:
        return quarantine.waits_for_choice(draft, until)
    if judgement.permitted:
        withheld = len(judgement.withheld)
        return result(judgement, IntakeStatus.TAKEN, sealing.sentence(withheld), None, withheld)
    return quarantine.waits_for_consent(judgement, until)
