"""The two engines under the archive: one encrypted file, or PostgreSQL.

Neither ever shows a bound value in an exception, and the file's key stands in no URL, so that nothing
that prints an engine prints a key. It refuses to open a file whose key does not fit, and creates none
in its place.

SQLCipher settings: a raw 256-bit key (no passphrase stretching at every connection), deleted pages
overwritten (``secure_delete``), temporary tables in memory alone. The journal is write-ahead for the
archive (its frames are encrypted with the file's key) and rollback for the key ring, where a destroyed
key must be gone from the file when the call returns.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3  # type: ignore[import-untyped]
from sqlalchemy import Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from archive.errors import FileAltered, LockedArchive, Unavailable, UsageError
from archive.store.envelope import KEY_BYTES
from archive.store.strength import is_placeholder

BUSY_SECONDS = 15.0
WRITING = "heard_writing"


def embedded_engine(path: Path, key: bytes, *, write_ahead: bool = True) -> Engine:
    """An engine on one SQLCipher file, made if it is not there. ``key`` is 32 bytes.

    Raises ``LockedArchive`` if the file is there and the key does not open it.
    """
    if len(key) != KEY_BYTES:
        raise UsageError(f"The key of an encrypted database has {KEY_BYTES} bytes.")
    journal = "WAL" if write_ahead else "DELETE"
    settings = (
        "cipher_memory_security = ON",
        "temp_store = MEMORY",
        "secure_delete = ON",
        "foreign_keys = ON",
        f"journal_mode = {journal}",
        f"synchronous = {'FULL' if write_ahead else 'EXTRA'}",
    )

    def connect() -> Any:
        return _connect(path, key, settings)

    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher3,
        creator=connect,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=32,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _altered)
    return engine


_CORRUPT = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
"""What SQLite calls a file whose pages cannot be what it wrote."""


def _altered(context: ExceptionContext) -> None:
    """Raise ``FileAltered`` where a page did not pass SQLCipher's check (an HMAC over it)."""
    name = getattr(context.original_exception, "sqlite_errorname", "")
    if name.startswith(_CORRUPT):
        raise _file_altered() from None


def _file_altered() -> FileAltered:
    return FileAltered(
        "A page of the database is not as the archive wrote it: the file was altered or is damaged. "
        "Nothing was read from it; put it back from a backup."
    )


def _connect(path: Path, key: bytes, settings: tuple[str, ...]) -> Any:
    try:
        if not path.exists():
            path.touch(mode=0o600)
        connection = sqlcipher3.connect(
            str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
    except (OSError, sqlcipher3.OperationalError):
        raise Unavailable(
            "The archive's database file cannot be opened. Check that the folder is there and writable."
        ) from None
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in settings:
            connection.execute(f"PRAGMA {setting}").fetchall()
    except sqlcipher3.OperationalError:
        connection.close()
        raise Unavailable("The archive's database is busy or its disk is full. Try again.") from None
    except (sqlcipher3.DatabaseError, MemoryError) as error:
        connection.close()
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):  # the key fits the first page
            raise _file_altered() from None
        raise LockedArchive(
            "The database does not open with this key ring. Put the key ring back that belongs to it; "
            "nothing was changed."
        ) from None
    return connection


def _begin(connection: Any) -> None:
    """Writers queue up at the start, so that no transaction fails half-way for a lock."""
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def postgres_engine(url: str) -> Engine:
    """An engine on PostgreSQL through psycopg 3. ``url`` may begin with ``postgresql://``."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UsageError("The database URL cannot be read. Write postgresql://user@host:port/name.") from None
    if parsed.get_backend_name() != "postgresql":
        raise UsageError("The database URL must begin with postgresql://.")
    if parsed.password is not None and is_placeholder(str(parsed.password)):
        raise LockedArchive(
            "The password in the database URL is a placeholder that anybody would try. Choose your own."
        )
    return create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=16,
        connect_args={"connect_timeout": 10},
    )
