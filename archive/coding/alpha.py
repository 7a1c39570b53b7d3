"""Krippendorff's alpha for units given in advance: any number of coders, values missing or not.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011 (University of Pennsylvania,
Departmental Papers ASC 43), and "Content Analysis", 2004, chapter 11. The difference of sets of codes is
MASI: R. Passonneau, "Measuring agreement on set-valued items (MASI)", LREC 2006.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import permutations
from typing import TypeVar

V = TypeVar("V", bound=Hashable)


def nominal(one: Hashable, other: Hashable) -> float:
    """0 for the same value, 1 for another."""
    return float(one != other)


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """1 - Jaccard x monotonicity (1 equal, 2/3 one within the other, 1/3 crossing, 0 apart)."""
    if not one and not other:
        return 0.0
    shared = len(one & other)
    if one == other:
        weight = 1.0
    elif one <= other or other <= one:
        weight = 2 / 3
    else:
        weight = 1 / 3 if shared else 0.0
    return 1 - shared / len(one | other) * weight


def alpha(units: Iterable[Sequence[V | None]], difference: Callable[[V, V], float] = nominal) -> float | None:
    """Alpha over units, each a sequence of the coders' values, ``None`` where one is missing.

    Units with fewer than two values pair with nothing and are left out. ``None`` where nothing varies.
    """
    weights: dict[tuple[V, V], float] = {}
    margins: Counter[V] = Counter()
    for unit in units:
        values = [value for value in unit if value is not None]
        if len(values) < 2:
            continue
        margins.update(values)
        for pair in permutations(values, 2):
            weights[pair] = weights.get(pair, 0.0) + 1 / (len(values) - 1)
    total = margins.total()
    observed = sum(weight * difference(*pair) for pair, weight in weights.items())
    expected = sum(
        margins[one] * margins[other] * difference(one, other)
        for one in margins
        for other in margins
        if one != other
    )
    return 1 - observed * (total - 1) / expected if expected else None
