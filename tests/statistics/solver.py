"""What a careful reader can work out of a table with gaps, found by trying numbers, not by theory.

Independent of the code under test: equations over whole numbers from 0 up, bounds tightened until they
stand, then depth-first search. It answers one question: can this gap hold a number in this range?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Equation = tuple[dict[str, int], int]
"""Coefficients of the unknowns, and what they sum to."""


def possible(equations: Iterable[Equation], bounds: Mapping[str, tuple[int, int]]) -> bool:
    """Whether some whole numbers within ``bounds`` fit every equation."""
    ready = list(equations)
    tight = _tightened(ready, dict(bounds))
    if tight is None:
        return False
    unsettled = [name for name, (low, high) in tight.items() if low < high]
    if not unsettled:
        return all(sum(a * tight[name][0] for name, a in parts.items()) == total for parts, total in ready)
    name = min(unsettled, key=lambda one: (tight[one][1] - tight[one][0], one))
    low, high = tight[name]
    return any(possible(ready, {**tight, name: (value, value)}) for value in range(low, high + 1))


def _tightened(
    equations: list[Equation], bounds: dict[str, tuple[int, int]]
) -> dict[str, tuple[int, int]] | None:
    changed = True
    while changed:
        changed = False
        for parts, total in equations:
            least = {name: min(a * bounds[name][0], a * bounds[name][1]) for name, a in parts.items()}
            most = {name: max(a * bounds[name][0], a * bounds[name][1]) for name, a in parts.items()}
            if sum(least.values()) > total or sum(most.values()) < total:
                return None
            for name, a in parts.items():
                low_part = total - (sum(most.values()) - most[name])
                high_part = total - (sum(least.values()) - least[name])
                low, high = (low_part, high_part) if a > 0 else (-high_part, -low_part)
                old = bounds[name]
                new = max(old[0], low), min(old[1], high)
                if new[0] > new[1]:
                    return None
                if new != old:
                    bounds[name] = new
                    changed = True
                    break
            if changed:
                break
    return bounds
