"""A running server proves its archive when it starts and each day after that.

A log that does not prove itself ends the server: nothing is served over it. A database that cannot be reached
for a moment is asked again the next day.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from archive.errors import HeardError, LogBroken
from archive.oversight.proofs import prove
from archive.ports import Archive

EVERY = timedelta(days=1)


def interrupt() -> None:
    """End this process as Ctrl-C does, from any thread."""
    os.kill(os.getpid(), signal.SIGINT)


@contextmanager
def proved_daily(
    archive: Archive, stop: Callable[[], None] = interrupt, every: timedelta = EVERY
) -> Iterator[None]:
    """Prove the archive now, and again after each ``every`` until the block ends.

    Raises ``LogBroken``: at once, or at the end where a later proof failed and ``stop`` was called for it.
    """
    prove(archive)
    over, failed = threading.Semaphore(0), list[LogBroken]()

    def again() -> None:
        while not over.acquire(timeout=every.total_seconds()):
            try:
                prove(archive)
            except LogBroken as error:
                failed.append(error)
                stop()
                return
            except HeardError:
                continue

    thread = threading.Thread(target=again, name="proofs", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.release()
        thread.join()
    if failed:
        raise failed[0]
