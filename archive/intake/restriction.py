"""What a consent no longer opens is closed at once: its places in the index, and quotes that were released.

Every reading asks consent anyway. This is for what stands ready to be read: whoever holds the index learns
from it, and a released quote is meant to be found. What is closed is taken out before the new version is
durable, so that a crash in between leaves too little in the index and never too much; indexing again brings
back what is still open. It closes and never opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.access import gate
from archive.model import Scope, Testimony
from archive.ports import Archive
from consent.record import Capacity, ConsentRecord


@dataclass(frozen=True, slots=True)
class OpenWords:
    """Turns, as ``(testimony, turn)``, of what one consent is about that research and all may read."""

    research: frozenset[tuple[str, int]]
    public: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class ClosedWords:
    """How many turns and released quotes were closed."""

    turns: int
    quotes: int


def open_under(archive: Archive, record: ConsentRecord) -> OpenWords:
    """What is open today of everything that this consent has a say in."""
    about = list(_concerned(archive, record))
    return OpenWords(
        frozenset((t.id, i) for t in about for i in gate.permitted(archive, t, gate.RESEARCH)),
        frozenset((t.id, i) for t in about for i in gate.permitted(archive, t, gate.PUBLISH)),
    )


def close(archive: Archive, record: ConsentRecord, before: OpenWords) -> ClosedWords:
    """Close what was open ``before`` and is not any more. Call it in the transaction of the change."""
    now = open_under(archive, record)
    turns, public = before.research - now.research, before.public - now.public
    gone = [
        quote
        for testimony in sorted({testimony for testimony, _ in public})
        for quote in archive.store.quotes.of(testimony)
        if (testimony, quote.turn) in public
    ]
    for quote in gone:
        archive.store.quotes.withdraw(quote.id, archive.clock.now())
    ids = [*(f"{testimony}.{turn}" for testimony, turn in sorted(turns)), *(quote.id for quote in gone)]
    if ids:
        archive.index.remove(ids=ids)
    return ClosedWords(len(turns), len(gone))


def _concerned(archive: Archive, record: ConsentRecord) -> Iterator[Testimony]:
    """Testimonies in which the participant speaks, and where they speak for a group the group's."""
    mine = archive.store.testimonies.of_participant(record.participant)
    yield from mine
    if record.capacity is Capacity.GROUP_REP:
        known = {testimony.id for testimony in mine}
        for testimony in archive.store.testimonies.all(Scope.of({record.project})):
            if testimony.id not in known and testimony.group in (record.participant, record.group):
                yield testimony
