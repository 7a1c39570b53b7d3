"""A small talk of three voices and an unlabelled turn, and consents to it, for tests of what is let in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from archive.access.gate import UnitOfWork
from archive.intake import admission, consents
from archive.intake.results import IntakeResult
from archive.model import Draft, Kind, Role, Scope, Turn, TurnKind
from archive.ports import Archive
from consent.record import ConsentRecord, Purpose, State
from tests.web.made import record, viewer

PROJECT = "delta"
LINES = (
    ("Q", "What happened after the flood?"),
    ("Asha", "The vermilion clinic was shut and the nurse sent us off."),
    ("Mina", "We walked to the cobalt school, and the water stood in the road."),
    (None, "Somebody said that the ochre bridge was gone."),
    ("Asha", "Nobody came to the vermilion market."),
)
UNLABELLED = 3


def draft(**changed: Any) -> Draft:
    """The talk as a reader would hand it over."""
    text, turns = "", []
    for index, (label, words) in enumerate(LINES):
        start, mark = len(text), f"{label}: " if label else ""
        text += f"{mark}{words}\n"
        kind = TurnKind.QUESTION if label == "Q" else TurnKind.SPEECH
        turns.append(Turn(index, start, start + len(mark), len(text), kind, label))
    return replace(Draft("talk.txt", "", "digest-talk", Kind.INTERVIEW, text, tuple(turns), "en"), **changed)


def consent(who: str, label: str, state: State = State.GIVEN) -> ConsentRecord:
    """A consent to everything, or in another state."""
    given = record(f"p-{who}", "talk.txt", label, PROJECT)
    return replace(given, grants=tuple(replace(grant, state=state) for grant in given.grants))


ASHA, MINA = consent("asha", "Asha"), consent("mina", "Mina")


def collector(archive: Archive) -> UnitOfWork:
    """Who brings it in."""
    return UnitOfWork(archive, viewer(Role.COLLECTOR))


def steward(archive: Archive) -> UnitOfWork:
    """Who reviews it."""
    return UnitOfWork(archive, viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY))


def taken(archive: Archive, *records: ConsentRecord, **changed: Any) -> IntakeResult:
    """What becomes of the talk under these consents."""
    consents.record_consents(collector(archive), records)
    return admission.take_in(collector(archive), draft(**changed), PROJECT, 90)


def stored(archive: Archive) -> str:
    """Everything that the archive holds of testimonies in the project and of what waits, opened."""
    rows = [
        words
        for testimony in archive.store.testimonies.all(Scope.of({PROJECT}))
        for words in archive.store.testimonies.unseal(testimony.id).values()
    ]
    rows += [
        archive.store.quarantine.open(q.id)[1].decode()
        for q in archive.store.quarantine.all(Scope.of({PROJECT}))
    ]
    return "\n".join(rows)
