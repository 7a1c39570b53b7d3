"""The words that a withdrawal takes away, remembered as keyed fingerprints before they are destroyed.

The same file, imported again with a line more, is another file; its words are not. So what the person said,
and what others said of them, is known again by its words in any project (``archive.store.fingerprints``). No
word is kept, and what cannot be read any more cannot be remembered.
"""

from __future__ import annotations

from archive.model.fingerprints import Kept
from archive.ports import Archive
from archive.withdrawal.held_words import said_at
from archive.withdrawal.reach import Reach


def remember_words(archive: Archive, withdrawal: str, reached: Reach) -> None:
    """Remember what goes and what waits. The same withdrawal twice remembers it once."""
    own = list(said_at(archive, [*reached.own, *reached.uncertain]))
    others = list(said_at(archive, reached.others))
    if own:
        archive.store.fingerprints.put(withdrawal, Kept.OWN, own)
    if others:
        archive.store.fingerprints.put(withdrawal, Kept.OTHER, others)
