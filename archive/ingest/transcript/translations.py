"""Words that a document keeps in two languages: the original, and beside it what it means in another.

A translation is a turn of its own, right after its original and of the same voice, so that it is sealed,
masked and searched as that person's words. Nothing here decides which language is the original, and a
translation is never a further thing that somebody said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.ingest.text import Hints
from archive.model import Turn, TurnKind


@dataclass(frozen=True, slots=True)
class TranslatedTurn:
    """A turn and the turns that say its words in other languages, in the order of the text."""

    turn: Turn
    translations: tuple[Turn, ...] = ()


def paired(turns: Sequence[Turn], hints: Hints) -> tuple[Turn, ...]:
    """The turns of a text with ``translates`` set where a line was declared a translation.

    Args:
        turns: as they were made of the lines of ``hints``: one for each declared line, in their order, and
            perhaps a header before them. Other turns are given back as they are.
        hints: one line for each line of the text.
    """
    declared = [line.declared for line in hints.lines if line.declared]
    before = len(turns) - len(declared)
    if before not in {0, 1} or not any(one.translation for one in declared):
        return tuple(turns)
    kept = list(turns)
    original: Turn | None = None
    for place, one in enumerate(declared, before):
        if one.translation and original is not None:
            kept[place] = translation_of(original, turns[place])
        elif turns[place].kind is not TurnKind.HEADER:
            original = turns[place]
    return tuple(kept)


def as_their_originals(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns, each translation given to whom its original belongs to: the same voice, kind and person."""
    by_index = {turn.index: turn for turn in turns}
    return tuple(
        translation_of(by_index[turn.translates], turn) if turn.translates in by_index else turn
        for turn in turns
    )


def translation_of(original: Turn, turn: Turn) -> Turn:
    """The turn as the translation of another: whose words they are is what the original says."""
    return replace(
        turn,
        kind=original.kind,
        label=original.label,
        participant=original.participant,
        seconds=original.seconds,
        translates=original.index,
    )


def with_translations(turns: Sequence[Turn]) -> tuple[TranslatedTurn, ...]:
    """The turns that somebody spoke, each with its translations.

    Total: a turn that translates none of the turns before it stands for itself, so no word is lost.
    """
    by_original: dict[int, list[Turn]] = {}
    spoken: list[Turn] = []
    for turn in turns:
        if turn.translates is not None and turn.translates in by_original:
            by_original[turn.translates].append(turn)
        else:
            by_original[turn.index] = []
            spoken.append(turn)
    return tuple(TranslatedTurn(turn, tuple(by_original[turn.index])) for turn in spoken)
