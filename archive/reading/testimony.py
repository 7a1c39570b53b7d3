"""One testimony as a researcher reads it: as far as consent opens it today, and on the log.

It returns renderings, never the original; the original is opened in ``archive.review`` and, in an
emergency, in ``archive.oversight.break_glass``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.access.gate import UnitOfWork
from archive.model import (
    Action,
    Testimony,
    TurnKind,
)
from archive.reading.turns import RenderedTurn, open_turns, rendered, unseen
from consent.policy import Permit


@dataclass(frozen=True, slots=True)
class Reading:
    """A testimony as one viewer may read it: what is known of it, and the turns that consent opens."""

    testimony: Testimony
    permits: Mapping[int, Permit] = field(repr=False)
    turns: list[RenderedTurn] = field(repr=False)

    @property
    def languages(self) -> dict[int, str]:
        """The language of each turn, empty where nobody knows it."""
        return {t.index: t.language or self.testimony.language or "" for t in self.testimony.turns}

    @property
    def closed(self) -> int:
        """How many turns are not shown, header lines left aside."""
        spoken = sum(t.kind is not TurnKind.HEADER for t in self.testimony.turns)
        return spoken - len(self.turns)


def open_testimony(work: UnitOfWork, testimony_id: str) -> Reading:
    """A researcher reads one testimony, turn by turn, as far as consent opens it today: reviewed, or masked
    by the machine alone where its renderings say so. Raises ``NotFound`` or ``Refused``."""
    use, action = work.use(), Action.TESTIMONY_READ

    def look() -> Reading:
        testimony, permits = work.load_permitted(action, testimony_id, lambda t: open_turns(work, t, use))
        renderings = rendered(work.archive, testimony, permits, "research")
        return Reading(testimony, permits, unseen(work, testimony, renderings))

    return work.read_consistently(
        look, lambda seen: work.record_reading(action, seen.testimony, seen.permits)
    )


def read_testimony(work: UnitOfWork, testimony_id: str) -> list[RenderedTurn]:
    """The turns of ``open_testimony``."""
    return open_testimony(work, testimony_id).turns
