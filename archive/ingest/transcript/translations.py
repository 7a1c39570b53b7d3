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
        turns: as they were made of the lines of ``hints``.
        hints: one line for each line of the text.
    """
    offsets: dict[int, bool] = {}
    at = 0
    for line in hints.lines:
        if line.declared:
            offsets[at] = line.declared.translation
        at += len(line.text) + 1
    kept: list[Turn] = []
    original: Turn | None = None
    for turn in turns:
        if offsets.get(turn.start) and original is not None:
            kept.append(translation_of(original, turn))
            continue
        original = turn if turn.kind is not TurnKind.HEADER else None
        kept.append(turn)
    return tuple(kept)


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
