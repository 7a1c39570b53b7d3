"""Landlock: the kernel lets this process read what is named here, and reach nothing else of files or network.

An allow-list that the process cannot take back, kept by the kernel against code of any kind. It covers
reading, writing, making, listing and removing (Linux 5.13), TCP (6.7), and signals and sockets to processes
outside (6.12). Where there is no Landlock nothing is done, and 0 says so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path


def restrict_files(readable: Iterable[Path]) -> int:
    """Allow reading of these files and folders alone; the version of Landlock, 0 where it does not hold.

    It binds the thread that calls it, so it counts as held only in a process of one thread.
    """
    if sys.platform != "linux":
        return 0
    from py_landlock import AccessFs, Landlock, LandlockError

    rules = Landlock(strict=False)
    try:
        version = int(rules.abi_version)
        for path in readable:
            listed = AccessFs.READ_DIR if path.is_dir() else AccessFs(0)
            rules.add_path_rule(path, access=AccessFs.READ_FILE | listed)
        rules.apply()
    except (LandlockError, OSError):
        return 0
    return version if _threads() == 1 else 0


def _threads() -> int:
    """How many threads this process has; ``/proc`` is closed by now, so the kernel is asked by stat."""
    return Path("/proc/self/task").stat().st_nlink - 2
