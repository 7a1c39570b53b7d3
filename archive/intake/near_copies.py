"""Whether words of a draft are near to words that somebody withdrew, or that told of somebody who did.

A decision follows the words, not the file they came in: what was withdrawn is not kept whatever its label,
its project or its file says now, and what others said of the person waits for a steward again. Short words
are anybody's: they count only beside longer ones of the same withdrawal.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import Draft, TurnKind
from archive.model.fingerprints import Kept
from archive.ports import Archive


@dataclass(frozen=True, slots=True)
class NearCopies:
    """Turns of a draft, by index: near to what was withdrawn, and near to what told of the person."""

    withdrawn: frozenset[int] = frozenset()
    telling: frozenset[int] = frozenset()


def near_copies(archive: Archive, draft: Draft) -> NearCopies:
    """The turns of a draft that are near to remembered words. Nothing is written."""
    turns = [turn for turn in draft.turns if turn.kind is not TurnKind.HEADER]
    near = archive.store.fingerprints.near([draft.text[turn.body : turn.end] for turn in turns])
    sure = {copy.withdrawal for each in near for copy in each if not copy.short}
    kinds = {
        turn.index: {copy.kept for copy in each if copy.withdrawal in sure}
        for turn, each in zip(turns, near, strict=True)
    }
    withdrawn = frozenset(index for index, kept in kinds.items() if Kept.OWN in kept)
    telling = frozenset(index for index, kept in kinds.items() if Kept.OTHER in kept)
    return NearCopies(withdrawn, telling - withdrawn)
