"""No list of a project's data is read without a scope, whatever anybody does in the application.

Every operation, as every role, on an own object and on one of others, with every SQL statement watched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete, or_, select, update

from archive.model import Role
from archive.ports import Archive
from archive.store.tables import consents, testimonies
from tests.attacks import statements
from tests.attacks.operations import FORM, Object, Operation, operations
from tests.attacks.statements import Seen, unnarrowed, watched
from tests.attacks.test_role_matrix import NOTHING, PURPOSE, STAYS
from tests.web import made

UNSCOPED = {
    "archive.store.consents.SqlConsents.count consents": "whether a consent changed meanwhile",
    "archive.store.reviews.SqlReviews.decided_together decisions": "one person's act in one project",
    "archive.store.sql.SqlStore.projects codebooks consents quarantine testimonies": "for the gate alone",
}
"""Functions of the store that take rows without a scope, each with why that tells nobody anything."""


@pytest.fixture
def seen(archive: Archive) -> Iterator[Seen]:
    """What runs while every role tries every operation."""
    filled = made.fill(archive)
    own = Object(
        "delta", filled.approved, filled.quote, "c-nothing", filled.participant, "e-nothing", "o-nothing"
    )
    foreign = replace(NOTHING, testimony=filled.foreign, project="hills", participant="p-cone")
    every = [o for o in operations(archive) if o.action not in STAYS]
    with watched() as seen:
        for role in Role:
            client = made.signed_in(archive, role)
            client.headers["Heard-Purpose"] = str(PURPOSE.get(role, "research_project"))
            for operation in every:
                for one in (foreign, own):
                    ask(client, operation, one)
        yield seen


def ask(client: TestClient, operation: Operation, one: Object) -> None:
    """One operation about one object; whatever is answered, its statements ran."""
    body = operation.body(one)
    purpose = client.headers["Heard-Purpose"]
    body |= {"purpose": purpose} if "purpose" in operation.fields else {}
    kind = "data" if operation.media == FORM else "json"
    client.request(operation.method, operation.address(one), **({kind: body} if operation.media else {}))  # type: ignore[arg-type]


@pytest.mark.attack
def test_every_statement_on_a_projects_data_has_a_scope(seen: Seen) -> None:
    assert seen.statements > 500
    assert seen.walks <= statements.named_walks()
    assert seen.open == set(UNSCOPED)


@pytest.mark.parametrize(
    ("statement", "wide"),
    [
        (select(testimonies), {"testimonies"}),
        (select(testimonies.c.id).where(testimonies.c.state == "sealed"), {"testimonies"}),
        (select(testimonies).where(testimonies.c.project.in_(["a"])), set()),
        (select(testimonies).where(testimonies.c.id == "t"), set()),
        (select(testimonies).where(testimonies.c.id.in_(select(consents.c.project))), {"testimonies"}),
        (
            select(testimonies).where(
                testimonies.c.id.in_(select(consents.c.project)), testimonies.c.project == "a"
            ),
            set(),
        ),
        (select(consents).union(select(consents)), {"consents"}),
        (select(consents).where(or_(consents.c.project == "a", consents.c.version == 1)), {"consents"}),
        (delete(consents), {"consents"}),
        (update(consents).where(consents.c.consent_id == "c").values(version=2), set()),
    ],
)
def test_the_watch_sees_what_it_is_for(statement: object, wide: set[str]) -> None:
    assert unnarrowed(statement) == wide


def test_a_list_without_a_scope_is_seen_as_it_runs(archive: Archive) -> None:
    with watched() as seen, archive.store.database.reading() as connection:  # type: ignore[attr-defined]
        connection.execute(select(testimonies)).all()
    assert {each.rpartition(" ")[2] for each in seen.open} == {"testimonies"}
