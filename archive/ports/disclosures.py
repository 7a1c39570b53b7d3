"""The part of the store that remembers which figures were shown to whom."""

from __future__ import annotations

from typing import Protocol

from archive.model.disclosures import Disclosure


class Disclosures(Protocol):
    """Answers of figures, sealed, with whom they were shown to as a keyed digest. They stay: what somebody
    has seen they have seen."""

    def add(self, disclosure: Disclosure) -> None:
        """Remember one answer."""
        ...

    def exports(self, project: str) -> list[Disclosure]:
        """What left the archive of a project's figures, whoever took it, oldest first."""
        ...

    def seen_by(self, project: str, user: str) -> list[Disclosure]:
        """What one person saw on screens and everything that left, oldest first."""
        ...

    def count(self, project: str) -> int:
        """How many answers are remembered of a project."""
        ...
