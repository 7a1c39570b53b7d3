"""The archive proves itself before anybody asks: the whole log, and that what was sealed lately still opens.

The result is an event of the log and stands among what is due. A fault stays there until an officer has
verified the log after it. A seal that does not open is told of by its own event, one by one, and the rest is
tried all the same. What is opened here is thrown away at once. Nothing is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from secrets import SystemRandom

from archive.access.gate import SYSTEM, UnitOfWork
from archive.errors import KeyDestroyed, LogBroken, LogUnwritable, SealBroken
from archive.model import Action, LogEntry, Outcome, Scope
from archive.ports import Archive

RECENT = 50
"""How many testimonies are tried from the newest on, and how many more are drawn from all the others."""

BROKEN = "log_broken"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved: entries of the log, records whose seals were tried, and how many did not open."""

    entries: int
    tried: int
    broken: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One entry of the log that tells of a proof: which sort of thing it is, and what about it."""

    entry: LogEntry
    what: str
    about: str


def prove(archive: Archive) -> Proof:
    """Prove the log and try the seals of recent rows; the result is an event.

    Raises ``LogBroken`` for a log that does not prove itself, once that is written.
    """
    work = UnitOfWork(archive, SYSTEM)
    try:
        size = archive.log.verify()
    except LogBroken:
        failed = work.event(Action.LOG_VERIFY, "log", reason=BROKEN)
        with suppress(LogUnwritable):
            archive.log.append(replace(failed, outcome=Outcome.ERROR))
        raise
    tried = broken = 0
    for open_one in _sealed(archive):
        tried += 1
        try:
            open_one()
        except SealBroken as error:
            work.record_seal_failure(error)
            broken += 1
        except KeyDestroyed:
            continue
    work.record(Action.LOG_VERIFY, "log", entries=size, seals=tried, broken=broken)
    return Proof(size, tried, broken)


_EVERYTHING = Scope.across("proof")
"""Whether the archive is whole is asked of all of it."""


def _sealed(archive: Archive) -> Iterator[Callable[[], object]]:
    """What is to be opened, one thing at a time: the consents, the withdrawals, recent testimonies and some
    of the others, so that each is tried in the course of time."""
    yield lambda: archive.store.consents.current(_EVERYTHING)
    yield archive.store.withdrawals.all
    ids = [testimony.id for testimony in archive.store.testimonies.all(_EVERYTHING)]
    older = ids[:-RECENT]
    for testimony in (*ids[-RECENT:], *SystemRandom().sample(older, min(RECENT, len(older)))):
        yield lambda testimony=testimony: archive.store.testimonies.unseal(testimony)  # type: ignore[misc]


def findings(archive: Archive) -> list[Finding]:
    """The newest proof, and every fault that no officer has verified the log after."""
    proofs = list(archive.log.entries(action=Action.LOG_VERIFY.value))
    seals = list(archive.log.entries(action=Action.SEAL_OPEN.value))
    looked = max((e.seq for e in proofs if _sound(e) and e.event.actor != SYSTEM.user), default=-1)
    open_faults = [
        Finding(entry, "log_proof_failed", dict(entry.event.details).get("reason", ""))
        for entry in proofs
        if entry.event.outcome is Outcome.ERROR and entry.seq > looked
    ]
    open_faults += [
        Finding(entry, "seal_broken", entry.event.object_id) for entry in seals if entry.seq > looked
    ]
    sound = [e for e in proofs if _sound(e) and e.event.actor == SYSTEM.user]
    newest = [Finding(e, "log_proven", f"{dict(e.event.details)['entries']} entries") for e in sound[-1:]]
    return [*newest, *open_faults]


def _sound(entry: LogEntry) -> bool:
    return entry.event.outcome is Outcome.PERMIT
