"""The archives of a group and of a dialogue, made once for each file of tests, and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.app import wiring
from archive.ports import Archive
from tests.withdrawal import dialogue, group


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


@pytest.fixture(scope="module")
def dialogue_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed archive with the dialogue of three. Not to be changed."""
    chosen = group.settings(tmp_path_factory.mktemp("dialogue"))
    wiring.create(chosen, group.PASSPHRASE)
    with wiring.opened(chosen, group.PASSPHRASE) as found:
        dialogue.fill(found.archive)
    return chosen.folder.parent


@pytest.fixture
def talk(dialogue_folder: Path, tmp_path: Path) -> Iterator[Archive]:
    """One test's own copy of the archive with the dialogue."""
    with group.opened(group.copy(dialogue_folder, tmp_path / "talk")) as found:
        yield found.archive
