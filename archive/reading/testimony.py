"""One testimony as a researcher reads it: as far as consent opens it today, and on the log.

It returns renderings, never the original; the original is opened in ``archive.review`` and, in an emergency, in
``archive.oversight.break_glass``.
"""

from __future__ import annotations

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.model import (
    Action,
    Testimony,
)
from archive.reading.turns import RenderedTurn, open_turns, rendered, unseen
from consent.policy import Permit


def read_testimony(work: UnitOfWork, testimony_id: str) -> list[RenderedTurn]:
    """A researcher reads one testimony, turn by turn, as far as consent opens it today: reviewed, or masked
    by the machine alone where its renderings say so."""
    use, action = gate.use_of(work.viewer), Action.TESTIMONY_READ

    def look() -> tuple[Testimony, dict[int, Permit], list[RenderedTurn]]:
        testimony = work.testimony_or_404(action, testimony_id)
        turns = open_turns(work, testimony, use)
        about = ("testimony", testimony.id)
        work.authorise(action, Resource(testimony.project), gate.any_of(turns), about)
        shown = rendered(work.archive, testimony, turns, "research")
        return testimony, turns, unseen(work, testimony, shown)

    return work.read_consistently(look, lambda seen: work.record_reading(action, seen[0], seen[1]))[2]
