"""What is looked at each time an archive opens, beside the head of its log: ledger, checkpoints, seals.

What is found stands in the log before anybody asks, and in a sentence on the screen of whoever opened.
Nothing here mends anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.audit.anchors import CheckpointFolder
from archive.audit.ledger_count import LedgerCount
from archive.audit.log import SqlAuditLog
from archive.errors import LogBroken, SealBroken
from archive.model import Action, Outcome
from archive.ports import Archive

CHECKPOINTS_GONE = "checkpoints_gone"
"""The code in the log for checkpoints that were there once."""


def remarks_on_checkpoints(log: SqlAuditLog, folder: CheckpointFolder) -> tuple[str, ...]:
    """A sentence where the log is older than this opening and its checkpoints are gone; an event with it."""
    if folder.latest() is not None or log.size() == 0:
        return ()
    gone = gate.event(gate.SYSTEM, Action.LOG_VERIFY, "log", reason=CHECKPOINTS_GONE)
    log.append(replace(gone, outcome=Outcome.ERROR))
    return (
        "The checkpoints of the log are gone from their folder, and perhaps the ledger of withdrawals with "
        "them. Put the folder back from its backup; the officer compares the log with a checkpoint that is "
        "kept elsewhere (heard audit verify --checkpoint FILE).",
    )


def check_ledger(length: int, known: Iterable[LedgerCount | None]) -> None:
    """Raise ``LogBroken`` where the ledger is shorter than it was signed to be, once rows and keys have given
    what they know."""
    once = max((count.length for count in known if count is not None), default=0)
    if length < once:
        raise LogBroken(
            f"The ledger of withdrawals has {length} lines and was signed with {once}: its end was cut off, "
            "or an older one was put back. Nothing is served. Put withdrawals.ledger back as it stood "
            "last, or restore the archive (heard restore)."
        )


@contextmanager
def seals_reported(archive: Archive) -> Iterator[None]:
    """Let a seal that does not open while the archive is being opened stand in the log as it is noticed."""
    try:
        yield
    except SealBroken as error:
        UnitOfWork(archive, gate.SYSTEM).record_seal_failure(error)
        raise
