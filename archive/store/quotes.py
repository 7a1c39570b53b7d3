"""Released excerpts, sealed under their speaker's key: what was released can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Row

from archive.errors import NotFound, UsageError
from archive.model import Quote
from archive.store.database import Database
from archive.store.envelope import Context
from archive.store.forgetting import owner_of, readable_turns
from archive.store.sealed_values import Sealer
from archive.store.tables import quotes


class SqlQuotes:
    """The part of the store that keeps released quotes."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def add(self, quote: Quote) -> None:
        """Keep a released quote. Raises ``UsageError`` if its turn can no longer be read."""
        row = asdict(quote)
        text = row.pop("text").encode()
        with self._database.connection() as connection:
            if (quote.version, quote.turn) not in readable_turns(connection, self._sealer, quote.testimony):
                raise UsageError("This turn holds no words; nothing can be released from it.")
            subject = owner_of(connection, quote.testimony, quote.version, quote.turn)
            sealed = self._sealer.seal(text, Context(quote.id, "quote", quote.version, subject))
            connection.execute(insert(quotes).values(**row, subject=subject, sealed=sealed))

    def get(self, quote_id: str) -> Quote | None:
        """One quote; a withdrawn one comes without text, and none once its speaker's key is destroyed."""
        with self._database.reading() as connection:
            row = connection.execute(select(quotes).where(quotes.c.id == quote_id)).one_or_none()
        if row is None:
            return None
        if row.withdrawn_at is not None:
            return _quote(row, "") if self._sealer.living({row.subject}) else None
        return next(iter(self._opened([row])), None)

    def of(self, testimony_id: str) -> list[Quote]:
        """Quotes that were not withdrawn and can be read, in order of position."""
        query = select(quotes).where(quotes.c.testimony == testimony_id, quotes.c.withdrawn_at.is_(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(quotes.c.start, quotes.c.end, quotes.c.id)).all()
        return self._opened(rows)

    def withdraw(self, quote_id: str, at: datetime) -> None:
        """Close the quote and remove its sealed text. Raises ``NotFound``; twice changes nothing."""
        here = quotes.c.id == quote_id
        with self._database.connection() as connection:
            if connection.scalar(select(quotes.c.id).where(here)) is None:
                raise NotFound("There is no such quote.")
            still_open = quotes.c.withdrawn_at.is_(None)
            connection.execute(update(quotes).where(here, still_open).values(withdrawn_at=at, sealed=None))

    def move(self, quote_id: str, version: int, turn: int) -> None:
        """Say where a quote stands in a newer version, its words as they are. Nothing for one that is
        closed."""
        quote = self.get(quote_id)
        if quote is None or quote.withdrawn_at is not None:
            return
        with self._database.connection() as connection:
            subject = owner_of(connection, quote.testimony, version, turn)
            sealed = self._sealer.seal(quote.text.encode(), Context(quote.id, "quote", version, subject))
            moved = {"version": version, "turn": turn, "subject": subject, "sealed": sealed}
            connection.execute(update(quotes).where(quotes.c.id == quote_id).values(**moved))

    def _opened(self, rows: Sequence[Row[Any]]) -> list[Quote]:
        contexts = [(r.sealed, Context(r.id, "quote", r.version, r.subject)) for r in rows]
        opened = zip(rows, self._sealer.open_all(contexts), strict=True)
        return [_quote(row, text.decode()) for row, text in opened if text is not None]


def _quote(row: Row[Any], text: str) -> Quote:
    values = dict(row._mapping)
    del values["subject"], values["sealed"]
    return Quote(**values, text=text)
