"""Every operation of the running application, with a request that its own description says is well-formed.

Read from the OpenAPI document of all routes, pages included. A required field whose meaning its schema and
its name do not tell fails the tests: whoever adds a route says here what stands in its fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from archive.model import Action
from archive.ports import Archive
from archive.web.application import create_app
from archive.web.routes import API, PAGES, Route

FORM = "application/x-www-form-urlencoded"
WORDS: Mapping[str, object] = {
    "query": "school", "words": "the school", "passage": "0-1-0-4", "code": "sdg:1", "label": "A label",
    "name": "heard.css", "password": "a-word-that-is-long-enough-7", "role": "auditor",
    "old": "not-the-old-one-at-all", "new": "a-new-word-that-is-long-enough", "reason": "danger",
    "note": "seen",
    "recipient": "partner-1", "round": "r1", "why": "named", "text": "a note", "keep": "", "contact": "",
    "kind": "testimony", "finding": "f-nothing", "suggestion": "s-nothing", "purpose": "research_project",
    "topic": "viewers", "act": "add", "form": "csv", "sheet": "csv", "question": "matrix", "type": "PERSON",
    "verdict": "accept", "object": "sdg:1", "on": "code", "spans": [], "parts": [], "bands": [],
    "testimonies": [], "coders": [], "codes": [], "ceremony": "nothing", "credential": "k-nothing",
    "handle": "h-nothing", "organisation": "meadow", "officer": "meadow.olga", "until": "2001-01-01",
    "administrator": "meadow.adam", "partner": "valley",
    "artefact": "d-nothing", "artefact_id": "d-nothing",
    "request_id": "a-nothing", "request": "a-nothing",
}  # fmt: skip
"""What stands in a field that names none of the objects below and whose schema does not say it."""


@dataclass(frozen=True, slots=True)
class Object:
    """What a request is about, under each name that a field may give it."""

    project: str
    testimony: str
    quote: str
    coding: str
    participant: str
    emergency: str
    opening: str
    user: str = "nobody-here"
    share: str = "h-nothing"

    def named(self, field: str) -> str | None:
        """The id that belongs into a field of this name, if it names an object."""
        return {
            "project": self.project, "testimony_id": self.testimony, "testimony": self.testimony,
            "item": self.testimony, "quote_id": self.quote, "quote": self.quote, "coding_id": self.coding,
            "coding": self.coding, "participant": self.participant, "about": self.participant,
            "subject": self.participant, "emergency_id": self.emergency, "user": self.user,
            "share_id": self.share, "share": self.share,
            "opening": self.opening, "opening_id": self.opening,
        }.get(field)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Operation:
    """One method at one address. ``fields`` are the properties of its body, ``media`` its kind of body."""

    method: str
    path: str
    action: Action
    public: bool
    fields: Mapping[str, Mapping[str, Any]]
    required: frozenset[str]
    media: str

    @property
    def name(self) -> str:
        """As a person would say it."""
        return f"{self.method} {self.path}"

    @property
    def about(self) -> bool:
        """Whether a request names an object."""
        return any(field not in ("user", "share", "share_id") for field in self._named())

    @property
    def about_organisation(self) -> bool:
        """Whether a request names an object, an account or a share."""
        return bool(self._named())

    def _named(self) -> list[str]:
        holes = re.findall(r"{(\w+)}", self.path)
        example = Object("", "", "", "", "", "", "")
        return [field for field in (*holes, *self.fields) if example.named(field) is not None]

    def address(self, one: Object) -> str:
        """The path with the ids of one object in it."""
        return re.sub(r"{(\w+)}", lambda m: str(one.named(m[1]) or WORDS[m[1]]), self.path)

    def body(self, one: Object) -> dict[str, object]:
        """A body about one object: its ids where a field names one, else what the schema asks for."""
        values: dict[str, object] = {}
        for field, schema in self.fields.items():
            named = one.named(field)
            if named is not None:
                values[field] = named
            elif field in self.required:
                values[field] = _value(field, schema)
        return values


def _value(field: str, schema: Mapping[str, Any]) -> object:
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    if schema.get("type") == "boolean":
        return True
    if schema.get("type") == "integer":
        return max(1, schema.get("minimum", 1))
    if schema.get("type") == "object":
        return {}
    if field in WORDS:
        return WORDS[field]
    raise AssertionError(f"Say in tests/attacks/operations.py what stands in the field {field}.")


def operations(archive: Archive) -> list[Operation]:
    """Every operation, in the order of the table of routes."""
    app = create_app(archive)
    routes = [route for route in app.routes if isinstance(route, APIRoute)]
    for route in routes:
        route.include_in_schema = True
        route.operation_id = f"{'_'.join(sorted(route.methods))} {route.path}"
    document = get_openapi(title="Heard", version="1", routes=routes)
    table = {(r.method, r.path): r for r in (*PAGES, *API)}
    described = {(m.upper(), path) for path, methods in document["paths"].items() for m in methods}
    assert described == set(table), "The document and the table of routes differ."
    return [_operation(route, document) for route in table.values()]


def _operation(route: Route, document: Mapping[str, Any]) -> Operation:
    described = document["paths"][route.path][route.method.lower()]
    media, schema = next(iter(_bodies(described)), ("", {}))
    schema = _followed(schema, document)
    fields = {name: _followed(one, document) for name, one in schema.get("properties", {}).items()}
    required = frozenset(schema.get("required", ()))
    return Operation(route.method, route.path, route.action, route.public, fields, required, media)


def _bodies(described: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for media, one in described.get("requestBody", {}).get("content", {}).items():
        yield media, one["schema"]


def _followed(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema
