"""What needs no server to be known of the Elasticsearch index."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import cast

import pytest

from archive.errors import Unavailable, UsageError
from archive.model import IndexDocument
from archive.search.elastic import ElasticIndex, elastic_client
from archive.search.elastic_bodies import MAPPINGS, source

TOKEN = "5f" * 12


def test_the_mapping_is_strict_and_every_field_of_a_document_is_in_it() -> None:
    made = source(
        IndexDocument("t-1.0", "t-1", 0, "turn", "coast", "BD", "en", "p-1", ("3.8",), (TOKEN, TOKEN))
    )
    assert MAPPINGS["dynamic"] == "strict"
    assert set(made) == set(cast(Mapping[str, object], MAPPINGS["properties"]))
    assert MAPPINGS["_source"] == {"excludes": ["tokens"]}


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1:9200", "127.0.0.1:9200", "https://", "http://search.example:9200"]
)
def test_an_unsafe_or_unreadable_url_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        elastic_client(url)


def test_plain_http_is_for_this_machine_and_for_a_network_said_to_be_private() -> None:
    elastic_client("http://127.0.0.1:9200").close()
    elastic_client("http://search.example:9200", private_network=True).close()


def test_credentials_are_sent_as_they_are_given() -> None:
    key = elastic_client("https://search.example:9200", api_key="abc", fingerprint="aa" * 32)
    assert key._headers["authorization"] == "ApiKey abc"
    pair = elastic_client("https://search.example:9200", basic_auth=("heard", "river"))
    assert pair._headers["authorization"].startswith("Basic ")
    key.close()
    pair.close()


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(Unavailable):
            ElasticIndex(f"http://127.0.0.1:{port}", "heard")


class _Refusing(http.server.BaseHTTPRequestHandler):
    """Answers like a server that does not know these credentials."""

    def do_HEAD(self) -> None:
        self.send_response(401)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def refusing() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Refusing)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_refusal_says_what_to_check_and_nothing_of_the_request(refusing: str) -> None:
    with pytest.raises(Unavailable, match="status 401") as refusal:
        ElasticIndex(refusing, "secret-name")
    assert "secret-name" not in str(refusal.value)
    assert refusal.value.__suppress_context__
