"""The log as one request sees it: every event it writes carries the number of the request.

So an error page's number, the server's own log line and the events of the same request can be brought
together without any of them holding what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from archive.model import Event, LogEntry
from archive.ports import Archive, AuditLog


class RequestLog:
    """``archive.ports.AuditLog`` that stamps what is appended and passes everything else on."""

    def __init__(self, log: AuditLog, request_id: str) -> None:
        self._log = log
        self._request_id = request_id

    def append(self, event: Event) -> LogEntry:
        """See ``AuditLog``; the event gets the request's number."""
        return self._log.append(replace(event, request_id=event.request_id or self._request_id))

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
        """See ``AuditLog``."""
        return self._log.entries(
            since=since, until=until, action=action, actor=actor, object_id=object_id, participant=participant
        )

    def size(self) -> int:
        """See ``AuditLog``."""
        return self._log.size()

    def checkpoint(self) -> str:
        """See ``AuditLog``."""
        return self._log.checkpoint()

    def verify(self, checkpoint: str | None = None) -> int:
        """See ``AuditLog``."""
        return self._log.verify(checkpoint)

    def anchored(self) -> None:
        """See ``AuditLog``."""
        self._log.anchored()

    def sign(self, text: str) -> str:
        """See ``AuditLog``."""
        return self._log.sign(text)

    def export(self) -> Iterator[str]:
        """See ``AuditLog``."""
        return self._log.export()

    def evidence(self, entries: Iterable[LogEntry]) -> tuple[list[str], str]:
        """See ``AuditLog``."""
        return self._log.evidence(entries)

    def seal(self, clear: str) -> bytes:
        """See ``AuditLog``."""
        return self._log.seal(clear)

    def unseal(self, sealed: bytes) -> str:
        """See ``AuditLog``."""
        return self._log.unseal(sealed)

    def fingerprint(self, clear: str) -> str:
        """See ``AuditLog``."""
        return self._log.fingerprint(clear)


def numbered(archive: Archive, request_id: str) -> Archive:
    """The archive for one request."""
    return replace(archive, log=RequestLog(archive.log, request_id))
