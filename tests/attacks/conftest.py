"""The day is made once for each file of tests, by the real command; tests that change it take a copy."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.attacks import day
from tests.cli.command import Heard


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """The archive after its day. Not to be changed."""
    return day.made(tmp_path_factory.mktemp("day"))


@pytest.fixture
def heard(told: Heard, tmp_path: Path) -> Heard:
    """The command on a copy of it."""
    folder = tmp_path / "copy"
    shutil.copytree(told.folder, folder)
    moved = {k: v.replace(str(told.folder), str(folder)) for k, v in told.environment.items()}
    return replace(told, folder=folder, environment=moved, said=[])
