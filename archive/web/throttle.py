"""Counts failed attempts and says how long the next one has to wait. In memory: a restart forgets.

It never locks for good, so that nobody can shut a colleague out; the wait doubles with every failure up to
a limit. Keys are digests: a name typed into the wrong field may be a password.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

LONGEST_WAIT = 300.0
FORGOTTEN_AFTER = 900.0
MOST_KEYS = 20_000


@dataclass(slots=True)
class _Tally:
    failures: int = 0
    last: float = 0.0


class Throttle:
    """Failures by key. The first ``free`` cost nothing; then the wait is 1, 2, 4… seconds after the last."""

    def __init__(self, free: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._free = free
        self._clock = clock
        self._lock = threading.Lock()
        self._tallies: OrderedDict[str, _Tally] = OrderedDict()

    def admit(self, key: str) -> int:
        """0 and the attempt counts as failed until ``forgive``; or the whole seconds it has to wait.

        Counting comes first, so that attempts at the same moment cannot share one free try.
        """
        with self._lock:
            now = self._clock()
            tally = self._tallies.pop(key, None) or _Tally()
            if now - tally.last > FORGOTTEN_AFTER:
                tally = _Tally()
            left = tally.last + self._wait(tally.failures) - now
            if left <= 0:
                tally.failures += 1
                tally.last = now
            self._tallies[key] = tally
            while len(self._tallies) > MOST_KEYS:
                self._tallies.popitem(last=False)
            return max(0, ceil(left))

    def forgive(self, key: str) -> None:
        """The attempt was good: forget the failures before it."""
        with self._lock:
            self._tallies.pop(key, None)

    def take_back(self, key: str) -> None:
        """The attempt was good: do not count it, but remember the failures before it."""
        with self._lock:
            if key in self._tallies:
                self._tallies[key].failures = max(0, self._tallies[key].failures - 1)

    def _wait(self, failures: int) -> float:
        over = failures - self._free
        return 0.0 if over < 0 else min(LONGEST_WAIT, 2.0 ** min(over, 20))
