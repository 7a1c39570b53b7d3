"""The index in one encrypted file: SQLite's FTS5 under SQLCipher, over keyed tokens.

FTS5 sees hexadecimal words alone. What is removed is gone from the file when the call returns: FTS5's
own ``secure-delete`` takes the postings out, ``secure_delete`` overwrites freed pages, and a rollback
journal (not a write-ahead log, whose frames outlive a commit) is deleted with the transaction.

SQLCipher's locking and wiping of memory stays off here: its pages hold keyed tokens and no word, the
key stands in the process anyway, and it makes a search fourteen times slower.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3  # type: ignore[import-untyped]

from archive.errors import LockedArchive, Unavailable, UsageError
from archive.model import Hit, IndexDocument
from archive.ports import IndexFilter, TokenQuery
from archive.search.analysers import ANALYSIS
from archive.search.paging import reachable, under

BUSY_SECONDS = 15.0
KEY_BYTES = 32

_SETTINGS = (
    "temp_store = MEMORY",
    "cache_size = -32768",
    "secure_delete = ON",
    "foreign_keys = ON",
    "journal_mode = DELETE",
    "synchronous = FULL",
)
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS passage (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
    " testimony TEXT NOT NULL, turn INTEGER NOT NULL, exposure TEXT NOT NULL, project TEXT NOT NULL,"
    " country TEXT NOT NULL, language TEXT NOT NULL, participant TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS passage_testimony ON passage (testimony)",
    "CREATE TABLE IF NOT EXISTS passage_code (passage INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE,"
    " code TEXT NOT NULL, PRIMARY KEY (passage, code)) WITHOUT ROWID",
)
_TOKENS = (
    "CREATE VIRTUAL TABLE passage_tokens USING fts5(tokens, tokenize = 'ascii')",
    "INSERT INTO passage_tokens (passage_tokens, rank) VALUES ('secure-delete', 1)",
)
_BUILT, _UNBUILT = f"PRAGMA user_version = {ANALYSIS}", "PRAGMA user_version = 0"
_ALL = "SELECT number, id FROM passage WHERE id IN (SELECT value FROM json_each(?)) OR testimony = ?"


class Fts5Index:
    """``archive.ports.Index`` in one SQLCipher file; made if it is not there. ``key`` is 32 bytes.

    One connection behind one lock: the embedded archive is one process. Raises ``LockedArchive`` if the
    file does not open with this key; since an index is derived, it may then be deleted and built again.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise UsageError(f"The key of an encrypted index has {KEY_BYTES} bytes.")
        self._lock = threading.RLock()
        self._connection = _open(path, key)
        with self._writing() as cursor:
            for statement in _SCHEMA:
                cursor.execute(statement)
            if not cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'passage_tokens'").fetchone():
                for statement in _TOKENS:
                    cursor.execute(statement)

    def put(self, documents: Iterable[IndexDocument]) -> None:
        """Add or replace by id, all or none."""
        with self._writing() as cursor:
            for document in documents:
                _remove(cursor, [document.id], None)
                _add(cursor, document)

    def remove(self, *, ids: Collection[str] = (), testimony: str | None = None) -> None:
        """Remove by id or by testimony, leaving nothing in the file."""
        with self._writing() as cursor:
            _remove(cursor, ids, testimony)

    def search(self, query: TokenQuery, within: IndexFilter, *, limit: int, offset: int = 0) -> list[Hit]:
        """Best first (BM25), ties by id."""
        if not reachable(within, limit, offset):
            return []
        statement, values = _statement(query, within)
        with self._reading() as cursor:
            rows = cursor.execute(
                f"{statement} ORDER BY score DESC, passage.id LIMIT ? OFFSET ?", [*values, limit, offset]
            ).fetchall()
        return [Hit(*row) for row in rows]

    def ids(self) -> Iterator[str]:
        """Every document id, in order."""
        with self._reading() as cursor:
            rows = cursor.execute("SELECT id FROM passage ORDER BY id").fetchall()
        return iter([row[0] for row in rows])

    def clear(self) -> None:
        """Drop everything and give the pages back."""
        with self._writing() as cursor:
            cursor.execute(_UNBUILT)
            cursor.execute("DROP TABLE passage_tokens")
            for statement in ("DELETE FROM passage_code", "DELETE FROM passage", *_TOKENS):
                cursor.execute(statement)
        with self._reading() as cursor:
            cursor.execute("VACUUM")

    def stale(self) -> bool:
        """Whether its tokens come from another analysis; a file that names none counts as that."""
        with self._reading() as cursor:
            return bool(cursor.execute("PRAGMA user_version").fetchone()[0] != ANALYSIS)

    def built(self) -> None:
        """Note the analysis in the file's header."""
        with self._writing() as cursor:
            cursor.execute(_BUILT)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        with self._lock:
            try:
                yield self._connection.cursor()
            except sqlcipher3.Error as error:
                raise _unavailable(error) from None

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._reading() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise


