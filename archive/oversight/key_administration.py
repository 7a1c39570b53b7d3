"""What is done with the keys themselves: counted, brought over to a new epoch, and old epochs destroyed;
and the appointment of the protection officer's own key, which the archive never holds.

Each is an event, and none shows a key. An epoch dies only when nothing hangs on it any more. An officer's
key follows another one by that one's signature, or by a loss that the log says for good.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Denied, Why
from archive.audit.log import SqlAuditLog
from archive.audit.officers import OfficerPublic, handed_over
from archive.errors import UsageError
from archive.model import Action
from archive.ports import Progress
from archive.store.keybook import KeyBook
from archive.store.rotation import KeyStatus


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
    work.log.append(replace(work.event(Action.KEY_STATUS), object_type="keys"))
    return ring.status()


def rotate(work: UnitOfWork, ring: KeyBook, progress: Progress | None = None) -> KeyStatus:
    """Begin a new epoch, or go on with a rotation that was cut short, while the archive is in use."""
    work.authorise(Action.KEY_ROTATE)
    _note(work, Action.KEY_ROTATE, "begun")
    number = ring.rotate(progress)
    _note(work, Action.KEY_ROTATE, "done", number)
    return ring.status()


def retire(work: UnitOfWork, ring: KeyBook, epoch: int) -> KeyStatus:
    """Destroy an old epoch's key. Raises ``UsageError`` while a key hangs on it, ``NotFound``."""
    work.authorise(Action.KEY_RETIRE)
    ring.retire(epoch)
    _note(work, Action.KEY_RETIRE, "done", epoch)
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
    told: tuple[tuple[str, str], ...] = (("key", str(officer)),)
    if before is not None:
        told += (("before", before.id), _right(work, log, before, following))
    event = replace(work.event(Action.KEY_APPOINT), object_type="officer", object_id=officer.id)
    work.log.append(replace(event, details=told))


def _right(
    work: UnitOfWork, log: SqlAuditLog, before: OfficerPublic, following: Following
) -> tuple[str, str]:
    """By what right the next officer follows, as a detail of the event."""
    signed = bool(following.handed)
    if signed and handed_over(log.origin, before, following.officer, following.handed):
        return ("handed", following.handed)
    if signed or not following.lost:
        why = Denied(
            Why.SAME_PERSON,
            f"The officer's key {before.id} is appointed: let its holder hand over (--hand-over OLDKEY), or "
            "say that it is lost (--lost), which stays in the log.",
        )
        work.refuse(Action.KEY_APPOINT, why, ("officer", following.officer.id))
    return ("lost", "yes")


def note_passphrase(work: UnitOfWork) -> None:
    """Write that the passphrase is about to be changed, before it is."""
    work.authorise(Action.KEY_ROTATE)
    _note(work, Action.KEY_ROTATE, "passphrase")


def _note(work: UnitOfWork, action: Action, what: str, epoch: int | None = None) -> None:
    about = replace(work.event(action), object_type="keys", details=(("step", what),))
    work.log.append(about if epoch is None else replace(about, object_id=f"epoch-{epoch}"))
