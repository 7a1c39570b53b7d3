"""Files that wait for a consent: each sealed under a key of its own, name and digest with it.

Removing one destroys its key too, so that no copy of the database gives it back. The key goes once the
removal is durable: an import that failed half-way must find its file again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Row

from archive.errors import NotFound
from archive.model import Quarantined, Scope
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.scoping import in_scope
from archive.store.sealed_values import Sealer, Shape
from archive.store.tables import quarantine


@dataclass(frozen=True, slots=True)
class Label:
    """What would betray the file: its name, its digest, and why it waits."""

    digest: str
    reason: str
    name: str = field(repr=False)


_LABEL: Shape[Label] = Shape(Label)


class SqlQuarantine:
    """The part of the store that keeps what waits."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def add(self, item: Quarantined, name: str, content: bytes) -> None:
        """Seal the file and its name."""
        label = _LABEL.packed(Label(item.digest, item.reason, name))
        with self._database.connection() as connection:
            connection.execute(
                insert(quarantine).values(
                    id=item.id,
                    project=item.project,
                    received_at=item.received_at,
                    expires=item.expires,
                    size=item.size,
                    sealed_label=self._sealer.seal(label, _context(item.id, "label")),
                    sealed_content=self._sealer.seal(content, _context(item.id, "content")),
                )
            )

    def all(self, scope: Scope) -> list[Quarantined]:
        """What waits in ``scope``, oldest first, without names."""
        columns = [c for c in quarantine.c if c.name != "sealed_content"]
        query = select(*columns).where(in_scope(quarantine.c.project, scope))
        query = query.order_by(quarantine.c.received_at, quarantine.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        opened = self._sealer.open_all([(row.sealed_label, _context(row.id, "label")) for row in rows])
        return [_item(row, _LABEL.unpacked(x)) for row, x in zip(rows, opened, strict=True) if x is not None]

    def open(self, item_id: str) -> tuple[str, bytes]:
        """Name and content. Raises ``NotFound`` if it does not wait, or waits no more."""
        with self._database.reading() as connection:
            row = connection.execute(select(quarantine).where(quarantine.c.id == item_id)).one_or_none()
        if row is not None:
            label = self._sealer.open(row.sealed_label, _context(row.id, "label"))
            content = self._sealer.open(row.sealed_content, _context(row.id, "content"))
            if label is not None and content is not None:
                return _LABEL.unpacked(label).name, content
        raise NotFound("There is no such file in quarantine.")

    def remove(self, item_id: str) -> None:
        """Destroy the key and the bytes. Removing twice is no error."""
        with self._database.connection() as connection:
            gone = connection.execute(delete(quarantine).where(quarantine.c.id == item_id))
            if gone.rowcount:
                self._database.on_commit(lambda: self._sealer.keys.destroy(item_id))


def _context(item_id: str, field: str) -> Context:
    return Context(item_id, f"quarantine {field}", 1, item_id)


def _item(row: Row[Any], label: Label) -> Quarantined:
    return Quarantined(
        id=row.id,
        project=row.project,
        digest=label.digest,
        received_at=row.received_at,
        expires=row.expires,
        reason=label.reason,
        size=row.size,
    )
