"""The words that still stand at some places, testimony by testimony, on their way to being taken away.

What is compared with them, and what is remembered of them, reads them here. Nothing is kept. Words whose seal
is broken cannot be read by anybody: that is an event, and the withdrawal goes on without them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from archive.access.gate import SYSTEM, UnitOfWork
from archive.errors import SealBroken
from archive.model import Testimony, Turn, TurnState
from archive.ports import Archive

_READABLE = (TurnState.OPEN, TurnState.UNDER_REVIEW)


@dataclass(frozen=True, slots=True)
class HeldWords:
    """Turns of one testimony that are not closed, by index, and the words of those that still open."""

    testimony: Testimony
    turns: Mapping[int, Turn]
    words: Mapping[int, str] = field(repr=False)


def held_words(archive: Archive, places: Collection[tuple[str, int]]) -> Iterator[HeldWords]:
    """What stands at these places, as ``(testimony, turn)``: label, words and line break of each turn."""
    for testimony_id in dict.fromkeys(testimony for testimony, _ in places):
        testimony = archive.store.testimonies.get(testimony_id)
        if testimony is None:
            continue
        wanted = (testimony.turns[number] for one, number in places if one == testimony_id)
        held = {turn.index: turn for turn in wanted if turn.state in _READABLE}
        yield HeldWords(testimony, held, _opened(archive, testimony_id, list(held)))


def said_at(archive: Archive, places: Collection[tuple[str, int]]) -> Iterator[str]:
    """What was said in these turns, without labels, as far as it can still be read."""
    for held in held_words(archive, places):
        for number, words in held.words.items():
            yield words[held.turns[number].body - held.turns[number].start :]


def _opened(archive: Archive, testimony_id: str, held: Sequence[int]) -> Mapping[int, str]:
    """The words of these turns, as far as their seals are whole."""
    with suppress(SealBroken):
        return archive.store.testimonies.unseal(testimony_id, held)
    words: dict[int, str] = {}
    for number in held:
        try:
            words |= archive.store.testimonies.unseal(testimony_id, [number])
        except SealBroken as error:
            UnitOfWork(archive, SYSTEM).record_seal_failure(error)
    return words
