"""Where somebody is, told by what stands around it, in Swahili, Vietnamese and romanised speech.

"nyuma ya msikiti wa Wayu", "dưới dốc cầu Nậm Xé", "purani masjid ke saamne": a landmark with the word that
places it.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from archive.redact.vocabulary import entries, pattern

_QUICK = {"sw": ("ya ", "la ", "wa ", "cha ", "na "), "xx": tuple(entries("beside", "xx"))}
"""Without one of these there is no landmark: a look that costs less than the pattern."""
_PATTERNS = {lang: pattern("landmark", lang) for lang in ("sw", "vi", "xx")}


def located_latin(text: str, lang: str) -> list[Span]:
    """Landmarks with the word that places them, and numbers of rows, stalls and floors."""
    quick = _QUICK.get(lang)
    if lang not in _PATTERNS or (quick is not None and not any(cue in text for cue in quick)):
        return []
    return [Span(*_place(match), T.LOC, 0.7, "located") for match in _PATTERNS[lang].finditer(text)]


def _place(match: regex.Match[str]) -> tuple[int, int]:
    """Where the place stands: the group ``place``, where the frame goes on behind it, else the whole."""
    return match.span("place") if "place" in match.re.groupindex else match.span()
