"""What happens between a readable file and a sealed testimony: consent is matched and asked, turn by turn.

Nothing is kept without a consent that allows it. What nobody said no to waits sealed in quarantine until
a set day; what was refused leaves no word behind, only the fact of the refusal in the log. What may have been
read wrong waits until a person has chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.access.gate import UnitOfWork
from archive.intake import quarantine, rows, sealing
from archive.intake.judgement import judge
from archive.intake.results import IntakeResult, IntakeStatus, result
from archive.model import Draft
from consent.record import ConsentRecord

__all__ = ["IntakeResult", "IntakeStatus", "foresee", "take_in"]


def take_in(
    work: UnitOfWork, draft: Draft, project: str, quarantine_days: int, layout: str | None = None
) -> IntakeResult:
    """Seal one draft as far as its speakers' consents allow, in one transaction with its event.

    A row of a form is looked at first (``rows``): what came before, and what it says of itself. ``layout`` is
    the one that a person chose for the file: its doubts are settled then.
    """
    if not draft.identity:
        return _take(work, draft, project, quarantine_days, layout)
    row = rows.look(work, draft, project)
    if row.reason:
        added = quarantine.hold(work, project, row.draft, quarantine.Wait(row.reason, quarantine_days))
        return _of_row(row) if added else _of_row(row, IntakeStatus.ALREADY, f" {quarantine.ALREADY}")
    if row.status:
        return _of_row(row)
    with work.store.transaction():
        taken = _take(work, row.draft, project, quarantine_days, layout)
        if taken.status is not IntakeStatus.REFUSED:
            rows.remember(work, row.draft, project, taken.testimony)
    return taken


def _take(
    work: UnitOfWork, draft: Draft, project: str, quarantine_days: int, layout: str | None
) -> IntakeResult:
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


def _of_row(row: rows.RowResult, status: IntakeStatus | None = None, more: str = "") -> IntakeResult:
    """What became of a row before the ordinary way."""
    draft = row.draft
    return IntakeResult(
        status or IntakeStatus(row.status), row.sentence + more, row.testimony, name=draft.source,
        part=draft.part, notices=tuple(one for one in draft.notices if one not in row.sentence),
    )  # fmt: skip


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
    if draft.identity and not draft.refused:
        row = rows.look(work, draft, project, stated)
        if row.status:
            return _of_row(row)
        draft = row.draft
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
