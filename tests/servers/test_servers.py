"""The servers that the tests start are the real ones, empty, and reachable from this machine alone."""

from __future__ import annotations

import psutil
import psycopg
import pytest
from elasticsearch import Elasticsearch

from tests.servers.start import Servers

pytestmark = pytest.mark.servers


def test_postgresql_answers(servers: Servers) -> None:
    with psycopg.connect(servers.postgres_url) as connection:
        row = connection.execute("SELECT current_setting('server_version_num')::int").fetchone()
    assert row is not None
    assert row[0] >= 150000


def test_elasticsearch_indexes_and_finds(servers: Servers) -> None:
    client = Elasticsearch(servers.elasticsearch_url)
    nodes = client.nodes.info()["nodes"].values()
    assert [node["version"] for node in nodes] == ["8.17.0"]
    field = {"properties": {"tokens": {"type": "text", "analyzer": "whitespace"}}}
    client.indices.create(index="try", mappings=field)
    client.index(index="try", id="1", document={"tokens": "aa bb cc"}, refresh=True)
    found = client.search(index="try", query={"match_phrase": {"tokens": "bb cc"}})
    assert [hit["_id"] for hit in found["hits"]["hits"]] == ["1"]
    client.indices.delete(index="try")
    client.close()


def listening_addresses(process: psutil.Process, folder: str) -> set[str]:
    """Where a process that was started in this folder listens; nowhere, when it ends while we ask."""
    try:
        if folder not in str(process.cmdline()):
            return set()
        return {c.laddr.ip for c in process.net_connections() if c.status == psutil.CONN_LISTEN}
    except psutil.NoSuchProcess:  # also a zombie: PostgreSQL ends its workers whenever it likes
        return set()


def test_nothing_listens_beyond_this_machine(servers: Servers) -> None:
    children = psutil.Process().children(recursive=True)
    listening = set[str]().union(*(listening_addresses(child, str(servers.folder)) for child in children))
    assert listening <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}
    assert listening
