"""The group's archive, made once for each file of tests, and copied for each test that changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.withdrawal import group


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder, and the testimony's id. Not to be changed."""
    folder = tmp_path_factory.mktemp("group")
    return folder, group.make(folder)


@pytest.fixture
def folder(made: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of the folder for one test."""
    return group.copy(made[0], tmp_path / "copy")


@pytest.fixture
def testimony(made: tuple[Path, str]) -> str:
    """The id of the group's testimony."""
    return made[1]
