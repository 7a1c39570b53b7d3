"""One real archive in a temporary folder for each test, with testimonies that a steward has reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import wiring
from archive.config import Settings
from archive.ports import Archive
from tests.study.group import PEOPLE, Group, gather

_PASSPHRASE = "seven quiet herons over the delta"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    settings = Settings(tmp_path / "heard", unlock_kib=1024)
    wiring.create(settings, _PASSPHRASE)
    with wiring.opened(settings, _PASSPHRASE) as found:
        yield found.archive


@pytest.fixture
def group(archive: Archive) -> Group:
    """A focus group of two."""
    return gather(archive)


@pytest.fixture
def voices(archive: Archive) -> Group:
    """The same, and interviews with twelve more."""
    return gather(archive, PEOPLE)
