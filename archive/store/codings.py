"""Codes on spans: people's codings, sealed with their turn, and the machine's suggestions apart.

A coding that was re-anchored to a corrected text is added again under its id with the new version; both
stay. It refuses to show a coding on a turn that can no longer be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.engine import Row

from archive.errors import NotFound, UsageError
from archive.model import Act, ActKind, Coding, Fit, Suggestion, Verdict
from archive.store.coding_tables import acts, rounds
from archive.store.database import Database, RowValues
from archive.store.envelope import Context
from archive.store.forgetting import owner_of, readable_turns
from archive.store.sealed_values import Sealer, Shape
from archive.store.tables import codings, suggestions


@dataclass(frozen=True, slots=True)
class Noted:
    """The part of a coding that repeats somebody's words, or speaks of them."""

    quote: str = field(repr=False)
    memo: str = field(repr=False)
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)


_NOTED: Shape[Noted] = Shape(Noted)
_PARTS = ("quote", "memo", "before", "after")


class SqlCodings:
    """The part of the store that keeps codings and suggestions."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def add(self, coding: Coding) -> None:
        """Keep a coding, or the next version of one. Raises ``UsageError`` if its turn cannot be read or
        this version is there already."""
        row = asdict(coding)
        noted = _NOTED.packed(Noted(**{part: row.pop(part) for part in _PARTS}))
        row["fit"] = coding.fit.value
        with self._database.connection() as connection:
            if (coding.version, coding.turn) not in readable_turns(
                connection, self._sealer, coding.testimony
            ):
                raise UsageError("This turn holds no words; nothing can be coded in it.")
            subject = owner_of(connection, coding.testimony, coding.version, coding.turn)
            sealed = self._sealer.seal(noted, _context(coding.id, coding.version, subject))
            known = connection.scalar(select(codings.c.id).where(codings.c.id == coding.id).limit(1))
            connection.execute(insert(codings).values(**row, subject=subject, sealed=sealed))
            if known is None:
                _step(connection, (coding.id, coding.testimony), ActKind.ADD, coding.coder, coding.at)

    def get(self, coding_id: str) -> Coding | None:
        """One coding in its newest version, removed or not; ``None`` where its turn cannot be read."""
        versions = self.versions(coding_id)
        return versions[-1] if versions else None

    def remove(self, coding_id: str, at: datetime, by: str = "", undoes: int | None = None) -> None:
        """Mark as removed; it stays for the record. Raises ``NotFound``; removing twice changes nothing."""
        with self._database.connection() as connection:
            testimony = _testimony_of(connection, coding_id)
            here = (codings.c.id == coding_id) & codings.c.removed_at.is_(None)
            done = connection.execute(update(codings).where(here).values(removed_at=at))
            if by and (done.rowcount or undoes is not None):
                _step(connection, (coding_id, testimony), ActKind.REMOVE, by, at, undoes)

    def restore(self, coding_id: str, at: datetime, by: str, undoes: int | None = None) -> None:
        """Take a removal back. Raises ``NotFound``; restoring twice changes nothing."""
        with self._database.connection() as connection:
            testimony = _testimony_of(connection, coding_id)
            here = (codings.c.id == coding_id) & codings.c.removed_at.is_not(None)
            done = connection.execute(update(codings).where(here).values(removed_at=None))
            if done.rowcount or undoes is not None:
                _step(connection, (coding_id, testimony), ActKind.ADD, by, at, undoes)

    def confirm(self, coding_id: str, at: datetime, by: str) -> None:
        """A changed coding stands after all. Raises ``NotFound``; one that is lost stays lost."""
        with self._database.connection() as connection:
            testimony = _testimony_of(connection, coding_id)
            here = (codings.c.id == coding_id) & (codings.c.fit == Fit.CHANGED.value)
            done = connection.execute(update(codings).where(here).values(fit=Fit.WORDS.value))
            if done.rowcount:
                _step(connection, (coding_id, testimony), ActKind.CONFIRM, by, at)

    def of(
        self, testimony_id: str, *, blind: bool = False, lost: bool = False, removed: bool = False
    ) -> list[Coding]:
        """Codings in their newest versions, in order of position."""
        where = [codings.c.testimony == testimony_id]
        if not removed:
            where.append(codings.c.removed_at.is_(None))
        if not blind:
            where.append(codings.c.round.not_in(select(rounds.c.id).where(rounds.c.closed_at.is_(None))))
        return [c for c in self._newest(*where) if lost or c.fit is not Fit.LOST]

    def of_round(self, round_id: str) -> list[Coding]:
        """The codings of a round as they stood when it was closed, or stand now."""
        closed = select(rounds.c.closed_at).where(rounds.c.id == round_id).scalar_subquery()
        stood = codings.c.removed_at.is_(None) | (codings.c.removed_at > closed)
        return [c for c in self._newest(codings.c.round == round_id, stood) if c.fit is not Fit.LOST]

    def versions(self, coding_id: str) -> list[Coding]:
        """Every version of one coding that can be read, oldest first."""
        rows = self._rows(codings.c.id == coding_id)
        return self._opened(rows)

    def acts(self, testimony_id: str, by: str) -> list[Act]:
        """The steps of one coder in one testimony, oldest first."""
        here = (acts.c.testimony == testimony_id) & (acts.c.by == by)
        with self._database.reading() as connection:
            rows = connection.execute(select(acts).where(here).order_by(acts.c.number)).all()
        return [Act(**{**row._mapping, "kind": ActKind(row.kind)}) for row in rows]

    def _rows(self, *where: Any) -> list[Row[Any]]:
        with self._database.reading() as connection:
            return list(connection.execute(select(codings).where(*where).order_by(codings.c.version)).all())

    def _newest(self, *where: Any) -> list[Coding]:
        """The newest version of each; where that one cannot be read, no older one stands in for it."""
        newest = {row.id: row for row in self._rows(*where)}
        return sorted(self._opened(newest.values()), key=lambda c: (c.start, c.end, c.code, c.id))

    def _opened(self, rows: Iterable[Row[Any]]) -> list[Coding]:
        every = list(rows)
        with self._database.reading() as connection:
            readable = {
                testimony: readable_turns(connection, self._sealer, testimony)
                for testimony in {row.testimony for row in every}
            }
        kept = [row for row in every if (row.version, row.turn) in readable[row.testimony]]
        opened = self._sealer.open_all([(r.sealed, _context(r.id, r.version, r.subject)) for r in kept])
        return [_coding(r, _NOTED.unpacked(x)) for r, x in zip(kept, opened, strict=True) if x is not None]

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


def _testimony_of(connection: Connection, coding_id: str) -> str:
    testimony: str | None = connection.scalar(
        select(codings.c.testimony).where(codings.c.id == coding_id).limit(1)
    )
    if testimony is None:
        raise NotFound("There is no such coding.")
    return testimony


def _step(connection: Connection, coding: tuple[str, str], kind: ActKind, by: str, at: datetime,
          undoes: int | None = None) -> None:  # fmt: skip
    """Add one step on ``(coding, testimony)`` to the record; no step is ever changed."""
    values = {"coding": coding[0], "testimony": coding[1], "kind": kind.value, "by": by, "at": at}
    connection.execute(insert(acts).values(**values, undoes=undoes))


def _context(coding_id: str, version: int, subject: str) -> Context:
    return Context(coding_id, "coding", version, subject)


@dataclass(frozen=True, slots=True)
class _Place:
    """What two suggestions share that repeat one another."""

    version: int
    start: int
    end: int
    code: str


def _place(suggestion: Suggestion) -> _Place:
    return _Place(suggestion.version, suggestion.start, suggestion.end, suggestion.code)


def _row(suggestion: Suggestion) -> RowValues:
    """A row of the table ``suggestions``."""
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
    values["fit"] = Fit(row.fit)
    return Coding(**values, **asdict(noted))
