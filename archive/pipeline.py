"""The story of a testimony, from the door to the reader, as ordered calls.

Consent is recorded, words are sealed as far as it allows, identifiers are looked for and decided on, codes
are proposed, and only then is anything put where it can be found. Nothing here opens a database, names an
engine or decides about consent: each step asks the gate, and writes its event with the change. The
decisions that only people can make are handed in as ``Judgements``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from archive.access.gate import UnitOfWork
from archive.intake.admission import IntakeResult, IntakeStatus, take_in
from archive.intake.consents import record_consents
from archive.model import Draft
from archive.review.approval import approve, index
from archive.review.detection import cross_reference_names, detect
from archive.review.resubmission import resubmit
from archive.review.tagging import suggest_codes
from consent.record import ConsentRecord


@dataclass(frozen=True, slots=True)
class Desks:
    """Who brings testimony in, and who de-identifies it."""

    collector: UnitOfWork
    steward: UnitOfWork


class Judgements(Protocol):
    """What people decide on the way, and what they are shown of it."""

    def received(self, draft: Draft, result: IntakeResult) -> None:
        """What became of one draft at the door."""

    def reviewed(self, testimony_id: str) -> bool:
        """Decide the findings of one testimony; whether its renderings may be vouched for."""

    def worked_on(self, approved: list[str]) -> None:
        """Release quotes of what is approved, and code it."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """How far a stage is."""


def receive(
    desks: Desks, draft: Draft, project: str, quarantine_days: int, layout: str | None = None
) -> IntakeResult:
    """Take one draft in. A submission that was changed since becomes the next version of its testimony."""
    result = take_in(desks.collector, draft, project, quarantine_days, layout)
    if result.status is IntakeStatus.CHANGED and result.testimony:
        resubmit(desks.steward, draft, project, result.testimony)
    return result


def follow(
    desks: Desks,
    records: Iterable[ConsentRecord],
    drafts: Iterable[tuple[Draft, str]],
    people: Judgements,
    quarantine_days: int,
) -> list[str]:
    """Take drafts (each with its project) all the way; the ids of the testimonies that readers can find."""
    record_consents(desks.collector, records)
    taken: dict[str, None] = {}
    for draft, project in drafts:
        result = receive(desks, draft, project, quarantine_days)
        people.received(draft, result)
        if result.testimony:
            taken[result.testimony] = None
    for done, testimony in enumerate(taken, 1):
        detect(desks.steward, testimony)
        people.progress("Looking for identifiers", done, len(taken))
    cross_reference_names(desks.steward, taken)
    approved = [testimony for testimony in taken if people.reviewed(testimony)]
    for testimony in approved:
        approve(desks.steward, testimony)
        suggest_codes(desks.steward, testimony)
    people.worked_on(approved)
    for done, testimony in enumerate(approved, 1):
        index(desks.steward, testimony)
        people.progress("Indexing keyed tokens", done, len(approved))
    return approved
