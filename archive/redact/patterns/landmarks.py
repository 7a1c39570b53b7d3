"""Landmarks that place a home: "behind the Sai Baba mandir", "next to Mr Dũng's shop", "the canal".

"near the mosque" is a place only with a name in it, or with the preposition that makes it an address.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from archive.redact.vocabulary import BEGIN, END, any_of, ordered

_CAP = r"\p{Lu}[\p{L}\p{M}'’-]{1,25}"
_RUN = rf"{_CAP}(?: {_CAP}){{0,3}}"
_MARK, _BESIDE = any_of("landmarks", "en"), any_of("beside", "en")
_UNITS = "|".join(f"(?i:{unit[0]}){unit[1:]}" for unit in ordered("numbered_units", "en"))
_PATTERNS = (
    (
        regex.compile(rf"{BEGIN}{_BESIDE} ((?:the |a )?{_RUN}(?:['’]s)?(?: [a-z]{{2,12}})?? {_MARK}){END}"),
        0.75,
    ),
    (
        regex.compile(
            rf"{BEGIN}{any_of('firmly_beside')} "
            rf"(the (?:[a-z]{{3,12}} ){{0,2}}{_MARK}){END}"
        ),
        0.45,
    ),
    (
        regex.compile(rf"{BEGIN}((?:[a-z]{{3,9}} )?{_BESIDE} {_CAP}['’]s {any_of('owned_places')}){END}"),
        0.75,
    ),
    (
        regex.compile(rf"{BEGIN}((?:{_UNITS}) (?:no\.? ?)?\d{{1,4}}[A-Za-z]?){END}"),
        0.5,
    ),
)


def landmarks(text: str) -> list[Span]:
    """Landmarks of the stretch."""
    return [
        Span(*m.span(1), T.LOC, score, "places")
        for pattern, score in _PATTERNS
        for m in pattern.finditer(text)
    ]
