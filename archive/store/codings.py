"""Codes on spans: people's codings, sealed with their turn, and the machine's suggestions apart.

A coding that was re-anchored to a corrected text is added again under its id with the new version; both
stay. It refuses to show a coding on a turn that can no longer be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Row

from archive.errors import NotFound, UsageError
from archive.model import Coding, Suggestion, Verdict
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.forgetting import owner_of, readable_turns
from archive.store.sealing import Sealer, Shape
from archive.store.tables import codings, suggestions


@dataclass(frozen=True, slots=True)
class Noted:
    """The part of a coding that repeats somebody's words, or speaks of them."""

    quote: str = field(repr=False)
    memo: str = field(repr=False)


_NOTED: Shape[Noted] = Shape(Noted)


class SqlCodings:
    """The part of the store that keeps codings and suggestions."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def add(self, coding: Coding) -> None:
        """Keep a coding. Raises ``UsageError`` if its turn cannot be read or it is there already."""
        row = asdict(coding)
        noted = _NOTED.packed(Noted(row.pop("quote"), row.pop("memo")))
        with self._database.connection() as connection:
            if (coding.version, coding.turn) not in readable_turns(
                connection, self._sealer, coding.testimony
            ):
                raise UsageError("The words of this turn are not there; nothing can be coded in it.")
            subject = owner_of(connection, coding.testimony, coding.version, coding.turn)
            sealed = self._sealer.seal(noted, _context(coding.id, coding.version, subject))
            connection.execute(insert(codings).values(**row, subject=subject, sealed=sealed))

    def remove(self, coding_id: str, at: datetime) -> None:
        """Mark as removed; it stays for the record. Raises ``NotFound``; removing twice changes nothing."""
        here = codings.c.id == coding_id
        with self._database.connection() as connection:
            if connection.scalar(select(codings.c.id).where(here).limit(1)) is None:
                raise NotFound("There is no such coding.")
            connection.execute(
                update(codings).where(here, codings.c.removed_at.is_(None)).values(removed_at=at)
            )

    def of(self, testimony_id: str) -> list[Coding]:
        """Codings that were not removed, each in its newest version, in order of position."""
        query = select(codings).where(codings.c.testimony == testimony_id, codings.c.removed_at.is_(None))
        with self._database.reading() as connection:
            readable = readable_turns(connection, self._sealer, testimony_id)
            rows = connection.execute(query.order_by(codings.c.version)).all()
        newest = {row.id: row for row in rows}
        kept = [row for row in newest.values() if (row.version, row.turn) in readable]
        opened = self._sealer.open_all([(r.sealed, _context(r.id, r.version, r.subject)) for r in kept])
        pairs = zip(kept, opened, strict=True)
        found = [_coding(row, _NOTED.unpacked(x)) for row, x in pairs if x is not None]
        return sorted(found, key=lambda c: (c.start, c.end, c.code, c.id))

    def suggest(self, testimony_id: str, suggestions: Sequence[Suggestion]) -> None:
        """Replace the undecided suggestions; one that repeats a decided one is left out."""
        with self._database.connection() as connection:
            decided = {_place(s) for s in self._clear_undecided(testimony_id)}
            rows = [_row(s) for s in suggestions if _place(s) not in decided]
            if any(row["testimony"] != testimony_id for row in rows):
                raise UsageError("A suggestion belongs to another testimony.")
            if rows:
                connection.execute(insert(_SUGGESTIONS), rows)

    def suggestions(self, testimony_id: str) -> list[Suggestion]:
        """Every suggestion, decided or not, in order of position."""
        where = _SUGGESTIONS.c.testimony == testimony_id
        by = (_SUGGESTIONS.c.start, _SUGGESTIONS.c.end, _SUGGESTIONS.c.code, _SUGGESTIONS.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(select(_SUGGESTIONS).where(where).order_by(*by)).all()
        return [_suggestion(row) for row in rows]

    def decide(self, suggestion: Suggestion) -> None:
        """Keep a person's verdict. Raises ``NotFound`` for a suggestion that was never made."""
        with self._database.connection() as connection:
            verdict = suggestion.verdict.value if suggestion.verdict else None
            done = connection.execute(
                update(_SUGGESTIONS)
                .where(_SUGGESTIONS.c.id == suggestion.id)
                .values(verdict=verdict, decided_by=suggestion.decided_by)
            )
            if not done.rowcount:
                raise NotFound("There is no such suggestion.")

    def _clear_undecided(self, testimony_id: str) -> list[Suggestion]:
        here = _SUGGESTIONS.c.testimony == testimony_id
        with self._database.connection() as connection:
            connection.execute(delete(_SUGGESTIONS).where(here, _SUGGESTIONS.c.verdict.is_(None)))
            return [_suggestion(row) for row in connection.execute(select(_SUGGESTIONS).where(here))]


_SUGGESTIONS = suggestions


def _context(coding_id: str, version: int, subject: str) -> Context:
    return Context(coding_id, "coding", version, subject)


def _place(suggestion: Suggestion) -> tuple[int, int, int, str]:
    return suggestion.version, suggestion.start, suggestion.end, suggestion.code


def _row(suggestion: Suggestion) -> dict[str, Any]:
    row = asdict(suggestion)
    row["verdict"] = suggestion.verdict.value if suggestion.verdict else None
    return row


def _suggestion(row: Row[Any]) -> Suggestion:
    values = dict(row._mapping)
    values["verdict"] = Verdict(row.verdict) if row.verdict else None
    return Suggestion(**values)


def _coding(row: Row[Any], noted: Noted) -> Coding:
    values = dict(row._mapping)
    del values["subject"], values["sealed"]
    return Coding(**values, quote=noted.quote, memo=noted.memo)
