"""A process that dies in the middle of a withdrawal: really, by SIGKILL, at the n-th thing it makes durable.

What is durable is a commit of a database or a file that is synced. The dying process is a fork of the test's
own, so that every index can be tried; the files are real, and nothing of it runs after the signal.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.intake import consents
from archive.model import Role
from consent.record import Purpose, State
from tests.intake.test_consents import answered
from tests.web.made import record, viewer
from tests.withdrawal import group

DONE = 0


def dies_at(folder: Path, number: int, work: Callable[[Path], None]) -> bool:
    """Do ``work`` in a process that is killed before its n-th durable step; whether it was killed."""
    child = os.fork()
    if child == 0:
        try:
            _count_down(number)
            work(folder)
        finally:
            os._exit(DONE)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def withdraws(folder: Path) -> None:
    """Open the archive and withdraw the person from everything."""
    with group.opened(folder) as found:
        _armed[0] = True
        withdrawal.withdraw(UnitOfWork(found.archive, group.officer()), group.WHO, None, "asked")
        _armed[0] = False


def says_no(folder: Path) -> None:
    """Open the archive and read a form in which the person says no to publication."""
    given = record(group.WHO, "group.txt", "R1", group.PROJECT, names=(f"{group.NAME} Begum",))
    no = answered(given, Purpose.ADVOCACY_PUBLISH_QUOTE, state=State.REFUSED)
    with group.opened(folder) as found:
        _armed[0] = True
        consents.record_consents(UnitOfWork(found.archive, viewer(Role.COLLECTOR)), [no])
        withdrawal.resume(found.archive)
        _armed[0] = False


_armed = [False]


def _count_down(number: int) -> None:
    left = [number]

    def step(*_: object) -> None:
        if _armed[0]:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "commit", step)
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        step()
        sync(descriptor)

    os.fsync = fsync
