"""Start-up, headers on every answer, and what errors do not tell."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from archive.errors import LockedArchive, LogUnwritable, Unavailable
from archive.model import Event, LogEntry, Role
from archive.ports import Archive
from archive.web.addresses import Addresses
from archive.web.application import check, create_app
from archive.web.routes import API, PAGES
from archive.web.security import HEADERS, MOST_BYTES, Guard
from tests.web.made import PASSWORD, Made, browser, sign_in, signed_in

CANARY = "CANARYTEXT-93"
People = Callable[[Role], TestClient]


def test_a_route_without_an_action_keeps_it_from_starting(archive: Archive) -> None:
    app = create_app(archive)
    app.add_api_route("/loose", lambda: "anything", methods=["GET"])
    with pytest.raises(RuntimeError, match="/loose"):
        check(app)
    other = create_app(archive)
    other.mount("/files", create_app(archive))
    with pytest.raises(RuntimeError, match="/files"):
        check(other)


def test_every_answer_carries_the_headers(archive: Archive, made: Made, people: People) -> None:
    somebody, nobody = people(Role.RESEARCHER), browser(archive)
    paths = {r.path.replace("{testimony_id}", made.approved) for r in (*PAGES, *API)}
    for client in (somebody, nobody):
        for path in [*sorted(paths - {"/sign-out"}), "/nowhere", "/static/heard.css", "/docs", "/redoc"]:
            for method in ("GET", "POST", "PUT"):
                answer = client.request(method, path)
                told = {name: answer.headers.get(name) for name in HEADERS}
                assert told == dict(HEADERS), (method, path, answer.status_code)
                assert answer.status_code != 500, (method, path)


def test_documentation_is_closed(archive: Archive, people: People) -> None:
    client = browser(archive)
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
    assert client.get("/openapi.json").status_code == 401
    assert people(Role.COLLECTOR).get("/openapi.json").status_code == 200


def test_the_description_is_whole(people: People) -> None:
    document = people(Role.RESEARCHER).get("/openapi.json").json()
    assert document["openapi"].startswith("3.1.")
    operations = [op for path in document["paths"].values() for op in path.values()]
    assert len(operations) == len([r for r in API if r.path.startswith("/api/")])
    assert len({op["operationId"] for op in operations}) == len(operations)
    schemas = document["components"]["schemas"]
    for reference in _references(document):
        assert reference.removeprefix("#/components/schemas/") in schemas
    for name, path in document["paths"].items():
        holes = {part.strip("{}") for part in name.split("/") if part.startswith("{")}
        for op in path.values():
            assert {p["name"] for p in op.get("parameters", []) if p["in"] == "path"} == holes
    assert not [s for s in schemas.values() if "example" in s or "examples" in s]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"query": CANARY, "purpose": CANARY}},
        {"json": {"query": 1, CANARY: 2}},
        {"json": [CANARY]},
        {"content": f'{{"query": "{CANARY}', "headers": {"Content-Type": "application/json"}},
        {"json": {"query": f'"{CANARY}', "purpose": "research_project"}},
        {"json": {"query": f"nosuch:{CANARY}", "purpose": "research_project"}},
        {"files": {"file": (CANARY, CANARY.encode())}},
        {"content": CANARY.encode() * MOST_BYTES, "headers": {"Content-Type": "application/json"}},
    ],
)
def test_a_malformed_request_is_not_repeated(people: People, sent: dict[str, Any], capfd: Any) -> None:
    answer = people(Role.RESEARCHER).post("/api/v1/search", **sent)
    assert 400 <= answer.status_code < 500
    assert CANARY not in answer.text
    assert answer.json()["sentence"]
    assert CANARY not in "".join(capfd.readouterr())


def test_a_malformed_form_is_not_repeated(people: People) -> None:
    answer = people(Role.RESEARCHER).post("/search", data={"words": "road", "purpose": CANARY})
    assert answer.status_code == 422
    assert CANARY not in answer.text
    assert "purpose" in answer.text


class Broken:
    """An index that fails with a message full of what was asked."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def search(self, *_: Any, **__: Any) -> Any:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError(CANARY), 500),
        (Unavailable("The index does not answer; try again."), 503),
        (LockedArchive("The index does not open with this key."), 503),
    ],
)
def test_what_breaks_inside_stays_inside(
    archive: Archive, made: Made, error: Exception, status: int, caplog: Any, capfd: Any
) -> None:
    client = signed_in(replace(archive, index=Broken(error)), Role.RESEARCHER)  # type: ignore[arg-type]
    with caplog.at_level(logging.DEBUG):
        for answer in (
            client.post("/api/v1/search", json={"query": "road", "purpose": "research_project"}),
            client.post("/search", data={"words": "road", "purpose": "research_project"}),
        ):
            assert answer.status_code == status
            assert CANARY not in answer.text
            assert "Traceback" not in answer.text
            if status == 500:
                assert "r-" in answer.text, "the sentence gives the number of the request"
    assert CANARY not in caplog.text
    assert CANARY not in "".join(capfd.readouterr())


class Deaf:
    """A log that cannot be written any more."""

    def __init__(self, log: Any) -> None:
        self._log = log

    def append(self, event: Event) -> LogEntry:
        raise LogUnwritable("The log cannot be written, so nothing is served.")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)


def test_where_nothing_can_be_logged_nothing_is_served(archive: Archive, made: Made) -> None:
    client = signed_in(archive, Role.RESEARCHER)
    client.app.state.heard = replace(client.app.state.heard, archive=replace(archive, log=Deaf(archive.log)))  # type: ignore[attr-defined]
    headers = {"Heard-Purpose": "research_project"}
    for answer in (
        client.get(f"/testimony/{made.approved}", headers=headers),
        client.get(f"/api/v1/testimonies/{made.approved}", headers=headers),
        client.post("/search", data={"words": "road", "purpose": "research_project"}),
        client.get("/log"),
    ):
        assert answer.status_code == 503
        assert "road" not in answer.text
    refused = browser(replace(archive, log=Deaf(archive.log)))  # type: ignore[arg-type]
    assert sign_in(refused, "researcher").status_code == 503
    assert sign_in(refused, "researcher", "wrong").status_code == 503


def test_half_a_request_is_none(archive: Archive) -> None:
    reached: list[str] = []
    answered: list[Any] = []
    coming = iter(
        [{"type": "http.request", "body": b"verdict=acc", "more_body": True}, {"type": "http.disconnect"}]
    )

    async def application(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["path"])

    async def receive() -> Any:
        return next(coming)

    async def send(message: Any) -> None:
        answered.append(message)

    named = [(b"host", b"localhost")]
    scope = {"type": "http", "method": "POST", "path": "/review/t-1/decide", "headers": named}
    asyncio.run(Guard(application, Addresses())(scope, receive, send))
    assert not reached
    assert not answered


def test_an_upload_never_reaches_a_disk(people: People, tmp_path: Any, monkeypatch: Any) -> None:
    import tempfile

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a temporary file was asked for")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    answer = people(Role.RESEARCHER).post("/search", files={"words": ("a.txt", b"x" * 2000)})
    assert answer.status_code == 415


def test_the_password_of_an_account_is_nowhere(people: People) -> None:
    page = people(Role.ADMINISTRATOR).get("/users").text
    listed = people(Role.ADMINISTRATOR).get("/api/v1/users").text
    for text in (page, listed):
        assert PASSWORD not in text
        assert "argon2" not in text
