"""One testimony as a researcher reads it: as far as consent opens it today, and on the log.

It returns renderings, never the original; the original is opened in ``archive.review`` and, in an emergency, in
``archive.oversight.break_glass``.
"""

from __future__ import annotations

from archive.access import gate
from archive.access.policy.roles import Resource
from archive.model import (
    Action,
    Testimony,
    Viewer,
)
from archive.ports import Archive
from archive.reading.turns import RenderedTurn, open_turns, rendered, unseen
from consent.policy import Permit


def read_testimony(archive: Archive, viewer: Viewer, testimony_id: str) -> list[RenderedTurn]:
    """A researcher reads one testimony, turn by turn, as far as consent opens it today: reviewed, or masked
    by the machine alone where its renderings say so."""
    use, action = gate.use_of(viewer), Action.TESTIMONY_READ

    def look() -> tuple[Testimony, dict[int, Permit], list[RenderedTurn]]:
        testimony = gate.testimony_or_404(archive, viewer, action, testimony_id)
        turns = open_turns(archive, viewer, testimony, use)
        about = ("testimony", testimony.id)
        gate.authorise(archive, viewer, action, Resource(testimony.project), gate.any_of(turns), about)
        shown = rendered(archive, testimony, turns, "research")
        return testimony, turns, unseen(archive, viewer, testimony, shown)

    return gate.read_consistently(
        archive, look, lambda seen: gate.record_reading(archive, viewer, action, seen[0], seen[1])
    )[2]
