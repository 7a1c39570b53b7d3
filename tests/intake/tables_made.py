"""Tables taken into a small archive through the whole way, by a collector and a steward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.access.gate import UnitOfWork
from archive.ingest import ColumnMap, read
from archive.intake import consents as intake_consents
from archive.intake.admission import IntakeResult
from archive.model import Role, Scope
from archive.pipeline import Desks, receive
from archive.ports import Archive
from consent.record import ConsentRecord, Purpose, State, Voice
from tests.web.made import record, viewer

PROJECT = "delta"
HEAD = ("consent", "Name", "What happened?", "_id", "_uuid")
CLINIC = "The nurse told us to come back next week because the medicine was finished again and again."
QUEUE = "We waited from the morning until the evening and nobody called our number at all, so we left."
CARD = "They asked for a card that I never had and then they closed the window on me."


def desks(archive: Archive, project: str = PROJECT) -> Desks:
    return Desks(
        UnitOfWork(archive, viewer(Role.COLLECTOR, project=project)),
        UnitOfWork(archive, viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY, project)),
    )


def agree(archive: Archive, *rows: tuple[str, str, str], state: State = State.GIVEN) -> None:
    """Record consents: participant, file, and how the consent calls the row."""
    for participant, source, label in rows:
        one = record(participant, source, label, PROJECT)
        given = tuple(replace(g, state=state) for g in one.grants)
        intake_consents.record_consents(
            desks(archive).collector, [replace(one, grants=given, consent_id=f"c-{participant}-{source}")]
        )


def take(archive: Archive, name: str, content: bytes, columns: ColumnMap | None = None) -> list[IntakeResult]:
    """What became of each row."""
    return [receive(desks(archive), draft, PROJECT, 90) for draft in read(name, content, columns=columns)]


def statuses(results: Sequence[IntakeResult]) -> list[str]:
    return [str(result.status) for result in results]


def words(archive: Archive) -> dict[str, set[str]]:
    """By participant everything that is kept as said by them, in the newest versions."""
    kept: dict[str, set[str]] = {}
    for testimony in archive.store.testimonies.all(Scope.of({PROJECT})):
        opened = archive.store.testimonies.unseal(testimony.id)
        for turn in testimony.turns:
            if turn.participant and turn.index in opened:
                said = opened[turn.index][turn.body - turn.start :].strip()
                kept.setdefault(turn.participant, set()).add(said)
    return kept


def in_force(voice: Voice, participant: str) -> ConsentRecord:
    """A consent to everything under another voice."""
    return replace(record(participant, voice.source, voice.label, PROJECT), voices=(voice,))
