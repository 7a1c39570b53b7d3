"""Who may see whose codings: in a blind round every coder sees their own alone, until it is closed.

The one place that decides it. Codings of an open round are seen by nobody but who made them; a coder of the
round sees, in its testimonies, nothing that others coded before either, and no suggestion of the machine.
"""

from __future__ import annotations

from archive.model import Coding, Round, Testimony, Viewer
from archive.ports import Archive


def open_round(archive: Archive, testimony: Testimony) -> Round | None:
    """The round in which this testimony is being coded now, if any."""
    rounds = archive.store.rounds.all([testimony.project])
    return next((r for r in rounds if r.closed_at is None and testimony.id in r.testimonies), None)


def blind_in(archive: Archive, viewer: Viewer, testimony: Testimony) -> Round | None:
    """The open round in which the viewer codes this testimony, and so sees nobody else's work on it."""
    current = open_round(archive, testimony)
    return current if current is not None and viewer.user in current.coders else None


def visible(archive: Archive, viewer: Viewer, testimony: Testimony, *, removed: bool = False) -> list[Coding]:
    """The codings of a testimony that this viewer may know of, lost ones included. Consent is asked apart."""
    if blind_in(archive, viewer, testimony) is None:
        return archive.store.codings.of(testimony.id, lost=True, removed=removed)
    every = archive.store.codings.of(testimony.id, blind=True, lost=True, removed=removed)
    return [c for c in every if c.coder == viewer.user]
