"""The index in Elasticsearch, over keyed tokens.

The server gets hexadecimal words for its ``whitespace`` analyser and no text, so it needs no language
module, no script and no plugin. Its ``_source`` leaves the tokens out. Every failure is ``Unavailable``,
without the request's words.

A deleted document stays in Lucene's files until its segment is merged, and Elasticsearch keeps it longer
still, as history for copies that may want to catch up: up to the sequence number of a "retention lease",
which the server moves on every 30 seconds. So a removal deletes, looks how far the lease has come, waits
for it where the document is younger than that, and then has the segment rewritten. What remains until a
later merge is a tombstone: an id, and no token.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, Elasticsearch
from elasticsearch.helpers import BulkIndexError, bulk

from archive.errors import Unavailable, UsageError
from archive.model import Hit, IndexDocument
from archive.ports import IndexFilter, TokenQuery
from archive.search.analysers import ANALYSIS
from archive.search.elastic_bodies import (
    MAPPINGS,
    SETTINGS,
    Body,
    BulkRefusal,
    analysis_in,
    hit,
    made_with,
    question,
    source,
)
from archive.search.paging import reachable

P = ParamSpec("P")
T = TypeVar("T")

PAGE = 1_000
TIMEOUT_SECONDS = 30.0
LEASE_SECONDS = 90.0
POLL_SECONDS = 0.5
GONE = 404
_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


def elastic_client(
    url: str,
    *,
    api_key: str | None = None,
    basic_auth: tuple[str, str] | None = None,
    ca_certs: str | None = None,
    fingerprint: str | None = None,
    private_network: bool = False,
) -> Elasticsearch:
    """A client for one server. ``ca_certs`` is a path; ``fingerprint`` the certificate's SHA-256.

    Raises ``UsageError`` for plain http to another machine, unless ``private_network`` says that nobody
    else is on the wire.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("The index URL must begin with http:// or https:// and name a host and a port.")
    if parts.scheme == "http" and parts.hostname not in _LOCAL and not private_network:
        raise UsageError(
            "The index server is on another machine: use https://, or say it is a private network."
        )
    options: dict[str, Any] = {"api_key": api_key, "basic_auth": basic_auth, "ca_certs": ca_certs}
    options["ssl_assert_fingerprint"] = fingerprint
    given = {name: value for name, value in options.items() if value is not None}
    return Elasticsearch(url, request_timeout=TIMEOUT_SECONDS, retry_on_timeout=False, **given)


