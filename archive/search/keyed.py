"""Terms become keyed tokens: what the engine holds instead of words.

A token is HMAC-SHA256 of a term under a key of the archive, cut to 96 bits, in hexadecimal: without
the key nobody can tell which word it is, or try a dictionary. What stays visible to whoever holds the
index is how often each token occurs and beside which others; this is hardening, not encryption.

Each exposure has a key of its own. The words of a released quote are public; were they keyed like the
turns, anyone holding the index could lay the published words beside their tokens and read off a
dictionary that opens the unpublished turns. So a quote's tokens say nothing of a turn's.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import lru_cache

from archive.errors import UsageError
from archive.model import IndexDocument
from archive.ports import TokenQuery
from archive.search.analysers import stream
from archive.search.query import Query
from archive.search.query_terms import Terms, sought

TURN = "turn"
QUOTE = "quote"
EXPOSURES = (QUOTE, TURN)
"""The kinds of document: a whole turn for research, a released quote."""

TOKEN_BYTES = 12
CACHED_TERMS = 100_000


class TokenKeys:
    """Keys terms; made from ``KeyRing.secret("index")``. Its repr shows nothing.

    The cache of each exposure keeps up to ``CACHED_TERMS`` recent terms in memory, in clear.
    """

    __slots__ = ("_token",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) < 32:
            raise UsageError("The index needs a secret of at least 32 bytes; take it from the key ring.")
        self._token = {exposure: _keyed(secret, exposure) for exposure in EXPOSURES}

    def __repr__(self) -> str:
        return "TokenKeys()"

    def token(self, exposure: str, term: str) -> str:
        """24 hexadecimal digits for a term under one exposure."""
        return self._of(exposure)(term)

    def tokens(self, exposure: str, terms: tuple[str, ...]) -> tuple[str, ...]:
        """The same for several terms, in order."""
        keyed = self._of(exposure)
        return tuple(keyed(term) for term in terms)

    def _of(self, exposure: str) -> Callable[[str], str]:
        if exposure not in self._token:
            raise UsageError(f"A document is exposed as one of {', '.join(EXPOSURES)}.")
        return self._token[exposure]


def _keyed(secret: bytes, exposure: str) -> Callable[[str], str]:
    key = hmac.digest(secret, b"heard index tokens\x00" + exposure.encode(), hashlib.sha256)

    @lru_cache(maxsize=CACHED_TERMS)
    def token(term: str) -> str:
        return hmac.digest(key, term.encode(), hashlib.sha256)[:TOKEN_BYTES].hex()

    return token


def with_tokens(document: IndexDocument, text: str, keys: TokenKeys) -> IndexDocument:
    """The document with the keyed tokens of ``text``, a rendering that was approved for its exposure."""
    return replace(document, tokens=keys.tokens(document.exposure, stream(text, document.language)))


def token_query(query: Query, keys: TokenKeys, exposures: Collection[str] = EXPOSURES) -> TokenQuery:
    """The query over keyed tokens, for the exposures that a scope allows."""
    clear = sought(query)
    groups = [_phrases(group, keys, exposures) for group in clear.wanted]
    return TokenQuery(
        all_of=tuple(group[0] for group in groups if len(group) == 1),
        any_of=tuple(group for group in groups if len(group) != 1),
        none_of=_phrases(clear.unwanted, keys, exposures),
        codes=frozenset(query.codes),
        countries=frozenset(query.countries),
        languages=frozenset(query.languages),
    )


def _phrases(phrases: Iterable[Terms], keys: TokenKeys, exposures: Collection[str]) -> tuple[Terms, ...]:
    return tuple(keys.tokens(exposure, phrase) for phrase in phrases for exposure in sorted(exposures))
