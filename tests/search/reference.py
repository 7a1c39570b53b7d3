"""What a query over tokens means, in loops: the yardstick for the engines."""

from __future__ import annotations

from collections.abc import Iterable

from archive.model import IndexDocument
from archive.ports import IndexFilter, TokenQuery


def answers(query: TokenQuery, within: IndexFilter, documents: Iterable[IndexDocument]) -> set[str]:
    """Ids of the documents that answer."""
    return {one.id for one in documents if _allowed(query, within, one) and _said(query, one.tokens)}


def _allowed(query: TokenQuery, within: IndexFilter, one: IndexDocument) -> bool:
    return (
        one.exposure in within.exposures
        and one.project in within.projects
        and (not query.countries or one.country in query.countries)
        and (not query.languages or one.language in query.languages)
        and all(any(f"{has}.".startswith(f"{asked}.") for has in one.codes) for asked in query.codes)
    )


def _said(query: TokenQuery, tokens: tuple[str, ...]) -> bool:
    def holds(phrase: tuple[str, ...]) -> bool:
        return any(tokens[at : at + len(phrase)] == phrase for at in range(len(tokens)))

    return (
        all(map(holds, query.all_of))
        and all(any(map(holds, group)) for group in query.any_of)
        and not any(map(holds, query.none_of))
    )
