"""How often somebody may try to sign in, and how long the next try waits. In memory: a restart forgets.

What an attacker chooses, a name, never decides alone who waits. A device that has signed in to the account
before has tries of its own; strangers share theirs by name and address. Where a name is guessed at from
everywhere, or an address tries every name, a stranger who has not tried yet waits a few seconds, once. No
wait is longer than a minute. Hashes are slow on purpose, so only a few are computed at once, and one place
is kept for devices that are known.

The counts are kept by ``limits`` in this process alone: n processes allow n times as much. Why that is
enough is in docs/decisions/0030-waits-at-sign-in.md. Keys are digests: a name typed into the wrong field may
be a password.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from archive.web.failures import TooManyAttempts

FIRST_WAIT = 4
"""Seconds that a stranger waits once, while the name or the address is being guessed at."""

LONGEST_WAIT = 60
"""Seconds after which whoever waits may try again."""

HASHES = 3
"""Passwords that are checked at once; each takes 64 MiB."""

WAITING = 8
"""Attempts of one kind, of strangers or of known devices, that may wait for their check."""

_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try. ``name`` and ``source`` are digests; ``device`` is empty for a stranger."""

    name: str = field(repr=False)
    source: str = field(repr=False)
    device: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is allowed: wrong tries of one device or stranger a minute, and wrong ones in a quarter of an
    hour, by name and by address, until strangers wait; tokens that open nothing, and exchanges with passkeys
    that are begun, by address, a minute."""

    device: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(10, namespace="device"))
    stranger: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(5, namespace="stranger"))
    name: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(30, 15, namespace="name"))
    source: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(60, 15, namespace="source"))
    tokens: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(60, namespace="token"))
    begun: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(60, namespace="begun"))


# A made-up name costs nothing, so the one wait is remembered for a minute only: that bounds the memory.
_FIRST = RateLimitItemPerMinute(1, namespace="first")


class Throttle:
    """Counts tries. ``admit`` comes before a check, ``failed`` or ``succeeded`` after it."""

    def __init__(self, limits: Limits | None = None, clock: Callable[[], float] = time.time) -> None:
        self._limits = limits or Limits()
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        self._clock = clock
        self._lock = threading.Lock()

    def admit(self, attempt: Attempt) -> int:
        """0, and the try is counted; or the whole seconds that it has to wait, and it is not.

        Counting comes first, so that tries at the same moment cannot share one.
        """
        with self._lock:
            if attempt.device:
                return self._take(self._limits.device, attempt.name, attempt.device)
            return self._first_wait(attempt) or self._take(
                self._limits.stranger, attempt.name, attempt.source
            )

    def failed(self, attempt: Attempt) -> None:
        """The check failed. A known device's failures are nobody else's."""
        if not attempt.device:
            with self._lock:
                self._windows.hit(self._limits.name, attempt.name)
                self._windows.hit(self._limits.source, attempt.source)

    def succeeded(self, attempt: Attempt) -> None:
        """The check was good: forget the failures before it of this device, or of strangers from here."""
        with self._lock:
            if attempt.device:
                self._windows.clear(self._limits.device, attempt.name, attempt.device)
            else:
                self._windows.clear(self._limits.stranger, attempt.name, attempt.source)

    def wrong_token(self, source: str) -> int:
        """A session's token opened nothing: 0, or the seconds to wait where an address tries many."""
        with self._lock:
            return self._take(self._limits.tokens, source)

    def begin(self, source: str) -> int:
        """Somebody begins to come in by a passkey: 0, or the seconds to wait where an address begins many.
        Each is kept until it ends, and the oldest go where there are too many."""
        with self._lock:
            return self._take(self._limits.begun, source)

    def _take(self, limit: RateLimitItem, *key: str) -> int:
        return 0 if self._windows.hit(limit, *key) else self._until_free(limit, *key)

    def _until_free(self, limit: RateLimitItem, *key: str) -> int:
        left = self._windows.get_window_stats(limit, *key).reset_time - self._clock()
        return min(LONGEST_WAIT, max(1, ceil(left)))

    def _first_wait(self, attempt: Attempt) -> int:
        """What is left of the few seconds of a stranger; 0 for one who has waited or has tried before."""
        spent = not (
            self._windows.test(self._limits.name, attempt.name)
            and self._windows.test(self._limits.source, attempt.source)
        )
        here = (attempt.name, attempt.source)
        tried = self._windows.get_window_stats(self._limits.stranger, *here).remaining
        if not spent or tried < self._limits.stranger.amount:
            return 0
        if self._windows.hit(_FIRST, *here):
            return FIRST_WAIT
        since = self._windows.get_window_stats(_FIRST, *here).reset_time - _FIRST.get_expiry()
        return max(0, ceil(since + FIRST_WAIT - self._clock()))


class HashingPlaces:
    """Lets a few checks run at once, and one fewer for strangers: guesses never starve the machine."""

    def __init__(self, places: int = HASHES, waiting: int = WAITING, patience: float = _PATIENCE) -> None:
        self._all = threading.BoundedSemaphore(places)
        self._strangers = threading.BoundedSemaphore(max(1, places - 1))
        self._queues = {known: threading.BoundedSemaphore(waiting) for known in (False, True)}
        self._patience = patience

    @contextmanager
    def place(self, known: bool) -> Iterator[None]:
        """One of the places for the length of the block.

        Raises ``TooManyAttempts`` if too many wait already, or none comes free in time.
        """
        with _held(self._queues[known], 0):
            if known:
                with _held(self._all, self._patience):
                    yield
            else:
                with _held(self._strangers, self._patience), _held(self._all, self._patience):
                    yield


@contextmanager
def _held(semaphore: threading.BoundedSemaphore, seconds: float) -> Iterator[None]:
    if not semaphore.acquire(timeout=seconds):
        raise TooManyAttempts(FIRST_WAIT)
    try:
        yield
    finally:
        semaphore.release()
