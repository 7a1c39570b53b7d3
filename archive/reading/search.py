"""Search: keyed tokens find, consent is asked again, and only then is anything unsealed.

The event of a search is written before the passages are returned; its words are sealed to the protection
officer. There is no search without a viewer. What lies beyond the viewer's role is told by one bit for a
project, if at all.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.access.gate import UnitOfWork
from archive.model import (
    Action,
    Passage,
)
from archive.reading.beyond_role import Beyond, hinted, note_use, reached
from archive.reading.turns import passages
from archive.search.find import find
from archive.search.keyed import TokenKeys
from archive.search.paging import FARTHEST
from archive.search.query import Query, canonical
from archive.search.scope import scope_for

PAGE = 100
"""Hits asked of the index at a time."""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a viewer gets for a query: passages, and the projects in which more matches that they may ask for.

    It says neither how much more nor whose, and is silent wherever silence is safer.
    """

    passages: tuple[Passage, ...] = field(default=(), repr=False)
    more_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Looked:
    """What one look at the index brought, before its event."""

    passages: tuple[Passage, ...]
    beyond: Beyond


def hint(project: str) -> str:
    """The sentence for a project of ``more_in``: the same on every screen and on the command line."""
    return (
        f"In {project} more matches than you may see. The people who said it agreed to this use, so you may "
        "ask the protection officer."
    )


def search(work: UnitOfWork, query: Query, *, limit: int = 20) -> SearchAnswer:
    """What this viewer may see of what answers the query, and where they may ask for more.

    Passages are found by keyed tokens, checked again against today's consent, unsealed, rendered for the
    viewer's audience, and on the log before they are returned. So is each hint.
    """
    more_in: tuple[str, ...] = ()

    def note(looked: _Looked) -> None:
        nonlocal more_in
        _note(work, query, looked)
        more_in = hinted(work, query, looked.beyond)

    looked = work.read_consistently(lambda: _look(work, query, limit, hints=True), note)
    return SearchAnswer(looked.passages, more_in)


def search_passages(work: UnitOfWork, query: Query, *, limit: int = 20) -> list[Passage]:
    """The passages alone, for whoever shows no hint: none is given, and none is remembered."""
    looked = work.read_consistently(
        lambda: _look(work, query, limit, hints=False), lambda seen: _note(work, query, seen)
    )
    return list(looked.passages)


def _look(work: UnitOfWork, query: Query, limit: int, *, hints: bool) -> _Looked:
    work.authorise(Action.SEARCH_RUN)
    scope = scope_for(work.viewer, work.clock.today())
    keys = TokenKeys(work.keys.secret("index"))
    collected: list[Passage] = []
    for offset in range(0, FARTHEST, PAGE):
        hits = find(work.index, keys, query, scope, limit=PAGE, offset=offset)
        collected += passages(work, query, hits)
        if len(collected) >= limit or len(hits) < PAGE:
            break
    beyond = reached(work, query, limit - len(collected), hints=hints)
    granted = [passage for opened in beyond.granted.values() for passage in opened]
    return _Looked((*collected[:limit], *granted), beyond)


def _note(work: UnitOfWork, query: Query, looked: _Looked) -> None:
    _note_search(work, query, looked.passages)
    note_use(work, looked.beyond)


def _note_search(work: UnitOfWork, query: Query, returned: Sequence[Passage]) -> None:
    """The event of a search: how many, under which consents; the words and the ids sealed to the officer."""
    asked = canonical(query)
    results = [".".join(filter(None, (p.testimony, str(p.turn), p.quote_id))) for p in returned]
    sealed = {"query": asked, "results": results}
    work.log.append(
        replace(
            work.event(Action.SEARCH_RUN),
            object_type="search",
            participants=tuple(sorted({p.participant for p in returned if p.participant})),
            consents=tuple(dict.fromkeys(c for p in returned for c in p.consents)),
            details=(("results", band(len(returned))), ("query", work.log.fingerprint(asked))),
            sealed=work.log.seal(json.dumps(sealed, ensure_ascii=False)),
        )
    )


def band(count: int) -> str:
    """A count as the log shows it: exact when nothing, else a band."""
    edges = (0, 1, 5, 10, 20, 50, 100)
    low = max(e for e in edges if e <= count)
    high = next((e for e in edges if e > count), None)
    return "0" if count == 0 else f"{low}-{high - 1}" if high else f"{low}+"
