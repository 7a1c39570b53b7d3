"""The port of the search engine, which never holds a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from archive.model import (
    Hit,
    IndexDocument,
)


@dataclass(frozen=True, slots=True)
class IndexFilter:
    """What a search may touch at most. Only ``search.scope`` makes one.

    ``exposures`` are the kinds of document; empty collections find nothing.
    """

    exposures: frozenset[str]
    projects: frozenset[str]


@dataclass(frozen=True, slots=True)
class TokenQuery:
    """A query over keyed tokens: every phrase of ``all_of``, at least one of each ``any_of`` group,
    none of ``none_of``. A phrase is a tuple of one or more adjacent tokens."""

    all_of: tuple[tuple[str, ...], ...] = ()
    any_of: tuple[tuple[tuple[str, ...], ...], ...] = ()
    none_of: tuple[tuple[str, ...], ...] = ()
    codes: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


class Index(Protocol):
    """The search engine: derived, disposable, and without a word in it."""

    def put(self, documents: Iterable[IndexDocument]) -> None:
        """Add or replace by id; found by the next search."""
        ...

    def remove(self, *, ids: Collection[str] = (), testimony: str | None = None) -> None:
        """Remove by id or by testimony, so that nothing of it stays in the engine's files."""
        ...

    def search(self, query: TokenQuery, within: IndexFilter, *, limit: int, offset: int = 0) -> list[Hit]:
        """Best first (BM25), ties by id."""
        ...

    def ids(self) -> Iterator[str]:
        """Every document id, for the reconciliation with the store."""
        ...

    def clear(self) -> None:
        """Drop everything; it can be built again."""
        ...

    def stale(self) -> bool:
        """Whether it has to be built: it is new, was cleared and not filled to the end, or was made with
        another analysis of words."""
        ...

    def built(self) -> None:
        """Note that everything is in it, as words are analysed today."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
