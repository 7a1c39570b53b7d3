"""What event a document records, from its name, its header and how many speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.transcript.labels import seat
from archive.ingest.word_lists import compiled
from archive.model import Kind, Turn, TurnKind

_ORDER = (Kind.FOCUS_GROUP, Kind.COMMUNITY_DIALOGUE, Kind.KEY_INFORMANT, Kind.STORY, Kind.INTERVIEW)
"""The order in which signs are looked for: a story may be told in an interview."""
_MANY = 4


def kind_of(name: str, text: str, turns: Sequence[Turn]) -> Kind:
    """The kind that the name says, else the header, else what the turns look like."""
    header = text[turns[0].start : turns[0].end] if turns and turns[0].kind is TurnKind.HEADER else ""
    for words in (re.sub(r"[_\-]+", " ", name), header[:400]):
        for kind in _ORDER:
            if compiled("kind_sign", kind.value).search(words):
                return kind
    speakers = {seat(t.label) for t in turns if t.kind is TurnKind.SPEECH and t.label}
    if len(speakers) >= _MANY:
        return Kind.FOCUS_GROUP
    asked = any(t.kind is TurnKind.QUESTION for t in turns)
    return Kind.INTERVIEW if asked or len(speakers) > 1 else Kind.STORY
