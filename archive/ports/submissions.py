"""The parts of the store that know a form again: which submissions came before, and what its columns are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from archive.model import Submission


class Submissions(Protocol):
    """Which rows of forms came before. Ids stand as keyed digests alone, evidence is sealed under its owner's
    key and goes with it; that somebody came is still known then, so that nothing is taken in anew."""

    def put(self, project: str, owner: str, keys: Collection[str], evidence: str) -> None:
        """Keep what a row is known by, in place of what its owner was known by before."""
        ...

    def with_keys(self, project: str, keys: Collection[str]) -> list[Submission]:
        """The submissions of this project that are known by any of these keys, by owner."""
        ...


class ColumnChoices(Protocol):
    """What people said of the columns of forms, sealed: headers can name a place or a person."""

    def all(self, project: str) -> dict[int, str]:
        """Every choice that the project keeps, by number, the last one last."""
        ...

    def put(self, project: str, choice: str, number: int | None = None) -> None:
        """Keep a choice, in place of the one with this number. Raises ``NotFound`` if that is not there."""
        ...
