"""Landmarks that place a home: "behind the Sai Baba mandir", "next to Mr Dũng's shop", "the canal".

"near the mosque" is a place only with a name in it, or with the preposition that makes it an address.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_CAP = r"\p{Lu}[\p{L}\p{M}'’-]{1,25}"
_RUN = rf"{_CAP}(?: {_CAP}){{0,3}}"
_MARK = (
    "gate|tank|pump|tap|well|borehole|stage|shop|stall|kiosk|quarry|dump|"
    "dumpsite|bridge|market|mosque|church|temple|mandir|masjid|shrine|tree|"
    "railway line|rail line|embankment|sluice gate|tower|godown|depot|slaughterhouse|"
    "crossing|culvert|jetty|landing|ghat|office|house|compound|farm|dispensary|"
    "school|hotel|factory|mill|drain|petrol pump|petrol station|water "
    "point|bus stand|police post|chowki|outpost|spring|pagoda|dam|tubewell|"
    "hand pump|handpump|camp|graveyard|cemetery|kiln|plaza|terminal|cinema hall|cinema"
)
_BEHIND = (
    "behind|opposite|beside|next to|below|above|in front of|across from|near|"
    "by|close to|under|adjacent to|past|on top of|around"
)
_PATTERNS = (
    (
        regex.compile(
            rf"{_B}(?:{_BEHIND}) ((?:the |a )?{_RUN}(?:['’]s)?(?: [a-z]{{2,12}})?? (?:{_MARK})){_E}"
        ),
        0.75,
    ),
    (
        regex.compile(
            rf"{_B}(?:behind|opposite|next to|below|in front of) "
            rf"(the (?:[a-z]{{3,12}} ){{0,2}}(?:{_MARK})){_E}"
        ),
        0.45,
    ),
    (
        regex.compile(
            rf"{_B}((?:[a-z]{{3,9}} )?(?:{_BEHIND}) {_CAP}['’]s (?:house|shop|"
            rf"home|place|stall|field|farm|plot|compound|room|land)){_E}"
        ),
        0.75,
    ),
    (
        regex.compile(
            rf"{_B}((?:[Rr]oom|[Hh]ouse|[Pp]lot|[Ff]lat|[Bb]lock|[Ll]ine|[Ss]hed) "
            rf"(?:no\.? ?)?\d{{1,4}}[A-Za-z]?){_E}"
        ),
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
