"""Errors of a database leave as the archive's own, without a statement and without a value."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from archive.errors import FileAltered, HeardError, LockedArchive, Unavailable, UsageError
from archive.store.database import Database
from archive.store.engines import embedded_engine, postgres_engine
from archive.store.schema import upgrade
from archive.store.tables import sessions


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(embedded_engine(tmp_path / "heard.db", bytes(range(32))))
    upgrade(made.engine)
    return made


def test_no_value_in_an_error(database: Database) -> None:
    for statement in (
        "INSERT INTO sessions VALUES (:secret, 'MARK-eve', 1, 2)",
        "SELECT * FROM nowhere WHERE x = :secret",
    ):
        with pytest.raises(HeardError) as caught, database.connection() as connection:
            connection.execute(text(statement), {"secret": "MARK-secret"})
        assert "MARK" not in repr(caught.value)
        assert "MARK-secret" not in repr(caught.value.__context__)
        assert caught.value.__suppress_context__


def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 1, 1, 12, 0)  # noqa: DTZ001 - what is refused here
    with pytest.raises(UsageError, match="time zone"), database.connection() as connection:
        connection.execute(sessions.insert().values(digest="d", user="u", opened_at=naive, seen_at=naive))


def test_a_server_that_does_not_answer_is_unavailable() -> None:
    database = Database(postgres_engine("postgresql://heard:MARKPASSWORD@127.0.0.1:9/none"))
    with pytest.raises(Unavailable) as caught, database.reading():
        pass
    assert "MARKPASSWORD" not in repr(caught.value) + repr(database.engine)


@pytest.mark.parametrize("url", ["", "mysql://x/y", "sqlite:///a.db", "no url MARK"])
def test_a_wrong_url_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        postgres_engine(url)
    assert "MARK" not in str(caught.value)


def test_a_key_in_no_repr(tmp_path: Path) -> None:
    key = bytes(range(32))
    engine = embedded_engine(tmp_path / "a.db", key)
    with engine.connect() as connection:
        shown = repr(engine) + repr(engine.url) + repr(connection) + repr(engine.pool)
    assert key.hex() not in shown
    engine.dispose()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    database = Database(embedded_engine(tmp_path / "nowhere" / "a.db", bytes(32)))
    with pytest.raises(HeardError), database.reading():
        pass


def test_the_encrypted_file_keeps_its_promises(database: Database, tmp_path: Path) -> None:
    with database.reading() as connection:
        asked = ("secure_delete", "foreign_keys", "temp_store", "journal_mode")
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
        version = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    assert told == [1, 1, 2, "wal"]
    assert version
    assert not (tmp_path / "heard.db").read_bytes().startswith(b"SQLite format 3")


PAGE = 4096


def altered(path: Path, page: int) -> None:
    """One bit of a page changed, the file as it was otherwise."""
    content = bytearray(path.read_bytes())
    content[page * PAGE + 99] ^= 1
    path.write_bytes(content)


def test_an_altered_page_is_said_to_be_one_and_no_busy_server(database: Database, tmp_path: Path) -> None:
    with database.connection() as connection:
        connection.execute(text("CREATE TABLE words (w TEXT)"))
        connection.execute(text("INSERT INTO words VALUES (:w)"), [{"w": "MARK" * 500}] * 40)
    database.close()
    path = tmp_path / "heard.db"
    last = path.stat().st_size // PAGE - 1
    altered(path, last)
    with pytest.raises(FileAltered, match="from a backup") as caught, database.reading() as connection:
        connection.execute(text("SELECT w FROM words")).all()
    assert "MARK" not in repr(caught.value) + repr(caught.value.__context__)
    assert (caught.value.exit_code, caught.value.__suppress_context__) == (9, True)
    database.close()
    altered(path, last)
    with database.reading() as connection:
        assert len(connection.execute(text("SELECT w FROM words")).all()) == 40


def test_pages_that_are_altered_from_the_second_on_are_no_other_key(
    database: Database, tmp_path: Path
) -> None:
    database.close()
    path = tmp_path / "heard.db"
    for page in range(1, path.stat().st_size // PAGE):
        altered(path, page)
    with pytest.raises(FileAltered), database.reading():
        pass


def test_an_altered_first_page_looks_like_another_key(database: Database, tmp_path: Path) -> None:
    database.close()
    altered(tmp_path / "heard.db", 0)
    with pytest.raises(LockedArchive, match="key ring"), database.reading():
        pass


def test_a_database_that_somebody_holds_is_busy_and_not_altered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.store.engines.BUSY_SECONDS", 0.05)
    one, other = (Database(embedded_engine(tmp_path / "heard.db", bytes(32))) for _ in range(2))
    with one.transaction(), pytest.raises(Unavailable, match="busy"), other.transaction():
        pass
