"""What is said to Elasticsearch: mapping, settings, documents and queries as plain dictionaries.

The mapping is strict: a field that is not written here is refused by the server, so no word can slip in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, TypedDict

from archive.model import Hit, IndexDocument
from archive.ports import IndexFilter, TokenQuery
from archive.search.paging import FARTHEST, under

Body: TypeAlias = Mapping[str, object]
"""A JSON object of Elasticsearch's REST API (mapping, document, Query DSL), as its reference has it."""


class Source(TypedDict):
    """What the server keeps of a document beside its tokens, as it gives it back."""

    testimony: str
    turn: int
    exposure: str


class ServerHit(TypedDict):
    """One element of ``hits.hits`` in an answer to a search."""

    _id: str
    _score: float | None
    _source: Source


class BulkStatus(TypedDict):
    """The HTTP status of one action of a bulk request."""

    status: int


class BulkRefusal(TypedDict):
    """An element of ``items`` in an answer of the bulk API, for a deletion that was refused."""

    delete: BulkStatus


MAPPINGS: Body = {
    "dynamic": "strict",
    "_source": {"excludes": ["tokens"]},
    "properties": {
        **{
            name: {"type": "keyword"}
            for name in (
                "id", "testimony", "exposure", "project", "country", "language", "participant", "codes",
            )
        },
        "turn": {"type": "integer"},
        "tokens": {"type": "text", "analyzer": "whitespace", "index_options": "positions"},
    },
}  # fmt: skip


def made_with(analysis: int) -> dict[str, int]:
    """What a mapping says of the analysis that its tokens come from."""
    return {"analysis": analysis}


def analysis_in(mapping: Mapping[str, object]) -> int:
    """The same, read from a mapping as the server gives it; 0 where it says nothing."""
    meta = mapping.get("_meta")
    version = meta.get("analysis") if isinstance(meta, Mapping) else None
    return version if isinstance(version, int) else 0


SETTINGS: Body = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "max_result_window": FARTHEST,
    "merge.policy.expunge_deletes_allowed": 0,
    "soft_deletes.retention.operations": 0,
    "soft_deletes.retention_lease.period": "0s",
}


def source(document: IndexDocument) -> Body:
    """The document as the server gets it."""
    return {
        "id": document.id,
        "testimony": document.testimony,
        "turn": document.turn,
        "exposure": document.exposure,
        "project": document.project,
        "country": document.country,
        "language": document.language,
        "participant": document.participant,
        "codes": list(document.codes),
        "tokens": " ".join(document.tokens),
    }


def hit(row: ServerHit) -> Hit:
    """One of the server's hits."""
    source = row["_source"]
    return Hit(
        row["_id"], source["testimony"], source["turn"], source["exposure"], float(row["_score"] or 0.0)
    )


def question(query: TokenQuery, within: IndexFilter) -> Body:
    """A query and its filter as one boolean query."""
    filters: list[Body] = [
        {"terms": {field: sorted(allowed)}}
        for field, allowed in (
            ("exposure", within.exposures),
            ("project", within.projects),
            ("country", query.countries),
            ("language", query.languages),
        )
        if allowed
    ]
    filters += [
        _either([{"term": {"codes": code}}, {"prefix": {"codes": under(code)}}])
        for code in sorted(query.codes)
    ]
    must = [_phrase(phrase) for phrase in query.all_of]
    must += [_either([_phrase(phrase) for phrase in group]) for group in query.any_of]
    return {
        "bool": {"filter": filters, "must": must, "must_not": [_phrase(phrase) for phrase in query.none_of]}
    }


def _either(clauses: list[Body]) -> Body:
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


def _phrase(phrase: tuple[str, ...]) -> Body:
    return {"match_phrase": {"tokens": {"query": " ".join(phrase), "analyzer": "whitespace"}}}
