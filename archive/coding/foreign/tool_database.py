"""A tool's SQLite file, read from its bytes so that it can neither change, open nor run anything.

Only real tables are read: no view, no virtual table, nothing that the file computes. What a program that has
the file open has not written out yet is not in it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace

from archive.errors import Unreadable

_MAGIC = b"SQLite format 3\x00"
_JOURNAL = slice(18, 20)
"""Where the header says how the file is written and read: 1 without a log, 2 with one."""
STEPS = 2_000_000_000
"""Instructions of SQLite's machine that reading one project may take."""
_STEP = 100_000
_PLAIN_TABLE = re.compile(r"\s*CREATE\s+TABLE\s(?!.*\bGENERATED\s+ALWAYS\b)", re.IGNORECASE | re.DOTALL)
_BROKEN = "This is no database of a coding tool that Heard knows, or it is damaged."


@dataclass(frozen=True, slots=True)
class ToolRow:
    """A row as the tool left it: its cells by column, each a number, text, bytes or nothing."""

    cells: Mapping[str, object] = field(repr=False)

    def value(self, column: str) -> object:
        """A cell that every version of the tool has. Raises ``Unreadable`` if it is not there."""
        if column not in self.cells:
            raise Unreadable(_BROKEN)
        return self.cells[column]

    def number(self, column: str) -> int:
        """The same as a whole number. Raises ``Unreadable`` if it is none."""
        value = self.value(column)
        if not isinstance(value, int | float | str):
            raise Unreadable(_BROKEN)
        try:
            return int(value)
        except (ValueError, OverflowError):
            raise Unreadable(_BROKEN) from None

    def optional(self, column: str) -> object:
        """A cell, or ``None`` where it is empty or the column is not there."""
        return self.cells.get(column)

    def text(self, column: str) -> str:
        """A cell as text, empty where it is empty or the column is not there."""
        return str(self.cells.get(column) or "")

    def without(self, column: str) -> ToolRow:
        """The same row with one cell emptied."""
        return replace(self, cells={**self.cells, column: None})


class Database:
    """Rows from tables that may lack columns in older versions of a tool."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._connection.row_factory = sqlite3.Row

    def tables(self) -> set[str]:
        """The names of its tables."""
        statement = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        return {str(r["name"]) for r in self._run(statement) if _PLAIN_TABLE.match(str(r["sql"]))}

    def rows(self, table: str) -> list[ToolRow]:
        """Every row of one of the tables that the caller knows by name, as far as it is there."""
        if table not in self.tables():
            return []
        return [ToolRow(dict(r)) for r in self._run(f'SELECT * FROM "{table}" ORDER BY rowid')]  # nosec B608 # noqa: S608 - a name of ours

    def _run(self, statement: str) -> list[sqlite3.Row]:
        try:
            return self._connection.execute(statement).fetchall()
        except sqlite3.Error as broken:
            raise Unreadable(_BROKEN) from broken


@contextmanager
def opened(content: bytes) -> Iterator[Database]:
    """The database in a file's bytes. Raises ``Unreadable`` if it is none, or asks for too much work."""
    if not content.startswith(_MAGIC):
        raise Unreadable(_BROKEN)
    # A database with a write-ahead log is read as it was last written out: in memory there is no log.
    settled = bytearray(content)
    settled[_JOURNAL] = b"\x01\x01"
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(settled)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
        except (sqlite3.Error, MemoryError, OverflowError) as broken:
            raise Unreadable(_BROKEN) from broken
        connection.set_progress_handler(_Steps(), _STEP)
        yield Database(connection)


class _Steps:
    """Counts how far SQLite has worked; stops it where no project needs so much."""

    def __init__(self) -> None:
        self._left = STEPS

    def __call__(self) -> bool:
        self._left -= _STEP
        return self._left < 0
