"""What the two engines have in common: how far one may page, and what an answer needs to be asked for."""

from __future__ import annotations

from archive.errors import UsageError
from archive.ports import IndexFilter

FARTHEST = 10_000
"""No search reaches past this many hits; Elasticsearch's own limit, kept by both engines."""


def reachable(within: IndexFilter, limit: int, offset: int) -> bool:
    """Whether there can be an answer at all. Raises ``UsageError`` for a page that cannot be."""
    if limit < 1 or offset < 0 or limit + offset > FARTHEST:
        raise UsageError(
            f"A search returns the first {FARTHEST} hits at most; narrow it by a word or a filter."
        )
    return bool(within.exposures and within.projects)


def under(code: str) -> str:
    """What begins every code that stands under ``code``: 3.8 and 3.8.1 are under 3."""
    return code + "."
