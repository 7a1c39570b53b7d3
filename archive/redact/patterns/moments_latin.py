"""Times as Swahili and Vietnamese tell them: "wakati wa ukame wa 2019", "thứ bảy tuần trước"."""

from __future__ import annotations

import regex

from archive.redact.patterns.date_words import B, E, spans
from archive.redact.spans import Span
from language.lists import language_words

_CUES: dict[str, tuple[str, ...]] = {}
_PATTERNS: dict[str, regex.Pattern[str]] = {}
for _lang in ("sw", "vi"):
    (_frame,) = language_words(_lang).frames_of("moment")
    _CUES[_lang] = (*language_words(_lang).entries("event_words"), *_frame.fields["cues"])
    _PATTERNS[_lang] = regex.compile(f"{B}(?:{_frame.pattern}){E}")


def latin_moments(low: str, lang: str) -> list[Span]:
    """Events, seasons, weekdays and feasts of one year in folded text."""
    own = "sw" if lang in {"sw", "xx"} else lang
    if own in _PATTERNS and any(cue in low for cue in _CUES[own]):
        return spans(_PATTERNS[own], low, 0.65)
    return []
