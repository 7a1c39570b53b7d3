"""A log that is really written, with a clock that a test can move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from archive.audit.anchors import CheckpointFolder, FileHead
from archive.audit.log import SqlAuditLog
from archive.audit.notes import Signer
from archive.audit.officer_seal import OfficerSeal, officer_public
from archive.model import Action, Event, Outcome, Role
from archive.store.database import Database
from archive.store.engines import embedded_engine
from archive.store.schema import upgrade

ORIGIN = "heard/a-0000000000000001"
SIGNING = bytes(range(32))
HEAD_SECRET = b"head secret of the test, 32 bytes"
OFFICER = bytes(range(64, 96))


class MovingClock:
    """Starts at a fixed instant and moves only when told, or by a step at every look."""

    def __init__(self, step: timedelta = timedelta(microseconds=1)) -> None:
        self.at = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
        self._step = step

    def now(self) -> datetime:
        self.at += self._step
        return self.at

    def today(self) -> date:
        return self.at.date()


@dataclass
class Opened:
    """A log and everything around it that a test may look at or break."""

    log: SqlAuditLog
    database: Database
    clock: MovingClock
    checkpoints: CheckpointFolder
    head: FileHead
    folder: Path


def opened(engine: Engine, folder: Path, database: Database | None = None) -> Opened:
    """Open (or open again) the log in ``engine``, its anchors below ``folder``."""
    upgrade(engine)
    clock = MovingClock()
    database = database or Database(engine)
    checkpoints = CheckpointFolder(folder / "log")
    head = FileHead(folder / "keys" / "head.json", HEAD_SECRET)
    officer = OfficerSeal(ORIGIN, officer_public(OFFICER), b"fingerprints", OFFICER)
    log = SqlAuditLog(database, clock, Signer(ORIGIN, SIGNING), officer, checkpoints, head)
    log.check_head()
    return Opened(log, database, clock, checkpoints, head, folder)


def opened_file(folder: Path, path: Path | None = None) -> Opened:
    """The same on an encrypted file."""
    return opened(embedded_engine(path or folder / "heard.db", bytes(32)), folder)


def reading(number: int = 0, **changes: object) -> Event:
    """A reading of a testimony, as the log gets it."""
    fields: dict[str, object] = {
        "action": Action.TESTIMONY_READ,
        "actor": f"u-{number % 3}",
        "role": Role.RESEARCHER,
        "outcome": Outcome.PERMIT,
        "object_type": "testimony",
        "object_id": f"t-{number % 5}",
        "participants": (f"p-{number % 4}",),
    }
    return Event(**(fields | changes))


def fill(log: SqlAuditLog, count: int) -> None:
    """Append so many readings."""
    for number in range(count):
        log.append(reading(number))
