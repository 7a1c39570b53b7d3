"""One thing among many is done by itself: what one of them fails with stops none of the others.

What takes a right away never waits for something else. Whoever works through a list asks here, answers each
part, and goes on. Two ways: ``attempt`` answers for one part, ``each_alone`` does all that can be done and
then fails as the first of them did. Neither goes on after Ctrl-C, and neither lets the text of an unknown
error out: it could quote somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from archive.access.gate.unit_of_work import UnitOfWork
from archive.errors import (
    FileAltered,
    HeardError,
    LockedArchive,
    LogBroken,
    LogUnwritable,
    SealBroken,
    unexpected,
    was_stopped,
)

T = TypeVar("T")

_FAILS_FOR_ALL = (LogUnwritable, LogBroken, FileAltered, LockedArchive)
"""Where the log or the whole archive is at fault, no other part could be done or believed either."""


@dataclass(frozen=True, slots=True)
class NotDone:
    """Why one part was not done, as a sentence. ``foreseen`` is false for an error that nobody expected."""

    sentence: str
    foreseen: bool = True


def attempt(work: UnitOfWork, act: Callable[[], T]) -> T | NotDone:
    """What ``act`` returns, or why it was not done. A broken seal is an event before it is an answer.

    ``act`` opens its own transaction. Raises ``LogUnwritable``, ``LogBroken``, ``FileAltered`` or
    ``LockedArchive``, after which nothing can be done for anybody.
    """
    try:
        return act()
    except _FAILS_FOR_ALL:
        raise
    except HeardError as refusal:
        _let_through(refusal)
        if isinstance(refusal, SealBroken):
            work.record_seal_failure(refusal)
        return NotDone(str(refusal))
    except Exception as error:
        _let_through(error)
        return NotDone(unexpected(error), foreseen=False)


def each_alone(items: Iterable[T], act: Callable[[T], object]) -> None:
    """Do ``act`` to every item, whatever becomes of the others; then raise what the first failed with."""
    first: Exception | None = None
    for item in items:
        try:
            act(item)
        except Exception as error:
            _let_through(error)
            first = first or error
    if first is not None:
        raise first


def _let_through(error: Exception) -> None:
    """Raise an error that is somebody's Ctrl-C: whoever stops a command stops all of it."""
    if was_stopped(error):
        raise error
