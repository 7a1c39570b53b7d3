"""Find a code by a few letters: what a coder types comes to the top, what they used last comes first.

Letters are compared without case and without Latin accents; the marks of other scripts are letters there and
count. Retired codes are never offered.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import regex

from taxonomies.codebook import Code, Codebook

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_ACCENTS = regex.compile(r"[\u0300-\u036f]")


def picked(book: Codebook, typed: str, recent: Sequence[str] = (), limit: int = 9) -> list[Code]:
    """At most ``limit`` codes in use that ``typed`` may mean, best first.

    The id itself, then ids and words of labels that begin so, then labels that hold it anywhere; within each,
    the ``recent`` ones in their order, then the order of the codebook. Nothing typed gives the recent ones.
    """
    wanted = _folded(typed)
    place = {code: at for at, code in enumerate(recent)}
    ranked = []
    for at, code in enumerate(book.codes.values()):
        rank = _rank(code, wanted, place)
        if rank is not None and not code.retired:
            ranked.append((rank, place.get(code.id, len(place)), at, code))
    return [code for *_, code in sorted(ranked, key=lambda f: f[:3])[:limit]]


def _rank(code: Code, wanted: str, recent: dict[str, int]) -> int | None:
    """How well a code fits; lower is better, ``None`` not at all."""
    if not wanted:
        return 0 if code.id in recent else None
    id_, label = _folded(code.id), _folded(code.label)
    if id_ == wanted:
        return 0
    if id_.startswith(wanted) or any(m.group().startswith(wanted) for m in _WORD.finditer(label)):
        return 1
    return 2 if wanted in label else None


def _folded(text: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold().strip()))
    return unicodedata.normalize("NFC", bare)
