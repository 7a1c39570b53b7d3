"""The index built anew from what may be found today: after a restore, and when words are analysed otherwise.

An index is derived, so it is never carried from one version to the next. One whose tokens come from another
analysis would answer with silence; it is built again before anything is served, and a building that was cut
off begins anew.
"""

from __future__ import annotations

from archive.access.gate import SYSTEM, UnitOfWork
from archive.model import Role, Scope, TestimonyState, Viewer
from archive.ports import Archive
from archive.review import approval
from consent.record import Purpose


def index_again(archive: Archive) -> int:
    """Clear the index and fill it; how many testimonies are in it. Each is an event."""
    archive.index.clear()
    testimonies = archive.store.testimonies.all(Scope.across("indexing"), TestimonyState.APPROVED)
    projects = frozenset(t.project for t in testimonies)
    steward = Viewer(SYSTEM.user, Role.STEWARD, projects, Purpose.PROCESS_DEIDENTIFY)
    for testimony in testimonies:
        approval.index(UnitOfWork(archive, steward), testimony.id)
    archive.index.built()
    return len(testimonies)
