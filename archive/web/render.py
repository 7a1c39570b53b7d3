"""The language tag of a stretch of text, for a page to say how it is to be read aloud and drawn. Pure."""

from __future__ import annotations

from language.countries import LANGUAGES

_SCRIPTS = (("und-Beng", "\u0980", "\u09ff"), ("und-Deva", "\u0900", "\u097f"))


def language_tag(language: str, text: str) -> str:
    """The BCP 47 tag for a ``lang`` attribute: the language if it is known, else the script if it tells."""
    if language in LANGUAGES:
        return language
    counts = [(sum(low <= c <= high for c in text), tag) for tag, low, high in _SCRIPTS]
    most, tag = max(counts)
    return tag if most * 2 > sum(c.isalpha() for c in text) else "und"
