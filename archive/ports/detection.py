"""The port of the detector: identifiers in a testimony, and the pseudonyms of a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from archive.model import (
    Finding,
    IdentifierType,
    Known,
    Mode,
    Testimony,
)
from archive.model.identities import LentNames


class Names(Protocol):
    """The pseudonyms of one project while a detector works on it; for one thread."""

    def kept(self) -> Mapping[str, str]:
        """Entity → pseudonym in the form in which it is kept: those of before and those made since."""
        ...


class Detector(Protocol):
    """Finds identifiers in a testimony. ``known`` comes first; ``text`` is the whole testimony."""

    def __call__(
        self,
        testimony: Testimony,
        text: str,
        known: Sequence[Known],
        *,
        names: Names | None = None,
        mode: Mode = Mode.REVIEWED,
        lent: LentNames | None = None,
    ) -> list[Finding]:
        """Every finding in ``text``, in order, disjoint, none across a turn's border.

        ``names`` gives each person the pseudonym that the project knows. In recall-first mode every word
        that is not known to be ordinary is a finding too. ``lent`` are keyed forms of names: a whole one in
        the text is a finding, a part of one a doubt.
        """
        ...

    def names(self, project: str, kept: Mapping[str, str], real: Iterable[str]) -> Names:
        """The pseudonyms of a project as they were kept; nobody is given one of the ``real`` names."""
        ...

    def seek(
        self,
        testimony: Testimony,
        text: str,
        names: Names,
        wanted: Sequence[Known],
        lent: LentNames | None = None,
    ) -> list[Finding]:
        """Findings of these names and numbers alone; ``participant`` of each is the entity it belongs to.

        ``lent`` are keyed forms of more of them."""
        ...

    def describe(
        self,
        testimony: Testimony,
        text: str,
        spans: Sequence[tuple[int, int, IdentifierType]],
        known: Sequence[Known],
        *,
        names: Names | None = None,
    ) -> list[Finding]:
        """Findings for spans that a person marked, with entity and replacements as the machine's have."""
        ...
