"""Requests to read more: who, which project, which purpose and until when in clear; the words sealed.

An answer and an end are each kept by one statement that changes a row or does not, so that of two officers
one answers. It decides nothing: what a grant opens is asked of consent at each reading.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.engine import Row

from archive.model import AccessRequest, Role, Scope
from archive.store.access_tables import access_requests
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.scoping import in_scope
from archive.store.sealed_values import ARCHIVE, Sealer
from consent.record import Purpose

_ROWS = access_requests.c


class SqlAccessRequests:
    """The part of the store that keeps requests to read more."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def add(self, request: AccessRequest) -> None:
        """Keep a new request, its reason sealed."""
        sealed = self._sealer.seal(request.reason.encode(), _context(request.id, "reason"))
        row = {
            "id": request.id, "user": request.user, "role": request.role.value,
            "project": request.project, "purpose": request.purpose.value,
            "asked_at": request.asked_at, "until": request.until,
            "answered_by": "", "granted": False, "ended_by": "", "sealed_reason": sealed,
        }  # fmt: skip
        with self._database.connection() as connection:
            connection.execute(insert(access_requests).values(row))

    def get(self, request_id: str) -> AccessRequest | None:
        """One request, or ``None``."""
        return next(iter(self._read(_ROWS.id == request_id)), None)

    def all(self, scope: Scope) -> list[AccessRequest]:
        """Every request for a project of the scope, oldest first."""
        return self._read(in_scope(_ROWS.project, scope))

    def answer(self, request_id: str, by: str, at: datetime, *, granted: bool, note: str) -> bool:
        """Keep an officer's answer; no, if the request was answered or ended before."""
        sealed = self._sealer.seal(note.encode(), _context(request_id, "note"))
        waiting = (_ROWS.id == request_id) & _ROWS.answered_at.is_(None) & _ROWS.ended_at.is_(None)
        given = {"answered_by": by, "answered_at": at, "granted": granted, "sealed_note": sealed}
        with self._database.connection() as connection:
            return connection.execute(update(access_requests).where(waiting).values(given)).rowcount > 0

    def end(self, request_id: str, by: str, at: datetime) -> bool:
        """End a request or its grant; no, if it had ended before."""
        here = (_ROWS.id == request_id) & _ROWS.ended_at.is_(None)
        with self._database.connection() as connection:
            ended = update(access_requests).where(here).values(ended_by=by, ended_at=at)
            return connection.execute(ended).rowcount > 0

    def _read(self, condition: ColumnElement[bool]) -> list[AccessRequest]:
        query = select(access_requests).where(condition).order_by(_ROWS.asked_at, _ROWS.id)
        with self._database.reading() as connection:
            return [self._opened(row) for row in connection.execute(query)]

    def _opened(self, row: Row[Any]) -> AccessRequest:
        reason, note = self._sealer.open_all(
            [
                (row.sealed_reason, _context(row.id, "reason")),
                (row.sealed_note, _context(row.id, "note")),
            ]
        )
        return AccessRequest(
            row.id, row.user, Role(row.role), row.project, Purpose(row.purpose), row.asked_at, row.until,
            row.answered_by, row.answered_at, row.granted, row.ended_by, row.ended_at,
            (reason or b"").decode(), (note or b"").decode(),
        )  # fmt: skip


def _context(request_id: str, field: str) -> Context:
    return Context(request_id, field, 1, ARCHIVE)
