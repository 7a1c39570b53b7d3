"""A project's codebook, version after version, sealed under the archive's key.

Definitions and examples can repeat what somebody said, so nothing of a codebook but its version stands in
clear. A version that is there is written again for one reason alone: somebody withdrew whose words it
repeats.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Row

from archive.errors import UsageError
from archive.store.coding_tables import codebooks
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import (
    ARCHIVE,
    Sealer,
    Shape,
)
from taxonomies.codebook import Code, Codebook


@dataclass(frozen=True, slots=True)
class Leaves:
    """A codebook as it is packed."""

    name: str
    version: int
    act: str
    codes: tuple[Code, ...] = field(repr=False)


_LEAVES: Shape[Leaves] = Shape(Leaves)


class SqlCodebooks:
    """The part of the store that keeps codebooks."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def put(self, project: str, book: Codebook, by: str, at: datetime) -> None:
        """Keep the next version. Raises ``UsageError`` unless it is newer than the last one by one; the
        first may bear any number."""
        clear = _LEAVES.packed(Leaves(book.name, book.version, book.act, tuple(book.codes.values())))
        with self._database.connection() as connection:
            newest = select(func.max(codebooks.c.version)).where(codebooks.c.project == project)
            last = connection.scalar(newest)
            if last is not None and book.version != last + 1:
                raise UsageError("Somebody changed the codebook meanwhile; read it again, then change it.")
            row = {"project": project, "version": book.version, "by": by, "at": at}
            sealed = self._sealer.seal(clear, _context(project, book.version))
            connection.execute(insert(codebooks).values(**row, sealed=sealed))

    def get(self, project: str, version: int | None = None) -> Codebook | None:
        """The newest version, or the one asked for; ``None`` if there is none."""
        query = select(codebooks).where(codebooks.c.project == project)
        if version is not None:
            query = query.where(codebooks.c.version == version)
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(codebooks.c.version.desc()).limit(1)).one_or_none()
        return self._opened(project, row) if row is not None else None

    def versions(self, project: str) -> list[Codebook]:
        """Every version that the project made, oldest first."""
        query = select(codebooks).where(codebooks.c.project == project).order_by(codebooks.c.version)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [book for row in rows if (book := self._opened(project, row)) is not None]

    def forget(self, project: str, texts: Collection[str]) -> None:
        """Take these labels, definitions, examples and memos out of every version."""
        if not texts:
            return
        with self._database.connection() as connection:
            for book in self.versions(project):
                codes = tuple(_without(code, texts) for code in book.codes.values())
                clear = _LEAVES.packed(Leaves(book.name, book.version, book.act, codes))
                sealed = self._sealer.seal(clear, _context(project, book.version))
                here = (codebooks.c.project == project) & (codebooks.c.version == book.version)
                connection.execute(update(codebooks).where(here).values(sealed=sealed))

    def _opened(self, project: str, row: Row[Any]) -> Codebook | None:
        clear = self._sealer.open(row.sealed, _context(project, row.version))
        if clear is None:
            return None
        leaves = _LEAVES.unpacked(clear)
        codes = MappingProxyType({code.id: code for code in leaves.codes})
        return Codebook(leaves.name, leaves.version, codes, leaves.act)


def _without(code: Code, texts: Collection[str]) -> Code:
    return replace(
        code,
        label=code.id if code.label in texts else code.label,
        definition="" if code.definition in texts else code.definition,
        memo="" if code.memo in texts else code.memo,
        examples=tuple(one for one in code.examples if one not in texts),
    )


def _context(project: str, version: int) -> Context:
    return Context(project, "codebook", version, ARCHIVE)
