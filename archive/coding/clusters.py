"""Grapheme clusters: where a span may begin and end, so that no akshara or emoji is cut in two.

Clusters are those of Unicode Standard Annex 29 (extended), as the ``regex`` package reads them.
"""

from __future__ import annotations

import regex

_CLUSTER = regex.compile(r"\X")
_BEGINS = regex.compile(r"\p{Grapheme_Cluster_Break=Other}")
_BACK = 256
"""So many code points are looked through for a blank before a line break is looked for."""


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to the borders of the clusters it touches; an empty span stays as it is.

    Offsets are code points, ``0 <= start <= end <= len(text)``.
    """
    if start >= end:
        return start, end
    first, last = start, end
    for match in _CLUSTER.finditer(text, _safe(text, start)):
        if match.start() <= start < match.end():
            first = match.start()
        if match.start() < end <= match.end():
            last = match.end()
        if match.end() >= end:
            break
    return first, last


def _safe(text: str, at: int) -> int:
    """A place at or before ``at`` where a cluster surely begins: after a blank, or after a line break."""
    for place in range(min(at, len(text) - 1), max(0, at - _BACK), -1):
        if text[place - 1] == " " and _BEGINS.match(text, place):
            return place
    return text.rfind("\n", 0, at) + 1
