"""Stretches that may still single somebody out, kept from one detection to the next; reasons are sealed.

They can be derived again at any time, so a turn that is shredded takes its risks with it whole.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, select

from archive.model import Risk
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.forgetting import owner_of, readable_turns
from archive.store.review_tables import risks
from archive.store.sealed_values import Sealer

AT_ONCE = 500
"""Ids asked for in one query."""


class SqlRisks:
    """The part of the store that keeps risks."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def put(self, testimony_id: str, flagged: Sequence[Risk]) -> None:
        """Replace the risks of this testimony; those of a turn that cannot be read are left out."""
        with self._database.connection() as connection:
            connection.execute(delete(risks).where(risks.c.testimony == testimony_id))
            readable = readable_turns(connection, self._sealer, testimony_id)
            rows = []
            for risk in flagged:
                if (risk.version, risk.turn) not in readable:
                    continue
                subject = owner_of(connection, testimony_id, risk.version, risk.turn)
                context = _context(testimony_id, risk.version, risk.turn, subject)
                rows.append(
                    {
                        "testimony": testimony_id,
                        "version": risk.version,
                        "turn": risk.turn,
                        "start": risk.start,
                        "end": risk.end,
                        "kind": risk.kind,
                        "weight": risk.weight,
                        "subject": subject,
                        "sealed": self._sealer.seal(risk.reason.encode(), context),
                    }
                )
            if rows:
                connection.execute(insert(risks), rows)

    def of(self, testimonies: Collection[str]) -> dict[str, list[Risk]]:
        """The risks of these testimonies in order of position; none in a turn whose key is destroyed."""
        wanted = sorted(set(testimonies))
        by_testimony: dict[str, list[Risk]] = {}
        for at in range(0, len(wanted), AT_ONCE):
            query = select(risks).where(risks.c.testimony.in_(wanted[at : at + AT_ONCE]))
            with self._database.reading() as connection:
                rows = connection.execute(query.order_by(risks.c.testimony, risks.c.start)).all()
            contexts = [_context(r.testimony, r.version, r.turn, r.subject) for r in rows]
            opened = self._sealer.open_all([(r.sealed, c) for r, c in zip(rows, contexts, strict=True)])
            for row, reason in zip(rows, opened, strict=True):
                if reason is not None:
                    by_testimony.setdefault(row.testimony, []).append(
                        Risk(
                            row.testimony,
                            row.version,
                            row.turn,
                            row.start,
                            row.end,
                            row.kind,
                            reason.decode(),
                            row.weight,
                        )  # fmt: skip
                    )
        return by_testimony


def _context(testimony: str, version: int, turn: int, subject: str) -> Context:
    return Context(testimony, f"risk {turn}", version, subject)
