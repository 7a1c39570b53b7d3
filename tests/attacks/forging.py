"""What somebody can do to the log who owns the database and every key of the machine."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from archive.app import wiring
from archive.app.settings import Settings
from archive.audit import merkle
from archive.audit.canonical import canonical, parse
from archive.audit.tables import events, participants
from tests.cli.command import PASSPHRASE, Heard


@contextlib.contextmanager
def owner(heard: Heard) -> Iterator[Connection]:
    """The real database, open for writing, its triggers dropped."""
    chosen = Settings(heard.archive)
    with wiring.ring_of(chosen, PASSPHRASE) as ring:
        engine = wiring.engine_of(chosen, ring)
        with engine.begin() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in names.scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield connection
        engine.dispose()


def size(connection: Connection) -> int:
    """How many entries there are."""
    return len(connection.execute(select(events.c.seq)).all())


def edit(connection: Connection, seq: int) -> None:
    """Let an entry say that somebody else did it."""
    _put(connection, seq, actor="innocent")


def swap(connection: Connection, one: int, other: int) -> None:
    """Exchange what two entries hold."""
    rows = {r.seq: r for r in connection.execute(select(events).where(events.c.seq.in_([one, other])))}
    for at, taken in ((one, rows[other]), (other, rows[one])):
        values = {"data": taken.data, "leaf": taken.leaf}
        connection.execute(events.update().where(events.c.seq == at).values(values))


def insert(connection: Connection, at: int) -> None:
    """Put an entry in, and move the rest up by one, hashed as they are."""
    for seq in reversed(range(at, size(connection))):
        connection.execute(participants.delete().where(participants.c.seq == seq))
        connection.execute(events.update().where(events.c.seq == seq).values(seq=seq + 1))
    row = connection.execute(select(events).where(events.c.seq == at + 1)).one()._asdict()
    connection.execute(events.insert(), row | {"seq": at})


def rewrite(connection: Connection, changed: int) -> None:
    """Change one entry and hash the whole log again, so that it agrees with itself."""
    _put(connection, changed, actor="innocent")
    frontier = merkle.Frontier()
    for row in connection.execute(select(events.c.seq, events.c.data).order_by(events.c.seq)).all():
        leaf = merkle.leaf_hash(bytes(row.data))
        values = {"leaf": leaf, "nodes": b"".join(frontier.append(leaf))}
        connection.execute(events.update().where(events.c.seq == row.seq).values(values))


def cut(connection: Connection, left: int) -> None:
    """Leave only the first entries."""
    connection.execute(participants.delete().where(participants.c.seq >= left))
    connection.execute(events.delete().where(events.c.seq >= left))


def _put(connection: Connection, seq: int, **changed: str) -> None:
    data = connection.execute(select(events.c.data).where(events.c.seq == seq)).scalar_one()
    fields = parse(bytes(data))
    event = fields["event"]
    assert isinstance(event, dict)
    altered = canonical(fields | {"event": event | changed})
    values = {"data": altered, "actor": changed.get("actor", "")}
    connection.execute(events.update().where(events.c.seq == seq).values(values))
