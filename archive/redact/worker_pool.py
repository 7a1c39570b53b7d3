"""Several processes over one stream: answers in order, as soon as they can be given, in bounded memory.

One thread reads, because reading may wait for ever while answers are ready; each process holds one line at
a time and knows nothing of the others. No more than ``AHEAD`` answers per process wait for a slower one
before them, so an endless stream takes no more memory than a short one. A process that loses its parent
reads the end of its pipe and goes.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from archive.errors import HeardError

Task = TypeVar("Task")
Answer = TypeVar("Answer")
AHEAD = 16
"""How many answers a process may be ahead of the oldest one that is missing."""
_PATIENCE = 5.0
"""Seconds that a process has to end by itself."""
_CONTEXT = get_context("spawn")


class WorkerPool(Generic[Task, Answer]):
    """At most ``most`` processes that do ``work``; one is started only when all others are busy.

    ``work`` must be importable by its name; tasks and answers are pickled. Use it in a ``with`` block: at
    its end, however it comes, every process is gone.
    """

    def __init__(self, work: Callable[[Task], Answer], most: int) -> None:
        self._work = work
        self._most = most
        self._workers: dict[Connection, BaseProcess] = {}
        self._idle: list[Connection] = []
        self._busy: dict[Connection, int] = {}
        self._done: dict[int, Answer] = {}

    def __enter__(self) -> WorkerPool[Task, Answer]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        for pipe, process in self._workers.items():
            pipe.close()
            if kind is not None:
                process.terminate()
        for process in self._workers.values():
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """The answers, one for one and in order. What ``tasks`` raises comes after the answers before it."""
        incoming, feed = _CONTEXT.Pipe(duplex=False)
        raised: list[Exception] = []
        threading.Thread(target=_feed, args=(tasks, feed, raised), daemon=True).start()
        given = taken = 0
        with incoming:
            reading = True
            while self._busy or reading:
                for ready in self._ready(incoming if reading and self._room(taken - given) else None):
                    if ready is not incoming:
                        self._take(ready)
                        continue
                    try:
                        self._give(taken, incoming.recv())
                        taken += 1
                    except EOFError:
                        reading = False
                while given in self._done:
                    yield self._done.pop(given)
                    given += 1
        if raised:
            raise raised[0]

    def _room(self, open_tasks: int) -> bool:
        """Whether another task may be taken in."""
        free = bool(self._idle) or len(self._workers) < self._most
        return free and open_tasks < AHEAD * self._most

    def _ready(self, incoming: Connection | None) -> list[Connection]:
        """The pipes that have something to say; waits for the first."""
        listened = [*self._busy, *([incoming] if incoming else [])]
        return [pipe for pipe in wait(listened) if isinstance(pipe, Connection)]

    def _give(self, number: int, task: Task) -> None:
        pipe = self._idle.pop() if self._idle else self._start_worker()
        self._busy[pipe] = number
        with _alive():
            pipe.send(task)

    def _take(self, pipe: Connection) -> None:
        number = self._busy.pop(pipe)
        with _alive():
            self._done[number] = pipe.recv()
        self._idle.append(pipe)

    def _start_worker(self) -> Connection:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve, args=(self._work, theirs), daemon=True)
        with _uninterrupted(), theirs:
            process.start()
        self._workers[ours] = process
        return ours


def _feed(tasks: Iterable[object], feed: Connection, raised: list[Exception]) -> None:
    """Send each task and close; keep what was raised."""
    with feed:
        try:
            for task in tasks:
                feed.send(task)
        except Exception as wrong:
            raised.append(wrong)


def _serve(work: Callable[[Task], Answer], pipe: Connection) -> None:
    """Answer what comes until the other end closes."""
    with pipe, suppress(EOFError, ConnectionError):
        while True:
            pipe.send(work(pipe.recv()))


@contextmanager
def _alive() -> Iterator[None]:
    """A process that is gone, for want of memory as a rule, is told as such."""
    try:
        yield
    except (EOFError, OSError):
        raise HeardError(
            "A process ended before it had answered; run the command again with fewer --jobs."
        ) from None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process started here ignores the keyboard: its parent hears it and ends the process."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
