"""Cohen's kappa: agreement of two coders beyond what their own habits would give by chance.

J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20(1),
1960, 37-46: (p_o - p_e) / (1 - p_e), p_e from each coder's own margins. Undefined, so ``None``, where
both say the same one thing throughout: nothing can be told from that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """What two coders said of each unit about one code: both, only the first, only the second, neither."""

    both: int
    first: int
    second: int
    neither: int

    def kappa(self) -> float | None:
        """Cohen's kappa of this two by two table."""
        return kappa([[self.both, self.first], [self.second, self.neither]])

    @property
    def overlap(self) -> float | None:
        """What both marked over what either marked (Jaccard); ``None`` where neither marked anything."""
        either = self.both + self.first + self.second
        return self.both / either if either else None


def kappa(table: Sequence[Sequence[int]]) -> float | None:
    """Kappa of a square table of counts: rows the first coder's values, columns the second's."""
    total = sum(map(sum, table))
    if not total:
        return None
    rows = [sum(line) for line in table]
    columns = [sum(line[i] for line in table) for i in range(len(table))]
    chance = sum(r * c for r, c in zip(rows, columns, strict=True)) / total**2
    seen = sum(table[i][i] for i in range(len(table))) / total
    return (seen - chance) / (1 - chance) if chance < 1 else None
