"""Whether a reader may be told that more matches than they may see.

A hint is one bit, and two hints are enough to single somebody out: the same words with and without one more.
So it is only ever about many people, and an answer to a query that reaches nearly the same people as one
before is silence, whatever it would have been. This file decides; it knows no query, no reader and no store.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TypeVar

from archive.statistics.cross_tables import SCREEN_K

T = TypeVar("T")


def may_be_hinted(people: Set[T], before: Iterable[Set[T]], k: int = SCREEN_K) -> bool:
    """Whether ``people`` are at least ``k``, and differ by at least ``k`` from each set answered ``before``.

    The very same set counts as near: otherwise silence would tell it from one that a few people are missing
    from. ``before`` holds what was answered with silence too.
    """
    return len(people) >= k and not any(near(people, one, k) for one in before)


def near(people: Set[T], other: Set[T], k: int = SCREEN_K) -> bool:
    """Whether fewer than ``k`` people are in one of the two sets and not in the other."""
    return len(people ^ other) < k
