"""What is said to Elasticsearch: mapping, settings, documents and queries as plain dictionaries.

The mapping is strict: a field that is not written here is refused by the server, so no word can slip in.
"""

from __future__ import annotations

from typing import Any

from archive.model import Hit, IndexDocument
from archive.ports import IndexFilter, TokenQuery
from archive.search.paging import FARTHEST, under

MAPPINGS: dict[str, Any] = {
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

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "max_result_window": FARTHEST,
    "merge.policy.expunge_deletes_allowed": 0,
    "soft_deletes.retention.operations": 0,
    "soft_deletes.retention_lease.period": "0s",
}


def source(document: IndexDocument) -> dict[str, Any]:
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


def hit(found: dict[str, Any]) -> Hit:
    """One of the server's hits."""
    source = found["_source"]
    return Hit(
        found["_id"], source["testimony"], source["turn"], source["exposure"], float(found["_score"] or 0.0)
    )


def question(query: TokenQuery, within: IndexFilter) -> dict[str, Any]:
    """A query and its filter as one boolean query."""
    filters: list[dict[str, Any]] = [
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


def _either(clauses: list[dict[str, Any]]) -> dict[str, Any]:
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


def _phrase(phrase: tuple[str, ...]) -> dict[str, Any]:
    return {"match_phrase": {"tokens": {"query": " ".join(phrase), "analyzer": "whitespace"}}}
