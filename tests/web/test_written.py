"""Every field of every request, out of the routes themselves: a name that cannot be read is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from archive.ports import Archive
from archive.web.application import create_app
from archive.web.routes import API, PAGES
from archive.web.written import FORM, JSON, LINES, TEXTS, unreadable_fields
from tests.web.made import Made, browser

HOSTILE = ["a\x1b[31mb", "a\u202eb", "a\u200bb", "admin\u200d", "a\x00b", "a\x9bb"]
NEVER = "a\x00b"
"""Not even a text may hold this."""


def fields(schema: Any, document: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where a text may stand in a shape; a list is entered at its first place."""
    schema = (
        document["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    )
    for inner in schema.get("anyOf", ()):
        yield from fields(inner, document, path)
    for name, inner in schema.get("properties", {}).items():
        yield from fields(inner, document, (*path, name))
    if "items" in schema:
        yield from fields(schema["items"], document, (*path, "[]"))
    if schema.get("type") == "string" and "enum" not in schema:
        yield path


def holding(path: tuple[str, ...], value: str) -> Any:
    if not path:
        return value
    inner = holding(path[1:], value)
    return [inner] if path[0] == "[]" else {path[0]: inner}


def operations(archive: Archive) -> list[tuple[str, str, list[tuple[str, ...]]]]:
    document: Any = create_app(archive).openapi()
    every = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if "requestBody" in operation:
                shape = operation["requestBody"]["content"][JSON]["schema"]
                every.append((method, path, list(dict.fromkeys(fields(shape, document)))))
    return every


def refused(answer: Any, name: str) -> bool:
    return answer.status_code == 422 and name in answer.json()["fields"]


def test_every_field_of_the_api_refuses_a_name_that_cannot_be_read(archive: Archive, made: Made) -> None:
    client, tried = browser(archive), 0
    for method, path, places in operations(archive):
        for place in places:
            name = next(part for part in reversed(place) if part != "[]")
            for hostile in [NEVER] if name in TEXTS else HOSTILE:
                answer = client.request(method, path, json=holding(place, hostile))
                assert refused(answer, name), (method, path, place, answer.status_code)
                assert hostile not in answer.text
                tried += 1
    assert tried > 200


def forms() -> list[tuple[str, list[str]]]:
    """Every form that pages send, with its fields as the functions that serve it name them."""
    app = create_app_routes()
    every = []
    for route in app:
        body = route.dependant.body_params
        names = [
            name
            for param in body
            for name in (getattr(param.field_info.annotation, "model_fields", None) or {param.name: None})
        ]
        if names and not route.path.startswith("/api/"):
            every.append((route.path, names))
    return every


def create_app_routes() -> list[APIRoute]:
    from fastapi import FastAPI

    from archive.web import routes

    app = FastAPI()
    routes.install(app)
    return [route for route in app.routes if isinstance(route, APIRoute)]


def test_every_field_of_every_form_refuses_it_too(archive: Archive, made: Made) -> None:
    client, every = browser(archive), forms()
    assert len(every) > 30
    for path, names in every:
        for name in names:
            for hostile in [NEVER] if name in TEXTS else HOSTILE:
                body = urlencode({name: hostile})
                answer = client.post(path, content=body, headers={"Content-Type": FORM})
                assert answer.status_code == 422, (path, name)
                assert name in answer.text
                assert hostile not in answer.text


def test_every_place_in_an_address_refuses_it_too(archive: Archive, made: Made) -> None:
    client = browser(archive)
    for route in (*PAGES, *API):
        if "{" not in route.path:
            continue
        for hostile in HOSTILE:
            holes = "/".join(quote(hostile) if part[:1] == "{" else part for part in route.path.split("/"))
            assert client.request(route.method, holes).status_code == 404
    assert client.get("/search?" + urlencode({"words": "a", "x": HOSTILE[0]})).status_code == 422


def test_the_fields_that_hold_texts_are_fields(archive: Archive) -> None:
    """A name that no form and no shape has would let in a field of that name which comes later."""
    known = {name for _, names in forms() for name in names}
    known |= {part for _, _, places in operations(archive) for place in places for part in place}
    assert (TEXTS | LINES) - known == set()


@pytest.mark.parametrize("text", ["two\nlines\tand a tab", "a\u202eb", "ক\u09cd\u200dষ"])
def test_words_are_kept_as_they_are(text: str) -> None:
    for name in sorted(TEXTS):
        assert unreadable_fields(JSON, json.dumps({name: text}).encode(), b"") == []
        assert unreadable_fields(FORM, urlencode({name: text}).encode(), b"") == []


def test_several_names_stand_on_lines_of_their_own() -> None:
    for name in sorted(LINES):
        assert unreadable_fields(FORM, urlencode({name: "one two\r\nthree"}).encode(), b"") == []
        assert unreadable_fields(FORM, urlencode({name: "one\nt\u202ewo"}).encode(), b"") == [name]


@pytest.mark.parametrize(
    ("kind", "body"), [(JSON, b"{"), (JSON, b"[" * 100_000), (JSON, b"\xff"), (FORM, b"%zz=%"), ("", b"\x00")]
)
def test_what_cannot_be_parsed_is_left_to_whoever_parses_it(kind: str, body: bytes) -> None:
    assert unreadable_fields(kind, body, b"") == []


def test_too_many_fields_are_none(archive: Archive) -> None:
    assert unreadable_fields(FORM, b"a=1&" * 1001, b"") == ["-"]


def test_a_field_that_somebody_made_up_is_not_repeated(archive: Archive, made: Made) -> None:
    client: TestClient = browser(archive)
    answer = client.post("/api/v1/session", json={"Secret Name": "a\x1bb"})
    assert answer.status_code == 422
    assert "Secret" not in answer.text