def _unavailable(error: Exception) -> Unavailable:
    return Unavailable(
        f"The search index could not be read or written ({type(error).__name__}): another process may hold"
        " it, or its disk is full. Nothing was changed; try again."
    )


def _open(path: Path, key: bytes) -> Any:
    if not path.exists():
        try:
            path.touch(mode=0o600)
        except OSError:
            raise Unavailable(
                "The search index cannot be made. Check that its folder is there and writable."
            ) from None
    connection = sqlcipher3.connect(
        str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}").fetchall()
    except sqlcipher3.OperationalError as error:
        connection.close()
        raise _unavailable(error) from None
    except (sqlcipher3.DatabaseError, MemoryError):
        connection.close()
        raise LockedArchive(
            "The search index does not open with this key ring. It holds nothing that cannot be made again:"
            " delete the index file and build it anew."
        ) from None
    return connection


def _add(cursor: Any, document: IndexDocument) -> None:
    place = (document.id, document.testimony, document.turn, document.exposure)
    filters = (document.project, document.country, document.language, document.participant)
    cursor.execute(
        "INSERT INTO passage (id, testimony, turn, exposure, project, country, language, participant)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*place, *filters),
    )
    number = cursor.lastrowid
    cursor.executemany(
        "INSERT OR IGNORE INTO passage_code VALUES (?, ?)", [(number, code) for code in document.codes]
    )
    cursor.execute(
        "INSERT INTO passage_tokens (rowid, tokens) VALUES (?, ?)", (number, " ".join(document.tokens))
    )


def _remove(cursor: Any, ids: Collection[str], testimony: str | None) -> None:
    rows = cursor.execute(_ALL, (json.dumps(sorted(ids)), testimony)).fetchall()
    for number, _ in rows:
        cursor.execute("DELETE FROM passage_tokens WHERE rowid = ?", (number,))
        cursor.execute("DELETE FROM passage WHERE number = ?", (number,))


def _statement(query: TokenQuery, within: IndexFilter) -> tuple[str, list[str]]:
    """The SELECT without its order, and its values. Only fixed words are written into it."""
    conditions: list[str] = []
    values: list[str] = []
    match = _match(query)
    tables, score = "passage", "0.0"
    if match:
        tables, score = "passage_tokens JOIN passage ON passage.number = passage_tokens.rowid", "-rank"
        conditions.append("passage_tokens MATCH ?")
        values.append(match)
    elif query.none_of:
        conditions.append("number NOT IN (SELECT rowid FROM passage_tokens WHERE passage_tokens MATCH ?)")
        values.append(_either(query.none_of))
    for condition, allowed in (
        ("exposure IN (SELECT value FROM json_each(?))", within.exposures),
        ("project IN (SELECT value FROM json_each(?))", within.projects),
        ("country IN (SELECT value FROM json_each(?))", query.countries),
        ("language IN (SELECT value FROM json_each(?))", query.languages),
    ):
        if allowed:
            conditions.append(condition)
            values.append(json.dumps(sorted(allowed)))
    for code in sorted(query.codes):
        conditions.append(
            "EXISTS (SELECT 1 FROM passage_code WHERE passage = number"
            " AND (code = ? OR substr(code, 1, length(?)) = ?))"
        )
        values += [code, under(code), under(code)]
    return (
        f"SELECT id, testimony, turn, exposure, {score} AS score FROM {tables}"  # nosec B608 # noqa: S608 - fixed words
        f" WHERE {' AND '.join(conditions)}",
        values,
    )


def _match(query: TokenQuery) -> str:
    """An FTS5 expression, or nothing where no token is asked for."""
    parts = [_quoted(phrase) for phrase in query.all_of]
    parts += [f"({_either(group)})" for group in query.any_of]
    if not parts:
        return ""
    wanted = " AND ".join(parts)
    return f"({wanted}) NOT ({_either(query.none_of)})" if query.none_of else wanted


def _either(phrases: Iterable[tuple[str, ...]]) -> str:
    return " OR ".join(map(_quoted, phrases))


def _quoted(phrase: tuple[str, ...]) -> str:
    words = " ".join(phrase)
    return '"' + words.replace('"', '""') + '"'
