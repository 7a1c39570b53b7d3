"""Whether words of a draft are near to words that somebody withdrew, or that told of somebody who did.

A decision follows the words, not the file they came in: what was withdrawn is not kept whatever its label,
its project or its file says now, and what others said of the person waits for a steward again, unless the
very same words were cleared. Short words are anybody's: they count only beside longer ones of the same
withdrawal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.model import Draft, TurnKind
from archive.model.fingerprints import Kept, NearCopy
from archive.ports import Archive


@dataclass(frozen=True, slots=True)
class NearCopies:
    """Turns of a draft, by index: near to what was withdrawn, and near to what told of the person."""

    withdrawn: frozenset[int] = frozenset()
    telling: frozenset[int] = frozenset()


def near_copies(archive: Archive, draft: Draft) -> NearCopies:
    """The turns of a draft that are near to remembered words. Nothing is written."""
    turns = [turn for turn in draft.turns if turn.kind is not TurnKind.HEADER]
    near = remembered(archive, [draft.text[turn.body : turn.end] for turn in turns])
    return NearCopies(
        frozenset(turn.index for turn, why in zip(turns, near, strict=True) if why is Kept.OWN),
        frozenset(turn.index for turn, why in zip(turns, near, strict=True) if why is Kept.OTHER),
    )


def holds_withdrawn(archive: Archive, draft: Draft) -> bool:
    """Whether a line of a draft is near to what was withdrawn, for one whose turns nobody is certain of."""
    lines = [line for line in draft.text.splitlines() if line.strip()]
    said = [words for line in lines for words in dict.fromkeys((line, line.partition(":")[2])) if words]
    return Kept.OWN in remembered(archive, said) or bool(near_copies(archive, draft).withdrawn)


def remembered(archive: Archive, texts: Sequence[str]) -> list[Kept | None]:
    """Of texts that come together: which are near to what was withdrawn (``OWN``), and which told of somebody
    who withdrew and were not cleared since (``OTHER``)."""
    near = archive.store.fingerprints.near(texts)
    sure = {copy.withdrawal for each in near for copy in each if not copy.short}
    return [_why([copy for copy in each if copy.withdrawal in sure]) for each in near]


def _why(copies: Sequence[NearCopy]) -> Kept | None:
    by_kind = {kept: {copy.withdrawal for copy in copies if copy.kept is kept} for kept in Kept}
    if by_kind[Kept.OWN]:
        return Kept.OWN
    return Kept.OTHER if by_kind[Kept.OTHER] - by_kind[Kept.CLEARED] else None
