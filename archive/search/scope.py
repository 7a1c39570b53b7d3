"""What a viewer's search may touch: the only place that makes an ``IndexFilter``.

A ``Scope`` holds nothing but its viewer and its day; what it allows is computed from them, so that none
can be made wider by hand. It narrows by role and project alone: consent is asked again in the store for
every hit before a word is unsealed. What a role does not find by itself has a reach of its own,
``BeyondRole``: it serves to learn whether there is more that could be asked for, and to read it once an
officer has said yes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.access.policy.roles import Denied, decide
from archive.errors import Refused
from archive.model import Action, Role, Viewer
from archive.ports import IndexFilter
from archive.search.keyed import QUOTE, TURN

_EXPOSURES: dict[Role, frozenset[str]] = {
    Role.RESEARCHER: frozenset({TURN, QUOTE}),
    Role.ADVOCACY: frozenset({QUOTE}),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The reach of one viewer on one day. Raises ``Refused`` where the viewer may not search."""

    viewer: Viewer
    day: date

    def __post_init__(self) -> None:
        answer = decide(self.viewer, Action.SEARCH_RUN)
        if isinstance(answer, Denied):
            raise Refused(answer.reason)
        if self.viewer.role not in _EXPOSURES:
            raise Refused(f"The role {self.viewer.role} searches nothing; ask who holds a role that does.")

    @property
    def exposures(self) -> frozenset[str]:
        """The kinds of document this viewer may find."""
        return _EXPOSURES[self.viewer.role]

    @property
    def filter(self) -> IndexFilter:
        """The filter that goes with every query of this viewer: own projects, exposures of the role."""
        return IndexFilter(exposures=self.exposures, projects=self.viewer.projects)


_BEYOND: dict[Role, frozenset[str]] = {Role.ADVOCACY: frozenset({TURN})}


@dataclass(frozen=True, slots=True)
class BeyondRole:
    """What one viewer's role does not find by itself, in one of their own projects, on one day.

    Whoever searches with it shows nothing of it without a grant. Raises ``Refused`` where the viewer may not
    search, or the project is not theirs.
    """

    viewer: Viewer
    day: date
    project: str

    def __post_init__(self) -> None:
        scope_for(self.viewer, self.day)
        if self.project not in self.viewer.projects:
            raise Refused("This project is not one of yours.")

    @property
    def exposures(self) -> frozenset[str]:
        """The kinds of document that the role does not find; none where it finds all there are."""
        return _BEYOND.get(self.viewer.role, frozenset())

    @property
    def filter(self) -> IndexFilter:
        """The filter that goes with every query of this reach."""
        return IndexFilter(exposures=self.exposures, projects=frozenset({self.project}))


def scope_for(viewer: Viewer, today: date) -> Scope:
    """The viewer's scope today. Raises ``Refused`` for a role or purpose that does not search."""
    return Scope(viewer, today)
