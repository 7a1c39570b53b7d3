"""Every route, asked by every role: the answer is what the table of roles says, and nothing else decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from archive.access.policy.roles import EVERYONE, TABLE
from archive.model import Action, Outcome, Role
from archive.ports import Archive
from archive.web.application import create_app
from archive.web.routes import API, PAGES, Route
from tests.web.made import Made, browser

ROUTES = (*PAGES, *API)
REFUSED = 403
PLACES = {"{testimony_id}": "approved", "{quote_id}": "quote"}


def _name(route: Route) -> str:
    return f"{route.method} {route.path}"


def ask(client: TestClient, route: Route, made: Made) -> int:
    """The route with ids that exist and a body that is no use: what matters is how far one gets."""
    path = route.path
    for hole, value in (("{user}", "nobody-here"), ("{name}", "heard.css"), ("{project}", "delta")):
        path = path.replace(hole, value)
    for hole in ("{coding_id}", "{credential}", "{handle}"):
        path = path.replace(hole, "c-nothing")
    for hole, field in PLACES.items():
        path = path.replace(hole, getattr(made, field))
    headers = {"Heard-Purpose": "research_project"}
    if route.method == "GET":
        return client.get(path, headers=headers).status_code
    if route.method == "DELETE":
        return client.delete(path, headers=headers).status_code
    if path.startswith("/api/"):
        return client.post(path, json={}, headers=headers).status_code
    return client.post(path, data={"nothing": "here"}, headers=headers).status_code


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_as_far_as_the_table_says(
    role: Role, people: Callable[[Role], TestClient], made: Made
) -> None:
    client = people(role)
    wrong = []
    for route in ROUTES:
        if route.action in EVERYONE or _changes(route):
            continue
        status = ask(client, route, made)
        allowed = route.action in TABLE[role]
        if (status == REFUSED) is allowed and not _needs_more(route, role, status):
            wrong.append((_name(route), status))
    assert not wrong


def _changes(route: Route) -> bool:
    """What needs no body to change something: asked for below by those alone who may not."""
    return route.method == "POST" and route.path.endswith(("/approve", "/accept-rest", "/detect"))


def _needs_more(route: Route, role: Role, status: int) -> bool:
    """A purpose that another role reads for is no purpose: advocacy is asked for its own."""
    return role is Role.ADVOCACY and route.action is Action.QUOTE_READ and status == REFUSED


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.STEWARD])
def test_nobody_but_a_steward_changes_a_review(
    role: Role, people: Callable[[Role], TestClient], made: Made
) -> None:
    for route in filter(_changes, ROUTES):
        assert route.action not in TABLE[role]
        assert ask(people(role), route, made) == REFUSED, _name(route)


def test_nobody_gets_in_without_signing_in(archive: Archive, made: Made) -> None:
    client = browser(archive)
    for route in ROUTES:
        if route.public:
            continue
        status = ask(client, route, made)
        page = route.method == "GET" and not route.path.startswith(("/api/", "/openapi"))
        assert status == (303 if page else 401), _name(route)


def test_only_the_door_is_public() -> None:
    assert {_name(r) for r in ROUTES if r.public} == {
        "GET /", "GET /static/{name}", "POST /sign-in", "POST /api/v1/session",
        "GET /sign-in/code", "POST /sign-in/code", "POST /sign-in/passkey/options", "POST /sign-in/passkey",
        "POST /api/v1/session/passkey/options", "POST /api/v1/session/passkey",
        "GET /invitation", "POST /invitation", "POST /api/v1/invitation",
    }  # fmt: skip
    assert all(r.action in EVERYONE for r in ROUTES if r.public)


def test_a_refusal_by_role_is_on_the_log(people: Callable[[Role], TestClient], archive: Archive) -> None:
    administrator = people(Role.ADMINISTRATOR)
    before = archive.log.size()
    page = administrator.get("/log")
    assert page.status_code == REFUSED
    assert "ask who holds the role" in page.text
    event = next(e.event for e in archive.log.entries() if e.seq >= before)
    assert (event.actor, event.outcome, event.action) == ("administrator", Outcome.DENY, Action.LOG_READ)
    assert event.request_id.startswith("r-")


def test_the_officer_and_the_administrator_have_no_way_to_words(
    people: Callable[[Role], TestClient], made: Made
) -> None:
    wordy = [r for r in ROUTES if r.action in {
        Action.SEARCH_RUN, Action.TESTIMONY_READ, Action.TESTIMONY_UNSEAL, Action.QUOTE_READ,
    }]  # fmt: skip
    assert len(wordy) >= 8
    for role in (Role.DPO, Role.ADMINISTRATOR, Role.AUDITOR):
        for route in wordy:
            assert ask(people(role), route, made) == REFUSED, (role, _name(route))


def test_what_the_application_answers_is_the_table(archive: Archive) -> None:
    app = create_app(archive)
    served = {(method, r.path) for r in app.routes for method in r.methods}  # type: ignore[attr-defined]
    assert served == {(r.method, r.path) for r in ROUTES}
    assert len(served) == len(ROUTES)
