"""What a reader made of a file, told for the person whose file it is: turns, voices, first words.

Pure. It holds the words of a testimony and belongs on the screen of whoever owns the file, and nowhere else:
nothing here is kept, logged or sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.ingest.transcript.labels import seat
from archive.ingest.transcript.translations import with_translations
from archive.model import Draft, Turn, TurnKind

VOICED = frozenset({TurnKind.SPEECH, TurnKind.QUESTION, TurnKind.SEVERAL})
"""Kinds of turns that somebody speaks."""
FIRST_WORDS = 60
"""Code points of a turn that are shown where it only has to be recognised."""


@dataclass(frozen=True, slots=True)
class DescribedTurn:
    """A turn with its words. ``voice`` is one name for all turns of one voice, ``None`` where the file names
    nobody; ``translation`` is the same in another language, where the document keeps both side by side."""

    turn: Turn
    voice: str | None = field(repr=False)
    words: str = field(repr=False)
    translation: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class VoiceShare:
    """How many turns one voice has, and the words that its first one begins with."""

    voice: str | None = field(repr=False)
    turns: int
    first_words: str = field(repr=False)


def described(draft: Draft) -> list[DescribedTurn]:
    """The turns of a draft in their order, each translation with the turn that it translates."""
    names: dict[str, str] = {}
    for turn in draft.turns:
        if turn.label:
            names.setdefault(seat(turn.label), turn.label)
    return [
        DescribedTurn(
            one.turn,
            names[seat(one.turn.label)] if one.turn.label else None,
            words_of(draft, one.turn),
            "\n".join(words_of(draft, t) for t in one.translations) if one.translations else None,
        )
        for one in with_translations(draft.turns)
    ]


def words_of(draft: Draft, turn: Turn) -> str:
    """The words of a turn, without its label and its last line break."""
    return draft.text[turn.body : turn.end].rstrip("\n")


def voices(turns: Iterable[DescribedTurn]) -> list[VoiceShare]:
    """The voices that speak, in the order in which they are first heard; words of nobody among them."""
    spoken = [one for one in turns if one.turn.kind in VOICED]
    counts = Counter(one.voice for one in spoken)
    first: dict[str | None, str] = {}
    for one in spoken:
        first.setdefault(one.voice, first_words(one.words))
    return [VoiceShare(voice, counts[voice], words) for voice, words in first.items()]


def first_words(words: str) -> str:
    """The beginning of a turn on one line, cut where it is longer than ``FIRST_WORDS`` code points."""
    line = " ".join(words.split())
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rstrip() + "…"
