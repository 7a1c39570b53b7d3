"""Attempts to sign in that were not even tried, since a wait was on: counted, and on the log in summary.

One line an account and minute, so that whoever guesses cannot fill the log, and the officer sees that
somebody does. A name that is no account's is counted under none: it may be a password. What was counted and
not yet written is written with the next attempt, or when the server stops.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from archive.oversight import sessions as oversight_sessions
from archive.ports import Archive

EVERY = 60.0
"""Seconds between two lines for the same account."""


@dataclass(slots=True)
class _Count:
    attempts: int = 0
    written: float | None = None


class Untried:
    """Counts by account; nothing is kept of a name that is none."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._counts: dict[str, _Count] = {}

    def count(self, archive: Archive, name: str) -> None:
        """One attempt more. The first of an account is on the log at once."""
        user = oversight_sessions.known_name(archive, name)
        with self._lock:
            self._counts.setdefault(user, _Count()).attempts += 1
        self.write_due(archive)

    def write_due(self, archive: Archive, *, all_of_them: bool = False) -> None:
        """Write a line for each account whose last is a minute old, or for each at the end."""
        for user, attempts in self._taken(all_of_them):
            oversight_sessions.record_waiting(archive, user, attempts)

    def _taken(self, all_of_them: bool) -> list[tuple[str, int]]:
        now = self._clock()
        with self._lock:
            due = {
                user: one.attempts
                for user, one in self._counts.items()
                if one.attempts and (all_of_them or one.written is None or now - one.written >= EVERY)
            }
            for user in due:
                self._counts[user] = _Count(0, now)
        return list(due.items())
