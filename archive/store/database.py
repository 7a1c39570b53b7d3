"""One transaction per thread, shared by everything that must become durable together.

The store and the log are given the same ``Database``: whoever opens a transaction, all that is written
by this thread until its end commits with it or not at all. It refuses to let a database's own words
out: every error leaves as one of the archive's, without the statement and without a value.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from archive.errors import HeardError, Unavailable, UsageError
from archive.store.engines import WRITING

RowValues: TypeAlias = dict[str, object]
"""The values of one row by column, as ``insert`` and ``update`` take them; the tables stand in ``tables``."""


class Database:
    """An engine, and the transaction that the present thread is in, if any."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._here = _Here()

    @property
    def engine(self) -> Engine:
        """The engine itself, for migrations and for tables of one's own."""
        return self._engine

    @property
    def in_transaction(self) -> bool:
        """Whether this thread is inside ``transaction`` now."""
        return self._here.connection is not None

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """The connection of this thread's transaction; opens a transaction of its own if there is none."""
        joined = self._here.connection
        if joined is not None:
            with own_errors():
                yield joined
            return
        with self.transaction(), self.connection() as opened:
            yield opened

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Like ``connection``, for reading alone: waits for no writer."""
        joined = self._here.connection
        with own_errors():
            if joined is not None:
                yield joined
            else:
                with self._snapshot() as opened:
                    yield opened

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Nesting joins the outer one; an error anywhere inside undoes the whole."""
        if self._here.connection is not None:
            yield
            return
        with own_errors():
            try:
                with self._engine.connect().execution_options(**{WRITING: True}) as opened, opened.begin():
                    self._here.connection = opened
                    yield
            except BaseException:
                self._here.after.clear()
                raise
            finally:
                self._here.connection = None
        self._run_callbacks()

    def on_commit(self, callback: Callable[[], None]) -> None:
        """Run ``callback`` once this thread's transaction is durable, or now if there is none.

        It is forgotten if the transaction fails.
        """
        if self.in_transaction:
            self._here.after.append(callback)
        else:
            callback()

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def _snapshot(self) -> Connection:
        """A connection all of whose reads see the same moment, as SQLite's always do."""
        if self._engine.dialect.name != "postgresql":
            return self._engine.connect()
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        return self._engine.connect().execution_options(**options)

    def _run_callbacks(self) -> None:
        after, self._here.after = self._here.after, []
        for callback in after:
            callback()


class _Here(threading.local):
    """What belongs to one thread."""

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self.after: list[Callable[[], None]] = []


@contextmanager
def own_errors() -> Iterator[None]:
    """Let an error of the database leave as one of the archive's, without its statement and its values."""
    try:
        yield
    except IntegrityError:
        raise UsageError(
            "This is in the archive already, or it belongs to something that is not. Nothing was changed."
        ) from None
    except (DBAPIError, PoolExhausted):
        raise Unavailable(
            "The database does not answer, is busy or is full. Nothing was changed; try again."
        ) from None
    except StatementError as error:  # a value that a column refused, before the database saw it
        if isinstance(error.orig, HeardError):
            raise error.orig from None
        raise UsageError("A value does not fit its column. Nothing was changed.") from None
