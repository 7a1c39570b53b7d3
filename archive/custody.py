"""What is done with the keys themselves: counted, brought over to a new epoch, and old epochs destroyed.

Each is an event, and none shows a key. An epoch dies only when nothing hangs on it any more.
"""

from __future__ import annotations

from dataclasses import replace

from archive import access
from archive.model import Action, Viewer
from archive.ports import Archive, Progress
from archive.store.keybook import KeyBook
from archive.store.rotation import KeyStatus


def status(archive: Archive, ring: KeyBook, viewer: Viewer) -> KeyStatus:
    """How many keys there are, on which epochs, and what a rotation has still to do."""
    access.ask(archive, viewer, Action.KEY_STATUS)
    archive.log.append(replace(access.event(viewer, Action.KEY_STATUS), object_type="keys"))
    return ring.status()


def rotate(archive: Archive, ring: KeyBook, viewer: Viewer, progress: Progress | None = None) -> KeyStatus:
    """Begin a new epoch, or go on with a rotation that was cut short, while the archive is in use."""
    access.ask(archive, viewer, Action.KEY_ROTATE)
    _note(archive, viewer, Action.KEY_ROTATE, "begun")
    number = ring.rotate(progress)
    _note(archive, viewer, Action.KEY_ROTATE, "done", number)
    return ring.status()


def retire(archive: Archive, ring: KeyBook, viewer: Viewer, epoch: int) -> KeyStatus:
    """Destroy an old epoch's key. Raises ``UsageError`` while a key hangs on it, ``NotFound``."""
    access.ask(archive, viewer, Action.KEY_RETIRE)
    ring.retire(epoch)
    _note(archive, viewer, Action.KEY_RETIRE, "done", epoch)
    return ring.status()


def note_passphrase(archive: Archive, viewer: Viewer) -> None:
    """Write that the passphrase is about to be changed, before it is."""
    access.ask(archive, viewer, Action.KEY_ROTATE)
    _note(archive, viewer, Action.KEY_ROTATE, "passphrase")


def _note(archive: Archive, viewer: Viewer, action: Action, what: str, epoch: int | None = None) -> None:
    about = replace(access.event(viewer, action), object_type="keys", details=(("step", what),))
    archive.log.append(about if epoch is None else replace(about, object_id=f"epoch-{epoch}"))
