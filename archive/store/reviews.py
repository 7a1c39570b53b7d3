"""Findings and the stewards' decisions on them, sealed with the turn they stand in; and pseudonyms.

The machine's findings are replaced when it looks again; what a person added or decided is not. It
refuses to show a finding of a turn that can no longer be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.engine import Row

from archive.errors import NotFound, UsageError
from archive.model import Decision, Finding, IdentifierType, Verdict, new_id
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.forgetting import owners_of, readable_turns
from archive.store.sealed_values import (
    ARCHIVE,
    Sealer,
    Shape,
)
from archive.store.tables import decisions, findings, pseudonyms, testimonies


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The part of a finding that repeats or replaces somebody's words."""

    entity: str = field(default="", repr=False)
    quote: str = field(default="", repr=False)
    research: str = field(default="", repr=False)
    public: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """The part of a decision that may name somebody."""

    why: str = field(default="", repr=False)
    research: str | None = field(default=None, repr=False)
    public: str | None = field(default=None, repr=False)
    type: IdentifierType | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = field(default=None, repr=False)


_FINDING_WORDS: Shape[FindingWords] = Shape(FindingWords)
_DECISION_WORDS: Shape[DecisionWords] = Shape(DecisionWords)
_DECISION_FIELDS = ("why", "research", "public", "type", "start", "end", "quote")
_PAIR: Shape[tuple[str, str]] = Shape(tuple[str, str])


