"""The port of the identity store: who participants are, under a key of its own, one participant at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from archive.model.identities import Artefact, HeldIdentity, IdentityDetails, KeyedForm, LentForms


class Identities(Protocol):
    """Names, contacts and consent artefacts, each sealed under a key that dies with its participant.

    There is no way to list what it holds, nor to read more than one participant in a call. What is lent are
    keyed forms. No method puts a name into a repr, an exception or a log.
    """

    def add(
        self, participant: str, project: str, details: IdentityDetails, forms: Sequence[KeyedForm]
    ) -> None:
        """Keep names and contacts, beside what is there, with the forms in which they are lent.

        Raises ``KeyDestroyed`` for a participant whose identity was destroyed.
        """
        ...

    def add_artefact(self, participant: str, project: str, artefact: Artefact) -> None:
        """Keep a file that proves a consent. Raises ``KeyDestroyed`` as ``add`` does."""
        ...

    def holds(self, participant: str) -> bool:
        """Whether anything can be read of the participant."""
        ...

    def artefacts(self, participant: str) -> int:
        """How many files are kept of the participant."""
        ...

    def read(self, participant: str) -> HeldIdentity | None:
        """All of one participant; ``None`` where nothing is held or it was destroyed."""
        ...

    def lent(self, projects: Collection[str]) -> list[LentForms]:
        """The keyed forms of these projects' participants. No name is unsealed for it."""
        ...

    def lending_key(self, project: str) -> bytes:
        """The key under which the forms of one project are made."""
        ...

    def destroy(self, participant: str) -> bool:
        """Destroy the key, durably, and then the rows; whether anything had been held. Twice is no error."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
