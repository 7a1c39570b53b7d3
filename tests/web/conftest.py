"""One real archive in a temporary folder for each file of tests here, and its people signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Role
from archive.ports import Archive
from tests.web.made import Made, fill, signed_in

_PASSPHRASE = "seven quiet herons over the delta"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    settings = Settings(tmp_path_factory.mktemp("archive") / "heard", unlock_kib=1024)
    wiring.create(settings, _PASSPHRASE)
    with wiring.opened(settings, _PASSPHRASE) as found:
        yield found.archive


@pytest.fixture(scope="module")
def made(archive: Archive) -> Made:
    return fill(archive)


@pytest.fixture(scope="module")
def people(archive: Archive, made: Made) -> Callable[[Role], TestClient]:
    """A signed-in browser per role, opened once."""
    known: dict[Role, TestClient] = {}

    def person(role: Role) -> TestClient:
        if role not in known:
            known[role] = signed_in(archive, role)
        return known[role]

    return person
