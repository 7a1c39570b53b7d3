"""A list of stretches in JSON, each an object with a text, its times and perhaps a speaker, under any keys.

Whisper, WhisperX, AssemblyAI and many smaller programs write such lists. A list whose objects have neither
times nor speakers is none: it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.ingest.time_aligned.json_fields import (
    END,
    SPEAKER,
    START,
    TEXT,
    WORD,
    Node,
    first,
    items,
    mapping,
    number,
    scaled,
    speaker,
)
from archive.ingest.time_aligned.recognised_words import SpokenWord, stretches_of
from archive.ingest.time_aligned.stretches import Stretch

_LISTS = (
    "segments", "utterances", "transcript", "transcripts", "sentences", "phrases", "chunks", "cues",
    "captions",
)  # fmt: skip
_MILLISECONDS = frozenset({"utterances", "phrases"})
"""Lists whose programs measure in milliseconds."""
_LONG_STRETCH = 120
"""Stretches whose median length is more units than this were measured in milliseconds."""


def any_list(root: Node) -> list[Stretch] | None:
    """The stretches of a list at the top or under a key that such lists have; ``None`` without one."""
    if isinstance(root, list):
        return listed(root) or None
    held = [key for key in _LISTS if items(mapping(root).get(key))]
    for key in held:
        spoken = listed(root[key], unit=1000 if key in _MILLISECONDS else None)
        if spoken:
            return spoken
    text = mapping(root).get("text")
    only_text = isinstance(text, str) and ("segments" in root or "language" in root or "utterances" in root)
    return [Stretch(None, str(text))] if only_text else None


def listed(node: Node, unit: float | None = None) -> list[Stretch]:
    """Stretches from a list of objects; none unless every object has words, and one a time or a speaker.

    Args:
        unit: how many units of the times make a second; guessed from the lengths where it is not told.
    """
    parts = [mapping(part) for part in items(node)]
    if not parts or not all(isinstance(first(p, TEXT), str) or _spoken_words(p) for p in parts):
        return []
    starts, ends = ([number(_time(part, n)) for part in parts] for n in (0, 1))
    if not any(s is not None for s in starts) and all(first(part, SPEAKER) is None for part in parts):
        return []
    unit = unit or _unit(starts, ends)
    return [
        one
        for part, start, end in zip(parts, starts, ends, strict=True)
        for one in _stretches(part, scaled(start, unit), scaled(end, unit))
    ]


def _stretches(part: Mapping[str, Node], start: float | None, end: float | None) -> list[Stretch]:
    """A stretch as it is, or by its words where it has no text or they name other speakers."""
    text, words = first(part, TEXT), _spoken_words(part)
    whole = Stretch(speaker(first(part, SPEAKER)), text.strip() if isinstance(text, str) else "", start, end)
    voices = {word.voice for word in words if word.voice}
    if whole.text and voices <= {whole.voice}:
        return [whole]
    spoken = stretches_of(words if voices else [replace(word, voice=whole.voice) for word in words])
    return [replace(one, seconds=start, end=end) for one in spoken] if len(spoken) == 1 else spoken


def _time(part: Mapping[str, Node], place: int) -> Node:
    """The start (0) or end (1) of a stretch, also where both stand in a pair, as transformers write it."""
    pair = part.get("timestamp")
    if isinstance(pair, list) and len(pair) == 2:
        return pair[place]
    return first(part, (START, END)[place])


def _unit(starts: list[float | None], ends: list[float | None]) -> float:
    lengths = sorted(e - s for s, e in zip(starts, ends, strict=True) if s is not None and e is not None)
    if lengths:
        return 1000 if lengths[len(lengths) // 2] > _LONG_STRETCH else 1
    whole = [s for s in starts if s is not None]
    return 1000 if whole and all(s.is_integer() for s in whole) and max(whole) > 100_000 else 1


def _spoken_words(part: Mapping[str, Node]) -> list[SpokenWord]:
    return [
        SpokenWord(
            str(first(word, WORD) or ""),
            speaker(first(word, SPEAKER)),
            number(first(word, START)),
        )
        for word in map(mapping, items(part.get("words")))
    ]
