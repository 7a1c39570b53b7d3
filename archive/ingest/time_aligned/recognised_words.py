"""Words that speech recognition gives one by one, each with its speaker: joined to stretches of one voice.

A word without a speaker goes with its neighbours where both are of one voice; between two voices it is
nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.ingest.time_aligned.stretches import Stretch


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word; ``glued`` says that it follows the one before without a blank, as punctuation does."""

    text: str = field(repr=False)
    voice: str | None = field(default=None, repr=False)
    seconds: float | None = None
    glued: bool = False


def stretches_of(words: Iterable[SpokenWord]) -> list[Stretch]:
    """Runs of words of one voice, each from the time of its first word."""
    listed = [word for word in words if word.text.strip()]
    voices = _settled(listed)
    stretches: list[Stretch] = []
    start = 0
    for n in range(1, len(listed) + 1):
        if n == len(listed) or voices[n] != voices[start]:
            run = listed[start:n]
            stretches.append(Stretch(voices[start], _text(run), run[0].seconds, run[-1].seconds))
            start = n
    return stretches


def _settled(words: Sequence[SpokenWord]) -> list[str | None]:
    """The voice of each word; a mark goes with its word, and a gap inside of one voice is filled."""
    voices = [word.voice for word in words]
    for n, word in enumerate(words):
        if word.glued and n:
            voices[n] = voices[n - 1]
    after: list[str | None] = [None] * len(voices)
    following: str | None = None
    for n in range(len(voices) - 1, -1, -1):
        following = voices[n] or following
        after[n] = following
    before: str | None = None
    for n, voice in enumerate(voices):
        if voice is None and before is not None and before == after[n]:
            voices[n] = before
        before = voices[n] or before
    return voices


def _text(words: Sequence[SpokenWord]) -> str:
    return "".join(word.text.strip() if word.glued else f" {word.text.strip()}" for word in words)
