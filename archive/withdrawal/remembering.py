"""The words that a withdrawal takes away, remembered as keyed fingerprints before they are destroyed.

The same file, imported again with a line more, is another file; its words are not. So what the person said,
and what others said of them, is known again by its words in any project (``archive.store.fingerprints``). No
word is kept, and what cannot be read any more cannot be remembered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from archive.model import TurnState
from archive.model.fingerprints import Kept
from archive.ports import Archive
from archive.withdrawal.reach import Reach

_READABLE = (TurnState.OPEN, TurnState.UNDER_REVIEW)


def remember_words(archive: Archive, withdrawal: str, reached: Reach) -> None:
    """Remember what goes and what waits. The same withdrawal twice remembers it once."""
    own = list(_words(archive, [*reached.own, *reached.uncertain]))
    others = list(_words(archive, reached.others))
    if own:
        archive.store.fingerprints.put(withdrawal, Kept.OWN, own)
    if others:
        archive.store.fingerprints.put(withdrawal, Kept.OTHER, others)


def _words(archive: Archive, places: Collection[tuple[str, int]]) -> Iterator[str]:
    """What was said in these turns, without labels, as far as it can still be read."""
    for testimony_id in dict.fromkeys(testimony for testimony, _ in places):
        testimony = archive.store.testimonies.get(testimony_id)
        if testimony is None:
            continue
        turns = [testimony.turns[number] for one, number in places if one == testimony_id]
        held = {turn.index: turn for turn in turns if turn.state in _READABLE}
        for number, words in archive.store.testimonies.unseal(testimony_id, list(held)).items():
            yield words[held[number].body - held[number].start :]
