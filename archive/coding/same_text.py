"""Which of several texts another one is, though it was redacted, relabelled or only in part taken over.

Texts are compared by the runs of three words that they have. Runs that several of the texts share (the
questions of one guide) tell nothing of which it is, and are left aside as far as any others are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

import regex

from archive.coding.comparable import CanonicalText

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
RUN = 3
"""Words that are compared together."""
ALIKE = 0.5
"""How much of the shorter text the longer one must have to be taken for it."""
SHORTEST = 5
"""How many times as long the longer one may be before its own length counts."""
CLEAR = 1.5
"""How many times as much as the next one."""

Runs = frozenset[tuple[str, ...]]
Key = TypeVar("Key", bound=Hashable)


def runs_of(text: str, masked: Iterable[tuple[int, int]] = ()) -> Runs:
    """The runs of a text, without case and without those that a masked stretch is part of."""
    runs: set[tuple[str, ...]] = set()
    at = 0
    for start, end in [*sorted(masked), (len(text), len(text))]:
        words = _WORD.findall(CanonicalText(text[at:start]).text.casefold())
        runs.update(tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1))
        at = max(at, end)
    return frozenset(runs)


def likest(runs: Runs, among: Mapping[Key, Runs]) -> Key | None:
    """The text that is most like the one with ``runs``; ``None`` where none is like it, or two are about as
    much."""
    often = Counter(run for theirs in among.values() for run in theirs & runs)
    shared = frozenset(run for run, count in often.items() if count > 1)
    apart = shared if len(shared) < len(often) else frozenset()
    shares = sorted(
        ((_share(runs - apart, theirs - apart), number) for number, theirs in enumerate(among.values())),
        reverse=True,
    )
    if not shares or shares[0][0] < ALIKE or (len(shares) > 1 and shares[0][0] < CLEAR * shares[1][0]):
        return None
    return list(among)[shares[0][1]]


def _share(one: Runs, other: Runs) -> float:
    low, high = sorted((len(one), len(other)))
    return len(one & other) / max(low, high / SHORTEST) if low else 0.0
