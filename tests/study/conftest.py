"""One real archive for each test, with testimonies that a steward has reviewed: a copy of one made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.ports import Archive
from tests.study.group import PEOPLE, Group, gather, speak

_PASSPHRASE = "seven quiet herons over the delta"


def _made(folder: Path, people: int) -> tuple[Path, Group]:
    settings = Settings(folder / "heard", unlock_kib=1024)
    wiring.create(settings, _PASSPHRASE)
    with wiring.opened(settings, _PASSPHRASE) as found:
        made = gather(found.archive, people)
        if people:
            speak(found.archive, made)
        return settings.folder, made


@pytest.fixture(scope="session")
def talk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Group]:
    """A closed archive with a focus group of two."""
    return _made(tmp_path_factory.mktemp("talk"), 0)


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Group]:
    """The same, and interviews with twelve more, coded by two."""
    return _made(tmp_path_factory.mktemp("many"), PEOPLE)


@pytest.fixture
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """The test's own copy: with many voices if it asks for them."""
    wanted = "many" if "voices" in request.fixturenames else "talk"
    folder = shutil.copytree(request.getfixturevalue(wanted)[0], tmp_path / "heard")
    with wiring.opened(Settings(folder, unlock_kib=1024), _PASSPHRASE) as found:
        yield found.archive


@pytest.fixture
def group(talk: tuple[Path, Group]) -> Group:
    """A focus group of two."""
    return talk[1]


@pytest.fixture
def voices(many: tuple[Path, Group]) -> Group:
    """The same, and interviews with twelve more, coded by two."""
    return many[1]
