"""The day is made once for each file of tests, by the real command; tests that change it take a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacks import day, killing
from tests.cli.command import Heard


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """The archive after its day. Not to be changed."""
    return day.made(tmp_path_factory.mktemp("day"))


@pytest.fixture
def heard(told: Heard, tmp_path: Path) -> Heard:
    """The command on a copy of it."""
    return killing.copied(told, tmp_path / "copy")
