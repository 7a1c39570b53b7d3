"""The parts of the store with the decisions of stewards, flagged risks and what a project learnt of both."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from archive.model import (
    Decision,
    Finding,
    Risk,
)


class Reviews(Protocol):
    """Findings and the stewards' decisions on them; quotes and replacements are sealed with their turn."""

    def put(self, testimony_id: str, findings: Sequence[Finding]) -> None:
        """Replace the machine's findings of this testimony; what a steward added or decided stays."""
        ...

    def findings(self, testimony_id: str) -> list[Finding]:
        """In order of position. Findings in a turn that can no longer be read are absent."""
        ...

    def add(self, finding: Finding, *, by_steward: bool = True) -> None:
        """Add one finding that a steward made, or that the machine found later than the others."""
        ...

    def in_project(self, project: str) -> dict[str, tuple[list[Finding], list[Decision]]]:
        """Findings and decisions of every testimony of a project that has any, by testimony."""
        ...

    def decided_together(self, by: str, at: datetime) -> list[str]:
        """The testimonies in which one person decided something at one instant: the reach of one act."""
        ...

    def decide(self, decision: Decision) -> None:
        """Keep a decision; the latest one on a finding that was not undone counts."""
        ...

    def decisions(self, testimony_id: str) -> list[Decision]:
        """Every decision, oldest first."""
        ...

    def pseudonyms(self, project: str) -> dict[str, str]:
        """Keyed hash of an entity → its pseudonym within the project."""
        ...

    def add_pseudonym(self, project: str, entity: str, pseudonym: str, participant: str | None) -> None:
        """Keep one, sealed; it goes with its participant."""
        ...


class Risks(Protocol):
    """Stretches that may still single somebody out; the reasons are sealed with their turns."""

    def put(self, testimony_id: str, flagged: Sequence[Risk]) -> None:
        """Replace the risks of this testimony."""
        ...

    def of(self, testimonies: Collection[str]) -> dict[str, list[Risk]]:
        """The risks of each of these testimonies that has any, in order of position."""
        ...


class Lessons(Protocol):
    """A project's allow list: words whose findings stewards rejected, sealed with who said them."""

    def teach(self, project: str, finding_id: str, word: str, by: str, at: datetime) -> None:
        """Keep what the rejection of a finding teaches, in place of what it taught."""
        ...

    def revoke(self, findings: Collection[str]) -> None:
        """Take back what these findings taught."""
        ...

    def allowed(self, project: str) -> dict[str, tuple[str, ...]]:
        """Every word the project allows, with the findings that taught it."""
        ...
