"""Which projects a list may tell of, as a type: no query over the data of projects can be built without it.

The gate makes one from whoever asks. A walk that has to see every project, because a withdrawal or an expiry
knows no projects, says so by name, and a test lists the places that may. This module decides nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The projects whose data may be read; ``process`` names a walk of the archive itself over all of them.

    Made by ``of`` and ``across``. An empty scope reads nothing.
    """

    projects: frozenset[str]
    process: str = ""

    @classmethod
    def of(cls, projects: Collection[str]) -> Scope:
        """These projects and no other. Raises ``TypeError`` for a bare name in place of a collection."""
        if isinstance(projects, str):
            raise TypeError("A scope needs a collection of projects, not one name.")
        return cls(frozenset(projects))

    @classmethod
    def across(cls, process: str) -> Scope:
        """Every project, for a walk of the archive itself, which ``process`` names."""
        if not process:
            raise ValueError("Say which process of the archive walks across its projects.")
        return cls(frozenset(), process)

    @property
    def everywhere(self) -> bool:
        """Whether nothing is left out."""
        return bool(self.process)

    def holds(self, project: str) -> bool:
        """Whether the data of ``project`` may be read."""
        return self.everywhere or project in self.projects
