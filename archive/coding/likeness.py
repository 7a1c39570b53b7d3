"""Which of several texts another one is, though it was redacted, relabelled or only in part taken over.

Texts are compared by the runs of three words that they have. Runs that several of the texts share (the
questions of one guide) tell nothing of which it is, and are left aside as far as any others are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

import regex

from archive.coding.canonical import CanonicalText

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
RUN = 3
"""Words that are compared together."""
ALIKE = 0.4
"""How much of a text another one must have to be taken for it; a tenth of the words may be masked names."""
CLEAR = 1.5
"""How many times as much as the next one."""

Key = TypeVar("Key", bound=Hashable)


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of a text, without case."""
    words = _WORD.findall(CanonicalText(text).text.casefold())
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def likest(runs: frozenset[tuple[str, ...]], among: Mapping[Key, frozenset[tuple[str, ...]]]) -> Key | None:
    """The text that has most of ``runs``; ``None`` where none has enough, or two have about as much."""
    own = _own(runs, among.values())
    shares = sorted(
        ((len(own & theirs) / len(own), number) for number, theirs in enumerate(among.values()) if own),
        reverse=True,
    )
    if not shares or shares[0][0] < ALIKE:
        return None
    if len(shares) > 1 and shares[0][0] < CLEAR * shares[1][0]:
        return None
    return list(among)[shares[0][1]]


def _own(
    runs: frozenset[tuple[str, ...]], every: Iterable[frozenset[tuple[str, ...]]]
) -> frozenset[tuple[str, ...]]:
    often = Counter(run for theirs in every for run in theirs & runs)
    own = frozenset(run for run in runs if often[run] < 2)
    return own if any(often[run] for run in own) else runs
