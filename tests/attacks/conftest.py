"""The day is made once for each process of tests, by the real command; tests that change it take a copy.

Every test of this folder bears the marker ``attack``: ``make attacks`` runs it, ``make test`` leaves it out.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacks import day, killing
from tests.cli.command import Heard

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("attack")


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """The archive after its day. Not to be changed."""
    return day.made(tmp_path_factory.mktemp("day"))


@pytest.fixture
def heard(told: Heard, tmp_path: Path) -> Heard:
    """The command on a copy of it."""
    return killing.copied(told, tmp_path / "copy")
