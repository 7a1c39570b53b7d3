"""An archive from before its log and its keys had a history is opened and brought up to date."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import DatabaseError

from archive.audit import tables as log_tables
from archive.errors import KeyDestroyed
from archive.store import keytables, schema
from archive.store.database import Database
from archive.store.envelope import derive
from archive.store.keybook import KeyBook
from archive.store.schema import KEYS_VERSION_TABLE, VERSION_TABLE, upgrade
from archive.store.tables import metadata
from archive.store.wrapping import MasterKey
from tests.audit.opened import fill, opened

OUTER = MasterKey(derive(bytes(32), b"outermost"))


def as_before(engine: Engine) -> None:
    """The tables as the version before made them: rows by seven migrations, the log by its metadata."""
    with schema._writing(engine) as connection, connection.begin():
        command.upgrade(schema._config(connection, schema._ARCHIVE), "0007")
        log_tables.metadata.create_all(connection)
        connection.execute(text("DROP INDEX audit_events_action"))  # a log from before there was one


def indexes(connection: Connection, table: str) -> set[str | None]:
    return {index["name"] for index in inspect(connection).get_indexes(table)}


def test_an_older_log_keeps_its_entries_and_gets_what_it_lacks(engine: Engine, tmp_path: Path) -> None:
    as_before(engine)
    entry = {
        "seq": 0, "at": "2026-01-01T00:00:00.000000Z", "action": "x", "actor": "u", "object_id": "o",
        "data": b"d", "leaf": bytes(32), "nodes": b"",
    }  # fmt: skip
    with engine.begin() as connection:
        connection.execute(log_tables.events.insert(), entry)
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(select(log_tables.events)).mappings().all() == [entry]
        tables = set(inspect(connection).get_table_names())
        assert tables == {*metadata.tables, *log_tables.metadata.tables, VERSION_TABLE}
        for table in log_tables.metadata.tables.values():
            assert indexes(connection, table.name) == {index.name for index in table.indexes}
    for statement in ("UPDATE audit_events SET actor = 'v'", "DELETE FROM audit_events"):
        with pytest.raises(DatabaseError), engine.begin() as connection:
            connection.execute(text(statement))


def test_a_log_that_was_written_before_goes_on(engine: Engine, tmp_path: Path) -> None:
    before = opened(engine, tmp_path)
    fill(before.log, 5)
    with engine.begin() as connection:  # as it was before the log had a history
        connection.execute(text("ALTER TABLE turns DROP COLUMN translates"))
        connection.execute(text("ALTER TABLE sessions DROP COLUMN way"))
        connection.execute(text("ALTER TABLE accounts DROP COLUMN reset_by"))
        connection.execute(text("ALTER TABLE accounts DROP COLUMN organisation"))
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0007'"))
    after = opened(engine, tmp_path)
    fill(after.log, 3)
    assert after.log.verify(None) == 8


def test_a_trigger_that_somebody_dropped_is_back_at_the_next_opening(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine)
    postgres = engine.dialect.name == "postgresql"
    name = "audit_events_append_only ON audit_events" if postgres else "audit_events_delete"
    with engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER {name}"))
    fill(opened(engine, tmp_path).log, 1)
    with pytest.raises(DatabaseError), engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_events"))


def test_a_ring_from_before_keeps_its_keys_and_gets_its_escrow(engine: Engine) -> None:
    book = KeyBook(Database(engine), OUTER)
    for subject in ("p-1", "p-2"):
        book.create(subject)
    book.destroy("p-2")
    key = book.key("p-1")
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {KEYS_VERSION_TABLE}"))
        keytables.escrow.drop(connection)
    again = KeyBook(Database(engine), OUTER)
    assert again.key("p-1") == key
    with pytest.raises(KeyDestroyed):
        again.key("p-2")
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
    assert tables == {*keytables.metadata.tables, KEYS_VERSION_TABLE}
