"""Moving keys from an old epoch to the newest, while the archive is in use.

A rotation wraps every key again, a batch per transaction; it can stop anywhere and go on later, and says
at any time how many rows are behind. An old epoch's key is destroyed only when nothing hangs on it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, func, select, update
from sqlalchemy.engine import Row

from archive.model import KeyStatus
from archive.ports import Progress
from archive.store.database import Database
from archive.store.epochs import Epochs, hanging
from archive.store.keytables import escrow, subjects, tombstones
from archive.store.wrapping import Wrapped, unwrap, wrap

BATCH = 200


def status(database: Database, epochs: Epochs) -> KeyStatus:
    """Counted now."""
    with database.reading() as connection:
        counted = tuple((number, hanging(connection, number)) for number in epochs.numbers())
        keys, held, dead = (_count(connection, table) for table in (subjects, escrow, tombstones))
    return KeyStatus(counted, keys, held, dead, rows_behind(database, epochs))


def rows_behind(database: Database, epochs: Epochs) -> int:
    """How many keys still hang on an older epoch, or epochs on an older outermost key."""
    newest = epochs.newest()
    with database.reading() as connection:
        return sum(_behind(connection, table, newest) for table in (subjects, escrow)) + epochs.behind()


def rewrap(database: Database, epochs: Epochs, progress: Progress | None) -> int:
    """Wrap again what is behind; how many keys were."""
    epochs.rewrap()
    newest, total, done = epochs.newest(), rows_behind(database, epochs), 0
    for table in (subjects, escrow):
        while moved := rewrap_batch(database, epochs, table, newest, BATCH):
            done += moved
            if progress is not None:
                progress("keys", done, max(total, done))
    return done


def rewrap_batch(database: Database, epochs: Epochs, table: Table, newest: int, size: int) -> int:
    """Bring up to ``size`` keys of one table over to the newest epoch; how many there were to bring."""
    with database.connection() as connection:
        rows = connection.execute(select(table).where(table.c.epoch < newest).limit(size)).all()
        for row in rows:
            place_ = _place_of(row, table)
            key = unwrap(epochs.key(row.epoch), Wrapped(row.sealed, row.proof), place_)
            wrapped = wrap(epochs.key(newest), key, place_)
            # A key destroyed or moved by another process meanwhile is left alone.
            here = (table.c.subject == row.subject) & (table.c.epoch == row.epoch)
            values = {"epoch": newest, "sealed": wrapped.sealed, "proof": wrapped.proof}
            connection.execute(update(table).where(here).values(**values))
        return len(rows)


def place(subject: str) -> str:
    """Where a key in use is bound to."""
    return f"subject:{subject}"


def escrow_place(subject: str, until: date) -> str:
    """Where a key in escrow is bound to: its day cannot be moved in the table."""
    return f"escrow:{until.isoformat()}:{subject}"


def _place_of(row: Row[Any], table: Table) -> str:
    return place(row.subject) if table is subjects else escrow_place(row.subject, row.until)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _behind(connection: Connection, table: Table, newest: int) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(table.c.epoch < newest)) or 0
