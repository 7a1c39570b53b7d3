"""What is done with the keys themselves: counted, brought over to a new epoch, and old epochs destroyed;
and the appointment of the protection officer's own key, which the archive never holds.

Each is an event, and none shows a key. An epoch dies only when nothing hangs on it any more. An officer's
key follows another one by that one's signature, or by a loss that the log says for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Denied, Why
from archive.audit.log import SqlAuditLog
from archive.audit.officers import OfficerKey, OfficerPublic, handed_over
from archive.errors import UsageError
from archive.model import Action, KeyStatus
from archive.ports import Progress
from archive.store import keyring
from archive.store.keybook import KeyBook
from archive.store.officerfile import make_officer_file, open_officer_file
from archive.store.passphrase import Cost


@dataclass(frozen=True, slots=True)
class Following:
    """An officer's key to appoint, and by what right it follows another: the signature of the officer of
    before (``OfficerKey.hand_over``), or that officer's key being ``lost``."""

    officer: OfficerPublic
    handed: str = ""
    lost: bool = False


def status(work: UnitOfWork, ring: KeyBook) -> KeyStatus:
    """How many keys there are, on which epochs, and what a rotation has still to do."""
    work.authorise(Action.KEY_STATUS)
    work.record(Action.KEY_STATUS, "keys")
    return ring.status()


def rotate(work: UnitOfWork, ring: KeyBook, progress: Progress | None = None) -> KeyStatus:
    """Begin a new epoch, or go on with a rotation that was cut short, while the archive is in use."""
    work.authorise(Action.KEY_ROTATE)
    _record(work, Action.KEY_ROTATE, "begun")
    number = ring.rotate(progress)
    _record(work, Action.KEY_ROTATE, "done", number)
    return ring.status()


def retire(work: UnitOfWork, ring: KeyBook, epoch: int) -> KeyStatus:
    """Destroy an old epoch's key. Raises ``UsageError`` while a key hangs on it, ``NotFound``."""
    work.authorise(Action.KEY_RETIRE)
    ring.retire(epoch)
    _record(work, Action.KEY_RETIRE, "done", epoch)
    return ring.status()


def appoint(work: UnitOfWork, log: SqlAuditLog, following: Following) -> None:
    """From now on seal query texts, result ids and reasons to this officer's key. What was sealed before
    stays as it is.

    Raises ``Refused`` if an officer is appointed who neither handed over nor lost their key, ``UsageError``
    if it is this one.
    """
    work.authorise(Action.KEY_APPOINT)
    before, officer = log.officer(), following.officer
    if before == officer:
        raise UsageError("This officer's key is appointed already.")
    details = {"key": str(officer)}
    if before is not None:
        details |= {"before": before.id} | _right(work, log, before, following)
    work.record(Action.KEY_APPOINT, "officer", officer.id, **details)


def _right(work: UnitOfWork, log: SqlAuditLog, before: OfficerPublic, following: Following) -> dict[str, str]:
    """By what right the next officer follows, as a detail of the event."""
    signed = bool(following.handed)
    if signed and handed_over(log.origin, before, following.officer, following.handed):
        return {"handed": following.handed}
    if signed or not following.lost:
        why = Denied(
            Why.SAME_PERSON,
            f"The officer's key {before.id} is appointed: let its holder hand over (--hand-over OLDKEY), or "
            "say that it is lost (--lost), which stays in the log.",
        )
        work.refuse(Action.KEY_APPOINT, why, ("officer", following.officer.id))
    return {"lost": "yes"}


def record_passphrase_change(work: UnitOfWork) -> None:
    """Write that the passphrase is about to be changed, before it is."""
    work.authorise(Action.KEY_ROTATE)
    _record(work, Action.KEY_ROTATE, "passphrase")


def change_passphrase(ring: Path, old: str, new: str, memory_kib: int) -> None:
    """Let the closed key ring in this folder open to another passphrase; ``memory_kib`` is what unlocking
    costs from then on. Record it first. Raises ``LockedArchive`` for a weak one, or if ``old`` is not it."""
    keyring.change_passphrase(ring, old, new, Cost(memory_kib=memory_kib))


def make_officer_key(path: Path, passphrase: str, memory_kib: int) -> OfficerKey:
    """Make the protection officer's key file; it needs no archive. Raises ``UsageError`` if it is there,
    ``LockedArchive`` for a weak passphrase."""
    return OfficerKey(make_officer_file(path, passphrase, Cost(memory_kib=memory_kib)))


def open_officer_key(path: Path, passphrase: str) -> OfficerKey:
    """The officer's key in its file; it needs no archive. Raises ``LockedArchive``."""
    return OfficerKey(open_officer_file(path, passphrase))


def _record(work: UnitOfWork, action: Action, step: str, epoch: int | None = None) -> None:
    work.record(action, "keys", "" if epoch is None else f"epoch-{epoch}", step=step)
