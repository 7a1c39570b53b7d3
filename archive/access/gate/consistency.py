"""A reading and its event as one moment: no consent changes between the two.

A reading that a change of consent overtakes is done again; a long export that one overtakes is void.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

from archive.errors import Refused, Unavailable
from archive.ports import Archive

T = TypeVar("T")


TRIES = 8
"""How often a reading is begun anew because a consent changed under it."""


class _Moved(Exception):
    """A consent changed between the look and its event."""


def read_consistently(archive: Archive, look: Callable[[], T], note: Callable[[T], object]) -> T:
    """What ``look`` finds, with its event, as one moment: no consent changes between the two.

    ``look`` reads and ``note`` writes the event. Where a consent changed meanwhile, both are done again,
    so that in the order of the log no reading after a withdrawal shows the person. Raises ``Unavailable``
    where consents never come to rest, ``LogUnwritable`` where the event is not anchored.
    """
    for _ in range(TRIES):
        before = archive.store.consents.count()
        result = look()
        with suppress(_Moved):
            with archive.store.transaction():
                note(result)
                if archive.store.consents.count() != before:
                    raise _Moved
            archive.log.anchored()
            return result
    raise Unavailable("Consents are being changed at this moment. Nothing was shown; try again.")


def streaming(archive: Archive, items: Iterable[T]) -> Iterator[T]:
    """The items one by one, for a long answer: it breaks off when any consent changes under way.

    What was sent by then is void; whoever exports asks again. Raises ``Refused``.
    """
    before = archive.store.consents.count()
    for item in items:
        if archive.store.consents.count() != before:
            raise Refused("A consent changed during the export, so the file is void; export again.")
        yield item
