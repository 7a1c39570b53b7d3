"""The group's archive and a backup of it, made once; each test goes on from a copy."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.app import backup
from archive.app.backup import Speaker
from archive.model import Role
from tests.web.made import FOUNDER, PASSWORD, account, viewer
from tests.withdrawal import group

OFFICER = Speaker(FOUNDER, PASSWORD)
"""The officer, who answers by password for the time since the backup."""


@dataclass(frozen=True)
class Yesterday:
    """An archive of which a backup was taken, after which the person withdrew.

    ``before`` is a copy of the whole folder as it was at the backup; ``note`` is the officer's checkpoint of
    that day and ``newest`` the one after the withdrawal.
    """

    folder: Path
    before: Path
    data: Path
    keys: Path
    testimony: str
    note: str
    newest: str


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Yesterday:
    """Made once; not to be changed."""
    root = tmp_path_factory.mktemp("yesterday")
    folder = root / "folder"
    folder.mkdir()
    testimony = group.make(folder)
    data, keys = root / "one" / "heard.data", root / "two" / "heard.keys"
    for path in (data, keys):
        path.parent.mkdir()
    with group.opened(folder) as found:
        account(found.archive, "olga", Role.DPO, [])
        backup.back_up(found, viewer(Role.ADMINISTRATOR), data, keys)
        note = found.archive.log.checkpoint()
    before = group.copy(folder, root / "before")
    with group.opened(folder) as found:
        withdrawal.withdraw(UnitOfWork(found.archive, group.officer()), group.WHO, None, "asked")
        newest = found.archive.log.checkpoint()
    return Yesterday(folder, before, data, keys, testimony, note, newest)


@pytest.fixture
def yesterday(told: Yesterday, tmp_path: Path) -> Yesterday:
    """The same with a folder of the test's own."""
    mine = group.copy(told.folder, tmp_path / "live")
    return Yesterday(mine, told.before, told.data, told.keys, told.testimony, told.note, told.newest)


def put_back(source: Path, to: Path, *names: str) -> None:
    """Put parts of an archive's folder back as they were, as somebody without the command would."""
    for name in names:
        here, there = source / "archive" / name, to / "archive" / name
        for beside in (there, there.with_name(name + "-wal"), there.with_name(name + "-shm")):
            if beside.is_dir():
                shutil.rmtree(beside)
            else:
                beside.unlink(missing_ok=True)
        if here.is_dir():
            shutil.copytree(here, there)
        elif here.exists():
            shutil.copy(here, there)