class ElasticIndex:
    """``archive.ports.Index`` on one Elasticsearch index, made if it is not there.

    ``server`` is a client from ``elastic_client``, or a URL where no credentials but its own are needed.
    """

    def __init__(self, server: Elasticsearch | str, name: str) -> None:
        self._client = elastic_client(server) if isinstance(server, str) else server
        self._name = name
        self._create()

    def put(self, documents: Iterable[IndexDocument]) -> None:
        """Add or replace by id; found when this returns."""
        actions = ({"_index": self._name, "_id": d.id, "_source": source(d)} for d in documents)
        _asking(bulk, self._client, actions, chunk_size=500, refresh=True)

    def remove(self, *, ids: Collection[str] = (), testimony: str | None = None) -> None:
        """Remove by id or by testimony; gone from answers at once, from the files when this returns.

        Waits up to ``LEASE_SECONDS`` for documents put within the last half minute. Raises
        ``Unavailable`` if the server holds on to them for longer; asking again finishes the removal.
        """
        gone = dict(self._found({"bool": {"should": _named(ids, testimony)}}))
        actions = ({"_op_type": "delete", "_index": self._name, "_id": one} for one in gone)
        _, failed = _asking(bulk, self._client, actions, raise_on_error=False, refresh=True)
        if any(one["delete"]["status"] != GONE for one in cast(list[BulkRefusal], failed)):
            raise Unavailable("The index server did not remove everything it was asked to; try again.")
        self._expunge(max(gone.values(), default=-1))

    def search(self, query: TokenQuery, within: IndexFilter, *, limit: int, offset: int = 0) -> list[Hit]:
        """Best first (BM25), ties by id."""
        if not reachable(within, limit, offset):
            return []
        answer = _asking(
            self._client.search,
            index=self._name,
            query=question(query, within),
            sort=[{"_score": "desc"}, {"id": "asc"}],
            source_includes=["testimony", "turn", "exposure"],
            size=limit,
            from_=offset,
            track_total_hits=False,
        )
        return [hit(row) for row in answer["hits"]["hits"]]

    def ids(self) -> Iterator[str]:
        """Every document id, in order."""
        return (one for one, _ in self._found({"match_all": {}}))

    def clear(self) -> None:
        """Drop the server's index and make an empty one."""
        _asking(self._client.indices.delete, index=self._name, ignore_unavailable=True)
        self._create()

    def stale(self) -> bool:
        """Whether its tokens come from another analysis; an index that names none counts as that."""
        answer = _asking(self._client.indices.get_mapping, index=self._name)
        return [analysis_in(one["mappings"]) for one in answer.body.values()] != [ANALYSIS]

    def built(self) -> None:
        """Note the analysis in the index's mapping."""
        _asking(self._client.indices.put_mapping, index=self._name, meta=made_with(ANALYSIS))

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _create(self) -> None:
        if _asking(self._client.indices.exists, index=self._name):
            return
        try:
            self._client.indices.create(index=self._name, mappings=MAPPINGS, settings=SETTINGS)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise _unavailable(error) from None
        except (ApiError, TransportError) as error:
            raise _unavailable(error) from None

    def _expunge(self, newest: int) -> None:
        """Rewrite what holds deleted documents, once none up to sequence number ``newest`` is kept back."""
        deadline = time.monotonic() + LEASE_SECONDS
        while (kept := self._history()) <= newest and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        indices = self._client.indices
        _asking(indices.flush, index=self._name, wait_if_ongoing=True)
        _asking(indices.forcemerge, index=self._name, only_expunge_deletes=True)
        _asking(indices.refresh, index=self._name)
        if kept <= newest:
            raise Unavailable(
                "The documents are out of every answer, but the index server still keeps them as history."
                " Ask for the removal again in a minute."
            )

    def _history(self) -> int:
        """The sequence number from which on the server keeps deleted documents back."""
        stats = _asking(self._client.indices.stats, index=self._name, level="shards")
        copies = stats["indices"][self._name]["shards"].values()
        return min(
            (
                int(lease["retaining_seq_no"])
                for shard in copies
                for copy in shard
                for lease in copy["retention_leases"]["leases"]
            ),
            default=sys.maxsize,
        )

    def _found(self, query: Body) -> Iterator[tuple[str, int]]:
        """Ids and sequence numbers of what a query finds, by id."""
        after: list[Any] | None = None
        while True:
            hits = _asking(
                self._client.search,
                index=self._name,
                query=query,
                sort=[{"id": "asc"}],
                source=False,
                size=PAGE,
                search_after=after,
                seq_no_primary_term=True,
            )["hits"]["hits"]
            yield from ((one["_id"], one["_seq_no"]) for one in hits)
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]


def _named(ids: Collection[str], testimony: str | None) -> list[Body]:
    return [{"terms": {"id": sorted(ids)}}, {"terms": {"testimony": [testimony] if testimony else []}}]


def _asking(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return call(*args, **kwargs)
    except (ApiError, TransportError, BulkIndexError) as error:
        raise _unavailable(error) from None


def _unavailable(error: Exception) -> Unavailable:
    status = f", status {error.status_code}" if isinstance(error, ApiError) else ""
    return Unavailable(
        f"The index server does not answer as it should ({type(error).__name__}{status}). Check that it runs"
        " and that the index URL and its credentials are right, then try again."
    )
