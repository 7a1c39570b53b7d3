"""What people said of the columns of forms: sealed for the archive, since headers can name people and
places."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from archive.errors import NotFound
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.sealed_values import ARCHIVE, Sealer
from archive.store.tables import column_choices


class SqlColumnChoices:
    """The part of the store that remembers columns."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def all(self, project: str) -> dict[int, str]:
        """Every choice that the project keeps, by number, the last one last."""
        query = select(column_choices).where(column_choices.c.project == project)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(column_choices.c.number)).all()
        opened = self._sealer.open_all([(row.sealed, _context(project)) for row in rows])
        return {row.number: one.decode() for row, one in zip(rows, opened, strict=True) if one is not None}

    def put(self, project: str, choice: str, number: int | None = None) -> None:
        """Keep a choice, in place of the one with this number. Raises ``NotFound`` if that is not there."""
        sealed = self._sealer.seal(choice.encode(), _context(project))
        with self._database.connection() as connection:
            if number is None:
                connection.execute(insert(column_choices).values(project=project, sealed=sealed))
                return
            here = (column_choices.c.number == number) & (column_choices.c.project == project)
            if not connection.execute(update(column_choices).where(here).values(sealed=sealed)).rowcount:
                raise NotFound("There is no such choice of columns.")


def _context(project: str) -> Context:
    return Context(project, "columns", 1, ARCHIVE)
