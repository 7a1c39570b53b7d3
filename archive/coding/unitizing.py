"""Alpha for unitizing: whether coders cut the same stretches out of a text, and name them alike.

K. Krippendorff, Y. Mathet, S. Bouvry, A. Widlöcher, "On the reliability of unitizing textual continua:
Further developments", Quality & Quantity 50, 2016, 2347-2364; the formulas are numbered there. Each coder
parts the whole continuum into units with a value and gaps without one. A unit is a whole: chance is worked
out over whole units, while gaps have no structure of their own and count by length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from archive.errors import UsageError

GAP = ""
"""The value of what a coder left alone."""

Unit = tuple[int, int, str]
"""``(start, end, value)``, half open, in any unit of length."""


@dataclass(frozen=True, slots=True)
class Unitizing:
    """The family of coefficients. ``None`` where there is nothing to tell: no variation, no crossing units.

    ``u``: boundaries and values together. ``binary`` (the paper's |u): what matters against what does not.
    ``values`` (cu): the values of units that cross, whatever their boundaries. ``by_value`` ((k)u): the same
    for each value. ``crossing``: which share of the marked length, over all coders, other coders marked too.
    """

    u: float | None
    binary: float | None
    values: float | None
    by_value: Mapping[str, float | None]
    crossing: float | None


def parted(units: Iterable[tuple[int, int, str]], length: int) -> list[Unit]:
    """A coder's units with the gaps between them, tiling ``0:length``.

    Raises ``UsageError`` for units that overlap or leave the continuum: one coder, one value a place.
    """
    tiles: list[Unit] = []
    at = 0
    for start, end, value in sorted(units):
        if start < at or end <= start or end > length:
            raise UsageError("Units of one coder must not overlap; compare overlapping codes one by one.")
        if start > at:
            tiles.append((at, start, GAP))
        tiles.append((start, end, value))
        at = end
    return [*tiles, (at, length, GAP)] if at < length else tiles


def unitizing(coders: Sequence[Iterable[tuple[int, int, str]]], length: int) -> Unitizing:
    """The family for two coders or more over a continuum of ``length``.

    Raises ``UsageError`` for fewer coders, an empty continuum, or units that overlap.
    """
    if len(coders) < 2 or length < 1:
        raise UsageError("Agreement needs two coders and a text.")
    tiles = [parted(units, length) for units in coders]
    seen = _coincidences(tiles)
    margins: dict[str, float] = defaultdict(float)
    for (one, _), shared in seen.items():
        margins[one] += shared
    chance = _expected(tiles, margins, len(coders) * length)
    valued = {k: margins[k] - seen.get((k, GAP), 0.0) for k in margins if k != GAP}
    crossing = _expected_crossing(tiles, valued)
    marked = sum(margins[k] for k in valued)
    return Unitizing(
        u=_ratio(_apart(seen), _apart(chance)),
        binary=_ratio(_marked_apart(seen), _marked_apart(chance)),
        values=_ratio(_apart(_without_gaps(seen)), _apart(crossing)) if len(valued) > 1 else None,
        by_value={k: _of_value(k, seen, crossing) for k in sorted(valued)} if len(valued) > 1 else {},
        crossing=sum(valued.values()) / marked if marked else None,
    )


Matrix = Mapping[tuple[str, str], float]


def _coincidences(tiles: Sequence[Sequence[Unit]]) -> dict[tuple[str, str], float]:
    """Lengths that two coders cut alike, by the pair of values (formula 1)."""
    seen: dict[tuple[str, str], float] = defaultdict(float)
    for one, other in permutations(tiles, 2):
        for a, b in _crossings(one, other):
            seen[a[2], b[2]] += (min(a[1], b[1]) - max(a[0], b[0])) / (len(tiles) - 1)
    return seen


def _crossings(one: Sequence[Unit], other: Sequence[Unit]) -> Iterable[tuple[Unit, Unit]]:
    """Every two tiles that share some length, in order."""
    i = j = 0
    while i < len(one) and j < len(other):
        yield one[i], other[j]
        ends = one[i][1], other[j][1]
        i += ends[0] <= ends[1]
        j += ends[1] <= ends[0]


def _expected(
    tiles: Sequence[Sequence[Unit]], margins: Mapping[str, float], total: int
) -> dict[tuple[str, str], float]:
    """Chance: no unit coincides with itself, no place of a gap either (formula 4)."""
    own: dict[str, float] = defaultdict(float)
    for start, end, value in (tile for part in tiles for tile in part):
        own[value] += end - start if value == GAP else (end - start) ** 2
    scale = total**2 - sum(own.values())
    return {
        (c, k): total * (margins[c] * margins[k] - (own[c] if c == k else 0.0)) / scale if scale else 0.0
        for c in margins
        for k in margins
    }


def _expected_crossing(
    tiles: Sequence[Sequence[Unit]], valued: Mapping[str, float]
) -> dict[tuple[str, str], float]:
    """Chance among the parts of units that cross units of others (formula 10)."""
    own: dict[str, float] = defaultdict(float)
    for one, other in permutations(tiles, 2):
        shared: dict[Unit, int] = defaultdict(int)
        for a, b in _crossings(one, other):
            if GAP not in (a[2], b[2]):
                shared[a] += min(a[1], b[1]) - max(a[0], b[0])
        for unit, length in shared.items():
            own[unit[2]] += length**2 / (len(tiles) - 1)
    total = sum(valued.values())
    scale = total - sum(own.values()) / total if total else 0.0
    return {
        (c, k): (valued[c] * valued[k] - (own[c] if c == k else 0.0)) / scale if scale else 0.0
        for c in valued
        for k in valued
    }


def _without_gaps(matrix: Matrix) -> Matrix:
    return {pair: value for pair, value in matrix.items() if GAP not in pair}


def _apart(matrix: Matrix) -> float:
    return sum(value for (one, other), value in matrix.items() if one != other)


def _marked_apart(matrix: Matrix) -> float:
    return sum(value for (one, other), value in matrix.items() if (one == GAP) != (other == GAP))


def _of_value(k: str, seen: Matrix, crossing: Matrix) -> float | None:
    """One value against all others among crossing parts (formula 13)."""
    lengths = {other: value for (one, other), value in _without_gaps(seen).items() if one == k}
    chances = {other: value for (one, other), value in crossing.items() if one == k}
    length, chance = sum(lengths.values()), sum(chances.values())
    apart, expected = length - lengths.get(k, 0.0), chance - chances.get(k, 0.0)
    return 1 - chance * apart / (length * expected) if length and chance > 0 and expected > 0 else None


def _ratio(observed: float, expected: float) -> float | None:
    return 1 - observed / expected if expected > 0 else None
