"""The parts of the store that keep requests to read more, and what readers were told of before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from archive.model import AccessRequest, PastAnswer, Scope
from consent.record import Purpose


class AccessRequests(Protocol):
    """Requests to read what a role does not show, their answers and their ends. Reasons are sealed."""

    def add(self, request: AccessRequest) -> None:
        """Keep a new request, its reason sealed."""
        ...

    def get(self, request_id: str) -> AccessRequest | None:
        """One request, or ``None``."""
        ...

    def all(self, scope: Scope) -> list[AccessRequest]:
        """Every request for a project of the scope, oldest first."""
        ...

    def answer(self, request_id: str, by: str, at: datetime, *, granted: bool, note: str) -> bool:
        """Keep an officer's answer; no, if the request was answered or ended before."""
        ...

    def end(self, request_id: str, by: str, at: datetime) -> bool:
        """End a request or its grant; no, if it had ended before."""
        ...


class Hints(Protocol):
    """What readers were answered when more matched than they may see: keyed digests, no query, no id."""

    def digests(self, user: str, people: Collection[str]) -> frozenset[bytes]:
        """People as this reader's memory knows them; another reader's digests are others."""
        ...

    def answers(self, user: str, project: str, purpose: Purpose, query: str) -> list[PastAnswer]:
        """Everything the reader was answered before, in any project and for any purpose, oldest first."""
        ...

    def put(
        self, user: str, project: str, purpose: Purpose, query: str, people: frozenset[bytes],
        *, given: bool, at: datetime,
    ) -> None:  # fmt: skip
        """Remember one answer."""
        ...

    def told(self, user: str, project: str, purpose: Purpose) -> bool:
        """Whether the reader was ever given a hint in this project for this purpose."""
        ...
