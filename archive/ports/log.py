"""The port of the log: append, prove, question, and the seal for what only the officer reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from archive.model import (
    Event,
    LogEntry,
)


class AuditLog(Protocol):
    """The append-only, hash-linked log. An event is durable when ``append`` returns.

    Inside ``Store.transaction`` it becomes durable with that transaction.
    """

    def append(self, event: Event) -> LogEntry:
        """Number, time and keep the event. Raises ``LogUnwritable``: then serve nothing."""
        ...

    def entries(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        action: str | None = None,
        actor: str | None = None,
        object_id: str | None = None,
        participant: str | None = None,
    ) -> Iterator[LogEntry]:
        """Entries in order, narrowed."""
        ...

    def size(self) -> int:
        """How many entries there are."""
        ...

    def checkpoint(self) -> str:
        """A signed note over the present tree (C2SP tlog-checkpoint), to be kept elsewhere."""
        ...

    def verify(self, checkpoint: str | None = None) -> int:
        """Recompute everything; the number of entries. Raises ``LogBroken`` naming the first bad leaf."""
        ...

    def sign(self, text: str) -> str:
        """``text`` as a signed note (C2SP) under the log's own key, to be verified offline."""
        ...

    def anchored(self) -> None:
        """Raise ``LogUnwritable`` if what is durable could not be anchored outside the log as well."""
        ...

    def export(self) -> Iterator[str]:
        """The log as JSON lines that the offline verifier reads."""
        ...

    def evidence(self, entries: Iterable[LogEntry]) -> tuple[list[str], str]:
        """These entries as JSON lines, each with its proof, and the signed checkpoint they hold against."""
        ...

    def seal(self, clear: str) -> bytes:
        """Seal something to the protection officer's key (query text, result ids)."""
        ...

    def unseal(self, sealed: bytes) -> str:
        """Open it again; the caller has asked ``decide`` whether this viewer may."""
        ...

    def fingerprint(self, clear: str) -> str:
        """24 hex digits under a key of the archive, equal for equal queries: for an event's details.

        Once an officer's own key is appointed, ``to:`` and its id instead: a fingerprint could be guessed.
        """
        ...
