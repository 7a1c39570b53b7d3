"""The one way to ask the index: a query and a scope, never a query alone.

Hits are ids. Whoever calls this asks consent for each of them before unsealing anything.
"""

from __future__ import annotations

from archive.model import Hit
from archive.ports import Index
from archive.search.keyed import TokenKeys, token_query
from archive.search.query import Query
from archive.search.scope import BeyondRole, Scope


def find(
    index: Index,
    keys: TokenKeys,
    query: Query,
    scope: Scope | BeyondRole,
    *,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """The best ``limit`` hits after the first ``offset``, best first, within the viewer's scope."""
    asked = token_query(query, keys, scope.exposures)
    return index.search(asked, scope.filter, limit=limit, offset=offset)
