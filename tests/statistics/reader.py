"""A reader who keeps every table and solves them together: linear programming over what was on the screen.

Independent of the code under test: it knows tables as a page shows them, that a goal's people are those of
its codes, that a pair's people are among those of both, and that the values of an attribute add up. It
answers one question: which small number can lie nowhere but from one person to one fewer than the threshold
(or, for nobody, be nothing but nobody)?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

Name = tuple[str, ...]
"""A row, and an attribute with a value of it; the row alone for everybody in it."""
Line = Mapping[Name, float]
NEAR = 1e-6
MANY = 1000.0
"""Nobody believes that there are more people: a number that nothing bounds."""


@dataclass
class Reader:
    """What somebody knows: numbers, lines that are zero, and lines that are not above zero."""

    numbers: dict[Name, tuple[float, float | None]] = field(default_factory=dict)
    zero: list[Line] = field(default_factory=list)
    not_above: list[Line] = field(default_factory=list)

    def see(self, name: Name, value: int | None) -> None:
        """A number on a page, or a gap."""
        low, high = self.numbers.get(name, (0.0, None))
        self.numbers[name] = (low, high) if value is None else (float(value), float(value))

    def between(self, name: Name, low: float, high: float | None) -> None:
        """What a sentence says of a number."""
        old = self.numbers.get(name, (0.0, None))
        highs = [h for h in (old[1], high) if h is not None]
        self.numbers[name] = (max(old[0], low), min(highs) if highs else None)

    def add_up(self, whole: Name, parts: Sequence[Name]) -> None:
        self.zero.append({whole: -1.0, **dict.fromkeys(parts, 1.0)})

    def lies_in(self, part: Name, whole: Name) -> None:
        self.not_above.append({part: 1.0, whole: -1.0})

    def made_of(self, whole: Name, parts: Sequence[Name]) -> None:
        self.not_above.append({whole: 1.0, **dict.fromkeys(parts, -1.0)})

    def knows(self) -> Solver:
        return Solver(self)


class Solver:
    """The reader's knowledge as one linear program."""

    def __init__(self, reader: Reader) -> None:
        lines = [*reader.zero, *reader.not_above]
        names = dict.fromkeys([*reader.numbers, *(name for line in lines for name in line)])
        self.at = {name: place for place, name in enumerate(names)}
        known = [reader.numbers.get(name, (0.0, None)) for name in names]
        self._bounds = [(low, MANY if high is None else high) for low, high in known]
        self._zero = self._rows(reader.zero)
        self._not_above = self._rows(reader.not_above)

    def _rows(self, lines: Iterable[Line]) -> np.ndarray | None:
        rows = [[line.get(name, 0.0) for name in self.at] for line in lines]
        return np.array(rows) if rows else None

    def solves(self, line: Line, true: int, k: int) -> bool:
        """Whether a small number is worked out. ``true`` says only whether it is worth asking."""
        if not 0 <= true < k or any(name not in self.at for name in line):
            return False
        if true == 0:
            return self._most(line) < 1 - NEAR
        least = -self._most({name: -factor for name, factor in line.items()})
        assert least <= true + NEAR, "what was told is true"
        if least <= NEAR:
            return False
        most = self._most(line)
        assert most >= true - NEAR, "what was told is true"
        return most < k - NEAR

    def _most(self, line: Line) -> float:
        """The most that a line can be."""
        wanted = np.zeros(len(self.at))
        for name, factor in line.items():
            wanted[self.at[name]] += factor
        answer = linprog(
            -wanted,
            A_ub=self._not_above,
            b_ub=None if self._not_above is None else np.zeros(len(self._not_above)),
            A_eq=self._zero,
            b_eq=None if self._zero is None else np.zeros(len(self._zero)),
            bounds=self._bounds,
        )
        assert answer.status == 0, answer.message
        return float(-answer.fun)
