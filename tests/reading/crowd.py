"""Interviews with many people, one each, of whom each agrees to something else: what a hint is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from archive.access.gate import UnitOfWork
from archive.intake import admission, consents
from archive.model import Draft, Kind, Role, TestimonyState, Turn, TurnKind, Viewer
from archive.ports import Archive
from archive.review import approval
from consent.record import Audience, Form, Grant, Purpose, State
from tests.review.interviews import STEWARD
from tests.web.made import record

INSIDE = Purpose.ADVOCACY_INTERNAL
ADA = Viewer("ada", Role.ADVOCACY, frozenset({"delta"}), INSIDE)
OLGA = Viewer("olga", Role.DPO, frozenset({"delta"}))
AGREED = (State.GIVEN, (Form.DEID_TEXT, Form.QUOTE), (Audience.COALITION, Audience.PROJECT))


def agreeing(
    state: State = State.GIVEN,
    forms: Collection[Form] = AGREED[1],
    audiences: Collection[Audience] = AGREED[2],
) -> Grant:
    """What somebody answers to advocacy inside the coalition."""
    return Grant(INSIDE, state, frozenset(forms), frozenset(audiences), valid_until=date(2099, 1, 1))


def person(
    archive: Archive, who: str, said: str, answer: Grant | None = None, *, project: str = "delta",
    approved: bool = True,
) -> str:  # fmt: skip
    """One interview with one person, reviewed and indexed unless it is to wait; the testimony's id.

    Nothing in the words identifies anybody, so no detection is needed: the steward vouches for them.
    """
    kept = record(f"p-{who}", f"{who}.txt", "R", project)
    kept = replace(kept, grants=(*kept.grants, answer or agreeing()))
    collector = UnitOfWork(archive, Viewer("the-collector", Role.COLLECTOR, frozenset({project})))
    consents.record_consents(collector, [kept])
    text = f"R: {said}\n"
    turns = (Turn(0, 0, 3, len(text), TurnKind.SPEECH, "R", None, "en"),)
    taken = admission.take_in(
        collector, Draft(who, f"{who}.txt", f"digest-{who}", Kind.INTERVIEW, text, turns, "en"), project, 90
    )
    assert taken.testimony, taken.sentence
    if approved:
        approve(archive, taken.testimony, project)
    return taken.testimony


def approve(archive: Archive, testimony: str, project: str = "delta") -> None:
    """A steward finds nothing to hide, and vouches for it."""
    steward = UnitOfWork(archive, replace(STEWARD, projects=frozenset({project})))
    archive.store.reviews.put(testimony, [])
    archive.store.testimonies.set_state(testimony, TestimonyState.DETECTED)
    approval.approve(steward, testimony)
    approval.index(steward, testimony)


def crowd(archive: Archive, count: int, said: str, start: int = 0) -> list[str]:
    """So many people who say the same and agree to everything; their testimonies."""
    return [person(archive, f"n{start + n}", said) for n in range(count)]
