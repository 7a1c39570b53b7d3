"""The port of the keys: sealing under a participant, and the death of a key."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol


class KeyRing(Protocol):
    """Keeps the keys apart from what they seal, and can let one die.

    A subject is a participant id, a group id, or a testimony id for words that are nobody's own.
    Keys are 32 bytes. No method returns a key in a repr, an exception or a log.
    """

    def create(self, subject: str) -> None:
        """Make the subject's key under the current epoch; keep it if there is one already.

        Raises ``KeyDestroyed`` if this subject's key was destroyed: a shredded id never comes back.
        """
        ...

    def key(self, subject: str) -> bytes:
        """The subject's key. Raises ``KeyDestroyed`` once destroyed, ``NotFound`` if never made."""
        ...

    def keys(self, wanted: Collection[str]) -> dict[str, bytes]:
        """The living keys of these subjects in one look; a destroyed one is absent.

        Raises ``NotFound`` if one was never made.
        """
        ...

    def destroy(self, subject: str) -> None:
        """Destroy the subject's key durably before returning. Destroying twice is no error."""
        ...

    def destroyed(self) -> frozenset[str]:
        """Subjects whose keys were destroyed."""
        ...

    def escrow(self, subject: str, until: date) -> None:
        """Put the key where nothing is sealed or opened with it, durably before returning.

        It then answers like a destroyed one. Again changes the day. Raises ``KeyDestroyed`` once destroyed.
        """
        ...

    def escrowed(self) -> dict[str, date]:
        """Subjects whose keys lie in escrow, and the day until which they do."""
        ...

    def release(self, subject: str) -> None:
        """Take the key out of escrow. Raises ``NotFound`` if it is not there."""
        ...

    def secret(self, label: str) -> bytes:
        """A 32-byte secret of the archive for one use (``index``, ``pseudonyms``, ``log``…)."""
        ...