class SqlReviews:
    """The part of the store that keeps findings, decisions and pseudonyms."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def put(self, testimony_id: str, findings: Sequence[Finding]) -> None:
        """Replace the machine's findings. One that a steward added or decided on stays, and a new one at
        its place and of its type is left out, so that nothing is asked twice."""
        with self._database.connection() as connection:
            kept = self._clear(connection, testimony_id)
            fresh = [f for f in findings if _place(f) not in kept]
            readable = readable_turns(connection, self._sealer, testimony_id)
            self._insert(connection, [f for f in fresh if (f.version, f.turn) in readable], by_steward=False)

    def findings(self, testimony_id: str) -> list[Finding]:
        """Those of the newest version, in order of position; none in a turn that can no longer be read."""
        newest = select(testimonies.c.version).where(testimonies.c.id == testimony_id).scalar_subquery()
        where = (findings.c.testimony == testimony_id) & (findings.c.version == newest)
        query = select(findings).where(where).order_by(findings.c.start, findings.c.end, findings.c.id)
        with self._database.reading() as connection:
            readable = readable_turns(connection, self._sealer, testimony_id)
            rows = [r for r in connection.execute(query).all() if (r.version, r.turn) in readable]
        opened = self._sealer.open_all([(r.sealed, _said_context(r.id, r.version, r.subject)) for r in rows])
        return [
            _finding(row, _FINDING_WORDS.unpacked(x))
            for row, x in zip(rows, opened, strict=True)
            if x is not None
        ]

    def add(self, finding: Finding, *, by_steward: bool = True) -> None:
        """Add one finding that a steward made. Raises ``UsageError`` in a turn that cannot be read."""
        with self._database.connection() as connection:
            if (finding.version, finding.turn) not in readable_turns(
                connection, self._sealer, finding.testimony
            ):
                raise UsageError("This turn holds no words; nothing can be marked in it.")
            self._insert(connection, [finding], by_steward=by_steward)

    def in_project(self, project: str) -> dict[str, tuple[list[Finding], list[Decision]]]:
        """Findings and decisions of every testimony of a project that has any, by testimony."""
        query = (
            select(findings.c.testimony)
            .distinct()
            .join(testimonies, testimonies.c.id == findings.c.testimony)
            .where(testimonies.c.project == project)
            .order_by(findings.c.testimony)
        )
        with self._database.reading() as connection:
            ids = connection.scalars(query).all()
        return {each: (self.findings(each), self.decisions(each)) for each in ids}

    def decided_together(self, by: str, at: datetime) -> list[str]:
        """The testimonies in which one person decided something at one instant: the reach of one act."""
        query = select(decisions.c.testimony).distinct().where(decisions.c.by == by, decisions.c.at == at)
        with self._database.reading() as connection:
            return sorted(connection.scalars(query).all())

    def decide(self, decision: Decision) -> None:
        """Keep a decision; the latest one on a finding counts. Raises ``NotFound`` without its finding."""
        with self._database.connection() as connection:
            query = select(findings).where(
                findings.c.id == decision.finding, findings.c.testimony == decision.testimony
            )
            row = connection.execute(query).one_or_none()
            if row is None:
                raise NotFound("There is no such finding.")
            key = new_id("d")
            ruled = _DECISION_WORDS.packed(
                DecisionWords(**{name: getattr(decision, name) for name in _DECISION_FIELDS})
            )
            connection.execute(
                insert(decisions).values(
                    id=key,
                    finding=decision.finding,
                    testimony=decision.testimony,
                    turn=row.turn,
                    verdict=decision.verdict.value,
                    by=decision.by,
                    at=decision.at,
                    subject=row.subject,
                    sealed=self._sealer.seal(ruled, _ruled_context(key, row.subject)),
                )
            )

    def decisions(self, testimony_id: str) -> list[Decision]:
        """Every decision, oldest first; what it said is left out where the turn's key is destroyed."""
        query = select(decisions).where(decisions.c.testimony == testimony_id).order_by(decisions.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        opened = self._sealer.open_all([(r.sealed, _ruled_context(r.id, r.subject)) for r in rows])
        return [
            _decision(row, _DECISION_WORDS.unpacked(x) if x else DecisionWords())
            for row, x in zip(rows, opened, strict=True)
        ]

    def pseudonyms(self, project: str) -> dict[str, str]:
        """Keyed hash of an entity → its pseudonym; none of a participant whose key is destroyed."""
        query = select(pseudonyms).where(pseudonyms.c.project == project).order_by(pseudonyms.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        opened = self._sealer.open_all([(r.sealed, _pseudonym_context(r.project, r.subject)) for r in rows])
        return dict(_PAIR.unpacked(x) for x in opened if x is not None)

    def add_pseudonym(self, project: str, entity: str, pseudonym: str, participant: str | None) -> None:
        """Keep one, sealed under its participant's key or, if it is nobody's, under the archive's.

        A pseudonym never changes: raises ``UsageError`` if the entity has another one. The same one
        again is no error.
        """
        subject = participant or ARCHIVE
        sealed = self._sealer.seal(_PAIR.packed((entity, pseudonym)), _pseudonym_context(project, subject))
        lookup = self._sealer.lookup("pseudonym", project, entity, subject=subject)
        with self._database.connection() as connection:
            there = self.pseudonyms(project).get(entity)
            if there is not None:
                if there != pseudonym:
                    raise UsageError("This name has a pseudonym already; it stays what it is.")
                return
            row = {"project": project, "subject": subject, "lookup": lookup, "sealed": sealed}
            connection.execute(insert(pseudonyms).values(**row))

    def _clear(self, connection: Connection, testimony_id: str) -> set[_Place]:
        """Remove what the machine found and nobody touched; the places of what stays."""
        here = findings.c.testimony == testimony_id
        touched = findings.c.by_steward.is_(True) | findings.c.id.in_(select(decisions.c.finding))
        connection.execute(delete(findings).where(here, ~touched))
        rows = connection.execute(select(findings).where(here)).all()
        return {_Place(row.version, row.start, row.end, row.type) for row in rows}

    def _insert(self, connection: Connection, fresh: Sequence[Finding], *, by_steward: bool) -> None:
        owners = {t: owners_of(connection, t) for t in {f.testimony for f in fresh}}
        if any((f.version, f.turn) not in owners[f.testimony] for f in fresh):
            raise NotFound("There is no such turn in this version of the testimony.")
        subjects = [owners[f.testimony][f.version, f.turn] for f in fresh]
        values = [
            (_FINDING_WORDS.packed(FindingWords(f.entity, f.quote, f.research, f.public, f.reason)),
             _said_context(f.id, f.version, subject))
            for f, subject in zip(fresh, subjects, strict=True)
        ]  # fmt: skip
        rows = []
        for finding, subject, sealed in zip(fresh, subjects, self._sealer.seal_all(values), strict=True):
            rows.append(
                {
                    "id": finding.id,
                    "testimony": finding.testimony,
                    "version": finding.version,
                    "turn": finding.turn,
                    "start": finding.start,
                    "end": finding.end,
                    "type": finding.type.value,
                    "score": finding.score,
                    "detector": finding.detector,
                    "by_steward": by_steward,
                    "subject": subject,
                    "sealed": sealed,
                }
            )
        if rows:
            connection.execute(insert(findings), rows)


@dataclass(frozen=True, slots=True)
class _Place:
    """What two findings share that repeat one another."""

    version: int
    start: int
    end: int
    type: str


def _place(finding: Finding) -> _Place:
    return _Place(finding.version, finding.start, finding.end, finding.type.value)


def _said_context(finding_id: str, version: int, subject: str) -> Context:
    return Context(finding_id, "finding", version, subject)


def _ruled_context(decision_id: str, subject: str) -> Context:
    return Context(decision_id, "decision", 1, subject)


def _pseudonym_context(project: str, subject: str) -> Context:
    return Context(project, "pseudonym", 1, subject)


def _finding(row: Row[Any], fields: FindingWords) -> Finding:
    finding = Finding(
        id=row.id,
        testimony=row.testimony,
        version=row.version,
        turn=row.turn,
        start=row.start,
        end=row.end,
        type=IdentifierType(row.type),
        score=row.score,
        detector=row.detector,
    )
    return replace(
        finding,
        entity=fields.entity,
        quote=fields.quote,
        research=fields.research,
        public=fields.public,
        reason=fields.reason,
    )


def _decision(row: Row[Any], ruled: DecisionWords) -> Decision:
    return Decision(
        finding=row.finding,
        testimony=row.testimony,
        verdict=Verdict(row.verdict),
        by=row.by,
        at=row.at,
        **{name: getattr(ruled, name) for name in _DECISION_FIELDS},
    )
