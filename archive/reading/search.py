"""Search: keyed tokens find, consent is asked again, and only then is anything unsealed.

The event of a search is written before the passages are returned; its words are sealed to the protection
officer. There is no search without a viewer.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from archive.access.gate import UnitOfWork
from archive.model import (
    Action,
    Passage,
)
from archive.reading.turns import passages
from archive.search.find import find
from archive.search.keyed import TokenKeys
from archive.search.paging import FARTHEST
from archive.search.query import Query, canonical
from archive.search.scope import scope_for

PAGE = 100
"""Hits asked of the index at a time."""


def search_passages(work: UnitOfWork, query: Query, *, limit: int = 20) -> list[Passage]:
    """What this viewer may see of what answers the query: found by keyed tokens, checked again against
    today's consent, unsealed, rendered for the viewer's audience, and on the log before it is returned."""
    work.authorise(Action.SEARCH_RUN)
    scope = scope_for(work.viewer, work.clock.today())
    keys = TokenKeys(work.keys.secret("index"))

    def look() -> list[Passage]:
        collected: list[Passage] = []
        for offset in range(0, FARTHEST, PAGE):
            hits = find(work.index, keys, query, scope, limit=PAGE, offset=offset)
            collected += passages(work, query, hits)
            if len(collected) >= limit or len(hits) < PAGE:
                break
        return collected[:limit]

    return work.read_consistently(look, lambda results: _note_search(work, query, results))


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
